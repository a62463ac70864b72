// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"

#include "core/logs/log_follower.h"
#include "core/logs/log_merge.h"
#include "core/logs/log_reader.h"
#include "core/logs/telling_line.h"

#include <QDateTime>

#include <algorithm>
#include <list>
#include <mutex>

namespace tandem {

namespace {

constexpr Milliseconds mergeWait{700}; // longer than a follower looks away
constexpr Milliseconds turn{100};

// Prints entries as lines for people or as JSON. One thread.
class EntryTeller
{
public:
    EntryTeller(const CtlOptions &options, PairSession &session)
        : m_json(options.json), m_redactor(session.redactor())
    {
        for (const NodeProfile &node : session.profile().nodes)
            m_width = std::max(m_width, node.name.size());
    }

    void tellEntry(const NodeLogEntry &line) const
    {
        const TellingRule *rule = tellingRuleOf(line.entry);
        if (m_json)
            tellJson(objectOf(line, rule));
        else
            tellLines(line, rule);
    }

    void tellNote(const QString &node, const Text &note) const
    {
        if (m_json)
            tellJson({{QStringLiteral("node"), node}, {QStringLiteral("note"), note.translated()}});
        else
            tell(QStringLiteral("! %1  %2").arg(node.leftJustified(m_width), note.translated()));
    }

private:
    [[nodiscard]] QString clean(const QString &text) const { return m_redactor.redact(text); }

    [[nodiscard]] QJsonObject objectOf(const NodeLogEntry &line, const TellingRule *rule) const
    {
        const LogEntry &entry = line.entry;
        const auto time = entry.timeMilliseconds;
        QJsonObject object{
            {QStringLiteral("node"), line.node},
            {QStringLiteral("time"),
             time ? QJsonValue(QDateTime::fromMSecsSinceEpoch(line.ourMilliseconds, Qt::UTC)
                                   .toString(Qt::ISODateWithMs))
                  : QJsonValue()},
            {QStringLiteral("severity"), tokenOf(entry.severity)},
            {QStringLiteral("pid"), entry.pid ? QJsonValue(qint64(*entry.pid)) : QJsonValue()},
            {QStringLiteral("message"), clean(entry.message)}};
        const auto insert = [&](const char *key, const QString &text) {
            if (!text.isEmpty())
                object.insert(QLatin1String(key), clean(text));
        };
        insert("sqlstate", entry.sqlState);
        insert("user", entry.user);
        insert("database", entry.database);
        insert("application", entry.application);
        insert("detail", entry.detail);
        insert("hint", entry.hint);
        insert("context", entry.context);
        insert("statement", entry.statement);
        if (entry.cutBytes > 0)
            object.insert(QStringLiteral("cut_bytes"), qint64(entry.cutBytes));
        if (rule != nullptr)
            object.insert(QStringLiteral("tells"),
                          QJsonObject{{QStringLiteral("rule"), rule->token},
                                      {QStringLiteral("sentence"), rule->sentence.translated()}});
        return object;
    }

    void tellLines(const NodeLogEntry &line, const TellingRule *rule) const
    {
        const LogEntry &entry = line.entry;
        const QString time = entry.timeMilliseconds
                                 ? QDateTime::fromMSecsSinceEpoch(line.ourMilliseconds)
                                       .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz"))
                                 : QString(23, u' ');
        const QString mark = rule != nullptr             ? QStringLiteral("»")
                             : isTrouble(entry.severity) ? QStringLiteral("!")
                                                         : QStringLiteral(" ");
        const QString severity =
            entry.severity == LogSeverity::Plain ? QString() : tokenOf(entry.severity).toUpper();
        const QString head =
            QStringLiteral("%1 %2  %3  %4  ")
                .arg(mark, line.node.leftJustified(m_width), time, severity.leftJustified(7));
        const QString indent(head.size(), u' ');
        QString text = clean(entry.message);
        if (entry.cutBytes > 0)
            text += u' ' + say("App", "[%1 bytes cut]").arg(entry.cutBytes).translated();
        tell(head + text.replace(u'\n', u'\n' + indent));
        const std::pair<const char *, const QString &> more[] = {{"DETAIL", entry.detail},
                                                                 {"HINT", entry.hint},
                                                                 {"CONTEXT", entry.context},
                                                                 {"STATEMENT", entry.statement}};
        for (const auto &[word, words] : more) {
            if (!words.isEmpty())
                tell(indent + QLatin1String(word) + QStringLiteral(":  ") +
                     clean(words).replace(u'\n', u'\n' + indent));
        }
        if (rule != nullptr)
            tell(indent + QStringLiteral("= ") + rule->sentence.translated());
    }

