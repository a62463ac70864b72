// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runbook/pair_world.h"

#include "core/base/embedded_text.h"
#include "core/cluster/pair_case.h"
#include "core/postgres/layout.h"
#include "core/postgres/node_probe.h"
#include "core/runbook/psql_text.h"
#include "core/runbook/record_steps.h"

#include <algorithm>

namespace tandem {

PairWorld::PairWorld(const Profile &profile, const SecretStore &secrets, const Redactor &redactor)
    : m_profile(profile), m_secrets(secrets), m_redactor(redactor), m_access(profile, secrets)
{
}

std::optional<size_t> PairWorld::indexOf(const QString &node) const
{
    for (size_t i = 0; i < m_profile.nodes.size(); ++i) {
        if (m_profile.nodes[i].name == node)
            return i;
    }
    return std::nullopt;
}

namespace {

Error unknownNode(const QString &node)
{
    return {ErrorKind::Usage,
            say("Runbook", "There is no node \"%1\" in this pair.").arg(node),
            {},
            {}};
}

} // namespace

Shell &PairWorld::shellOf(size_t index, LaneTools &tools)
{
    if (!tools.shell)
        tools.shell = openShell(m_profile.nodes[index], m_secrets);
    return *tools.shell;
}

Result<ShellResult> PairWorld::shell(const QString &node, const ShellCommand &command,
                                     const StopToken &stop, const OutputSink &sink)
{
    return runIn(&NodeLanes::steps, node, command, stop, sink);
}

Result<ShellResult> PairWorld::aside(const QString &node, const ShellCommand &command,
                                     const StopToken &stop)
{
    return runIn(&NodeLanes::aside, node, command, stop, {});
}

Result<ShellResult> PairWorld::runIn(NodeLane NodeLanes::*lane, const QString &node,
                                     const ShellCommand &command, const StopToken &stop,
                                     const OutputSink &sink)
{
    const auto index = indexOf(node);
    if (!index)
        return unknownNode(node);
    std::optional<Result<ShellResult>> result;
    (m_lanes[*index].*lane).run([&](LaneTools &tools) {
        result = shellOf(*index, tools).run(command, stop, sink);
    });
    return std::move(*result);
}

Result<Connection *> PairWorld::sessionOf(size_t index, const SqlCall &call, LaneTools &tools,
                                          const Deadline &deadline, const StopToken &stop)
{
    const QString key = call.action.role + u'/' + call.action.database;
    auto found = tools.sessions.find(key);
    if (found != tools.sessions.end() && (call.action.fresh || !found->second.isOpen())) {
        tools.sessions.erase(found);
        found = tools.sessions.end();
    }
    if (found == tools.sessions.end()) {
        const ConnectTarget target =
            m_access.target(m_profile.nodes[index], call.action.role, call.action.database);
        auto opened = Connection::open(target, deadline, stop);
        if (!opened.ok())
            return opened.error();
        found = tools.sessions.emplace(key, std::move(*opened)).first;
    }
    return &found->second;
}

namespace {

bool isEndOfSession(const Error &error)
{
    return error.kind == ErrorKind::Unreachable || error.code.startsWith(QLatin1String("57P0"));
}

} // namespace

Result<Rows> PairWorld::sql(const QString &node, const SqlCall &call, const StopToken &stop)
{
    const auto index = indexOf(node);
    if (!index)
        return unknownNode(node);
    if (call.action.role == QLatin1String("os"))
        return sqlAsServerUser(node, call, stop);
    std::optional<Result<Rows>> result;
    m_lanes[*index].steps.run([&](LaneTools &tools) {
        const Deadline deadline = Deadline::after(call.timeout);
        const auto once = [&]() -> Result<Rows> {
            auto session = sessionOf(*index, call, tools, deadline, stop);
            if (!session.ok())
                return session.error();
            auto text = fillSql(**session, call.action.sql, call.values);
            if (!text.ok())
                return text.error();
            return (*session)->exec(*text, deadline, stop);
        };
        const auto held = tools.sessions.find(call.action.role + u'/' + call.action.database);
        const bool wasHeld = held != tools.sessions.end() && !call.action.fresh;
        result = once();
        // A held session may have died with its server, which may have said so (57P01); a statement
        // that was never answered by a fresh one is not repeated.
        if (wasHeld && !result->ok() && isEndOfSession(result->error()))
            result = once();
    });
    return std::move(*result);
}

Result<Rows> PairWorld::sqlAsServerUser(const QString &node, const SqlCall &call,
                                        const StopToken &stop)
{
    const Layout layout = Layout::of(*m_profile.node(node));
    ShellCommand command;
    command.script = embeddedText(QStringLiteral(":/runbook/scripts/psql_as_server_user.sh"));
    command.variables = {
        {QStringLiteral("bin"), layout.binDirectory},
        {QStringLiteral("data"), layout.dataDirectory},
        {QStringLiteral("database"),
         databaseConninfo(call.action.database.isEmpty() ? QStringLiteral("postgres")
                                                         : call.action.database)}};
    command.input = psqlText(call.action.sql, call.values).toUtf8();
    command.timeout = call.timeout;
    auto result = shell(node, command, stop, {});
    if (!result.ok())
        return result.error();
    return rowsFromPsql(node, *result);
}

Result<Secret> PairWorld::secret(const QString &key)
{
    if (auto found = m_secrets.get(key))
        return *found;
    return Error{ErrorKind::Refused,
                 say("Runbook",
                     "The secret \"%1\" is missing: put it into the secrets file, or run "
                     "setup, which makes what is missing.")
                     .arg(key),
                 {},
                 {}};
}

ClusterSnapshot PairWorld::look(const ProbeOptions &options, const StopToken &stop)
{
    ClusterSnapshot snapshot;
    snapshot.homePrimary = m_profile.homePrimary;
    const auto lookAt = [&](size_t i) {
        m_lanes[i].probe.run([&](LaneTools &tools) {
            snapshot.nodes[i] = probeNode(m_profile.nodes[i], m_access,
                                          options.withShell ? &shellOf(i, tools) : nullptr,
                                          tools.probeSession, options, stop);
        });
    };
    std::thread other([&] { lookAt(1); });
    lookAt(0);
    other.join();
    // Nobody is at work where the program has died, however fresh its last word.
    for (NodeFacts &node : snapshot.nodes) {
        if (node.record && isGone(node.record->owner))
            node.record->heartbeatAgeMilliseconds =
                std::max(node.record->heartbeatAgeMilliseconds, heartbeatFreshMilliseconds + 1);
    }
    snapshot.seenAt = MonotonicClock::now();
    return snapshot;
}

ClusterSnapshot PairWorld::observe(const StopToken &stop)
{
    return look({}, stop);
}

ClusterSnapshot PairWorld::observeServers(const ClusterSnapshot &before, const StopToken &stop)
{
    ProbeOptions options;
    options.withShell = false;
    options.freshConnection = true;
    ClusterSnapshot snapshot = look(options, stop);
    for (NodeFacts &node : snapshot.nodes) {
        const NodeFacts *earlier = before.node(node.name);
        if (earlier == nullptr)
            continue;
        node.host = earlier->host;
        node.data = earlier->data;
        node.record = earlier->record;
    }
    return snapshot;
}

void PairWorld::warmUp(const StopToken &stop)
{
    for (const NodeProfile &node : m_profile.nodes) {
        const SqlCall hello{
            {QStringLiteral("select 1"), QStringLiteral("admin"), m_profile.database, false},
            {},
            Milliseconds(1000)};
        // A node that does not answer now is met again, with a sentence, by the step that needs it.
        static_cast<void>(sql(node.name, hello, stop).ok());
    }
}

} // namespace tandem
