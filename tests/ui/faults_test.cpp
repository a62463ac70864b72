// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/lab_pair.h"
#include "tests/ui/window_clicks.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QScrollArea>
#include <QSpinBox>
#include <QTimer>

#include <csignal>
#include <thread>

#ifdef Q_OS_LINUX
#include <sys/mount.h>
#include <unistd.h>
#endif

using namespace tandem;
using namespace tandem::testing;

namespace {

// How long the event loop did not turn, at its worst.
class TurnWatch : public QObject
{
public:
    TurnWatch()
    {
        connect(&m_timer, &QTimer::timeout, this, [this] {
            const MonotonicTime now = MonotonicClock::now();
            worst = std::max(worst, secondsBetween(m_last, now));
            m_last = now;
        });
        m_timer.start(10);
    }
    double worst = 0;

private:
    QTimer m_timer;
    MonotonicTime m_last = MonotonicClock::now();
};

// Far above what a busy machine does to any program, far below a wait for a server.
constexpr double alive = 1.0;

} // namespace

// What goes wrong in front of a person: the window stays alive and says what is going on.
class FaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto pair = LabPair::setUp();
        QVERIFY2(pair.ok(), pair.ok() ? "" : qPrintable(pair.error().sentence.english()));
        m_pair = std::move(*pair);
    }

    void aBrokenProfileIsNamed()
    {
        const QString name = m_place.path(QStringLiteral("broken.json"));
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"name\": \"lab\", \"nodes\": [}");
        file.close();
        WindowOptions options;
        options.profileFile = name;
        options.remembers = false;
        WindowClicks clicks(options);
        auto *words = clicks.window().findChild<QLabel *>(QStringLiteral("start_error"));
        QTRY_VERIFY(words->isVisible());
        QVERIFY2(words->text().contains(name), qPrintable(words->text()));
        QVERIFY(clicks.window().desk() == nullptr);
        QVERIFY(
            clicks.window().findChild<QPushButton *>(QStringLiteral("start_demo"))->isEnabled());
    }

    // A second copy of the program on the same demo pair: refused with a sentence, the first goes
    // on.
    void aSecondCopyIsRefused()
    {
        WindowOptions options;
        options.isDemo = true;
        options.demoDirectory = m_pair->pair().sandbox().directory();
        options.remembers = false;
        WindowClicks clicks(options);
        auto *words = clicks.window().findChild<QLabel *>(QStringLiteral("start_error"));
        QTRY_VERIFY_WITH_TIMEOUT(words->isVisible(), 10000);
        QVERIFY(!words->text().isEmpty());
        QCOMPARE(m_pair->state(), PairState::Healthy);
    }

    void sixtySessionsAreShown()
    {
        openPair();
        const TurnWatch watch;
        m_clicks->find<QSpinBox>("writers")->setValue(40);
        m_clicks->find<QSpinBox>("readers")->setValue(20);
        m_clicks->press("clients_button");
        QTRY_COMPARE_WITH_TIMEOUT(m_clicks->clients().figures.lanes.size(), std::size_t(60), 20000);
        QTRY_VERIFY_WITH_TIMEOUT(m_clicks->acknowledged() > 500, 60000);
        m_clicks->press("clients_button");
        QTRY_VERIFY_WITH_TIMEOUT(m_clicks->clients().wholeRun.has_value(), 60000);
        QVERIFY2(watch.worst < alive, qPrintable(QString::number(watch.worst)));
    }

    // Many log lines at once: the newest are shown, whatever is left out is said, nothing stalls.
    void aFloodOfLogLines()
    {
        m_clicks->window().page()->tabs().setCurrentIndex(2);
        static_cast<void>(
            m_pair->sql(m_pair->home(),
                        QStringLiteral("do $$ begin for i in 1..20000 loop raise log 'flood %', "
                                       "i; end loop; end $$")));
        const TurnWatch watch; // after the call above, which waits in this thread
        auto &book = m_clicks->window().desk()->logs().book();
        const auto hasLast = [&book] {
            for (int row = book.count() - 1; row >= std::max(0, book.count() - 200); --row) {
                if (messageOf(book.at(row)).contains(QLatin1String("flood 20000")))
                    return true;
            }
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(hasLast(), 60000);
        QVERIFY2(watch.worst < alive, qPrintable(QString::number(watch.worst)));
    }

    // Ten thousand lines a second for five seconds, on top of what is shown already.
    void tenThousandLinesASecond()
    {
        auto &book = m_clicks->window().desk()->logs().book();
        std::thread writer([this] {
            static_cast<void>(m_pair->sql(
                m_pair->home(),
                QStringLiteral("do $$ declare began timestamptz := clock_timestamp(); begin for s "
                               "in 1..5 loop for i in 1..10000 loop raise log 'stream % %', s, i; "
                               "end loop; perform pg_sleep(greatest(0, s - extract(epoch from "
                               "clock_timestamp() - began))); end loop; end $$")));
        });
        const TurnWatch watch;
        const auto hasLast = [&book] {
            for (int row = book.count() - 1; row >= std::max(0, book.count() - 200); --row) {
                if (messageOf(book.at(row)).contains(QLatin1String("stream 5 10000")))
                    return true;
            }
            return false;
        };
        const bool came = QTest::qWaitFor(hasLast, 60000);
        writer.join();
        QVERIFY(came);
        QVERIFY(std::size_t(book.count()) <= LogBook::mostLines);
        QVERIFY2(watch.worst < alive, qPrintable(QString::number(watch.worst)));
    }

    // No journal can be written: no step starts, and the window says why.
    void aFullDiskOnThisMachine()
    {
#ifdef Q_OS_LINUX
        const QString state = m_pair->pair().path(QStringLiteral("full"));
        QVERIFY(QDir().mkpath(state));
        const QByteArray place = QFile::encodeName(state);
        if (geteuid() != 0 || mount("none", place.constData(), "tmpfs", 0, "size=64k") != 0)
            QSKIP("mounting a small tmpfs needs root");
        openPair(state);
        QFile filler(state + QStringLiteral("/filler"));
        QVERIFY(filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        while (filler.write(QByteArray(4096, 'x')) == 4096) {
        }
        m_clicks->begin("stage_verify");
        m_clicks->end(Outcome::Kind::Failed);
        auto *words = m_clicks->find<QLabel>("banner_words");
        QVERIFY(words->isVisible());
        QVERIFY2(words->text().contains(QLatin1String("journal")), qPrintable(words->text()));
        QVERIFY(m_clicks->outcome()->steps.empty());
        filler.remove();
        m_clicks->begin("stage_verify");
        m_clicks->end(Outcome::Kind::Done);
        m_clicks.reset();
        QCOMPARE(umount(place.constData()), 0);
        openPair();
#else
        QSKIP("tmpfs is Linux only");
#endif
    }

    // The program sleeps while the pair goes on: when it wakes it reads the truth anew.
    void sleepAndWake()
    {
        const QString data =
            m_pair->session().profile().node(m_pair->other())->postgres.dataDirectory;
        const QString script =
            QStringLiteral("sleep 1; for p in /proc/[0-9]*; do [ \"$p/cwd\" -ef %1 ] && kill "
                           "-STOP \"${p#/proc/}\"; done; sleep 4; kill -CONT %2")
                .arg(data)
                .arg(QCoreApplication::applicationPid());
        QVERIFY(QProcess::startDetached(QStringLiteral("sh"), {QStringLiteral("-c"), script}));
        QCOMPARE(::raise(SIGSTOP), 0);
        // What was seen before the sleep is too old to count, before anything new is known.
        m_clicks->window().desk()->pretend(std::nullopt);
        QVERIFY(m_clicks->state() != PairState::Healthy);
        const auto isFrozen = [this] {
            return m_clicks->window().desk()->sight().notUp[1].kind == NotUp::Frozen;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isFrozen(), 20000);
        signalServer("CONT", m_pair->other());
        QTRY_COMPARE_WITH_TIMEOUT(m_clicks->state(), PairState::Healthy, 20000);
    }

    // Smaller than the window likes to be: everything can still be reached.
    void aTinyScreen()
    {
        MainWindow &window = m_clicks->window();
        window.setMinimumSize(100, 100);
        window.resize(800, 480);
        QTRY_COMPARE(window.size(), QSize(800, 480));
        auto *rail = m_clicks->find<QScrollArea>("rail_scroll");
        auto *last = m_clicks->find<QPushButton>("stage_clean");
        rail->ensureWidgetVisible(last);
        QTRY_VERIFY(!last->visibleRegion().isEmpty());
        QVERIFY(window.page()->tabs().height() > 60);
        window.resize(1280, 720);
    }

    // A frozen server: its card says so, the window answers, and it closes at once.
    void aFrozenServer()
    {
        signalServer("STOP");
        const TurnWatch watch;
        QTRY_COMPARE_WITH_TIMEOUT(m_clicks->state(), PairState::PrimaryFrozen, 20000);
        QVERIFY(m_clicks->find<QLabel>("remark_vm1")->text().contains(QLatin1String("frozen")));
        m_clicks->press("stage_failback");
        QTRY_VERIFY(m_clicks->find<QLabel>("banner_words")->isVisible());
        QVERIFY2(watch.worst < alive, qPrintable(QString::number(watch.worst)));
        const MonotonicTime begin = MonotonicClock::now();
        m_clicks->window().close();
        m_clicks.reset();
        const double seconds = secondsBetween(begin, MonotonicClock::now());
        signalServer("CONT");
        QVERIFY2(seconds < 3, qPrintable(QString::number(seconds)));
        QTRY_COMPARE_WITH_TIMEOUT(m_pair->state(), PairState::Healthy, 20000);
    }

private:
    void openPair(const QString &stateDirectory = {})
    {
        WindowOptions options;
        options.profileFile = m_pair->pair().sandbox().profileFile();
        options.secretsFile = m_pair->pair().sandbox().secretsFile();
        options.stateDirectory = stateDirectory.isEmpty()
                                     ? m_pair->pair().path(QStringLiteral("window"))
                                     : stateDirectory;
        options.remembers = false;
        m_clicks = std::make_unique<WindowClicks>(options);
        QVERIFY(m_clicks->waitForPair(20000));
        QTRY_COMPARE_WITH_TIMEOUT(m_clicks->state(), PairState::Healthy, 20000);
    }
    // To every process that works in the node's data directory; empty: the primary's.
    void signalServer(const char *signal, const QString &node = {})
    {
        const QString place = node.isEmpty() ? m_pair->home() : node;
        const QString script =
            QStringLiteral("for p in /proc/[0-9]*; do [ \"$p/cwd\" -ef %1 ] && kill -%2 "
                           "\"${p#/proc/}\"; done; true")
                .arg(m_pair->session().profile().node(place)->postgres.dataDirectory,
                     QLatin1String(signal));
        static_cast<void>(m_pair->shell(place, script));
    }

    GuardedDirectory m_place;
    std::unique_ptr<LabPair> m_pair;
    std::unique_ptr<WindowClicks> m_clicks;
};

QTEST_MAIN(FaultsTest)
#include "faults_test.moc"
