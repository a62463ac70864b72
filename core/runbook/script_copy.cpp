// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runbook/script.h"

#include "core/base/embedded_text.h"
#include "core/postgres/layout.h"
#include "core/runbook/psql_text.h"
#include "core/runbook/record_steps.h"
#include "core/runbook/script_text.h"

namespace tandem {

namespace {

const Step *stepNamed(const std::vector<Step> &steps, const QString &id)
{
    for (const Step &step : steps) {
        if (step.id == id && !step.isGroup())
            return &step;
        for (const auto *more : {&step.together, &step.onFailure}) {
            if (const Step *found = stepNamed(*more, id))
                return found;
        }
    }
    return nullptr;
}

QStringList idsOf(const std::vector<Step> &steps)
{
    QStringList ids;
    for (const Step &step : steps)
        ids += step.isGroup() ? idsOf(step.together) : QStringList{step.id};
    return ids;
}

// The step that tells a value.
const Step *stepThatTells(const std::vector<Step> &steps, const QString &capture)
{
    for (const Step &step : steps) {
        for (const Capture &c : step.captures) {
            if (c.name == capture)
                return &step;
        }
        if (const Step *found = stepThatTells(step.together, capture))
            return found;
    }
    return nullptr;
}

// What makes a command of that host's login run as the identity; a local pair has no other user.
QString becoming(const NodeProfile &node, OsIdentity identity, const ScriptReach &reach)
{
    if (node.transport == TransportKind::Local)
        return {};
    switch (identity) {
    case OsIdentity::Login:
        break;
    case OsIdentity::Postgres:
        return QStringLiteral("sudo -n -u ") + shellQuoted(reach.osUser) + u' ';
    case OsIdentity::Root:
        return QStringLiteral("sudo -n ");
    }
    return {};
}

QString onNode(const NodeProfile &node, OsIdentity identity, const ScriptReach &reach,
               const QString &script)
{
    const QString command =
        becoming(node, identity, reach) + QStringLiteral("sh -c ") + shellQuoted(script);
    return reach.isHere
               ? command
               : QStringLiteral("ssh ") + reach.words.join(u' ') + u' ' + shellQuoted(command);
}

class StepCopy
{
public:
    StepCopy(const Plan &plan, const Profile &profile, const Step &step, const QString &from)
        : m_plan(plan),
          m_step(step),
          m_profile(profile),
          m_node(*profile.node(step.node)),
          m_reach(reachOf(m_node, from)),
          m_rootCertificate(rootCertificateWord(profile, from))
    {
    }

    QString text()
    {
        QString comments;
        const auto comment = [&](const QString &words) {
            comments += QStringLiteral("# ") + commentWords(words) + u'\n';
        };
        comment(QStringLiteral("[%1] %2").arg(m_step.node, m_step.title.english()));
        if (!m_step.danger.isEmpty())
            comment(QStringLiteral("Cannot be undone: ") + m_step.danger.english());
        else if (!m_step.undo.isEmpty())
            comment(QStringLiteral("Undo: ") + m_step.undo.english());
        if (m_step.changes)
            comment(QStringLiteral("It takes no record: be sure that no stage is at work there."));
        if (m_node.transport == TransportKind::Local)
            comment(QStringLiteral("As the user that the server runs as."));
        const QString command =
            std::holds_alternative<ShellAction>(m_step.action) ? shell() : sql();
        for (const QString &line : std::as_const(m_notes))
            comment(line);
        return comments + command;
    }

private:
    QString shell()
    {
        const auto &action = std::get<ShellAction>(m_step.action);
        QString script = QStringLiteral("LC_ALL=C; export LC_ALL\n");
        for (const Input &input : m_step.inputs) {
            script += input.name + u'=';
            // Only the node's shell reads it, so it is filled in there.
            script += input.value.kind == Operand::Kind::Literal
                          ? shellQuoted(input.value.text) + u'\n'
                          : QStringLiteral("  # fill in: %1\n").arg(tellerOf(input));
        }
        if (!action.secrets.isEmpty())
            m_notes << QStringLiteral("It reads from standard input, one a line: the secrets ") +
                           action.secrets.join(QStringLiteral(", "));
        if (m_step.changes)
            script += QStringLiteral("record=") + shellQuoted(Layout::of(m_node).recordFile) +
                      u'\n' + withoutFileHeader(recordLibrary()) +
                      QStringLiteral("record_load\nepoch=$record_epoch\n");
        return onNode(m_node, action.identity, m_reach, script + withoutFileHeader(action.script)) +
               u'\n';
    }

