// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/pair_session.h"

#include "core/profile/root_certificate.h"
#include "core/runbook/record_steps.h"
#include "core/runbook/refused_outcome.h"
#include "core/transport/host_keys.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

namespace tandem {

namespace {

// A name that is safe as one directory name, whatever the pair is called.
QString directoryNameOf(const QString &name)
{
    QString safe;
    for (const QChar c : name)
        safe += c.isLetterOrNumber() || c == u'-' || c == u'_' ? c : QChar(u'_');
    return safe.left(60);
}

QString defaultStateDirectory(const Profile &profile)
{
    QString base = qEnvironmentVariable("XDG_STATE_HOME");
    if (base.isEmpty())
        base = QDir::homePath() + QStringLiteral("/.local/state");
    return base + QStringLiteral("/pgtandem/") + directoryNameOf(profile.name);
}

// The stage could not begin, for a reason that is none of the pair's.
Outcome failedOutcome(const Error &error)
{
    Outcome outcome = refusedOutcome(error);
    outcome.kind = Outcome::Kind::Failed;
    return outcome;
}

} // namespace

Result<std::unique_ptr<PairSession>> PairSession::open(const QString &profileFile,
                                                       const QString &secretsFile,
                                                       const QString &stateDirectory)
{
    auto profile = Profile::load(profileFile);
    if (!profile.ok())
        return profile.error();
    const QFileInfo info(profileFile);
    auto secrets = FileSecretStore::open(
        secretsFile.isEmpty()
            ? info.absolutePath() + u'/' + info.completeBaseName() + QStringLiteral(".secrets.json")
            : secretsFile);
    if (!secrets.ok())
        return secrets.error();
    std::unique_ptr<PairSession> session(new PairSession);
    session->m_profile = *profile;
    session->m_secrets = std::move(*secrets);
    for (const auto &[key, secret] : session->m_secrets->all())
        session->m_redactor.learn(secret);
    session->m_stateDirectory =
        stateDirectory.isEmpty() ? defaultStateDirectory(*profile) : stateDirectory;
    session->m_world =
        std::make_unique<PairWorld>(session->m_profile, *session->m_secrets, session->m_redactor);
    return session;
}

Monitor &PairSession::monitor()
{
    const std::lock_guard lock(m_monitorMutex);
    if (!m_monitor)
        m_monitor = std::make_unique<Monitor>(m_profile, *m_secrets);
    return *m_monitor;
}

Result<void> PairSession::keepSecret(const QString &key, const Secret &secret)
{
    m_redactor.learn(secret);
    return m_secrets->keep(key, secret);
}

void PairSession::mark(EventMark::Kind kind, const Text &text)
{
    const std::lock_guard lock(m_monitorMutex);
    if (m_monitor)
        m_monitor->history().mark({kind, MonotonicClock::now(), std::nullopt, text});
}

Result<std::vector<std::pair<QString, QString>>>
PairSession::trustNewHostKeys(const StopToken &stop) const
{
    std::vector<std::pair<QString, QString>> trusted;
    for (const NodeProfile &node : m_profile.nodes) {
        if (node.transport != TransportKind::Ssh)
            continue;
        const auto key = trustNewHostKey(node, stop);
        if (!key.ok())
            return key.error();
        if (*key)
            trusted.emplace_back(node.name, **key);
    }
    return trusted;
}

Result<Plan> PairSession::plan(Stage stage, const ClusterSnapshot &snapshot,
                               const StageOptions &options) const
{
    StageContext context{m_profile, snapshot, options};
    if (stage == Stage::Setup) {
        auto certificate = readRootCertificate(m_profile);
        if (!certificate.ok())
            return certificate.error();
        context.rootCertificate = *certificate;
    }
    return planFor(stage, context);
}

Result<void> PairSession::makeMissingSecrets()
{
    for (const char *key : {"admin", "replication", "rewind", "monitor", "workload"}) {
        const QString name = QString::fromLatin1(key);
        if (m_secrets->get(name))
            continue;
        const Secret made = Secret::generate();
        m_redactor.learn(made);
        if (auto put = m_secrets->put(name, made); !put.ok())
            return put;
    }
    return {};
}

Outcome PairSession::run(const Plan &plan, const ClusterSnapshot &snapshot,
                         const QString &typedWord, const StopToken &stop,
                         const RunObserver &observer)
{
    const bool isConfirmed = !plan.confirmation || plan.confirmation->word == typedWord;
    if (plan.stage == Stage::Setup && isConfirmed) {
        if (auto made = makeMissingSecrets(); !made.ok())
            return failedOutcome(made.error());
    }
    auto journal = Journal::create(m_stateDirectory + QStringLiteral("/journal"),
                                   tokenOf(plan.stage), m_redactor);
    if (!journal.ok())
        return failedOutcome(journal.error());
    RunOptions options;
    options.typedWord = typedWord;
    options.owner = ownerOfThisProcess();
    for (const NodeFacts &node : snapshot.nodes) {
        if (node.record && !node.record->operation.isEmpty() && isGone(node.record->owner))
            options.goneOwner = node.record->owner;
    }
    const Text name = Text::verbatim(tokenOf(plan.stage));
    mark(EventMark::Kind::StageStart, say("Session", "%1 begins").arg(name));
    Outcome outcome = tandem::run(plan, *m_world, **journal, options, stop, observer);
    mark(EventMark::Kind::StageEnd, outcome.isDone()
                                        ? say("Session", "%1 is done").arg(name)
                                        : say("Session", "%1 ended without being done").arg(name));
    outcome.journal = (*journal)->fileName();
    return outcome;
}

Result<std::unique_ptr<Ledger>> PairSession::newLedger() const
{
    const QString directory = m_stateDirectory + QStringLiteral("/ledgers");
    if (!QDir().mkpath(directory))
        return Error{ErrorKind::Failed,
                     say("Session", "The directory %1 for ledgers cannot be made.").arg(directory),
                     {},
                     {}};
    const QString runId = QStringLiteral("run-") + QDateTime::currentDateTimeUtc().toString(
                                                       QStringLiteral("yyyyMMddTHHmmsszzz"));
    return Ledger::create(directory + u'/' + runId + QStringLiteral(".ledger"), runId);
}

} // namespace tandem
