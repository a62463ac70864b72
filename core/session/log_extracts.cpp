// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/log_extracts.h"

#include "core/logs/log_reader.h"
#include "core/logs/telling_line.h"

#include <QDateTime>
#include <QRegularExpression>

#include <map>

namespace tandem {

namespace {

constexpr qsizetype longestLine = 2000;
constexpr int mostLines = 240; // of one node
constexpr int mostOfOneKind = 3;

// Numbers and positions aside, the same message.
QString kindOf(const LogEntry &entry)
{
    static const QRegularExpression numbers(QStringLiteral("[0-9A-F]+"));
    QString kind = entry.message;
    return kind.replace(numbers, QStringLiteral("N"));
}

} // namespace

QString reportLineOf(const LogEntry &entry)
{
    QString line;
    if (entry.timeMilliseconds)
        line = QDateTime::fromMSecsSinceEpoch(*entry.timeMilliseconds, Qt::UTC)
                   .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz UTC "));
    if (entry.pid)
        line += QStringLiteral("[%1] ").arg(*entry.pid);
    if (entry.severity != LogSeverity::Plain)
        line += tokenOf(entry.severity).toUpper() + QStringLiteral(": ");
    if (!entry.sqlState.isEmpty())
        line += entry.sqlState + QStringLiteral(": ");
    line += entry.message;
    if (!entry.detail.isEmpty())
        line += QStringLiteral(" (%1)").arg(entry.detail);
    return line.replace(u'\n', u' ').left(longestLine);
}

std::vector<LogExtract> logExtracts(PairSession &session, std::int64_t since, const StopToken &stop)
{
    std::vector<LogExtract> extracts;
    for (const NodeProfile &node : session.profile().nodes) {
        const auto shell = openShell(node, session.secrets());
        const auto excerpt =
            readBetween(*shell, node, since, QDateTime::currentMSecsSinceEpoch(), stop);
        if (!excerpt.ok() || !excerpt->hasFiles)
            continue;
        LogExtract extract{node.name, Layout::of(node).logDirectory, {}};
        std::map<QString, int> seen;
        for (const LogEntry &entry : excerpt->entries) {
            const bool tells = tellingRuleOf(entry) != nullptr || isTrouble(entry.severity);
            if (tells && ++seen[kindOf(entry)] <= mostOfOneKind && extract.lines.size() < mostLines)
                extract.lines << session.redactor().redact(reportLineOf(entry));
        }
        extracts.push_back(extract);
    }
    return extracts;
}

} // namespace tandem
