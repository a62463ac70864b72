// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A pair that nobody looks after but the window's observer: asked, paused, and the primary killed.
#include "core/stages/recipe.h"
#include "tests/support/lab_pair.h"
#include "tests/ui/window_clicks.h"

#include <QMessageBox>
#include <QPlainTextEdit>

#include <csignal>

using namespace tandem;
using namespace tandem::testing;

class AutomationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto pair = LabPair::setUp();
        QVERIFY2(pair.ok(), pair.ok() ? "" : qPrintable(pair.error().sentence.english()));
        m_lab = std::move(*pair);
        WindowOptions options;
        options.profileFile = m_lab->pair().sandbox().profileFile();
        options.secretsFile = m_lab->pair().sandbox().secretsFile();
        options.stateDirectory = m_lab->pair().path(QStringLiteral("window-state"));
        options.remembers = false;
        m_clicks = std::make_unique<WindowClicks>(options);
        QVERIFY(m_clicks->waitForPair(20000));
        auto &tabs = m_clicks->window().page()->tabs();
        tabs.setCurrentWidget(m_clicks->find<QWidget>("automation"));
    }

    void saysWhatItWouldDo()
    {
        QTRY_VERIFY_WITH_TIMEOUT(decision().contains(QLatin1String("there is nothing to do")),
                                 20000);
        QVERIFY(words("automation_reasons").contains(QLatin1String("vm1 accepts writes")));
        QTRY_VERIFY_WITH_TIMEOUT(
            words("automation_watchdogs").contains(QLatin1String("vm1: no watchdog")), 20000);
    }

    void isPausedAndResumed()
    {
        m_clicks->press("automation_pause");
        QTRY_VERIFY_WITH_TIMEOUT(decision().contains(QLatin1String("Automation is paused")), 20000);
        m_clicks->press("automation_pause");
        QTRY_VERIFY_WITH_TIMEOUT(decision().contains(QLatin1String("there is nothing to do")),
                                 20000);
    }

    void showsWhatTheWatchdogsWrite()
    {
        m_clicks->press("automation_watchdog_on");
        QTRY_VERIFY_WITH_TIMEOUT(
            log().contains(QLatin1String("vm2: The watchdog of vm2 looks after vm2 and vm1.")),
            30000);
        m_clicks->press("automation_watchdog_off");
        QTRY_VERIFY_WITH_TIMEOUT(
            words("automation_watchdogs").contains(QLatin1String("vm2: no watchdog")), 30000);
    }

    void bringsTheRolesBack()
    {
        m_clicks->press("automation_observe");
        QTRY_VERIFY_WITH_TIMEOUT(
            words("automation_observing").contains(QLatin1String("looks after this pair")), 20000);
        QTRY_VERIFY_WITH_TIMEOUT(log().contains(QLatin1String("there is nothing to do")), 20000);
        const QString done =
            m_lab->shell(QStringLiteral("vm1"), stageScript(QStringLiteral("kill_server")));
        QVERIFY2(done.contains(QLatin1String("killed=")), qPrintable(done));
        QTRY_VERIFY_WITH_TIMEOUT(log().contains(QLatin1String("failover is done")), 30000);
        QVERIFY(log().contains(QLatin1String("seconds since the loss: decided")));
        QTRY_VERIFY_WITH_TIMEOUT(log().contains(QLatin1String("failback is done")), 90000);
        QTRY_COMPARE_WITH_TIMEOUT(m_clicks->state(), PairState::Healthy, 30000);
        // The same in the other language, at once.
        useLanguage(QStringLiteral("ru"));
        QTRY_VERIFY(!log().contains(QLatin1String("failover is done")));
        useLanguage(QStringLiteral("en"));
    }

    void isAskedAboutBeforeItIsLeft()
    {
        m_clicks->window().close();
        QVERIFY(m_clicks->window().isVisible());
        auto *box = m_clicks->window().findChild<QMessageBox *>(QStringLiteral("leave_observer"));
        QVERIFY(box != nullptr);
        box->findChild<QPushButton *>(QStringLiteral("leave_observer_now"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(!m_clicks->window().isVisible(), 20000);
    }

    void cleanupTestCase()
    {
        m_clicks.reset();
        m_lab.reset();
    }

private:
    [[nodiscard]] QString words(const char *name) const
    {
        return m_clicks->find<QLabel>(name)->text();
    }
    [[nodiscard]] QString decision() const { return words("automation_decision"); }
    [[nodiscard]] QString log() const
    {
        return m_clicks->find<QPlainTextEdit>("automation_log")->toPlainText();
    }

    std::unique_ptr<LabPair> m_lab;
    std::unique_ptr<WindowClicks> m_clicks;
};

QTEST_MAIN(AutomationTest)
#include "automation_test.moc"
