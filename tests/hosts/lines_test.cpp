// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A pair at the end of bad lines, a program and its clients at the end of another one. FAULTS 14:
// 200 ms there and back, jitter, 5 % of the packets lost: the lab is played, nobody is taken for
// dead, and the watchdog still brings the pair through a crash. FAULTS 15: 1 Mbit a second: a copy
// tells how fast it is and when it will end, and is cancelled at once.
#include "core/session/pair_automation.h"
#include "tests/hosts/host_words.h"
#include "tests/support/bad_line.h"
#include "tests/support/watched_pair.h"

#include <deque>
#include <vector>

using namespace tandem;
using namespace tandem::testing;
using namespace tandem::words;
using namespace std::chrono_literals;

class LinesTest : public QObject
{
    Q_OBJECT

public:
    explicit LinesTest(TestHosts &hosts) : m_hosts(hosts) {}

private Q_SLOTS:
    void initTestCase()
    {
        QByteArray profile = m_hosts.profile();
        profile.insert(profile.lastIndexOf('}'),
                       ",\"automation\":{\"failback_wait_seconds\":1,\"cooldown_seconds\":0}");
        openLab(m_lab, profile);
        QVERIFY(m_lab);
        QCOMPARE(introduce(m_hosts), vm1);
        done(*m_lab, Stage::Setup, PairState::Healthy, vm2);
        done(*m_lab, Stage::SeedData, PairState::Healthy);
        m_lab->startClients();
        QVERIFY(m_lab->drill().waitForWrites(vm1, 50, Deadline::after(30s), {}));
    }

    void aNarrowLine()
    {
        Q_UNUSED(m_hosts.on(vm2, QStringLiteral("systemctl stop postgresql@17-main")))
        QVERIFY2(m_lab->comesTo(PairState::StandbyDown, 20), qPrintable(m_lab->state()));
        narrow(QStringLiteral("tc qdisc replace dev host0 root tbf rate 1mbit burst 16kb "
                              "latency 400ms"));
        StageOptions options;
        options.resync = ResyncMethod::Clone;
        StopSource cancel;
        MonotonicTime cancelledAt;
        std::vector<std::pair<MonotonicTime, StepProgress>> promised;
        const auto observer = [&](const StepReport &report) {
            if (!report.progress || !report.progress->secondsLeft || cancelledAt != MonotonicTime())
                return;
            promised.emplace_back(MonotonicClock::now(), *report.progress);
            if (promised.back().first - promised.front().first > 10s) {
                cancelledAt = MonotonicClock::now();
                cancel.requestStop();
            }
        };
        const Outcome outcome =
            play(m_lab->session(), Stage::Resync, {}, cancel.token(), observer, options);
        const double answered = secondsBetween(cancelledAt, MonotonicClock::now());
        const bool isServing = m_lab->drill().waitForWrites(vm1, 20, Deadline::after(20s), {});
        narrow(QStringLiteral("tc qdisc del dev host0 root"));
        QVERIFY2(outcome.kind == Outcome::Kind::Cancelled, words::told(outcome));
        QVERIFY2(answered < 5, qPrintable(QString::number(answered)));
        QVERIFY2(isServing, "the primary's clients were held up");
        const auto &[firstAt, first] = promised.front();
        const auto &[lastAt, last] = promised.back();
        qInfo("%lld of %lld bytes, %.0f a second, %.0f s left; %.1f s before %.0f s were; "
              "cancelled in %.2f s",
              static_cast<long long>(last.doneBytes), static_cast<long long>(last.totalBytes),
              *last.bytesPerSecond, *last.secondsLeft, secondsBetween(firstAt, lastAt),
              *first.secondsLeft, answered);
        // 125000 bytes a second on the wire, of which the clients' stream takes its share.
        QVERIFY2(*last.bytesPerSecond > 30000 && *last.bytesPerSecond < 135000,
                 qPrintable(QString::number(*last.bytesPerSecond)));
        // What was promised at first is kept so far.
        const double expected = *first.secondsLeft - secondsBetween(firstAt, lastAt);
        QVERIFY2(qAbs(*last.secondsLeft - expected) < 0.3 * *first.secondsLeft,
                 qPrintable(QString::number(expected)));
        // It was not touched: it goes on where it was.
        done(*m_lab, Stage::Resync, PairState::Healthy);
    }