    QString sql()
    {
        const auto &action = std::get<SqlAction>(m_step.action);
        std::vector<std::pair<QString, QString>> values;
        for (const Input &input : m_step.inputs) {
            const bool isKnown = input.value.kind == Operand::Kind::Literal;
            values.emplace_back(input.name, isKnown ? input.value.text : QString());
            if (!isKnown)
                m_notes << QStringLiteral("Fill in %1: %2").arg(input.name, tellerOf(input));
        }
        return hereDocument(QStringLiteral("%1"), psqlText(endedStatement(action.sql), values),
                            QStringLiteral("SQL"))
            .prepend((action.role == QLatin1String("os") ? serverUser(action) : login(action)) +
                     u' ');
    }

    QString serverUser(const SqlAction &action) const
    {
        const Layout layout = Layout::of(m_node);
        const QString database =
            action.database.isEmpty() ? QStringLiteral("postgres") : action.database;
        return onNode(m_node, OsIdentity::Postgres, m_reach,
                      QStringLiteral("bin=") + shellQuoted(layout.binDirectory) +
                          QStringLiteral("\ndata=") + shellQuoted(layout.dataDirectory) +
                          QStringLiteral("\ndatabase=") + shellQuoted(database) + u'\n' +
                          withoutFileHeader(embeddedText(
                              QStringLiteral(":/runbook/scripts/psql_as_server_user.sh"))));
    }

    QString login(const SqlAction &action) const
    {
        const bool isSocket = m_node.host.startsWith(u'/');
        const QString words =
            QStringLiteral("PGHOST=") + shellQuoted(m_node.host) + QStringLiteral(" PGPORT=") +
            QString::number(m_node.postgres.port) + QStringLiteral(" PGDATABASE=") +
            shellQuoted(action.database) + QStringLiteral(" PGUSER=") +
            shellQuoted(loginOf(m_profile.roles, action.role)) + QStringLiteral(" PGSSLMODE=") +
            (isSocket ? QStringLiteral("prefer") : sslModeWord(m_profile.tls)) +
            (m_profile.tlsRootCertificate.isEmpty()
                 ? QString()
                 : QStringLiteral(" PGSSLROOTCERT=") + m_rootCertificate);
        return words +
               QStringLiteral(" \\\n    PGOPTIONS='-c search_path=pg_catalog,public' psql -X ") +
               (hasSeveralStatements(action.sql) ? QStringLiteral("-1 ") : QString()) +
               QStringLiteral("-v ON_ERROR_STOP=1 -f -");
    }

    // Where the value of an input that is not known now comes from.
    [[nodiscard]] QString tellerOf(const Input &input) const
    {
        if (input.value.kind == Operand::Kind::PasswordVerifier)
            return QStringLiteral("the SCRAM verifier of the secret ") +
                   commentWords(input.value.text);
        const Step *teller = stepThatTells(m_plan.steps, input.value.text);
        return QStringLiteral("%1, as the step %2 tells it")
            .arg(input.value.text,
                 teller != nullptr ? commentWords(teller->id) : QStringLiteral("before"));
    }

    const Plan &m_plan;
    const Step &m_step;
    const Profile &m_profile;
    const NodeProfile &m_node;
    const ScriptReach m_reach;
    const QString m_rootCertificate;
    QStringList m_notes;
};

} // namespace

Result<QString> stepScriptOf(const Plan &plan, const Profile &profile, const QString &stepId,
                             const QString &from)
{
    if (!from.isEmpty() && profile.node(from) == nullptr)
        return Error{ErrorKind::Usage,
                     say("Runbook", "There is no node \"%1\" in this pair.").arg(from),
                     {},
                     {}};
    const Step *step = stepNamed(plan.steps, stepId);
    if (step == nullptr) {
        return Error{ErrorKind::Usage,
                     say("Runbook", "The stage has no step \"%1\"; there are %2.")
                         .arg(stepId)
                         .arg(idsOf(plan.steps).join(QStringLiteral(", "))),
                     {},
                     {}};
    }
    if (auto problem = obstacleIn({*step}, profile, from))
        return *problem;
    return StepCopy(plan, profile, *step, from).text();
}

} // namespace tandem
