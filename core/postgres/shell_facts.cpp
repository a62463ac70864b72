// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/postgres/shell_facts.h"

#include "core/postgres/control_file.h"

#include <QMap>
#include <QRegularExpression>

#include <utility>

namespace tandem {

namespace {

// The script's lines, sorted by what they speak of.
struct ShellLines
{
    QMap<QByteArray, QByteArray> values; // the first of a key counts
    QMap<QByteArray, QByteArray> record;
    QByteArray control;
    QStringList unwritable;
    QStringList kept;
    QStringList aside;
};

void insertFirst(QMap<QByteArray, QByteArray> &map, const QByteArray &line)
{
    const qsizetype equals = line.indexOf('=');
    if (equals > 0 && !map.contains(line.left(equals)))
        map.insert(line.left(equals), line.mid(equals + 1));
}

// Only names that our own stages give: the prefix and a time, no more than the script prints.
void addPlace(QStringList &places, const QByteArray &text, const QString &prefix)
{
    static const QRegularExpression time(QStringLiteral("\\A[0-9]{8}T[0-9]{6}Z\\z"));
    const QString name = QString::fromUtf8(text);
    const bool isOurs = name.startsWith(prefix) && time.match(name.mid(prefix.size())).hasMatch();
    if (isOurs && places.size() < 50 && !places.contains(name))
        places += name;
}

ShellLines sorted(const QByteArray &output)
{
    ShellLines lines;
    QList<QByteArray> whole = output.split('\n');
    whole.removeLast(); // empty, or cut: a cut number is a number still
    for (const QByteArray &line : std::as_const(whole)) {
        if (line.startsWith("control:"))
            lines.control += line.mid(8) + '\n';
        else if (line.startsWith("record:"))
            insertFirst(lines.record, line.mid(7));
        else if (line.startsWith("unwritable="))
            lines.unwritable += QString::fromUtf8(line.mid(11));
        else if (line.startsWith("kept="))
            addPlace(lines.kept, line.mid(5), QStringLiteral(".kept-"));
        else if (line.startsWith("aside="))
            addPlace(lines.aside, line.mid(6), QStringLiteral(".aside-"));
        else
            insertFirst(lines.values, line);
    }
    return lines;
}

std::optional<std::int64_t> numberIn(const QMap<QByteArray, QByteArray> &map, const char *key)
{
    bool isNumber = false;
    const qlonglong value = map.value(key).toLongLong(&isNumber);
    return isNumber ? std::optional<std::int64_t>(value) : std::nullopt;
}

std::optional<HostFacts> hostIn(const ShellLines &lines)
{
    const auto clock = numberIn(lines.values, "clock");
    if (!clock)
        return std::nullopt;
    HostFacts host;
    host.bootId = QString::fromUtf8(lines.values.value("boot"));
    host.clockMilliseconds = *clock;
    host.freeBytes = numberIn(lines.values, "free").value_or(-1);
    return host;
}

std::optional<DataDirectoryFacts> dataIn(const ShellLines &lines)
{
    using Kind = DataDirectoryFacts::Kind;
    static const QMap<QByteArray, Kind> kinds{{"missing", Kind::Missing},
                                              {"empty", Kind::Empty},
                                              {"foreign", Kind::Foreign},
                                              {"initialised", Kind::Initialised}};
    const auto kind = kinds.constFind(lines.values.value("data"));
    if (kind == kinds.constEnd())
        return std::nullopt;
    DataDirectoryFacts data;
    data.kind = *kind;
    data.unwritableFiles = lines.unwritable;
    data.keptDirectories = lines.kept;
    data.asideDirectories = lines.aside;
    data.majorVersion = static_cast<int>(numberIn(lines.values, "version").value_or(0));
    data.standbySignal = lines.values.value("standby_signal") == "1";
    if (*kind != Kind::Initialised)
        return data;
    // Without a readable control file its fields keep their "not told" values.
    const auto control = parseControlFile(QString::fromUtf8(lines.control));
    if (control) {
        data.controlState = control->state;
        data.systemIdentifier = control->systemIdentifier;
        data.timeline = control->timeline;
        data.latestCheckpoint = control->checkpoint;
        data.walLogHintsOrChecksums = control->walLogHints || control->dataChecksums;
    }
    return data;
}

std::optional<ProcessFacts> processIn(const ShellLines &lines)
{
    using Kind = ProcessFacts::Kind;
    static const QMap<QByteArray, Kind> kinds{{"none", Kind::None},
                                              {"running", Kind::Running},
                                              {"frozen", Kind::Frozen},
                                              {"zombie", Kind::Zombie},
                                              {"orphans", Kind::OrphansOnly}};
    const auto kind = kinds.constFind(lines.values.value("process"));
    const auto count = numberIn(lines.values, "processes");
    if (kind == kinds.constEnd() || !count)
        return std::nullopt;
    ProcessFacts process;
    process.kind = *kind;
    process.processCount = static_cast<int>(*count);
    process.postmasterPid = numberIn(lines.values, "postmaster").value_or(0);
    process.receiverFrozen = lines.values.value("receiver_frozen") == "1";
    return process;
}

std::optional<RecordFacts> recordIn(const ShellLines &lines)
{
    const QByteArray isThere = lines.values.value("record_file");
    if (isThere.isEmpty())
        return std::nullopt;
    RecordFacts record;
    if (isThere == "0")
        return record; // seen: nothing was ever written here
    const auto text = [&lines](const char *key) {
        return QString::fromUtf8(lines.record.value(key));
    };
    const auto version = numberIn(lines.record, "version");
    const auto epoch = numberIn(lines.record, "epoch");
    record.epoch = epoch && *epoch > 0 ? static_cast<std::uint64_t>(*epoch) : 0;
    // Whoever reads an operation he does not know stays away from the node.
    if (!version || !epoch || *epoch < 0) {
        record.operation = QStringLiteral("unreadable record");
        return record;
    }
    if (*version > 1) {
        record.operation = QStringLiteral("unknown version %1").arg(*version);
        return record;
    }
    record.operation = text("operation");
    record.owner = text("owner");
    record.bootId = text("boot");
    record.fenced = text("fenced") == QLatin1String("1");
    record.unfencedPeer = text("unfenced_peer");
    record.paired = text("paired") == QLatin1String("1");
    record.handoverEnd = text("handover_end");
    record.waitsForPeer = lines.values.value("waits_for_peer") == "1";
    record.automationPaused = text("automation_paused") == QLatin1String("1");
    const auto from = numberIn(lines.record, "failover_from_timeline");
    record.failoverFromTimeline =
        from && *from > 0 && *from <= UINT32_MAX ? static_cast<std::uint32_t>(*from) : 0;
    const auto heartbeat = numberIn(lines.record, "heartbeat");
    const auto clock = numberIn(lines.values, "clock");
    if (heartbeat && clock && *heartbeat >= 0 && *clock >= 0)
        record.heartbeatAgeMilliseconds = *clock - *heartbeat;
    const auto settled = numberIn(lines.record, "failover_settled_at");
    if (settled && clock && *settled >= 0 && *clock >= 0)
        record.failoverSettledAgeMilliseconds = *clock - *settled;
    return record;
}

} // namespace

void fillFromShell(NodeFacts &facts, const QByteArray &output)
{
    const ShellLines lines = sorted(output);
    facts.host = hostIn(lines);
    facts.data = dataIn(lines);
    facts.process = processIn(lines);
    facts.record = recordIn(lines);
}

} // namespace tandem
