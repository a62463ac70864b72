// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/watchdog/decision_domain.h"

#include <QTest>

using namespace tandem;

namespace {

// A case of a failing primary that is promoted over, to be changed one fact at a time.
PairSighting deadPrimary()
{
    PairSighting seen;
    seen.primary = PrimarySeen::Dead;
    seen.standby = StandbySeen::Ended;
    seen.fence = Fence::Possible;
    seen.armed = Armed::Streaming;
    seen.isDue = true;
    return seen;
}

PairSighting failedOver()
{
    PairSighting seen;
    seen.primary = PrimarySeen::Serves;
    seen.standby = StandbySeen::Out;
    seen.fence = Fence::Possible;
    seen.past = PastFailover::Open;
    seen.homeIsPrimary = false;
    return seen;
}

QString decided(const PairSighting &seen,
                const Automation &policy = Automation::standardOf(Environment::Lab))
{
    const Decision decision = decide(seen, policy);
    return tokenOf(decision.remedy) + u' ' + QLatin1String(decision.reason);
}

} // namespace

class DecisionRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // What must never be, whatever else is seen.
    void neverOverTheWholeDomain()
    {
        everyCase([](const PairSighting &s, const Automation &a) {
            const Decision d = decide(s, a);
            const QByteArray where = codeOf(s, a).toLatin1() + ' ' + d.reason;
            const bool acts = d.remedy == Remedy::FailOver || d.remedy == Remedy::RestartLocally ||
                              d.remedy == Remedy::Resync || d.remedy == Remedy::FailBack;
            if (s.isPaused || s.holder == Holder::Stage || s.primary == PrimarySeen::Two)
                QVERIFY2(!acts, where.constData());
            if (d.remedy == Remedy::FailOver) {
                QVERIFY2(s.primary == PrimarySeen::Dead || s.primary == PrimarySeen::Frozen ||
                             s.primary == PrimarySeen::Silent,
                         where.constData());
                QVERIFY2(s.standby == StandbySeen::Ended, where.constData());
                QVERIFY2(s.armed != Armed::No && s.backlog == Backlog::Within, where.constData());
                QVERIFY2(s.past == PastFailover::None && s.isDue && a.failover, where.constData());
                if (s.fence == Fence::Impossible || s.primary == PrimarySeen::Silent) {
                    QVERIFY2(a.unreachable != UnreachablePolicy::Never, where.constData());
                    QVERIFY2(a.unreachable == UnreachablePolicy::Always ||
                                 s.armed == Armed::Synchronous,
                             where.constData());
                }
                if (a.restartFirst && s.primary == PrimarySeen::Dead && s.fence == Fence::Possible)
                    QVERIFY2(s.isRestarted, where.constData());
            }
            if (d.remedy == Remedy::RestartLocally)
                QVERIFY2(a.restartFirst && s.primary == PrimarySeen::Dead && !s.isRestarted &&
                             s.fence == Fence::Possible,
                         where.constData());
            if (d.remedy == Remedy::Resync)
                QVERIFY2((s.primary == PrimarySeen::Unfenced && s.standby == StandbySeen::Out) ||
                             (s.primary == PrimarySeen::Serves && s.standby == StandbySeen::Out &&
                              s.past == PastFailover::Open && a.back != ReturnPolicy::Nothing),
                         where.constData());
            if (d.remedy == Remedy::FailBack && s.primary == PrimarySeen::Serves)
                QVERIFY2(s.standby == StandbySeen::Receives && s.past == PastFailover::Open &&
                             !s.homeIsPrimary && s.isDue && s.backlog == Backlog::Within &&
                             a.back == ReturnPolicy::ResyncAndFailback,
                         where.constData());
            if (d.remedy == Remedy::FailBack && s.primary != PrimarySeen::Serves)
                QVERIFY2(s.primary == PrimarySeen::HandedOver && s.fence == Fence::Possible,
                         where.constData());
            // Clients that are served are never disturbed but by a failback.
            if (s.primary == PrimarySeen::Serves)
                QVERIFY2(d.remedy != Remedy::FailOver && d.remedy != Remedy::RestartLocally,
                         where.constData());
        });
    }

    void whatADeadPrimaryComesTo()
    {
        Automation policy = Automation::standardOf(Environment::Lab);
        QCOMPARE(decided(deadPrimary()), QStringLiteral("failover dead"));
        PairSighting seen = deadPrimary();
        seen.isDue = false;
        QCOMPARE(decided(seen), QStringLiteral("wait confirming"));
        seen = deadPrimary();
        seen.primary = PrimarySeen::Stopped;
        QCOMPARE(decided(seen), QStringLiteral("ask stopped_for_long"));
        seen.isDue = false;
        QCOMPARE(decided(seen), QStringLiteral("wait stopped_by_somebody"));
        seen = deadPrimary();
        seen.standby = StandbySeen::Receives;
        QCOMPARE(decided(seen), QStringLiteral("nothing still_receives"));
        seen.standby = StandbySeen::Lost;
        QCOMPARE(decided(seen), QStringLiteral("ask receiver_lost_before"));
        seen.standby = StandbySeen::Paused;
        QCOMPARE(decided(seen), QStringLiteral("ask replay_paused"));
        seen.standby = StandbySeen::Unseen;
        QCOMPARE(decided(seen), QStringLiteral("ask nobody_left"));
        seen = deadPrimary();
        seen.armed = Armed::No;
        QCOMPARE(decided(seen), QStringLiteral("ask not_armed"));
        seen = deadPrimary();
        seen.backlog = Backlog::Beyond;
        QCOMPARE(decided(seen), QStringLiteral("ask beyond_limit"));
        seen = deadPrimary();
        seen.past = PastFailover::Open;
        QCOMPARE(decided(seen), QStringLiteral("ask not_settled"));
        seen.past = PastFailover::Cooling;
        QCOMPARE(decided(seen), QStringLiteral("wait cooldown"));
        policy.restartFirst = true;
        QCOMPARE(decided(deadPrimary(), policy), QStringLiteral("restart restart_first"));
        seen = deadPrimary();
        seen.isRestarted = true;
        QCOMPARE(decided(seen, policy), QStringLiteral("failover dead"));
        policy.failover = false;
        QCOMPARE(decided(deadPrimary(), policy), QStringLiteral("ask failover_off"));
    }

    void whatAnUnreachableHostComesTo()
    {
        Automation policy = Automation::standardOf(Environment::Lab);
        PairSighting seen = deadPrimary();
        seen.primary = PrimarySeen::Silent;
        seen.fence = Fence::Impossible;
        QCOMPARE(decided(seen, policy), QStringLiteral("ask cannot_fence_asynchronous"));
        seen.armed = Armed::Synchronous;
        QCOMPARE(decided(seen, policy), QStringLiteral("failover unfenced"));
        policy.unreachable = UnreachablePolicy::Never;
        QCOMPARE(decided(seen, policy), QStringLiteral("ask cannot_fence"));
        policy.unreachable = UnreachablePolicy::Always;
        seen.armed = Armed::Streaming;
        QCOMPARE(decided(seen, policy), QStringLiteral("failover unfenced_by_policy"));
        seen.primary = PrimarySeen::Frozen;
        seen.fence = Fence::Possible;
        QCOMPARE(decided(seen, policy), QStringLiteral("failover frozen"));
    }

    void theWayBack()
    {
        Automation policy = Automation::standardOf(Environment::Lab);
        PairSighting seen = failedOver();
        QCOMPARE(decided(seen), QStringLiteral("resync old_primary_back"));
        policy.back = ReturnPolicy::Nothing;
        QCOMPARE(decided(seen, policy), QStringLiteral("nothing return_off"));
        seen.standby = StandbySeen::OutOfSight;
        QCOMPARE(decided(seen), QStringLiteral("wait old_primary_out_of_sight"));
        seen.past = PastFailover::None;
        QCOMPARE(decided(seen), QStringLiteral("nothing replaced_by_a_person"));
        seen = failedOver();
        seen.standby = StandbySeen::Receives;
        QCOMPARE(decided(seen), QStringLiteral("wait failback_waits"));
        seen.isDue = true;
        QCOMPARE(decided(seen), QStringLiteral("failback failback"));
        seen.backlog = Backlog::Beyond;
        QCOMPARE(decided(seen), QStringLiteral("wait failback_lags"));
        policy.back = ReturnPolicy::Resync;
        QCOMPARE(decided(seen, policy), QStringLiteral("nothing settled"));
        seen.homeIsPrimary = true;
        QCOMPARE(decided(seen), QStringLiteral("nothing settled"));
        seen.past = PastFailover::None;
        QCOMPARE(decided(seen), QStringLiteral("nothing healthy"));
        // A switchover that a person ran is theirs.
        seen.homeIsPrimary = false;
        seen.isDue = true;
        QCOMPARE(decided(seen), QStringLiteral("nothing healthy"));
    }

    void anUnfencedOldPrimaryIsFencedOnContact()
    {
        Automation policy = Automation::standardOf(Environment::Lab);
        policy.back = ReturnPolicy::Nothing;
        PairSighting seen = failedOver();
        seen.primary = PrimarySeen::Unfenced;
        QCOMPARE(decided(seen, policy), QStringLiteral("resync unfenced_back"));
        seen.standby = StandbySeen::OutOfSight;
        QCOMPARE(decided(seen), QStringLiteral("ask unfenced_out_of_reach"));
    }

    void aHandOverThatWasCutOffIsEnded()
    {
        PairSighting seen = deadPrimary();
        seen.primary = PrimarySeen::HandedOver;
        QCOMPARE(decided(seen), QStringLiteral("failback handover_cut_off"));
        seen.holder = Holder::Stage;
        QCOMPARE(decided(seen), QStringLiteral("wait stage_at_work"));
        seen.holder = Holder::Nobody;
        seen.fence = Fence::Impossible;
        QCOMPARE(decided(seen), QStringLiteral("ask stopped_for_long"));
    }
};

QTEST_APPLESS_MAIN(DecisionRulesTest)
#include "decision_rules_test.moc"
