// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stages/check.h"

#include "core/runbook/values.h"
#include "core/stages/recipe.h"

namespace tandem {

namespace {

// What a SQL answer other than "accepts" means for the person who wrote the profile.
Text answerText(const NodeProfile &node, const Profile &profile, const SqlFacts &sql)
{
    const QString where = QStringLiteral("%1:%2").arg(node.host).arg(node.postgres.port);
    switch (sql.answer) {
    case ServerAnswer::Accepts:
        return say("Stages", "A session on %1 is accepted.").arg(where);
    case ServerAnswer::Refused:
        return say("Stages", "Nobody listens on %1: start the server of %2, or correct the port.")
            .arg(where)
            .arg(node.name);
    case ServerAnswer::Silent:
        return say("Stages",
                   "%1 does not answer: is the host up, is the port open, is the server frozen?")
            .arg(where);
    case ServerAnswer::StartingUp:
        return say("Stages", "The server of %1 is starting: wait and check again.").arg(node.name);
    case ServerAnswer::ShuttingDown:
        return say("Stages", "The server of %1 is shutting down: wait and check again.")
            .arg(node.name);
    case ServerAnswer::Full:
        return say("Stages",
                   "The server of %1 is alive but has no free connection: end some sessions.")
            .arg(node.name);
    case ServerAnswer::NotPostgres:
        return say("Stages", "What listens on %1 is not PostgreSQL: correct the port of %2.")
            .arg(where)
            .arg(node.name);
    case ServerAnswer::LoginRefused:
        break;
    }
    if (sql.code == QLatin1String("3D000"))
        return say("Stages",
                   "%1 has no database \"%2\": run setup, or correct \"database\" in the profile.")
            .arg(node.name)
            .arg(profile.database);
    if (sql.code == QLatin1String("28P01"))
        return say("Stages", "%1 refuses the password: correct it in the secrets file.")
            .arg(node.name);
    return say("Stages",
               "%1 refuses the login (%2): check the role, pg_hba.conf and the secrets file.")
        .arg(node.name)
        .arg(sql.code);
}

class Checker
{
public:
    Checker(const StageContext &context, World &world, const StopToken &stop)
        : m_context(context), m_world(world), m_stop(stop)
    {
    }

    void node(const NodeProfile &node)
    {
        const NodeFacts &facts = *m_context.snapshot.node(node.name);
        const Text host = say("Stages", "A shell on the host");
        if (facts.host)
            add(node, host, true, say("Stages", "It answers."));
        else
            add(node, host, false, say("Stages", "There is none: %1").arg(facts.hostProblem));
        data(node, facts);
        sql(node);
    }

    // The way a standby's receiver takes, and where it is cut: nobody can tell from here.
    void way(const NodeProfile &from, const NodeProfile &to)
    {
        const Text hop = say("Stages", "The way to the server of %1").arg(to.name);
        const auto reached =
            ask(from, QStringLiteral("way_to_peer"),
                {{QStringLiteral("peer_host"), to.host}, {QStringLiteral("peer_port"), port(to)}});
        const QString answer = valueOf(reached, QStringLiteral("answer"));
        if (answer.isEmpty()) {
            unknown(from, hop);
        } else if (answer == QLatin1String("accepts") || answer == QLatin1String("refused")) {
            add(from, hop, true, say("Stages", "Packets come and go."));
        } else if (answer == QLatin1String("unsent")) {
            add(from, hop, false,
                say("Stages", "%1 finds no way to %2: %3.")
                    .arg(from.name)
                    .arg(to.host)
                    .arg(valueOf(reached, QStringLiteral("why"))),
                answer);
        } else {
            const QString halfOpen = valueOf(
                ask(to, QStringLiteral("half_open"),
                    {{QStringLiteral("peer_host"), from.host}, {QStringLiteral("port"), port(to)}}),
                QStringLiteral("half_open"));
            add(from, hop, false, silenceText(from.name, to.name, halfOpen), answer);
        }
    }

    void pair()
    {
        const NodeFacts &a = m_context.snapshot.nodes[0];
        const NodeFacts &b = m_context.snapshot.nodes[1];
        const Text version = say("Stages", "The same major version");
        if (a.data && b.data && a.data->majorVersion != 0 && b.data->majorVersion != 0)
            add({}, version, a.data->majorVersion == b.data->majorVersion,
                say("Stages", "%1 has version %2, %3 has version %4.")
                    .arg(a.name)
                    .arg(a.data->majorVersion)
                    .arg(b.name)
                    .arg(b.data->majorVersion));
        else
            unknown({}, version);
        const Text system = say("Stages", "Copies of one database system");
        const std::uint64_t idA = identifier(a);
        const std::uint64_t idB = identifier(b);
        if (idA == 0 || idB == 0)
            unknown({}, system);
        else
            add({}, system, idA == idB,
                idA == idB
                    ? say("Stages", "Both have the system identifier %1.").arg(QString::number(idA))
                    : say("Stages",
                          "%1 and %2 hold different database systems: before setup that is "
                          "right, afterwards the standby must be set up anew.")
                          .arg(a.name)
                          .arg(b.name));
    }

    std::vector<CheckRow> rows;

private:
    static QString port(const NodeProfile &node) { return QString::number(node.postgres.port); }

