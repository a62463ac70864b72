// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/pair_desk.h"

namespace tandem {

namespace {

constexpr int ageingMilliseconds = 250; // ages and the lag go on between two views

} // namespace

PairDesk::PairDesk(std::unique_ptr<PairSession> session, QObject *parent)
    : QObject(parent),
      m_session(std::move(session)),
      m_stages(*m_session),
      m_clients(*m_session),
      m_logs(*m_session),
      m_data(*m_session),
      m_journal(*m_session),
      m_automation(*m_session),
      m_keychain(profile().name, m_session->stateDirectory())
{
    Monitor &monitor = m_session->monitor();
    m_sight = sightOf(monitor.latest(), monitor.lag(), MonotonicClock::now());
    // However many views come, one look is queued at a time.
    m_subscription = monitor.subscribe([this](const PairView &) {
        if (!m_isLookQueued.exchange(true))
            QMetaObject::invokeMethod(
                this, [this] { look(); }, Qt::QueuedConnection);
    });
    connect(&m_ageing, &QTimer::timeout, this, &PairDesk::look);
    connect(&m_stages, &StageDesk::started, &m_clients, &ClientsDesk::noteStart);
    connect(&m_stages, &StageDesk::ended, &m_clients, &ClientsDesk::noteEnd);
    // What the secrets file says goes before what the keychain remembers.
    connect(&m_keychain, &Keychain::found, this, [this](const QString &key, const Secret &secret) {
        if (hasSecret(key))
            return;
        if (const auto kept = keepSecret(key, secret); !kept.ok())
            Q_EMIT m_keychain.failed(kept.error().sentence);
    });
    m_keychain.readAll();
    m_ageing.start(ageingMilliseconds);
}

PairDesk::~PairDesk() = default;

void PairDesk::pretend(std::optional<PairSight> sight)
{
    m_pretended = std::move(sight);
    look();
}

bool PairDesk::hasSecret(const QString &key) const
{
    return m_session->secrets().get(key).has_value();
}

Result<void> PairDesk::keepSecret(const QString &key, const Secret &secret)
{
    auto kept = m_session->keepSecret(key, secret);
    m_session->monitor().lookNow();
    return kept;
}

void PairDesk::trustNewHostKeys()
{
    m_keys.post([this](const StopToken &stop) {
        const auto trusted = m_session->trustNewHostKeys(stop);
        Text words = say("Ui", "Every host's key is known already.");
        if (!trusted.ok()) {
            words = trusted.error().sentence;
        } else if (!trusted->empty()) {
            QStringList keys;
            for (const auto &[node, fingerprint] : *trusted)
                keys << QStringLiteral("%1 %2").arg(node, fingerprint);
            words = say("Ui", "Trusted from now on: %1. Compare with the hosts' own consoles.")
                        .arg(keys.join(QStringLiteral(", ")));
        }
        QMetaObject::invokeMethod(
            this, [this, words] { Q_EMIT keysTrusted(words); }, Qt::QueuedConnection);
    });
}

void PairDesk::writeReport(const QStringList &journals)
{
    PairReportParts parts;
    parts.journals = journals;
    parts.clients = m_clients.record();
    parts.marked = m_logs.book().markedExtracts();
    parts.isStageRunning = m_stages.isRunning();
    m_journal.writeReport(parts);
}

void PairDesk::look()
{
    m_isLookQueued = false;
    const Monitor &monitor = m_session->monitor();
    PairSight sight = sightOf(monitor.latest(), monitor.lag(), MonotonicClock::now());
    measureCommits(sight);
    m_sight = m_pretended.value_or(sight);
    Q_EMIT sightChanged(m_sight);
}

// From two looks that are at least a second apart, so that the figure does not flicker.
void PairDesk::measureCommits(PairSight &sight)
{
    for (std::size_t i = 0; i < m_commits.size(); ++i) {
        const auto &replication = sight.live.nodes[i].replication;
        const auto seen = sight.times[i].sqlSeen;
        std::optional<CommitCount> &last = m_commits[i];
        if (!replication || !seen || replication->inRecovery) {
            last.reset();
            continue;
        }
        if (!last || replication->commits < last->commits) {
            last = CommitCount{*seen, replication->commits, std::nullopt};
        } else if (*seen - last->at >= std::chrono::seconds(1)) {
            const double rate =
                double(replication->commits - last->commits) / secondsBetween(last->at, *seen);
            last = CommitCount{*seen, replication->commits, rate};
        }
        sight.commitsPerSecond[i] = last->perSecond;
    }
}

} // namespace tandem
