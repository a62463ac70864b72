// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/guarded_directory.h"
#include "translations/translator.h"
#include "ui/main_window.h"
#include "ui/pages/pair_page.h"

#include <QApplication>
#include <QLabel>
#include <QMessageBox>
#include <QTest>

using namespace tandem;

// A person clicks through the whole lab on the embedded pair: only what is on the screen is
// pressed, and what is asserted is what the window shows and what the servers hold.
class LabTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        useLanguage(QStringLiteral("en"));
        m_theme =
            std::make_unique<Theme>(*qobject_cast<QApplication *>(QCoreApplication::instance()));
        WindowOptions options;
        options.isDemo = true;
        options.demoDirectory = m_place.path(QStringLiteral("pair"));
        options.remembers = false;
        m_window = std::make_unique<MainWindow>(*m_theme, options, useLanguage);
        m_window->show();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->desk() != nullptr, 60000);
        connect(&m_window->desk()->stages(), &StageDesk::ended, this,
                [this](const PreparedStagePtr &, const Outcome &outcome) { m_outcome = outcome; });
        QTRY_COMPARE_WITH_TIMEOUT(state(), PairState::Bare, 20000);
    }

    void aStageThatMakesNoSenseSaysWhy()
    {
        press("stage_failover");
        auto *words = find<QLabel>("banner_words");
        QTRY_VERIFY(words->isVisible());
        QVERIFY2(words->text().startsWith(QLatin1String("Promote vm2: ")),
                 qPrintable(words->text()));
        QVERIFY(m_window->page()->sheet() == nullptr);
        press("banner_close");
        QVERIFY(!words->isVisible());
    }

    void aWrongWordIsRefused()
    {
        openPlan("stage_setup");
        auto *word = sheetChild<QLineEdit>("plan_word");
        auto *run = sheetChild<QPushButton>("plan_run");
        QVERIFY(!run->isEnabled());
        word->setText(QStringLiteral("vm1"));
        QVERIFY(!run->isEnabled());
        QTest::keyClick(word, Qt::Key_Return); // no default button that would run it
        QVERIFY(!m_window->desk()->stages().isRunning());
        word->setText(QStringLiteral("vm2"));
        QVERIFY(run->isEnabled());
        sheetChild<QPushButton>("plan_cancel")->click();
        QTRY_VERIFY(m_window->page()->sheet() == nullptr);
        QCOMPARE(state(), PairState::Bare);
    }

    // The language and the appearance change while a stage runs, and the run goes on.
    void setupRunsWhileTheWindowChanges()
    {
        begin("stage_setup", "plan_run");
        auto *run = m_window->page()->tabs().tabBar();
        QCOMPARE(run->tabText(1), QStringLiteral("Run"));
        m_window->setLanguage(QStringLiteral("ru"));
        QTRY_COMPARE(run->tabText(1), QStringLiteral("Выполнение"));
        m_theme->setAppearance(Appearance::Dark);
        QCOMPARE(QApplication::palette().color(QPalette::Window), darkTokens().window);
        QVERIFY(m_window->desk()->stages().isRunning());
        m_window->setLanguage(QStringLiteral("en"));
        QTRY_COMPARE(run->tabText(1), QStringLiteral("Run"));
        m_theme->setAppearance(Appearance::Light);
        end(Outcome::Kind::Done);
        QTRY_COMPARE_WITH_TIMEOUT(state(), PairState::Healthy, 10000);
        QCOMPARE(find<QLabel>("verdict_state")->text(), QStringLiteral("Healthy"));
    }

    void dataAndClients()
    {
        begin("stage_seed-data", "plan_run");
        end(Outcome::Kind::Done);
        press("clients_button");
        QTRY_VERIFY_WITH_TIMEOUT(acknowledged() > 100, 30000);
    }

    // Step by step it waits for a person; cancelled there, nothing has happened.
    void cancelledInTheMiddle()
    {
        begin("stage_switchover", "plan_step");
        auto *goOn = find<QPushButton>("run_go_on");
        QTRY_VERIFY_WITH_TIMEOUT(goOn->isVisible(), 10000);
        goOn->click();
        QTRY_VERIFY_WITH_TIMEOUT(goOn->isVisible(), 10000);
        press("run_cancel");
        end(Outcome::Kind::Cancelled);
        QVERIFY(find<QLabel>("run_headline")->text().contains(QLatin1String("cancelled")));
        QTRY_COMPARE_WITH_TIMEOUT(state(), PairState::Healthy, 10000);
        const std::int64_t before = acknowledged();
        QTRY_VERIFY_WITH_TIMEOUT(acknowledged() > before + 20, 10000);
    }

    void crashAndPromote()
    {
        begin("stage_crash", "plan_run");
        end(Outcome::Kind::Done);
        QTRY_COMPARE_WITH_TIMEOUT(state(), PairState::PrimaryDown, 10000);
        QTRY_VERIFY(clients().silentFor.has_value());
        QCOMPARE(find<QPushButton>("next_action")->text(), QStringLiteral("Promote vm2"));
        // The button on the card is the same stage.
        begin("node_action_1_vm2", "plan_run");
        end(Outcome::Kind::Done);
        QTRY_COMPARE_WITH_TIMEOUT(state(), PairState::FailedOver, 10000);
        QTRY_VERIFY_WITH_TIMEOUT(outageOf(Stage::Failover), 30000);
        QVERIFY(clients().outage->seconds > 0);
        const auto &audit = clients().outage->audit;
        QVERIFY(audit);
        QCOMPARE(audit->acknowledged, audit->kept + audit->lostCount);
    }

    void resyncAndFailback()
    {
        begin("next_action", "plan_run");
        end(Outcome::Kind::Done);
        QTRY_COMPARE_WITH_TIMEOUT(state(), PairState::Swapped, 20000);
        begin("stage_failback", "plan_run");
        end(Outcome::Kind::Done);
        QTRY_COMPARE_WITH_TIMEOUT(state(), PairState::Healthy, 10000);
        QTRY_VERIFY_WITH_TIMEOUT(outageOf(Stage::Failback), 30000);
        QVERIFY(clients().outage->audit);
        QCOMPARE(clients().outage->audit->lostCount, std::int64_t(0));
        press("clients_button");
        QTRY_VERIFY_WITH_TIMEOUT(clients().wholeRun.has_value(), 30000);
        QCOMPARE(clients().wholeRun->acknowledged,
                 clients().wholeRun->kept + clients().wholeRun->lostCount);
        QCOMPARE(clients().wholeRun->unknownRows, std::int64_t(0));
    }

    void logsAndJournalHaveIt()
    {
        m_window->page()->tabs().setCurrentIndex(4);
        auto *journal = find<QAbstractItemView>("journal_table");
        QTRY_VERIFY_WITH_TIMEOUT(journal->model()->rowCount() >= 6, 10000);
        QVERIFY(m_window->desk()->logs().book().count() > 20);
    }

    // Closing asks while a stage runs; told to, it cancels the stage, stops the servers and goes.
    void closingAsksWhileAStageRuns()
    {
        begin("stage_verify", "plan_step");
        QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("run_go_on")->isVisible(), 10000);
        m_window->close();
        QVERIFY(m_window->isVisible());
        auto *box = m_window->findChild<QMessageBox *>(QStringLiteral("leave_stage"));
        QVERIFY(box != nullptr);
        box->findChild<QPushButton *>(QStringLiteral("leave_stage_now"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), 30000);
        QCOMPARE(m_outcome->kind, Outcome::Kind::Cancelled);
        QVERIFY(m_window->desk() == nullptr);
    }

