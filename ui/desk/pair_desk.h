// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/pair_session.h"
#include "ui/desk/automation_desk.h"
#include "ui/desk/clients_desk.h"
#include "ui/desk/data_desk.h"
#include "ui/desk/journal_desk.h"
#include "ui/desk/keychain.h"
#include "ui/desk/log_desk.h"
#include "ui/desk/pair_sight.h"
#include "ui/desk/stage_desk.h"

#include <QObject>
#include <QTimer>

#include <atomic>

namespace tandem {

// What the window works with for one opened pair: what is seen of it, and the desks where its
// stages, clients and logs are handled. GUI thread; nothing here waits. It hands out values only.
class PairDesk : public QObject
{
    Q_OBJECT

public:
    // Watching begins at once.
    explicit PairDesk(std::unique_ptr<PairSession> session, QObject *parent = nullptr);
    ~PairDesk() override;

    [[nodiscard]] const Profile &profile() const { return m_session->profile(); }
    [[nodiscard]] const PairSight &sight() const { return m_sight; }
    [[nodiscard]] History &history() { return m_session->monitor().history(); }
    [[nodiscard]] StageDesk &stages() { return m_stages; }
    [[nodiscard]] ClientsDesk &clients() { return m_clients; }
    [[nodiscard]] LogDesk &logs() { return m_logs; }
    [[nodiscard]] DataDesk &data() { return m_data; }
    [[nodiscard]] JournalDesk &journal() { return m_journal; }
    [[nodiscard]] AutomationDesk &automation() { return m_automation; }
    [[nodiscard]] Keychain &keychain() { return m_keychain; }
    // Of everything that this pair's desks know by now; journal() tells of its end. `journals`: see
    // PairReportParts.
    void writeReport(const QStringList &journals);

    [[nodiscard]] bool hasSecret(const QString &key) const;
    // In memory alone, until the pair is closed; the pair is looked at again with it.
    [[nodiscard]] Result<void> keepSecret(const QString &key, const Secret &secret);
    // Trusts the keys of hosts for which none is known, never a changed one; keysTrusted() follows.
    void trustNewHostKeys();
    // Shows this instead of what is seen, until it is called without one: for pictures of states
    // that nobody would stage.
    void pretend(std::optional<PairSight> sight);

Q_SIGNALS:
    // A view came, or ages have gone on.
    void sightChanged(const PairSight &sight);
    void keysTrusted(const tandem::Text &what); // which ones, or why none

private:
    void look();
    void measureCommits(PairSight &sight);

    struct CommitCount
    {
        MonotonicTime at{};
        std::int64_t commits = 0;
        std::optional<double> perSecond;
    };

    std::unique_ptr<PairSession> m_session; // outlives all that use it
    PairSight m_sight;
    std::optional<PairSight> m_pretended;
    std::array<std::optional<CommitCount>, 2> m_commits;
    StageDesk m_stages;
    ClientsDesk m_clients;
    LogDesk m_logs;
    DataDesk m_data;
    JournalDesk m_journal;
    AutomationDesk m_automation;
    Keychain m_keychain;
    QTimer m_ageing;
    std::atomic<bool> m_isLookQueued{false};
    Worker m_keys;
    std::unique_ptr<Monitor::Subscription> m_subscription; // first to go: its callback uses this
};

} // namespace tandem
