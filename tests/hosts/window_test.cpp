// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The lab by the window's own buttons, over SSH on two booted Debian hosts: the same clicks as on
// the embedded pair, and what the window says when a host goes away.
#include "tests/hosts/host_words.h"
#include "tests/ui/window_clicks.h"

#include <QSaveFile>

using namespace tandem;
using namespace tandem::testing;
using namespace tandem::words;

class WindowTest : public QObject
{
    Q_OBJECT

public:
    explicit WindowTest(TestHosts &hosts) : m_hosts(hosts) {}

private Q_SLOTS:
    void initTestCase()
    {
        QSaveFile file(m_place.path(QStringLiteral("p.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(m_hosts.profile());
        QVERIFY(file.commit());
        WindowOptions options;
        options.profileFile = m_place.path(QStringLiteral("p.json"));
        options.secretsFile = m_place.path(QStringLiteral("s.json"));
        options.stateDirectory = m_place.path(QStringLiteral("state"));
        options.remembers = false;
        m_clicks = std::make_unique<WindowClicks>(options);
        QVERIFY(m_clicks->waitForPair(30000));
        QTRY_COMPARE_WITH_TIMEOUT(m_clicks->state(), PairState::Bare, 30000);
    }

    void aWrongWordIsRefused()
    {
        m_clicks->refusesAWrongWord();
        QCOMPARE(m_clicks->state(), PairState::Bare);
    }

    // The language and the appearance change while the setup runs, and the run goes on.
    void setupAndClients()
    {
        m_clicks->begin("stage_setup");
        m_clicks->window().setLanguage(QStringLiteral("ru"));
        m_clicks->theme().setAppearance(Appearance::Dark);
        QTRY_COMPARE(m_clicks->window().page()->tabs().tabText(1), QStringLiteral("Выполнение"));
        QVERIFY(m_clicks->window().desk()->stages().isRunning());
        m_clicks->window().setLanguage(QStringLiteral("en"));
        m_clicks->theme().setAppearance(Appearance::Light);
        m_clicks->end();
        QTRY_COMPARE_WITH_TIMEOUT(m_clicks->state(), PairState::Healthy, 20000);
        m_clicks->begin("stage_seed-data");
        m_clicks->end();
        m_clicks->press("clients_button");
        QTRY_VERIFY_WITH_TIMEOUT(m_clicks->acknowledged() > 100, 30000);
    }

    void cancelledInTheMiddle() { m_clicks->cancelsInTheMiddle(); }

    void crashAndPromote()
    {
        m_clicks->begin("stage_crash");
        m_clicks->end();
        QTRY_COMPARE_WITH_TIMEOUT(m_clicks->state(), PairState::PrimaryDown, 20000);
        m_clicks->begin("node_action_1_vm2");
        m_clicks->end();
        QTRY_COMPARE_WITH_TIMEOUT(m_clicks->state(), PairState::FailedOver, 20000);
        QTRY_VERIFY_WITH_TIMEOUT(m_clicks->outageOf(Stage::Failover), 30000);
        const auto &audit = m_clicks->clients().outage->audit;
        QVERIFY(audit);
        QCOMPARE(audit->acknowledged, audit->kept + audit->lostCount);
    }

    void resyncAndFailback()
    {
        m_clicks->begin("next_action");
        m_clicks->end();
        QTRY_COMPARE_WITH_TIMEOUT(m_clicks->state(), PairState::Swapped, 30000);
        m_clicks->begin("stage_failback");
        m_clicks->end();
        QTRY_COMPARE_WITH_TIMEOUT(m_clicks->state(), PairState::Healthy, 20000);
        QTRY_VERIFY_WITH_TIMEOUT(m_clicks->outageOf(Stage::Failback), 30000);
        QVERIFY(m_clicks->clients().outage->audit);
        QCOMPARE(m_clicks->clients().outage->audit->lostCount, std::int64_t(0));
        m_clicks->press("clients_button");
        QTRY_VERIFY_WITH_TIMEOUT(m_clicks->clients().wholeRun.has_value(), 30000);
    }

    // The standby's cable is pulled: its card says that it is not reachable, nothing of it is shown
    // as live, and the window answers all the while.
    void aHostThatGoesAwayIsSaid()
    {
        m_hosts.power(vm2, QStringLiteral("unplug"));
        auto *remark = m_clicks->find<QLabel>("remark_vm2");
        QTRY_VERIFY_WITH_TIMEOUT(remark->text().contains(QLatin1String("not reachable")), 20000);
        QVERIFY(!m_clicks->window().desk()->sight().live.nodes[1].replication);
        m_clicks->press("stage_failback");
        QTRY_VERIFY(m_clicks->find<QLabel>("banner_words")->isVisible());
        m_hosts.power(vm2, QStringLiteral("plug"));
        QTRY_COMPARE_WITH_TIMEOUT(m_clicks->state(), PairState::Healthy, 60000);
    }

private:
    TestHosts &m_hosts;
    GuardedDirectory m_place;
    std::unique_ptr<WindowClicks> m_clicks;
};

int main(int argc, char **argv)
{
    return runOnHosts<WindowTest, QApplication>(argc, argv);
}
#include "window_test.moc"
