// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The window on a running demo pair, as its user feels it: how soon it is there, what it costs, how
// long its event loop stalls in each stage and beside a frozen server, how soon a kill -9 is seen
// and a cancel answers. Without words it makes the pair and starts itself again for each cold
// start.
#include "tests/support/lab_pair.h"
#include "translations/translator.h"
#include "ui/main_window.h"
#include "ui/pages/pair_page.h"

#include <QApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QProcess>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <cstdio>

#include <csignal>
#include <ctime>
#include <unistd.h>

using namespace tandem;

namespace {

// Seconds since this process was started, by the system's own count.
double sinceStart()
{
    QFile stat(QStringLiteral("/proc/self/stat"));
    if (!stat.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray text = stat.readAll();
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    const double started = fields.value(19).toDouble() / double(::sysconf(_SC_CLK_TCK));
    timespec now{};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9 - started;
}

double processorSeconds()
{
    timespec used{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return double(used.tv_sec) + double(used.tv_nsec) / 1e9;
}

double residentMegabytes()
{
    QFile statm(QStringLiteral("/proc/self/statm"));
    if (!statm.open(QIODevice::ReadOnly))
        return -1;
    return statm.readAll().split(' ').value(1).toDouble() * double(::sysconf(_SC_PAGESIZE)) / 1e6;
}

bool waitFor(const std::function<bool()> &holds, int milliseconds)
{
    return QTest::qWaitFor(holds, milliseconds);
}

// The event loop alone: a wait of the test library wakes up a hundred times a second.
void letItRun(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

// Tells when a widget was painted the first time after it was armed.
class PaintWatch : public QObject
{
public:
    explicit PaintWatch(QWidget &widget) { widget.installEventFilter(this); }
    std::optional<MonotonicTime> paintedAt;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && !paintedAt)
            paintedAt = MonotonicClock::now();
        return false;
    }
};

// What this thread got of the machine: seconds at work, and seconds in which it was ready and no
// processor was free for it. Zeros where the kernel does not count them.
struct ThreadTime
{
    double atWork = 0;
    double ready = 0;

    static ThreadTime now()
    {
        static QFile file(QStringLiteral("/proc/thread-self/schedstat"));
        if (!file.isOpen() && !file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return {};
        file.seek(0);
        const QList<QByteArray> words = file.readAll().split(' ');
        return {words.value(0).toDouble() / 1e9, words.value(1).toDouble() / 1e9};
    }
};

// Names what holds the event loop up: the event that took longest, how much of that time this
// thread was at work and how long it waited for a processor; what is left it waited for a lock.
class TimedApplication : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0 || QThread::currentThread() != thread())
            return QApplication::notify(receiver, event);
        const QByteArray name = receiver->metaObject()->className();
        const QString object = receiver->objectName();
        const int type = event->type();
        const MonotonicTime begun = MonotonicClock::now();
        const ThreadTime before = ThreadTime::now();
        ++m_depth;
        const bool isTaken = QApplication::notify(receiver, event);
        --m_depth;
        const double seconds = secondsBetween(begun, MonotonicClock::now());
        if (seconds > m_worst) {
            m_worst = seconds;
            const ThreadTime after = ThreadTime::now();
            m_words = QStringLiteral("%1 %2, event %3: %4 ms, of these %5 ms at work, %6 ms "
                                     "without a processor")
                          .arg(QString::fromLatin1(name), object)
                          .arg(type)
                          .arg(seconds * 1000, 0, 'f', 1)
                          .arg((after.atWork - before.atWork) * 1000, 0, 'f', 1)
                          .arg((after.ready - before.ready) * 1000, 0, 'f', 1);
        }
        return isTaken;
    }

    void reset()
    {
        m_worst = 0;
        m_words.clear();
    }
    [[nodiscard]] const QString &words() const { return m_words; }

private:
    int m_depth = 0;
    double m_worst = 0;
    QString m_words;
};

TimedApplication &timed()
{
    return *static_cast<TimedApplication *>(QCoreApplication::instance());
}

