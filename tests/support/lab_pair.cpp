// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/lab_pair.h"

#include "core/postgres/layout.h"

#include <QFile>

namespace tandem {

Result<std::unique_ptr<LabPair>> LabPair::made(bool withSecrets)
{
    auto pair = DemoPair::start();
    if (!pair.ok())
        return pair.error();
    for (const char *key : {"admin", "replication", "rewind", "monitor", "workload"}) {
        FileSecretStore &secrets = (*pair)->secrets();
        if (!withSecrets || secrets.get(QLatin1String(key)))
            continue;
        if (auto put = secrets.put(QLatin1String(key), Secret::generate()); !put.ok())
            return put.error();
    }
    std::unique_ptr<LabPair> lab(new LabPair);
    lab->m_pair = std::move(*pair);
    auto session = PairSession::open(lab->m_pair->sandbox().profileFile(),
                                     lab->m_pair->sandbox().secretsFile(),
                                     lab->m_pair->path(QStringLiteral("state")));
    if (!session.ok())
        return session.error();
    lab->m_session = std::move(*session);
    auto clients = LabClients::of(*lab->m_session);
    if (!clients.ok())
        return clients.error();
    lab->m_clients = std::move(*clients);
    return lab;
}

Result<std::unique_ptr<LabPair>> LabPair::setUp(const WorkloadOptions &options)
{
    auto lab = made();
    if (!lab.ok())
        return lab.error();
    LabPair &pair = **lab;
    for (const Stage stage : {Stage::Setup, Stage::SeedData}) {
        const Outcome outcome = pair.drill().stage(stage, pair.other(), {});
        if (!outcome.isDone())
            return Error{ErrorKind::Failed, outcome.sentence, outcome.details, {}};
    }
    // The clients' secrets exist from now on.
    pair.m_clients->renew(options);
    return lab;
}

Result<std::unique_ptr<PairSession>> LabPair::anotherSession() const
{
    return PairSession::open(m_pair->sandbox().profileFile(), m_pair->sandbox().secretsFile(),
                             m_pair->path(QStringLiteral("state-2")));
}

Result<std::unique_ptr<PairSession>>
LabPair::sessionWith(const Profile &profile, const QString &name, const QString &secrets) const
{
    QFile file(m_pair->path(name + QStringLiteral(".json")));
    if (!file.open(QIODevice::WriteOnly) || file.write(profile.toJson()) <= 0)
        return Error{ErrorKind::Failed, Text::verbatim(file.errorString()), {}, {}};
    file.close();
    return PairSession::open(file.fileName(),
                             secrets.isEmpty() ? m_pair->sandbox().secretsFile() : secrets,
                             m_pair->path(QStringLiteral("state-") + name));
}

QString LabPair::shell(const QString &node, const QString &script)
{
    const Layout layout = Layout::of(*m_session->profile().node(node));
    ShellCommand command;
    command.script = script;
    command.variables = {{QStringLiteral("data"), layout.dataDirectory},
                         {QStringLiteral("own"), layout.ownDirectory},
                         {QStringLiteral("config"), layout.configDirectory},
                         {QStringLiteral("archive"), layout.archiveDirectory},
                         {QStringLiteral("log"), layout.logDirectory},
                         {QStringLiteral("record"), layout.recordFile},
                         {QStringLiteral("bin"), layout.binDirectory}};
    const auto result = m_session->world().shell(node, command, {}, {});
    if (!result.ok())
        qFatal("shell on %s: %s", qPrintable(node), qPrintable(result.error().sentence.english()));
    return QString::fromUtf8(result->output + result->errors);
}

QString LabPair::sql(const QString &node, const QString &text, QString *error)
{
    const SqlCall call{{text, QStringLiteral("admin"), m_session->profile().database, false},
                       {},
                       Milliseconds(20000)};
    const auto rows = m_session->world().sql(node, call, {});
    if (error != nullptr)
        *error = rows.ok() ? QString() : rows.error().code;
    if (!rows.ok() || rows->rows.empty() || rows->rows.front().empty())
        return {};
    return rows->rows.front().front().value_or(QString());
}

PairState LabPair::state()
{
    return deriveState(m_session->observe({})).state;
}

} // namespace tandem