    bool m_json;
    const Redactor &m_redactor;
    qsizetype m_width = 0;
};

// The nodes the words name: the one, or both.
Result<std::vector<NodeProfile>> nodesOf(const CtlOptions &options, const Profile &profile)
{
    const QString word = options.arguments.value(0);
    if (word.isEmpty())
        return std::vector<NodeProfile>(profile.nodes.begin(), profile.nodes.end());
    if (const NodeProfile *node = profile.node(word))
        return std::vector<NodeProfile>{*node};
    return Error{ErrorKind::Usage,
                 say("App", "There is no node \"%1\" in this pair; it has %2 and %3.")
                     .arg(word)
                     .arg(profile.nodes[0].name)
                     .arg(profile.nodes[1].name),
                 {},
                 {}};
}

// The last lines of each node, in one order.
int tellTails(const CtlOptions &options, const SecretStore &secrets,
              const std::vector<NodeProfile> &nodes, const EntryTeller &teller,
              const StopToken &stop)
{
    LogMerge merge(mergeWait);
    std::optional<Error> problem;
    for (const NodeProfile &node : nodes) {
        const auto excerpt = readTail(*openShell(node, secrets), node, options.lines, stop);
        if (stop.stopRequested())
            return fail(options, cancelledError());
        if (!excerpt.ok()) {
            problem = excerpt.error();
            continue;
        }
        if (!excerpt->hasFiles)
            teller.tellNote(node.name, say("App", "There is no log file on this node yet."));
        merge.add(node.name, excerpt->entries, excerpt->clockAheadMilliseconds,
                  MonotonicClock::now());
    }
    std::vector<NodeLogEntry> lines = merge.takeAll();
    const auto wanted = static_cast<size_t>(options.lines);
    if (lines.size() > wanted)
        lines.erase(lines.begin(), lines.end() - static_cast<std::ptrdiff_t>(wanted));
    for (const NodeLogEntry &line : lines)
        teller.tellEntry(line);
    return problem ? fail(options, *problem) : 0;
}

// Batches of the followers' threads, carried to the one that prints. A follower waits while a batch
// of its own is still there, so that a slow terminal makes it slow instead of filling the memory.
class Arrivals
{
public:
    void put(const LogBatch &batch, const StopToken &stop)
    {
        for (;;) {
            {
                const std::lock_guard lock(m_mutex);
                const bool isFull =
                    std::count_if(m_batches.begin(), m_batches.end(), [&](const LogBatch &other) {
                        return other.node == batch.node;
                    }) >= 4;
                if (!isFull || stop.stopRequested()) {
                    m_batches.push_back(batch);
                    return;
                }
            }
            stop.sleepFor(turn / 4);
        }
    }

    [[nodiscard]] std::list<LogBatch> takeAll()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_batches, {});
    }

private:
    std::mutex m_mutex;
    std::list<LogBatch> m_batches;
};

int followThem(const CtlOptions &options, const SecretStore &secrets,
               const std::vector<NodeProfile> &nodes, const EntryTeller &teller,
               const StopToken &stop)
{
    Arrivals arrivals;
    LogFollowOptions wanted;
    wanted.startEntries = options.lines;
    std::list<LogFollower> followers;
    for (const NodeProfile &node : nodes)
        followers.emplace_back(node, secrets, wanted, [&arrivals, &stop](const LogBatch &batch) {
            arrivals.put(batch, stop);
        });
    LogMerge merge(mergeWait);
    while (!stop.sleepFor(turn)) {
        for (const LogBatch &batch : arrivals.takeAll()) {
            if (batch.problem)
                teller.tellNote(batch.node, batch.problem->sentence);
            for (const Text &note : batch.notes)
                teller.tellNote(batch.node, note);
            merge.add(batch.node, batch.entries, batch.clockAheadMilliseconds,
                      MonotonicClock::now());
        }
        for (const NodeLogEntry &line : merge.take(MonotonicClock::now()))
            teller.tellEntry(line);
    }
    for (LogFollower &follower : followers)
        follower.stop();
    for (const NodeLogEntry &line : merge.takeAll())
        teller.tellEntry(line);
    return 0;
}

} // namespace

int runLogs(const CtlOptions &options, const StopToken &stop)
{
    auto session = openPair(options, stop);
    if (!session.ok())
        return fail(options, session.error());
    const auto nodes = nodesOf(options, (*session)->profile());
    if (!nodes.ok())
        return fail(options, nodes.error());
    const EntryTeller teller(options, **session);
    return options.follow ? followThem(options, (*session)->secrets(), *nodes, teller, stop)
                          : tellTails(options, (*session)->secrets(), *nodes, teller, stop);
}

} // namespace tandem
