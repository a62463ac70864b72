// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the watchdog must not promote for, or cannot: a standby that its administrator restarts, a
// login or a passfile that is no good, a standby whose disk is full, a profile that was changed
// under it. After each of them it looks after the pair as before.
#include "tests/live/watchdog/primary_words.h"
#include "tests/support/invariants.h"
#include "tests/support/watched_pair.h"
#include "tests/support/write_sampler.h"

#include <QProcess>

#include <unistd.h>

using namespace tandem;
using namespace tandem::testing;
using namespace std::chrono_literals;

class AgentRefusalsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto made = LabPair::setUp();
        QVERIFY2(made.ok(), made.ok() ? "" : qPrintable(made.error().sentence.english()));
        m_lab = std::move(*made);
        m_policy = Automation::standardOf(Environment::Lab);
        m_policy.failbackWaitSeconds = 0;
        m_policy.cooldownSeconds = 0;
        m_session = sessionWith(*m_lab, m_policy, QStringLiteral("watched"));
        m_pair = std::make_unique<WatchedPair>(*m_lab, *m_session);
        m_lab->workload().start();
        m_sampler = std::make_unique<WriteSampler>(*m_session);
    }

    void init() { comesToRest(); }

    void cleanup()
    {
        comesToRest();
        QVERIFY2(m_pair->done(Stage::Failover) == 0, qPrintable(m_pair->logs()));
        QCOMPARE(writableNodes(m_lab->pair().sandbox()), QStringList{m_lab->home()});
        QVERIFY(m_lab->drill().waitForWrites(m_lab->home(), 20, Deadline::after(20s), {}));
        QCOMPARE(m_sampler->twoWriters(), QStringList());
        const auto audit = m_lab->drill().auditSince(0, {});
        QVERIFY(audit.ok());
        QCOMPARE(audit->lostCount, std::int64_t(0));
    }

    void cleanupTestCase()
    {
        m_sampler.reset();
        if (m_pair)
            QVERIFY(m_pair->end().ok());
    }

    void aRestartOfTheStandbyIsLeftAlone()
    {
        const QString restarted = m_lab->shell(
            m_lab->other(),
            QStringLiteral("\"$bin/pg_ctl\" -D \"$data\" -m fast -w stop >/dev/null\n"
                           "\"$bin/pg_ctl\" -D \"$config\" -w -t 20 -l \"$log/start.log\" start "
                           ">/dev/null 2>&1 && echo restarted\n"));
        QCOMPARE(restarted, QStringLiteral("restarted\n"));
        QVERIFY(m_lab->drill().waitForWrites(m_lab->home(), 20, Deadline::after(20s), {}));
    }

    void withoutALoginItPromotesNobody_data()
    {
        QTest::addColumn<QString>("spoil");
        QTest::addColumn<QString>("mend");
        QTest::newRow("a wrong password")
            << QStringLiteral("cp -p passfile passfile.whole; sed 's/:[^:]*$/:wrong/' "
                              "passfile.whole >passfile\n")
            << QStringLiteral("mv -f passfile.whole passfile\n");
        QTest::newRow("a passfile of mode 0644")
            << QStringLiteral("chmod 644 passfile\n") << QStringLiteral("chmod 600 passfile\n");
    }
    void withoutALoginItPromotesNobody()
    {
        QFETCH(QString, spoil);
        QFETCH(QString, mend);
        const auto everywhere = [this](const QString &words) {
            for (const QString &node : {m_lab->home(), m_lab->other()})
                QCOMPARE(m_lab->shell(node, QStringLiteral("cd \"$own/watchdog-state\"\n") + words),
                         QString());
        };
        everywhere(spoil);
        const bool wasSeen = m_pair->comesTo(m_lab->other(), "alive", 15s);
        const MonotonicTime killedAt = words::killPrimary(*m_lab);
        const bool isAsked = m_pair->comesTo(m_lab->other(), "nobody_left", 15s);
        const bool isPromoted = m_pair->comesToState(PairState::FailedOver, 2s);
        words::startAgain(*m_lab);
        everywhere(mend);
        QVERIFY2(wasSeen, qPrintable(m_pair->logs()));
        QVERIFY2(isAsked, qPrintable(m_pair->logs()));
        QVERIFY(!isPromoted);
        const auto outage = outageAround(m_lab->workload().acks(), killedAt);
        QVERIFY(outage);
    }

    // What it cannot write it lacks: with its primary lost it is not promoted.
    void aStandbyWithAFullDiskIsNotPromoted()
    {
        if (::geteuid() != 0)
            QSKIP("a file system of its own can be mounted by root only");
        const QString wal =
            shellQuoted(m_session->profile().node(m_lab->other())->postgres.dataDirectory +
                        QStringLiteral("/pg_wal"));
        const auto restart = [this](const QString &between) {
            Q_UNUSED(m_lab->shell(m_lab->other(), QStringLiteral("\"$bin/pg_ctl\" -D \"$data\" "
                                                                 "-m immediate -w stop\n")))
            const bool isDone = asRoot(between);
            Q_UNUSED(m_lab->shell(m_lab->other(), stageScript(QStringLiteral("start_server"))))
            return isDone;
        };
        const bool isSmall =
            restart(QStringLiteral("size=$(du -sm %1 | cut -f 1)\n"
                                   "mv %1 %1.full\nmkdir %1\n"
                                   "mount -t tmpfs -o size=$((size + 20))m tmpfs %1 || "
                                   "{ rmdir %1; mv %1.full %1; exit 1; }\n"
                                   "chown --reference=%1.full %1\nchmod 700 %1\n"
                                   "cp -a %1.full/. %1\nrm -rf %1.full\n")
                        .arg(wal));
        if (!isSmall) {
            comesToRest();
            QSKIP("a tmpfs cannot be mounted here");
        }
        const auto isFull = [this] {
            Q_UNUSED(words::sql(*m_session->profile().node(m_lab->home()),
                                QStringLiteral("select count(pg_logical_emit_message(true, 'test', "
                                               "repeat('x', 1000000))) from generate_series(1, "
                                               "20)")))
            return m_lab->shell(m_lab->other(), QStringLiteral("cat \"$log\"/*.log"))
                .contains(QLatin1String("No space left on device"));
        };
        const bool wasFull = QTest::qWaitFor(isFull, 30000);
        const bool isOut = m_pair->comesTo(m_lab->other(), "standby_out", 15s);
        const int tooLong = 3500;
        QTest::qWait(tooLong); // pause: a receiver lost that long before is the case at hand
        words::killPrimary(*m_lab);
        const bool isPromoted = m_pair->comesToState(PairState::FailedOver, 3s);
        const QString story = m_pair->log(m_lab->other());
        words::startAgain(*m_lab);
        const bool isWhole = restart(QStringLiteral("mkdir %1.whole\nchown --reference=%1 "
                                                    "%1.whole\nchmod 700 %1.whole\n"
                                                    "cp -a %1/. %1.whole\numount %1\n"
                                                    "rmdir %1\nmv %1.whole %1\n")
                                         .arg(wal));
        QVERIFY(isWhole);
        QVERIFY2(wasFull, "the disk did not run full");
        QVERIFY2(isOut, qPrintable(story));
        QVERIFY2(!isPromoted, qPrintable(story));
    }

    // It goes on by its own settings, the program says so, and putting it there again ends that.
    void aChangedProfileIsTold()
    {
        QVERIFY(!m_pair->status(m_lab->other())->isOutdated);
        Automation changed = m_policy;
        changed.failbackWaitSeconds = 7;
        const auto other = sessionWith(*m_lab, changed, QStringLiteral("changed"));
        PairAutomation automation(*other);
        for (const AgentStatus &status : automation.watchdogStatus({}))
            QVERIFY(status.isOutdated && status.isRunning && !status.hasDrifted);
        QCOMPARE(processes(), 1);
        QVERIFY(automation.watchdogOn({}).ok());
        for (const AgentStatus &status : automation.watchdogStatus({}))
            QVERIFY(!status.isOutdated && status.isRunning);
        // The one of before has ended: never two on a node.
        QCOMPARE(processes(), 1);
        QVERIFY(PairAutomation(*m_session).watchdogOn({}).ok());
        QVERIFY(!m_pair->status(m_lab->other())->isOutdated);
    }

