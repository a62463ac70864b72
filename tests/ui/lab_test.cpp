// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/guarded_directory.h"
#include "tests/support/source_tree.h"
#include "tests/ui/window_clicks.h"
#include "ui/pages/presentation.h"

#include <QAbstractItemView>
#include <QDir>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
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
        openDemo();
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

    // Pressed twice while it is being made, a plan comes once.
    void aPlanComesOnce()
    {
        int plans = 0;
        const QObject listener; // goes before the number that it counts
        QObject::connect(&m_clicks->window().desk()->stages(), &StageDesk::prepared, &listener,
                         [&plans] { ++plans; });
        QPushButton *button = m_clicks->find<QPushButton>("stage_setup");
        QTest::mouseClick(button, Qt::LeftButton);
        m_clicks->openPlan("stage_setup");
        QCOMPARE(plans, 1);
        m_clicks->onSheet<QPushButton>("plan_cancel")->click();
        QTRY_VERIFY(m_clicks->sheet() == nullptr);
    }

    void openDialogsFollowTheLanguage()
    {
        PairPage *page = m_clicks->window().page();
        m_clicks->followsTheLanguage(QStringLiteral("secrets"), [page] { page->askForSecrets(); });
        m_clicks->followsTheLanguage(QStringLiteral("palette"), [this, page] {
            m_clicks->window().activateWindow(); // another dialog was the active one
            QVERIFY(QTest::qWaitForWindowActive(&m_clicks->window()));
            QTest::keyClick(page, Qt::Key_K, Qt::ControlModifier);
        });
        m_clicks->followsTheLanguage(QStringLiteral("plan_sheet"),
                                     [page] { page->want(Stage::Setup); });
    }

    // Nothing of the other appearance stays behind: dark on dark would not be seen.
    void iconsFollowTheAppearance()
    {
        const auto lightest = [this](const char *name) {
            const QImage image =
                m_clicks->find<QPushButton>(name)->icon().pixmap(16, QIcon::Normal).toImage();
            int most = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    const QColor pixel = image.pixelColor(x, y);
                    most = std::max(most, pixel.alpha() > 200 ? pixel.lightness() : 0);
                }
            }
            return most;
        };
        for (const char *name :
             {"report", "menu", "present", "lag_png", "lag_csv", "clients_button", "journal_copy",
              "journal_export", "journal_report"}) {
            m_clicks->theme().setAppearance(Appearance::Light);
            QVERIFY2(lightest(name) < 128, name);
            m_clicks->theme().setAppearance(Appearance::Dark);
            QVERIFY2(lightest(name) > 128, name);
        }
        m_clicks->theme().setAppearance(Appearance::Light);
    }

    void aWrongWordIsRefused()
    {
        m_clicks->refusesAWrongWord();
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

    void cancelledInTheMiddle() { m_clicks->cancelsInTheMiddle(); }

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
        QString html = reportBy("report");
        QVERIFY(!html.isEmpty());
        html.replace(QStringLiteral(".json"), QStringLiteral(".html"));
        const QString text = contentsOf(html);
        for (const QString &part :
             {QStringLiteral("The writes of the whole run"), QStringLiteral("Replication lag"),
              QStringLiteral("lines that were marked in the window"), marked.toHtmlEscaped()})
            QVERIFY2(text.contains(part), qPrintable(part));
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
        m_clicks->window().findChild<QDialog *>(QStringLiteral("leave_stage"))->reject();
        m_clicks->followsTheLanguage(QStringLiteral("leave_stage"),
                                     [this] { m_clicks->window().close(); });
        QVERIFY(m_clicks->window().isVisible());
        m_clicks->window().close();
        auto *box = m_clicks->window().findChild<QMessageBox *>(QStringLiteral("leave_stage"));
        QVERIFY(box != nullptr);
        box->findChild<QPushButton *>(QStringLiteral("leave_stage_now"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(!m_clicks->window().isVisible(), 30000);
        QCOMPARE(m_clicks->outcome()->kind, Outcome::Kind::Cancelled);
        QVERIFY(m_clicks->window().desk() == nullptr);
    }

    // What clients measured is told by the next run of the program too, and the stages that are
    // chosen make a report whose figures can be derived again.
    void theNextRunReportsWhatThisOneMeasured()
    {
        openDemo();
        QTRY_COMPARE_WITH_TIMEOUT(m_clicks->state(), PairState::Healthy, 30000);
        m_clicks->window().page()->tabs().setCurrentIndex(6);
        QTRY_VERIFY_WITH_TIMEOUT(m_clicks->find<QLabel>("defence_3")
                                     ->text()
                                     .contains(QLatin1String("acknowledged writes")),
                                 10000);
        m_clicks->window().page()->tabs().setCurrentIndex(4);
        auto *journal = m_clicks->find<QAbstractItemView>("journal_table");
        QTRY_VERIFY_WITH_TIMEOUT(journal->model()->rowCount() >= 6, 10000);
        journal->clearSelection();
        QVERIFY(!m_clicks->find<QPushButton>("journal_report")->isEnabled());
        for (int row = 0; row < journal->model()->rowCount(); ++row) {
            const QString stage =
                journal->model()->index(row, JournalModel::StageName).data().toString();
            if (stage == QLatin1String("Failover") || stage == QLatin1String("Failback"))
                journal->selectionModel()->select(journal->model()->index(row, 0),
                                                  QItemSelectionModel::Select |
                                                      QItemSelectionModel::Rows);
        }
        const QString json = reportBy("journal_report");
        const QJsonArray stages = QJsonDocument::fromJson(contentsOf(json).toUtf8())
                                      .object()
                                      .value(QLatin1String("stages"))
                                      .toArray();
        QCOMPARE(stages.size(), 2);
        for (int i = 0; i < 2; ++i) {
            const QJsonObject stage = stages[i].toObject();
            QCOMPARE(stage.value(QLatin1String("stage")).toString(),
                     i == 0 ? QStringLiteral("failover") : QStringLiteral("failback"));
            QVERIFY(stage.value(QLatin1String("outage_seconds")).toDouble() > 0);
            QVERIFY(stage.value(QLatin1String("acknowledged")).toInt() > 0);
        }
        m_clicks->window().close();
        QTRY_VERIFY_WITH_TIMEOUT(!m_clicks->window().isVisible(), 30000);
    }

private:
    void openDemo()
    {
        WindowOptions options;
        options.isDemo = true;
        options.demoDirectory = m_place.path(QStringLiteral("pair"));
        options.remembers = false;
        m_clicks.reset();
        m_clicks = std::make_unique<WindowClicks>(options);
        QVERIFY(m_clicks->waitForPair(60000));
    }

    // The report's JSON file, written by that button and checked.
    QString reportBy(const char *button)
    {
        QString html;
        const QObject listener; // goes before the word that it fills
        QObject::connect(&m_clicks->window().desk()->journal(), &JournalDesk::reportWritten,
                         &listener, [&html](const QString &file) { html = file; });
        m_clicks->press(button);
        if (!QTest::qWaitFor([&html] { return !html.isEmpty(); }, 30000))
            return {};
        QString json = html;
        json.replace(QStringLiteral(".html"), QStringLiteral(".json"));
        QProcess checker;
        checker.start(QStringLiteral("python3"),
                      {QStringLiteral("-B"),
                       QStringLiteral(TANDEM_SOURCE_DIR "/tests/support/check_report.py"),
                       QFileInfo(html).path() + QStringLiteral("/.."), json});
        const bool isChecked = checker.waitForFinished(60000) && checker.exitCode() == 0;
        if (!isChecked)
            qWarning("%s", checker.readAllStandardOutput().constData());
        return isChecked ? json : QString();
    }

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
