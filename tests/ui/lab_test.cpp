// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/guarded_directory.h"
#include "tests/support/source_tree.h"
#include "tests/ui/window_clicks.h"
#include "ui/pages/presentation.h"

#include <QAbstractItemView>
#include <QDir>
#include <QFileDialog>
#include <QMessageBox>
#include <QProcess>
#include <QRegularExpression>
#include <QTabBar>

using namespace tandem;
using namespace tandem::testing;

// A person clicks through the whole lab on the embedded pair: only what is on the screen is
// pressed, and what is asserted is what the window shows and what the servers hold.
class LabTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        WindowOptions options;
        options.isDemo = true;
        options.demoDirectory = m_place.path(QStringLiteral("pair"));
        options.remembers = false;
        m_clicks = std::make_unique<WindowClicks>(options);
        QVERIFY(m_clicks->waitForPair(60000));
        QTRY_COMPARE_WITH_TIMEOUT(m_clicks->state(), PairState::Bare, 20000);
    }

    void aStageThatMakesNoSenseSaysWhy()
    {
        m_clicks->press("stage_failover");
        auto *words = m_clicks->find<QLabel>("banner_words");
        QTRY_VERIFY(words->isVisible());
        QVERIFY2(words->text().startsWith(QLatin1String("Promote vm2: ")),
                 qPrintable(words->text()));
        QVERIFY(m_clicks->sheet() == nullptr);
        m_clicks->press("banner_close");
        QVERIFY(!words->isVisible());
    }

    // The palette finds a stage by a part of its name, and the same sentence comes.
    void thePaletteFindsIt()
    {
        QTest::keyClick(m_clicks->window().page(), Qt::Key_K, Qt::ControlModifier);
        auto *words = m_clicks->window().findChild<QLineEdit *>(QStringLiteral("palette_words"));
        QVERIFY(words != nullptr);
        QTest::keyClicks(words, QStringLiteral("PROMOTE"));
        QTest::keyClick(words, Qt::Key_Return);
        auto *banner = m_clicks->find<QLabel>("banner_words");
        QTRY_VERIFY(banner->isVisible());
        QVERIFY(banner->text().startsWith(QLatin1String("Promote vm2: ")));
        QTRY_VERIFY(m_clicks->window().findChild<QDialog *>(QStringLiteral("palette")) == nullptr);
        m_clicks->press("banner_close");
    }

    void aWrongWordIsRefused()
    {
        m_clicks->openPlan("stage_setup");
        auto *word = m_clicks->onSheet<QLineEdit>("plan_word");
        auto *run = m_clicks->onSheet<QPushButton>("plan_run");
        QVERIFY(!run->isEnabled());
        word->setText(QStringLiteral("vm1"));
        QVERIFY(!run->isEnabled());
        QTest::keyClick(word, Qt::Key_Return); // no default button that would run it
        QVERIFY(!m_clicks->window().desk()->stages().isRunning());
        word->setText(QStringLiteral("vm2"));
        QVERIFY(run->isEnabled());
        m_clicks->onSheet<QPushButton>("plan_cancel")->click();
        QTRY_VERIFY(m_clicks->sheet() == nullptr);
        QCOMPARE(m_clicks->state(), PairState::Bare);
    }

    // The language and the appearance change while a stage runs, and the run goes on.
    void setupRunsWhileTheWindowChanges()
    {
        m_clicks->begin("stage_setup", "plan_run");
        auto *run = m_clicks->window().page()->tabs().tabBar();
        QCOMPARE(run->tabText(1), QStringLiteral("Run"));
        m_clicks->window().setLanguage(QStringLiteral("ru"));
        QTRY_COMPARE(run->tabText(1), QStringLiteral("Выполнение"));
        m_clicks->theme().setAppearance(Appearance::Dark);
        QCOMPARE(QApplication::palette().color(QPalette::Window), darkTokens().window);
        QVERIFY(m_clicks->window().desk()->stages().isRunning());
        m_clicks->window().setLanguage(QStringLiteral("en"));
        QTRY_COMPARE(run->tabText(1), QStringLiteral("Run"));
        m_clicks->theme().setAppearance(Appearance::Light);
        m_clicks->end(Outcome::Kind::Done);
        QTRY_COMPARE_WITH_TIMEOUT(m_clicks->state(), PairState::Healthy, 10000);
        QCOMPARE(m_clicks->find<QLabel>("verdict_state")->text(), QStringLiteral("Healthy"));
    }

    void dataAndClients()
    {
        m_clicks->begin("stage_seed-data", "plan_run");
        m_clicks->end(Outcome::Kind::Done);
        m_clicks->press("clients_button");
        QTRY_VERIFY_WITH_TIMEOUT(m_clicks->acknowledged() > 100, 30000);
    }

    // Step by step it waits for a person; cancelled there, nothing has happened.
    void cancelledInTheMiddle()
    {
        m_clicks->begin("stage_switchover", "plan_step");
        auto *goOn = m_clicks->find<QPushButton>("run_go_on");
        QTRY_VERIFY_WITH_TIMEOUT(goOn->isVisible(), 10000);
        goOn->click();
        QTRY_VERIFY_WITH_TIMEOUT(goOn->isVisible(), 10000);
        m_clicks->press("run_cancel");
        m_clicks->end(Outcome::Kind::Cancelled);
        QVERIFY(
            m_clicks->find<QLabel>("run_headline")->text().contains(QLatin1String("cancelled")));
        QTRY_COMPARE_WITH_TIMEOUT(m_clicks->state(), PairState::Healthy, 10000);
        const std::int64_t before = m_clicks->acknowledged();
        QTRY_VERIFY_WITH_TIMEOUT(m_clicks->acknowledged() > before + 20, 10000);
    }

    void crashAndPromote()
    {
        m_clicks->begin("stage_crash", "plan_run");
        m_clicks->end(Outcome::Kind::Done);
        QTRY_COMPARE_WITH_TIMEOUT(m_clicks->state(), PairState::PrimaryDown, 10000);
        QTRY_VERIFY(m_clicks->clients().silentFor.has_value());
        QCOMPARE(m_clicks->find<QPushButton>("next_action")->text(), QStringLiteral("Promote vm2"));
        // The button on the card is the same stage.
        m_clicks->begin("node_action_1_vm2", "plan_run");
        m_clicks->end(Outcome::Kind::Done);
        QTRY_COMPARE_WITH_TIMEOUT(m_clicks->state(), PairState::FailedOver, 10000);
        QTRY_VERIFY_WITH_TIMEOUT(m_clicks->outageOf(Stage::Failover), 30000);
        QVERIFY(m_clicks->clients().outage->seconds > 0);
        const auto &audit = m_clicks->clients().outage->audit;
        QVERIFY(audit);
        QCOMPARE(audit->acknowledged, audit->kept + audit->lostCount);
    }

    void resyncAndFailback()
    {
        m_clicks->begin("next_action", "plan_run");
        m_clicks->end(Outcome::Kind::Done);
        QTRY_COMPARE_WITH_TIMEOUT(m_clicks->state(), PairState::Swapped, 20000);
        m_clicks->begin("stage_failback", "plan_run");
        m_clicks->end(Outcome::Kind::Done);
        QTRY_COMPARE_WITH_TIMEOUT(m_clicks->state(), PairState::Healthy, 10000);
        QTRY_VERIFY_WITH_TIMEOUT(m_clicks->outageOf(Stage::Failback), 30000);
        QVERIFY(m_clicks->clients().outage->audit);
        QCOMPARE(m_clicks->clients().outage->audit->lostCount, std::int64_t(0));
        m_clicks->press("clients_button");
        QTRY_VERIFY_WITH_TIMEOUT(m_clicks->clients().wholeRun.has_value(), 30000);
        QCOMPARE(m_clicks->clients().wholeRun->acknowledged,
                 m_clicks->clients().wholeRun->kept + m_clicks->clients().wholeRun->lostCount);
        QCOMPARE(m_clicks->clients().wholeRun->unknownRows, std::int64_t(0));
        QTRY_VERIFY(
            m_clicks->find<QLabel>("archive_vm1")->text().contains(QLatin1String("archived")));
    }

    void logsAndJournalHaveIt()
    {
        m_clicks->window().page()->tabs().setCurrentIndex(4);
        auto *journal = m_clicks->find<QAbstractItemView>("journal_table");
        QTRY_VERIFY_WITH_TIMEOUT(journal->model()->rowCount() >= 6, 10000);
        QVERIFY(m_clicks->window().desk()->logs().book().count() > 20);
    }

    // The report has what the window saw beside the journals, and its figures can be derived again.
    void theReportHasItAll()
    {
        m_clicks->window().page()->tabs().setCurrentIndex(2);
        auto &book = m_clicks->window().desk()->logs().book();
        QString marked;
        for (int row = 0; row < book.count() && marked.isEmpty(); ++row) {
            if (book.at(row).note.isEmpty()) {
                book.setMarked(row, true);
                marked = messageOf(book.at(row)).section(u'\n', 0, 0);
            }
        }
        QString html;
        const QObject listener; // goes before the word that it fills
        QObject::connect(&m_clicks->window().desk()->journal(), &JournalDesk::reportWritten,
                         &listener, [&html](const QString &file) { html = file; });
        m_clicks->press("report");
        QTRY_VERIFY_WITH_TIMEOUT(!html.isEmpty(), 30000);
        const QString text = contentsOf(html);
        for (const QString &part :
             {QStringLiteral("The writes of the whole run"), QStringLiteral("Replication lag"),
              QStringLiteral("lines that were marked in the window"), marked.toHtmlEscaped()})
            QVERIFY2(text.contains(part), qPrintable(part));
        QString json = html;
        json.replace(QStringLiteral(".html"), QStringLiteral(".json"));
        QProcess checker;
        checker.start(QStringLiteral("python3"),
                      {QStringLiteral("-B"),
                       QStringLiteral(TANDEM_SOURCE_DIR "/tests/support/check_report.py"),
                       QFileInfo(html).path() + QStringLiteral("/.."), json});
        QVERIFY(checker.waitForFinished(60000));
        QVERIFY2(checker.exitCode() == 0, checker.readAllStandardOutput().constData());
    }

    void oneStageIsExported()
    {
        m_clicks->window().page()->tabs().setCurrentIndex(4);
        auto *journal = m_clicks->find<QAbstractItemView>("journal_table");
        QTRY_VERIFY_WITH_TIMEOUT(journal->model()->rowCount() >= 6, 10000);
        m_clicks->press("journal_export");
        auto *dialog = m_clicks->find<QFileDialog>("journal_export_directory");
        const QString place = m_place.path(QStringLiteral("exported"));
        Q_EMIT dialog->fileSelected(place);
        dialog->close();
        const auto files = [&place] { return QDir(place).entryList(QDir::Files); };
        QTRY_COMPARE_WITH_TIMEOUT(files().size(), 5, 10000);
        const QStringList figures = files().filter(QRegularExpression(QStringLiteral("\\.json$")));
        QCOMPARE(figures.size(), 1);
        QVERIFY(contentsOf(place + u'/' + figures[0]).contains(QLatin1String("\"text\"")));
    }

    void timelinesAndDefence()
    {
        m_clicks->window().page()->tabs().setCurrentIndex(5);
        auto *timelines = m_clicks->find<QWidget>("timelines");
        QTRY_VERIFY_WITH_TIMEOUT(
            timelines->accessibleName().contains(QLatin1String("timeline 1 ended")), 10000);
        QVERIFY(timelines->accessibleName().contains(QLatin1String("timeline 3 goes on")));
        m_clicks->window().page()->tabs().setCurrentIndex(6);
        auto *outage = m_clicks->find<QLabel>("defence_2");
        QTRY_VERIFY_WITH_TIMEOUT(outage->text().contains(QLatin1String("nobody could write")),
                                 10000);
        QVERIFY(m_clicks->find<QLabel>("defence_4")
                    ->text()
                    .contains(QLatin1String("The certificate holds")));
    }

    // By the keys of a remote control.
    void aHallSeesIt()
    {
        m_clicks->window().activateWindow(); // a dialog may have been the active one
        QVERIFY(QTest::qWaitForWindowActive(&m_clicks->window()));
        QTest::keyClick(m_clicks->window().page(), Qt::Key_F5);
        auto *hall = m_clicks->find<Presentation>("presentation");
        QTRY_VERIFY(hall->isVisible());
        QCOMPARE(hall->sentence(),
                 m_clicks->window().desk()->sight().verdict.sentence.translated());
        QTest::keyClick(hall, Qt::Key_PageDown);
        QVERIFY(hall->sentence().contains(QLatin1String("acknowledged writes")));
        QTest::keyClick(hall, Qt::Key_PageUp);
        QTest::keyClick(hall, Qt::Key_PageUp);
        QCOMPARE(hall->scene(), Presentation::Scene::Next);
        QTest::keyClick(hall, Qt::Key_Escape);
        QTRY_VERIFY(!hall->isVisible());
        QVERIFY(!m_clicks->window().isFullScreen());
    }

    // Closing asks while a stage runs; told to, it cancels the stage, stops the servers and goes.
    void closingAsksWhileAStageRuns()
    {
        m_clicks->begin("stage_verify", "plan_step");
        QTRY_VERIFY_WITH_TIMEOUT(m_clicks->find<QPushButton>("run_go_on")->isVisible(), 10000);
        m_clicks->window().close();
        QVERIFY(m_clicks->window().isVisible());
        auto *box = m_clicks->window().findChild<QMessageBox *>(QStringLiteral("leave_stage"));
        QVERIFY(box != nullptr);
        box->findChild<QPushButton *>(QStringLiteral("leave_stage_now"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(!m_clicks->window().isVisible(), 30000);
        QCOMPARE(m_clicks->outcome()->kind, Outcome::Kind::Cancelled);
        QVERIFY(m_clicks->window().desk() == nullptr);
    }

private:
    static QString contentsOf(const QString &fileName)
    {
        QFile file(fileName);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

    GuardedDirectory m_place;
    std::unique_ptr<WindowClicks> m_clicks;
};

QTEST_MAIN(LabTest)
#include "lab_test.moc"
