// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/postgres/control_file.h"

#include <QMap>

#include <limits>

namespace tandem {

namespace {

Error broken(const QString &reason, const QString &output)
{
    return Error{ErrorKind::Failed,
                 say("Postgres", "The control file of a data directory could not be read (%1); do "
                                 "not start that server before its files were looked at.")
                     .arg(reason),
                 output.left(4000),
                 {}};
}

// Collects the labelled lines and remembers the first one that is missing or malformed.
class LabelledLines
{
public:
    explicit LabelledLines(const QString &output)
    {
        qsizetype begin = 0;
        for (;;) {
            const qsizetype end = output.indexOf(QLatin1Char('\n'), begin);
            if (end < 0)
                return; // a line without its end may be cut
            const QString line = output.mid(begin, end - begin);
            const qsizetype colon = line.indexOf(QLatin1Char(':'));
            if (colon > 0)
                m_values.insert(line.left(colon), line.mid(colon + 1).trimmed());
            begin = end + 1;
        }
    }

    QString text(const char *label)
    {
        QString value = m_values.value(QLatin1String(label));
        if (value.isEmpty())
            blame(label);
        return value;
    }
    Lsn lsn(const char *label)
    {
        const auto value = Lsn::parse(text(label));
        if (!value)
            blame(label);
        return value.value_or(Lsn());
    }
    std::uint64_t number(const char *label, std::uint64_t most)
    {
        bool isNumber = false;
        const auto value = text(label).toULongLong(&isNumber);
        if (!isNumber || value > most)
            blame(label);
        return value;
    }
    bool isOn(const char *label)
    {
        const QString value = text(label);
        if (value != QLatin1String("on") && value != QLatin1String("off"))
            blame(label);
        return value == QLatin1String("on");
    }
    [[nodiscard]] QString problem() const { return m_problem; }

private:
    void blame(const char *label)
    {
        if (m_problem.isEmpty())
            m_problem = QLatin1String(label);
    }

    QMap<QString, QString> m_values;
    QString m_problem;
};

} // namespace

Result<ControlFile> parseControlFile(const QString &output)
{
    constexpr auto most32 = std::numeric_limits<std::uint32_t>::max();
    constexpr auto most64 = std::numeric_limits<std::uint64_t>::max();
    // "WARNING: Calculated CRC ..." on the output, or "warning: calculated CRC ..." beside it.
    if (output.contains(QLatin1String("calculated CRC"), Qt::CaseInsensitive))
        return broken(QStringLiteral("CRC"), output);
    LabelledLines lines(output);
    ControlFile file;
    file.pgControlVersion = static_cast<int>(lines.number("pg_control version number", 99999));
    file.systemIdentifier = lines.number("Database system identifier", most64);
    file.state = lines.text("Database cluster state");
    file.checkpoint = lines.lsn("Latest checkpoint location");
    file.redo = lines.lsn("Latest checkpoint's REDO location");
    file.timeline =
        static_cast<std::uint32_t>(lines.number("Latest checkpoint's TimeLineID", most32));
    file.prevTimeline =
        static_cast<std::uint32_t>(lines.number("Latest checkpoint's PrevTimeLineID", most32));
    file.minRecoveryEnd = lines.lsn("Minimum recovery ending location");
    file.walLogHints = lines.isOn("wal_log_hints setting");
    file.dataChecksums = lines.number("Data page checksum version", most32) != 0;
    if (!lines.problem().isEmpty())
        return broken(lines.problem(), output);
    return file;
}

} // namespace tandem