// The longest time between two turns of the event loop.
class StallWatch : public QObject
{
public:
    StallWatch()
    {
        connect(&m_timer, &QTimer::timeout, this, [this] {
            const MonotonicTime now = MonotonicClock::now();
            m_worst = std::max(m_worst, secondsBetween(m_last, now) - 0.005);
            m_last = now;
        });
        m_timer.start(5);
    }
    void reset()
    {
        m_last = MonotonicClock::now();
        m_worst = 0;
        timed().reset();
    }
    [[nodiscard]] double worstMilliseconds() const { return m_worst * 1000; }

private:
    QTimer m_timer;
    MonotonicTime m_last = MonotonicClock::now();
    double m_worst = 0;
};

WindowOptions optionsFor(const QStringList &words)
{
    WindowOptions options;
    options.profileFile = words.value(0);
    options.secretsFile = words.value(1);
    options.stateDirectory = words.value(2);
    options.remembers = false;
    return options;
}

// A cold start: paint, first live look, memory and processor share with the chart in sight.
int playStart(QApplication &application, const QStringList &words)
{
    Theme theme(application);
    MainWindow window(theme, optionsFor(words), useLanguage);
    PaintWatch paint(window);
    window.show();
    waitFor([&] { return paint.paintedAt.has_value(); }, 10000);
    const double painted = sinceStart();
    waitFor([&] { return window.desk() != nullptr && window.desk()->sight().isLooked; }, 10000);
    const double live = sinceStart();
    waitFor([&] { return window.desk()->sight().lag.isKnown(); }, 10000);
    letItRun(5000); // the figures below are of a window that has settled
    const double before = processorSeconds();
    QElapsedTimer timer;
    timer.start();
    letItRun(6000); // the stretch that is measured
    const double share = (processorSeconds() - before) / (double(timer.elapsed()) / 1000);
    std::printf("%.3f %.3f %.1f %.2f\n", painted, live, residentMegabytes(), share * 100);
    return 0;
}

class Play
{
public:
    Play(QApplication &application, const QStringList &words, LabPair &pair)
        : m_pair(pair), m_theme(application), m_window(m_theme, optionsFor(words), useLanguage)
    {
        m_window.show();
        waitFor([this] { return m_window.desk() != nullptr; }, 10000);
        QObject::connect(&m_window.desk()->stages(), &StageDesk::ended, &m_window,
                         [this] { m_isOver = true; });
        waitFor([this] { return state() == PairState::Healthy; }, 10000);
    }

    void run()
    {
        WorkloadOptions clients;
        clients.rate = 200;
        m_window.desk()->clients().start(clients);
        waitFor([this] { return m_window.desk()->clients().sight().figures.acknowledged() > 200; },
                20000);
        frozen();
        killed();
        stage(Stage::Failover);
        stage(Stage::Resync);
        stage(Stage::Failback);
        stage(Stage::Verify);
        stage(Stage::Switchover);
        cancelled();
        m_window.desk()->clients().stop();
        waitFor(
            [this] { return m_window.desk()->clients().sight().phase == ClientsSight::Phase::Off; },
            20000);
    }

private:
    [[nodiscard]] PairState state() const { return m_window.desk()->sight().verdict.state; }

    void tellStall(const char *name) const
    {
        std::printf("longest stall of the event loop, %s: %.1f ms (longest event: %s)\n", name,
                    m_stall.worstMilliseconds(), qPrintable(timed().words()));
    }

    PreparedStagePtr prepared(Stage stage)
    {
        m_window.page()->want(stage);
        waitFor([this] { return m_window.page()->sheet() != nullptr; }, 10000);
        PlanSheet *sheet = m_window.page()->sheet();
        return sheet != nullptr ? sheet->prepared() : nullptr;
    }

    void stage(Stage stage)
    {
        m_isOver = false;
        m_stall.reset();
        if (const PreparedStagePtr plan = prepared(stage))
            m_window.desk()->stages().run(
                plan, plan->plan.confirmation ? plan->plan.confirmation->word : QString(), false);
        waitFor([this] { return m_isOver; }, 60000);
        tellStall(qPrintable(tokenOf(stage)));
        QTest::qWait(500); // pause: the pair settles before the next stage
    }

