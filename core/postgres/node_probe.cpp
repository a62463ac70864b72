// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/postgres/node_probe.h"

#include "core/base/embedded_text.h"
#include "core/postgres/layout.h"
#include "core/postgres/shell_facts.h"
#include "core/postgres/sql_facts.h"

#include <utility>

namespace tandem {

namespace {

constexpr Milliseconds secondPatience{3000};

const QString probeDatabase = QStringLiteral("postgres"); // the only one that is always there

void lookByShell(NodeFacts &facts, const NodeProfile &node, Shell &shell,
                 const ProbeOptions &options, const StopToken &stop)
{
    const Layout layout = Layout::of(node);
    ShellCommand command;
    command.script = embeddedText(QStringLiteral(":/postgres/scripts/node_facts.sh"));
    command.variables = {
        {QStringLiteral("data"), layout.dataDirectory},
        {QStringLiteral("cluster"), layout.cluster},
        {QStringLiteral("bin"), layout.binDirectory},
        {QStringLiteral("record"), layout.recordFile},
        {QStringLiteral("role_file"), layout.roleFile},
        {QStringLiteral("check_files"), options.checkFiles ? QStringLiteral("1") : QString()}};
    command.identity = OsIdentity::Postgres;
    command.timeout = options.shellPatience;
    auto result = shell.run(command, stop);
    // Before PostgreSQL is installed there is a host all the same.
    if (!result && result.error().code == QLatin1String("no-os-user")) {
        command.identity = OsIdentity::Login;
        result = shell.run(command, stop);
    }
    if (!result) {
        facts.hostProblem = result.error().sentence;
        facts.hostCode = result.error().code;
        return;
    }
    fillFromShell(facts, result->output);
    if (!facts.host)
        facts.hostProblem = say("Postgres", "The node's facts could not be read: %1")
                                .arg(QString::fromUtf8(result->errors.left(2000)));
}

Result<Rows> askServer(Connection &connection, const Deadline &deadline, const StopToken &stop)
{
    static const QString name = QStringLiteral("tandem_node_facts");
    const QString sql = sqlNamed(QStringLiteral("node_facts"));
    auto rows = connection.execRepeated(name, sql, deadline, stop);
    // The server was promoted between two of the query's functions: look again.
    if (!rows && rows.error().code == QLatin1String("55000"))
        rows = connection.execRepeated(name, sql, deadline, stop);
    return rows;
}

bool isLoginRefusal(const Error &error)
{
    return error.code.startsWith(QLatin1String("28")) || error.code == QLatin1String("42501") ||
           (error.kind == ErrorKind::Failed && error.code.isEmpty());
}

SqlFacts factsOf(const Error &error, bool isLoggedIn)
{
    SqlFacts sql;
    sql.code = error.code;
    sql.message = error.sentence.english();
    sql.answer = answerOf(error);
    // It let us in: whatever it refused then does not concern its other clients.
    if (isLoggedIn && sql.answer == ServerAnswer::LoginRefused)
        sql.answer = ServerAnswer::Accepts;
    return sql;
}

bool isOurOwnEnd(const Error &error)
{
    return error.kind == ErrorKind::Cancelled || error.kind == ErrorKind::Usage;
}

void takeAnswer(NodeFacts &facts, const Result<Rows> &rows)
{
    if (!rows) {
        if (!isOurOwnEnd(rows.error()))
            facts.sql = factsOf(rows.error(), true);
        return;
    }
    facts.sql = SqlFacts{ServerAnswer::Accepts, {}, {}};
    facts.replication = replicationIn(*rows);
}

void lookBySql(NodeFacts &facts, const NodeProfile &node, const SqlAccess &access,
               std::optional<Connection> &connection, const ProbeOptions &options,
               const StopToken &stop)
{
    access.open(node, Deadline::after(options.tunnelPatience), stop);
    const Deadline deadline = Deadline::after(options.sqlPatience);
    if (options.freshConnection || (connection && !connection->isOpen()))
        connection.reset();
    if (connection) {
        // Half the time: a held session may be dead in the network while the server is well.
        const auto rows = askServer(*connection, Deadline::after(options.sqlPatience / 2), stop);
        if (rows || connection->isOpen() || rows.error().kind == ErrorKind::Cancelled) {
            takeAnswer(facts, rows);
            return;
        }
        connection.reset();
    }
    auto opened = openForProbe(access, node, deadline.remaining(), stop);
    if (!opened) {
        if (!isOurOwnEnd(opened.error()))
            facts.sql = factsOf(opened.error(), false);
        return;
    }
    connection.emplace(std::move(*opened));
    const auto rows = askServer(*connection, deadline, stop);
    takeAnswer(facts, rows);
    if (!connection->isOpen())
        connection.reset();
}

// Its host answers and its processes run, so a packet may have been lost, whose repetition takes a
// second and more.
bool mayOnlyBeFar(const NodeFacts &facts)
{
    return facts.sql && facts.sql->answer == ServerAnswer::Silent && facts.host && facts.process &&
           facts.process->kind == ProcessFacts::Kind::Running;
}

} // namespace

NodeFacts probeNode(const NodeProfile &node, const SqlAccess &access, Shell *shell,
                    std::optional<Connection> &connection, const ProbeOptions &options,
                    const StopToken &stop)
{
    NodeFacts facts;
    facts.name = node.name;
    if (options.withSql)
        lookBySql(facts, node, access, connection, options, stop);
    if (options.withShell && shell)
        lookByShell(facts, node, *shell, options, stop);
    if (options.withSql && mayOnlyBeFar(facts)) {
        ProbeOptions again = options;
        again.sqlPatience = secondPatience;
        facts.sql.reset();
        lookBySql(facts, node, access, connection, again, stop);
    }
    settleDirection(facts);
    return facts;
}

Result<Connection> openForProbe(const SqlAccess &access, const NodeProfile &node,
                                Milliseconds patience, const StopToken &stop)
{
    const Deadline deadline = Deadline::after(patience);
    const auto open = [&](const char *role) {
        ConnectTarget target = access.target(node, QLatin1String(role), probeDatabase);
        target.statementTimeout = patience;
        return Connection::open(target, deadline, stop);
    };
    if (access.secrets().get(QStringLiteral("monitor"))) {
        auto connection = open("monitor");
        if (connection || !isLoginRefusal(connection.error()))
            return connection;
    }
    return open("admin");
}

void settleDirection(NodeFacts &facts)
{
    if (facts.sql && facts.sql->answer == ServerAnswer::StartingUp && facts.data &&
        facts.data->controlState == QLatin1String("shutting down"))
        facts.sql->answer = ServerAnswer::ShuttingDown;
}

} // namespace tandem