private:
    [[nodiscard]] PairState state() const { return m_window->desk()->sight().verdict.state; }
    [[nodiscard]] const ClientsSight &clients() const
    {
        return m_window->desk()->clients().sight();
    }
    [[nodiscard]] std::int64_t acknowledged() const { return clients().figures.acknowledged(); }
    [[nodiscard]] bool outageOf(Stage stage) const
    {
        return clients().outage && clients().outage->endedBy == stage;
    }

    template <typename Widget>
    Widget *find(const char *name) const
    {
        auto *widget = m_window->page()->findChild<Widget *>(QLatin1String(name));
        if (widget == nullptr)
            qFatal("there is no %s", name);
        return widget;
    }
    template <typename Widget>
    Widget *sheetChild(const char *name) const
    {
        return m_window->page()->sheet()->findChild<Widget *>(QLatin1String(name));
    }
    void press(const char *name)
    {
        auto *button = find<QPushButton>(name);
        QVERIFY2(button->isVisible() && button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void openPlan(const char *button)
    {
        press(button);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->page()->sheet() != nullptr, 20000);
    }
    // Opens the plan by that button, types what it asks for, and runs it.
    void begin(const char *button, const char *how)
    {
        m_outcome.reset();
        openPlan(button);
        if (const auto &asked = m_window->page()->sheet()->prepared()->plan.confirmation)
            sheetChild<QLineEdit>("plan_word")->setText(asked->word);
        auto *run = sheetChild<QPushButton>(how);
        QTRY_VERIFY_WITH_TIMEOUT(run->isEnabled(), 5000);
        QTest::mouseClick(run, Qt::LeftButton);
        QVERIFY(m_window->desk()->stages().isRunning());
        QTRY_VERIFY(m_window->page()->sheet() == nullptr);
    }
    void end(Outcome::Kind kind)
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_outcome.has_value(), 120000);
        QVERIFY2(m_outcome->kind == kind, qPrintable(m_outcome->sentence.english()));
    }

    GuardedDirectory m_place;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;
    std::optional<Outcome> m_outcome;
};

QTEST_MAIN(LabTest)
#include "lab_test.moc"
