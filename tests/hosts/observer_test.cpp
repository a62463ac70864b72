// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The observer beside two booted hosts, over SSH: a server that dies, a host whose plug is pulled
// in both commit modes, with clients, and nobody who touches anything. The cases stand in their
// order.
#include "tests/hosts/host_words.h"
#include "tests/support/observed_pair.h"

#include <algorithm>

using namespace tandem;
using namespace tandem::testing;
using namespace tandem::words;
using namespace std::chrono_literals;

namespace {

const char *const killAll = "kill -9 $(pgrep -x postgres); echo killed";

} // namespace

class ObserverTest : public QObject
{
    Q_OBJECT

public:
    explicit ObserverTest(TestHosts &hosts) : m_hosts(hosts) {}

private Q_SLOTS:
    void initTestCase()
    {
        QByteArray profile = m_hosts.profile();
        const qsizetype end = profile.lastIndexOf('}');
        profile.insert(end, ",\"automation\":{\"failback_wait_seconds\":1,\"cooldown_seconds\":0}");
        openLab(m_lab, profile);
        QVERIFY(m_lab);
        done(*m_lab, Stage::Setup, PairState::Healthy, vm2);
        done(*m_lab, Stage::SeedData, PairState::Healthy);
        m_lab->startClients();
        m_observer = std::make_unique<ObservedPair>(m_lab->session());
        QVERIFY(m_observer->waitForReason("healthy", 0, 30s));
    }

    void cleanupTestCase()
    {
        if (m_observer)
            QVERIFY(m_observer->end().ok());
    }

    void aDeadServerIsReplacedAndComesBack()
    {
        QVERIFY(m_lab->drill().waitForWrites(vm1, 200, Deadline::after(30s), {}));
        const std::size_t before = m_observer->count();
        const MonotonicTime killedAt = MonotonicClock::now();
        QVERIFY(m_hosts.on(vm1, QLatin1String(killAll)).contains(QLatin1String("killed")));
        waitUntilWhole(before, killedAt, "kill -9 of the server");
    }

    // Asynchronous: the unplugged host may go on acknowledging, so a person is asked.
    void anUnpluggedHostIsHeldWhenAsynchronous()
    {
        const std::size_t before = m_observer->count();
        m_hosts.power(vm1, QStringLiteral("unplug"));
        QVERIFY2(m_observer->waitForReason("cannot_fence_asynchronous", before, 20s),
                 qPrintable(m_observer->story()));
        const std::size_t asked = m_observer->count();
        m_hosts.power(vm1, QStringLiteral("plug"));
        QVERIFY2(m_observer->waitForReason("healthy", asked, 60s), qPrintable(m_observer->story()));
        for (const AutomationEvent &event : since(before))
            QVERIFY2(event.kind != AutomationEvent::Kind::Stage, qPrintable(m_observer->story()));
    }

    // Synchronous: it cannot acknowledge a write alone, so its standby is promoted beside it.
    void anUnpluggedHostIsReplacedWhenSynchronous()
    {
        // Once the cable is back, the receiver may be lost and found again before it stays.
        QVERIFY(QTest::qWaitFor([&] { return play(m_lab->session(), Stage::ModeSync).isDone(); },
                                60000));
        QVERIFY(m_observer->comesTo("healthy", 30s));
        QVERIFY(m_lab->drill().waitForWrites(vm1, 100, Deadline::after(30s), {}));
        const std::size_t before = m_observer->count();
        const MonotonicTime pulledAt = MonotonicClock::now();
        m_hosts.power(vm1, QStringLiteral("unplug"));
        QVERIFY2(m_observer->waitForStage(Stage::Failover, before, 30s),
                 qPrintable(m_observer->story()));
        QVERIFY(m_lab->drill().waitForWrites(vm2, 20, Deadline::after(20s), {}));
        const auto outage = outageAround(m_lab->workload().acks(), pulledAt);
        QVERIFY(outage && outage->firstAfter);
        qInfo("unplugged, synchronous: first acknowledged write after %.2f s",
              secondsBetween(pulledAt, outage->firstAfter->at));
        m_hosts.power(vm1, QStringLiteral("plug"));
        waitUntilWhole(before, pulledAt, "unplugged");
        const auto audit = m_lab->drill().auditSince(0, {});
        QVERIFY(audit.ok());
        qInfo("of %lld acknowledged writes %lld are lost",
              static_cast<long long>(audit->acknowledged),
              static_cast<long long>(audit->lostCount));
    }

private:
    [[nodiscard]] std::vector<AutomationEvent> since(std::size_t begin) const
    {
        auto all = m_observer->events();
        all.erase(all.begin(), all.begin() + std::ptrdiff_t(std::min(begin, all.size())));
        return all;
    }
    void waitUntilWhole(std::size_t before, MonotonicTime at, const char *what)
    {
        for (const Stage stage : {Stage::Failover, Stage::Resync, Stage::Failback})
            QVERIFY2(m_observer->waitForStage(stage, before, 90s), qPrintable(m_observer->story()));
        const auto outage = outageAround(m_lab->workload().acks(), at);
        QVERIFY(outage && outage->seconds());
        QVERIFY2(m_observer->waitForReason("settled", before, 30s),
                 qPrintable(m_observer->story()));
        qInfo("%s: %.2f s without a write, original roles after %.1f s", what, *outage->seconds(),
              secondsBetween(at, MonotonicClock::now()));
        QVERIFY(m_lab->comesTo(PairState::Healthy, 20));
    }

    TestHosts &m_hosts;
    std::unique_ptr<HostLab> m_lab;
    std::unique_ptr<ObservedPair> m_observer; // goes before the lab
};

int main(int argc, char **argv)
{
    return runOnHosts<ObserverTest>(argc, argv);
}
#include "observer_test.moc"
