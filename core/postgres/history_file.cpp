// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/postgres/history_file.h"

#include <QRegularExpression>
#include <QStringList>

#include <utility>

namespace tandem {

namespace {

Error broken(const QString &line)
{
    return Error{ErrorKind::Failed,
                 say("Postgres", "A timeline history file has a line that cannot be read (\"%1\"); "
                                 "look at the file on the node.")
                     .arg(line.left(200)),
                 {},
                 {}};
}

} // namespace

Result<std::vector<HistoryEntry>> parseHistoryFile(const QString &text)
{
    static const QRegularExpression pattern(
        QStringLiteral("^[ \\t]*(\\d{1,10})[ \\t]+([0-9A-Fa-f]+/[0-9A-Fa-f]+)(?:[ \\t]+(.*))?$"));
    std::vector<HistoryEntry> history;
    QStringList lines = text.split(QLatin1Char('\n'));
    if (const QString rest = lines.takeLast(); !rest.trimmed().isEmpty())
        return broken(rest); // no line end: it may be cut
    for (const QString &line : std::as_const(lines)) {
        const QString content = line.trimmed();
        if (content.isEmpty() || content.startsWith(QLatin1Char('#')))
            continue;
        const auto match = pattern.match(line);
        const auto fork = Lsn::parse(match.captured(2));
        bool isNumber = false;
        const std::uint32_t timeline = match.captured(1).toUInt(&isNumber);
        if (!match.hasMatch() || !fork || !isNumber || timeline == 0 ||
            (!history.empty() && timeline <= history.back().timeline))
            return broken(line);
        history.push_back({timeline, *fork, match.captured(3).trimmed()});
    }
    return history;
}

std::optional<Lsn> forkOf(const std::vector<HistoryEntry> &history, std::uint32_t timeline)
{
    for (const auto &entry : history) {
        if (entry.timeline == timeline)
            return entry.fork;
    }
    return std::nullopt;
}

} // namespace tandem