private:
    void comesToRest()
    {
        QVERIFY2(m_pair->comesTo(m_lab->other(), "healthy", 40s), qPrintable(m_pair->logs()));
        QVERIFY2(m_pair->comesTo(m_lab->home(), "not_active", 15s), qPrintable(m_pair->logs()));
        QVERIFY(m_pair->comesToState(PairState::Healthy, 20s));
    }
    // Watchdogs of the other node that are no part of another one.
    [[nodiscard]] int processes()
    {
        return m_lab
            ->shell(m_lab->other(),
                    QStringLiteral("for stat in /proc/[0-9]*/stat; do\n"
                                   "  pid=${stat#/proc/} pid=${pid%/stat}\n"
                                   "  tr '\\0' ' ' <\"/proc/$pid/cmdline\" 2>/dev/null | grep -qxF "
                                   "\"bash $own/watchdog/watchdog \" || continue\n"
                                   "  tr '\\0' ' ' <\"/proc/$(ps -o ppid= -p \"$pid\" | tr -d ' ')"
                                   "/cmdline\" 2>/dev/null | grep -qF watchdog/watchdog || "
                                   "echo one\n"
                                   "done\n"))
            .count(QLatin1String("one"));
    }
    static bool asRoot(const QString &text)
    {
        QProcess shell;
        shell.start(QStringLiteral("/bin/sh"), {QStringLiteral("-ec"), text});
        return shell.waitForFinished(30000) && shell.exitCode() == 0;
    }

    std::unique_ptr<LabPair> m_lab;
    std::unique_ptr<PairSession> m_session;
    std::unique_ptr<WatchedPair> m_pair;
    std::unique_ptr<WriteSampler> m_sampler;
    Automation m_policy;
};

QTEST_GUILESS_MAIN(AgentRefusalsTest)
#include "agent_refusals_test.moc"