    static Text silenceText(const QString &from, const QString &to, const QString &halfOpen)
    {
        if (halfOpen == QLatin1String("1"))
            return say("Stages",
                       "%2 hears %1, but its answers do not arrive: the way from %2 to %1 "
                       "is cut.")
                .arg(from)
                .arg(to);
        if (halfOpen == QLatin1String("0"))
            return say("Stages",
                       "What %1 sends does not arrive at %2: the way from %1 to %2 is cut, "
                       "or a packet filter of %2 drops it.")
                .arg(from)
                .arg(to);
        return say("Stages", "%2 does not answer %1, and which way is cut could not be seen.")
            .arg(from)
            .arg(to);
    }

    // What that script tells; empty when there is no shell or it failed.
    std::map<QString, QString> ask(const NodeProfile &node, const QString &script,
                                   const std::vector<std::pair<QString, QString>> &variables)
    {
        if (!m_context.snapshot.node(node.name)->host)
            return {};
        ShellCommand command;
        command.script = stageScript(script);
        command.variables = variables;
        command.identity = OsIdentity::Login;
        command.timeout = Milliseconds(10000);
        const auto told = m_world.shell(node.name, command, m_stop, {});
        if (!told.ok() || told->exitCode != 0)
            return {};
        return keyValueLines(told->output);
    }

    static QString valueOf(const std::map<QString, QString> &told, const QString &key)
    {
        const auto it = told.find(key);
        return it == told.end() ? QString() : it->second;
    }

    static std::uint64_t identifier(const NodeFacts &facts)
    {
        if (facts.replication && facts.replication->systemIdentifier != 0)
            return facts.replication->systemIdentifier;
        return facts.data ? facts.data->systemIdentifier : 0;
    }

    void add(const NodeProfile &node, const Text &hop, bool holds, const Text &verdict,
             const QString &code = {})
    {
        rows.push_back({node.name, hop, holds, verdict, code});
    }
    void unknown(const NodeProfile &node, const Text &hop)
    {
        rows.push_back({node.name,
                        hop,
                        std::nullopt,
                        say("Stages", "Not looked at: an earlier hop failed."),
                        {}});
    }

    void data(const NodeProfile &node, const NodeFacts &facts)
    {
        const Text hop = say("Stages", "The data directory");
        if (!facts.data) {
            unknown(node, hop);
            return;
        }
        const QString &path = node.postgres.dataDirectory;
        switch (facts.data->kind) {
        case DataDirectoryFacts::Kind::Initialised:
            add(node, hop, true,
                say("Stages", "PostgreSQL %1, %2.")
                    .arg(facts.data->majorVersion)
                    .arg(facts.data->controlState));
            return;
        case DataDirectoryFacts::Kind::Missing:
        case DataDirectoryFacts::Kind::Empty:
            add(node, hop, false,
                say("Stages", "%1 is missing or empty, or PostgreSQL is not installed on %2: "
                              "install the package "
                              "postgresql and make a database cluster.")
                    .arg(path)
                    .arg(node.name));
            return;
        case DataDirectoryFacts::Kind::Foreign:
            add(node, hop, false,
                say("Stages", "%1 holds files that are not PostgreSQL's: correct data_directory.")
                    .arg(path));
            return;
        }
    }

    // The way to the server where it leads through SSH; true when the session can be judged.
    bool tunnel(const NodeProfile &node, const Result<Rows> &answer)
    {
        if (!node.postgres.viaSsh)
            return true;
        const Text hop = say("Stages", "The way to its server through SSH");
        if (!answer.ok() && answer.error().code == QLatin1String("tunnel")) {
            add(node, hop, false, answer.error().sentence, answer.error().code);
            return false;
        }
        if (!answer.ok() && answer.error().code == QLatin1String("silent")) {
            unknown(node, hop);
            return true;
        }
        add(node, hop, true,
            say("Stages", "SSH leads to 127.0.0.1:%1 there.")
                .arg(static_cast<qint64>(node.postgres.port)));
        return true;
    }

    void sql(const NodeProfile &node)
    {
        const Text hop = say("Stages", "A session as %1").arg(m_context.profile.roles.admin);
        const SqlCall call{
            {QStringLiteral(
                 "select rolsuper as superuser from pg_roles where rolname = current_user"),
             QStringLiteral("admin"), m_context.profile.database, true},
            {},
            Milliseconds(2000)};
        const auto rowsOfAdmin = m_world.sql(node.name, call, m_stop);
        const Text power = say("Stages", "%1 is superuser").arg(m_context.profile.roles.admin);
        if (!tunnel(node, rowsOfAdmin)) {
            unknown(node, hop);
            unknown(node, power);
            return;
        }
        if (!rowsOfAdmin.ok()) {
            const SqlFacts seen{answerOf(rowsOfAdmin.error()), rowsOfAdmin.error().code, {}};
            add(node, hop, false, answerText(node, m_context.profile, seen), seen.code);
            unknown(node, power);
            return;
        }
        add(node, hop, true, answerText(node, m_context.profile, {ServerAnswer::Accepts, {}, {}}));
        const bool superuser = rowsOfAdmin->text(QStringLiteral("superuser")) == QLatin1String("t");
        add(node, power, superuser,
            superuser ? say("Stages", "It is.")
                      : say("Stages", "It is not, and stages would be refused half way: run alter "
                                      "role %1 superuser.")
                            .arg(m_context.profile.roles.admin));
    }

    const StageContext &m_context;
    World &m_world;
    const StopToken &m_stop;
};

} // namespace

std::vector<CheckRow> checkPair(const StageContext &context, World &world, const StopToken &stop)
{
    Checker checker(context, world, stop);
    for (const NodeProfile &node : context.profile.nodes)
        checker.node(node);
    for (const NodeProfile &node : context.profile.nodes)
        checker.way(node, context.profile.peerOf(node.name));
    checker.pair();
    return checker.rows;
}

} // namespace tandem