    void theProgramOverABadLine()
    {
        const LineQuality quality{100ms, 20ms, 5, 14};
        for (const QString &host : {vm1, vm2})
            m_lines.emplace_back(host, quality);
        // A receiver may be torn off by losses in a row and come again; no server is taken for
        // dead.
        for (int i = 0; i < 8; ++i) {
            const ClusterSnapshot seen = m_lab->session().observe({});
            const NodeCondition standby = conditionOf(seen.nodes[1]);
            QVERIFY2(conditionOf(seen.nodes[0]) == NodeCondition::Primary &&
                         (standby == NodeCondition::StandbyStreaming ||
                          standby == NodeCondition::StandbyDetached),
                     qPrintable(wordsOf(seen)));
        }
        QVERIFY2(m_lab->comesTo(PairState::Healthy, 30), qPrintable(m_lab->state()));
        QCOMPARE(play(m_lab->session(), Stage::Failover, vm1).exitCode, 3);
        played(Stage::Verify, PairState::Healthy);
        if (qEnvironmentVariableIsSet("TANDEM_SOAK")) {
            played(Stage::ModeSync, PairState::Healthy);
            played(Stage::ModeAsync, PairState::Healthy);
            played(Stage::Crash, PairState::PrimaryDown, vm1);
            played(Stage::Failover, PairState::FailedOver);
            played(Stage::Resync, PairState::Swapped);
            played(Stage::Failback, PairState::Healthy);
        }
    }

    void theWatchdogOverABadLine()
    {
        const auto on = PairAutomation(m_lab->session()).watchdogOn({});
        QVERIFY2(on.ok(), on.ok() ? "" : qPrintable(on.error().details));
        QVERIFY2(comesTo(vm2, "healthy", 60s), qPrintable(story()));
        // Quiet for a while: nothing is decided but that there is nothing to do.
        QVERIFY2(m_lab->drill().waitForWrites(vm1, 20, Deadline::after(90s), {}),
                 qPrintable(story()));
        checkNobodyWasPromoted(m_hosts);
        QVERIFY2(!story().contains(QLatin1String("failover")), qPrintable(story()));
        const MonotonicTime killedAt = MonotonicClock::now();
        QVERIFY(m_hosts.on(vm1, QStringLiteral("kill -9 $(pgrep -x postgres); echo killed"))
                    .contains(QLatin1String("killed")));
        QVERIFY2(m_lab->drill().waitForWrites(vm2, 20, Deadline::after(60s), {}),
                 qPrintable(story()));
        const auto outage = outageAround(m_lab->workload().acks(), killedAt);
        QVERIFY(outage && outage->seconds());
        // The way back takes a minute and a half like this: with --soak only.
        if (!qEnvironmentVariableIsSet("TANDEM_SOAK"))
            m_lines.clear();
        QVERIFY2(comesTo(vm2, "healthy", 240s), qPrintable(story()));
        QVERIFY2(m_lab->comesTo(PairState::Healthy, 30), qPrintable(m_lab->state()));
        qInfo("by the watchdog: %.1f s without a write, original roles after %.1f s",
              *outage->seconds(), secondsBetween(killedAt, MonotonicClock::now()));
        for (const char *word : {"failover is done", "resync is done", "failback is done"})
            QVERIFY2(story().contains(QLatin1String(word)), qPrintable(story()));
        m_lab->workload().stop();
        const auto audit = m_lab->drill().auditSince(0, {});
        QVERIFY2(audit.ok(), audit.ok() ? "" : qPrintable(audit.error().sentence.english()));
        QCOMPARE(audit->duplicates, 0);
        qInfo("%lld acknowledged, %lld lost", static_cast<long long>(audit->acknowledged),
              static_cast<long long>(audit->lostCount));
    }

    void cleanupTestCase()
    {
        m_lines.clear();
        if (m_lab)
            QVERIFY(PairAutomation(m_lab->session()).watchdogOff({}).ok());
    }

private:
    // What vm1 sends, to the client and to its peer.
    void narrow(const QString &command)
    {
        int exitCode = -1;
        const QString told = m_hosts.on(vm1, command, &exitCode);
        QVERIFY2(exitCode == 0, qPrintable(told));
    }
    void played(Stage stage, PairState then, const QString &typed = {})
    {
        const MonotonicTime begun = MonotonicClock::now();
        done(*m_lab, stage, then, typed);
        qInfo("%s: %.1f s", qPrintable(tokenOf(stage)),
              secondsBetween(begun, MonotonicClock::now()));
    }
    static QString wordsOf(const ClusterSnapshot &seen)
    {
        QStringList words{tokenOf(deriveState(seen).state)};
        for (const NodeFacts &node : seen.nodes)
            words << node.name << tokenOf(conditionOf(node))
                  << (node.sql ? node.sql->message : QStringLiteral("no SQL"))
                  << node.hostProblem.english();
        return words.join(u' ');
    }
    bool comesTo(const QString &node, const char *reason, Milliseconds patience)
    {
        return watchdogComesTo(m_lab->session(), node, reason, patience);
    }
    [[nodiscard]] QString story() const
    {
        return m_hosts.on(vm2, QStringLiteral("tac /var/lib/pgtandem-watchdog/failover.log; tail "
                                              "-n 5 /var/lib/pgtandem-watchdog/*.out"));
    }

    TestHosts &m_hosts;
    std::unique_ptr<HostLab> m_lab;
    std::deque<BadLine> m_lines;
};

int main(int argc, char **argv)
{
    return runOnHosts<LinesTest>(argc, argv);
}

#include "lines_test.moc"