    // The server stops answering for three seconds.
    void frozen()
    {
        m_stall.reset();
        const QString data = m_pair.session().profile().home().postgres.dataDirectory;
        const QString script =
            QStringLiteral("for p in /proc/[0-9]*; do [ \"$p/cwd\" -ef %1 ] && kill "
                           "-%2 ${p#/proc/}; done; true");
        static_cast<void>(m_pair.shell(m_pair.home(), script.arg(data, QStringLiteral("STOP"))));
        waitFor([this] { return state() == PairState::PrimaryFrozen; }, 10000);
        QTest::qWait(2000); // pause: the window lives on beside it
        static_cast<void>(m_pair.shell(m_pair.home(), script.arg(data, QStringLiteral("CONT"))));
        waitFor([this] { return state() == PairState::Healthy; }, 20000);
        tellStall("frozen server");
    }

    // From the kill of the postmaster and its processes to the card that shows it.
    void killed()
    {
        auto *badge =
            m_window.page()->findChild<QWidget *>(QStringLiteral("badge_") + m_pair.home());
        PaintWatch paint(*badge);
        m_stall.reset();
        const QString data = m_pair.session().profile().home().postgres.dataDirectory;
        const QString script =
            QStringLiteral("pids=; for p in /proc/[0-9]*; do [ \"$p/cwd\" -ef %1 ] "
                           "&& pids=\"$pids ${p#/proc/}\"; done; kill -9 $pids 2>/dev/null; "
                           "date +%s%3N")
                .arg(data);
        const qint64 at = m_pair.shell(m_pair.home(), script).trimmed().toLongLong();
        waitFor(
            [this] {
                return conditionOf(m_window.desk()->sight().live.nodes[0]) == NodeCondition::Down;
            },
            10000);
        paint.paintedAt.reset();
        waitFor([&] { return paint.paintedAt.has_value(); }, 5000);
        const double seconds = double(QDateTime::currentMSecsSinceEpoch() - at) / 1000;
        if (at > 0)
            std::printf("kill -9 to the changed card painted: %.3f s\n", seconds);
        else
            std::printf("kill -9 to the changed card painted: the moment was not told\n");
        tellStall("kill -9");
        waitFor([this] { return state() == PairState::PrimaryDown; }, 5000);
    }

    // While a stage waits in the middle.
    void cancelled()
    {
        m_isOver = false;
        const PreparedStagePtr plan = prepared(Stage::Verify);
        bool waits = false;
        QObject::connect(&m_window.desk()->stages(), &StageDesk::waitsBefore, &m_window,
                         [&waits] { waits = true; });
        m_window.desk()->stages().run(plan, {}, true);
        waitFor([&] { return waits; }, 10000);
        QElapsedTimer timer;
        timer.start();
        m_window.desk()->stages().cancel();
        waitFor([this] { return m_isOver; }, 10000);
        std::printf("cancel to the stage's end: %.3f s\n", double(timer.nsecsElapsed()) / 1e9);
    }

    LabPair &m_pair;
    Theme m_theme;
    MainWindow m_window;
    StallWatch m_stall;
    bool m_isOver = false;
};

} // namespace

int main(int argc, char **argv)
{
    TimedApplication application(argc, argv);
    const QStringList words = QApplication::arguments().mid(1);
    if (words.size() == 3)
        return playStart(application, words);
    auto pair = LabPair::setUp();
    if (!pair.ok()) {
        std::fprintf(stderr, "%s\n", qPrintable(pair.error().sentence.english()));
        return 1;
    }
    const QStringList places{(*pair)->pair().sandbox().profileFile(),
                             (*pair)->pair().sandbox().secretsFile(),
                             (*pair)->pair().path(QStringLiteral("window"))};
    std::printf(
        "cold starts: first paint s, first live look s, resident MB, %% of one core idle\n");
    for (int i = 0; i < 5; ++i) {
        QProcess child;
        child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        child.start(QApplication::applicationFilePath(), places);
        child.waitForFinished(60000);
        std::printf("%s", child.readAllStandardOutput().constData());
        std::fflush(stdout);
    }
    Play(application, places, **pair).run();
    return 0;
}
