// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A machine that is busy beyond measure, CPU and disk, with clients: both watchdogs and an observer
// look on, and nobody is promoted. TANDEM_LOAD_SECONDS says how long; TANDEM_SOAK half an hour.
#include "tests/support/invariants.h"
#include "tests/support/observed_pair.h"
#include "tests/support/watched_pair.h"
#include "tests/support/write_sampler.h"

#include <QProcess>
#include <QTest>
#include <QThread>

using namespace tandem;
using namespace tandem::testing;
using namespace std::chrono_literals;

namespace {

// Twice as many busy loops as there are processors, and two writers that make each block durable.
class Load
{
public:
    explicit Load(const QString &directory)
    {
        for (int i = 0; i < QThread::idealThreadCount() * 2; ++i)
            run(QStringLiteral("while :; do :; done"));
        for (int i = 0; i < 2; ++i)
            run(QStringLiteral("while dd if=/dev/zero of=%1 bs=1M count=64 conv=fsync 2>/dev/null; "
                               "do :; done")
                    .arg(shellQuoted(directory + QStringLiteral("/load-%1").arg(i))));
    }
    ~Load()
    {
        for (const auto &process : m_processes) {
            process->kill();
            process->waitForFinished();
        }
    }
    Load(const Load &) = delete;
    Load &operator=(const Load &) = delete;
    [[nodiscard]] bool runs() const
    {
        return std::all_of(m_processes.begin(), m_processes.end(), [](const auto &process) {
            return process->state() == QProcess::Running;
        });
    }

private:
    void run(const QString &script)
    {
        m_processes.push_back(std::make_unique<QProcess>());
        m_processes.back()->start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), script});
        m_processes.back()->waitForStarted();
    }
    std::vector<std::unique_ptr<QProcess>> m_processes;
};

int secondsOfLoad()
{
    if (qEnvironmentVariableIsSet("TANDEM_LOAD_SECONDS"))
        return qEnvironmentVariableIntValue("TANDEM_LOAD_SECONDS");
    return qEnvironmentVariableIsSet("TANDEM_SOAK") ? 1800 : 15;
}

} // namespace

class AgentLoadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nobodyIsPromotedForIt()
    {
        auto made = LabPair::setUp();
        QVERIFY2(made.ok(), made.ok() ? "" : qPrintable(made.error().sentence.english()));
        LabPair &lab = **made;
        const auto session =
            sessionWith(lab, Automation::standardOf(Environment::Lab), QStringLiteral("watched"));
        WatchedPair watchdogs(lab, *session);
        ObservedPair observer(*session);
        lab.workload().start();
        const WriteSampler sampler(*session);
        QVERIFY2(watchdogs.comesTo(lab.other(), "healthy", 30s), qPrintable(watchdogs.logs()));
        QVERIFY(observer.waitForReason("healthy", 0, 30s));
        const int seconds = secondsOfLoad();
        bool isBusy = true;
        {
            const Load load(lab.pair().path(QString()));
            const Deadline deadline = Deadline::after(std::chrono::seconds(seconds));
            while (isBusy && !deadline.expired()) {
                QTest::qWait(200); // pause: the load is the case at hand
                isBusy = load.runs();
            }
        }
        QVERIFY(isBusy);
        for (const Stage stage :
             {Stage::Failover, Stage::Restore, Stage::Resync, Stage::Failback}) {
            QVERIFY2(observer.done(stage) + observer.notDone(stage) == 0,
                     qPrintable(observer.story()));
            QVERIFY2(
                !watchdogs.logs().contains(u' ' + tokenOf(stage) + QLatin1String(" is done")) &&
                    !watchdogs.logs().contains(u' ' + tokenOf(stage) +
                                               QLatin1String(" was not done")),
                qPrintable(watchdogs.logs()));
        }
        QCOMPARE(writableNodes(lab.pair().sandbox()), QStringList{lab.home()});
        QVERIFY2(watchdogs.comesTo(lab.other(), "healthy", 60s), qPrintable(watchdogs.logs()));
        QCOMPARE(sampler.twoWriters(), QStringList());
        QCOMPARE(sampler.acknowledged(1), std::size_t(0));
        qInfo("%d s of load: %lld doubts of the watchdog, %lld of the observer, nobody promoted",
              seconds, static_cast<long long>(watchdogs.log(lab.other()).count(u'\n') - 2),
              static_cast<long long>(observer.count() - 1));
        lab.workload().stop();
        const auto audit = lab.drill().auditSince(0, {});
        QVERIFY(audit.ok());
        QCOMPARE(audit->lostCount, std::int64_t(0));
    }
};

QTEST_GUILESS_MAIN(AgentLoadTest)
#include "agent_load_test.moc"
