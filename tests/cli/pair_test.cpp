// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/advice.h"
#include "core/sandbox/process_scan.h"
#include "core/sandbox/sandbox.h"
#include "tests/cli/contract.h"
#include "tests/cli/kept_demo.h"

#include <QJsonArray>

using namespace tandem;
using namespace tandem::testing;

// The demo, and then every verb on the pair that it leaves. The cases stand in their order: the
// pair's roles go from one to the next.
class PairTest : public QObject, private KeptDemo
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        play();
        QVERIFY2(m_demo.code == 0, trouble().constData());
    }

    void cleanupTestCase()
    {
        // The directory's own guard would do it too; this is how a user gets rid of the pair.
        const QStringList stop{QStringLiteral("demo"), QStringLiteral("--stop"),
                               QStringLiteral("--dir"), pairPath()};
        const CtlEnd end = runCtl(stop);
        QVERIFY2(end.code == 0 && end.err.isEmpty(), end.told());
        QVERIFY(postgresProcessesBelow(pairPath()).empty());
        QCOMPARE(runCtl(stop).code, 0);
        QVERIFY(Sandbox::removeAt(pairPath()).ok());
        const CtlEnd gone = runCtl(stop);
        QVERIFY2(gone.code != 0 && isOneSentence(gone), gone.told());
    }

    void demoEndsWithItsSummary()
    {
        QVERIFY(m_demo.isJson());
        QVERIFY(m_demo.err.isEmpty());
        const QJsonObject summary = m_demo.last().value(QStringLiteral("summary")).toObject();
        QCOMPARE(summary.value(QStringLiteral("state")).toString(), QStringLiteral("healthy"));
        QVERIFY(summary.value(QStringLiteral("all_hold")).toBool());
        const QJsonObject failover = summary.value(QStringLiteral("failover")).toObject();
        const QJsonObject failback = summary.value(QStringLiteral("failback")).toObject();
        for (const QJsonObject &stage : {failover, failback}) {
            const double outage = stage.value(QStringLiteral("outage_seconds")).toDouble(-1);
            QVERIFY2(outage > 0 && outage < 60, qPrintable(QString::number(outage)));
            QVERIFY(stage.value(QStringLiteral("in_doubt")).isDouble());
            const auto count = [&](const char *key) {
                return stage.value(QLatin1String(key)).toInteger(-1);
            };
            QVERIFY(count("acknowledged") > 0);
            QCOMPARE(count("acknowledged"), count("kept") + count("lost"));
        }
        QCOMPARE(failback.value(QStringLiteral("lost")).toInteger(-1), 0);
        checkCertificate(failback.value(QStringLiteral("certificate")).toObject());
    }

    void demoTellsItsSteps()
    {
        QSet<QString> done;
        for (const QString &line : m_demo.lines()) {
            const QJsonObject step = CtlEnd::object(line);
            if (step.value(QStringLiteral("status")).toString() == QLatin1String("done")) {
                done << step.value(QStringLiteral("step")).toString();
                QVERIFY(step.value(QStringLiteral("seconds")).toDouble(-1) >= 0);
                QVERIFY(!step.value(QStringLiteral("title")).toString().isEmpty());
                QVERIFY(
                    step.value(QStringLiteral("node")).toString().startsWith(QStringLiteral("vm")));
            }
            QVERIFY(step.value(QStringLiteral("status")).toString() != QLatin1String("failed"));
        }
        QVERIFY(done.size() > 20);
    }

    void demoWritesItsReport()
    {
        const QString report =
            QString::fromUtf8(bytesOf(m_place.path(QStringLiteral("report/report.md"))));
        for (int i = 1; i <= 5; ++i)
            QVERIFY2(report.contains(QStringLiteral("\n%1. ✓ ").arg(i)),
                     qPrintable(report.left(2000)));
        for (const char *stage : {"setup", "seed-data", "crash", "failover", "resync", "failback"})
            QVERIFY2(report.contains(QStringLiteral("\n## ") + QLatin1String(stage)), stage);
        QVERIFY(report.contains(QStringLiteral("Certificate: the old primary ended at")));
    }

    void statusKeepsItsContract()
    {
        const CtlEnd end = ctl("status --json");
        QVERIFY2(end.code == 0 && end.isJson() && end.lines().size() == 1, end.told());
        const QJsonObject status = end.last();
        QCOMPARE(status.keys(), sortedKeys("state sentence nodes actions"));
        QCOMPARE(status.value(QStringLiteral("state")).toString(), QStringLiteral("healthy"));
        QVERIFY(!status.value(QStringLiteral("sentence")).toString().isEmpty());
        const QJsonArray nodes = status.value(QStringLiteral("nodes")).toArray();
        QCOMPARE(nodes.size(), 2);
        for (const auto &value : nodes) {
            const QJsonObject node = value.toObject();
            QCOMPARE(node.keys(),
                     sortedKeys("name role home_role timeline lsn receive_lsn replay_lsn lag_bytes "
                                "lag_seconds system_identifier seen_seconds_ago fenced"));
            QVERIFY(node.value(QStringLiteral("timeline")).toInteger() >= 3);
            QVERIFY(node.value(QStringLiteral("system_identifier")).toString().size() > 10);
            QVERIFY(node.value(QStringLiteral("seen_seconds_ago")).toDouble(-1) >= 0);
            QCOMPARE(node.value(QStringLiteral("fenced")), QJsonValue(false));
        }
        const QJsonObject primary = nodes.at(0).toObject();
        QCOMPARE(primary.value(QStringLiteral("role")).toString(), QStringLiteral("primary"));
        QCOMPARE(primary.value(QStringLiteral("home_role")).toString(), QStringLiteral("primary"));
        QVERIFY(isLsn(primary.value(QStringLiteral("lsn"))));
        for (const char *key : {"receive_lsn", "replay_lsn", "lag_bytes"})
            QVERIFY2(primary.value(QLatin1String(key)).isNull(), key);
        const QJsonObject standby = nodes.at(1).toObject();
        QCOMPARE(standby.value(QStringLiteral("role")).toString(), QStringLiteral("standby"));
        QVERIFY(standby.value(QStringLiteral("lsn")).isNull());
        QVERIFY(isLsn(standby.value(QStringLiteral("receive_lsn"))));
        QVERIFY(isLsn(standby.value(QStringLiteral("replay_lsn"))));
        QVERIFY(standby.value(QStringLiteral("lag_bytes")).toInteger(-1) >= 0);
        QCOMPARE(standby.value(QStringLiteral("system_identifier")),
                 primary.value(QStringLiteral("system_identifier")));
        QStringList stages, allowed;
        for (const auto &value : status.value(QStringLiteral("actions")).toArray()) {
            const QJsonObject action = value.toObject();
            QCOMPARE(action.keys(), sortedKeys("stage allowed reason"));
            QVERIFY(action.value(QStringLiteral("allowed")).isBool());
            QVERIFY(!action.value(QStringLiteral("reason")).toString().isEmpty());
            stages << action.value(QStringLiteral("stage")).toString();
            if (action.value(QStringLiteral("allowed")).toBool())
                allowed << stages.constLast();
        }
        QStringList all;
        for (const Stage stage : allStages())
            all << tokenOf(stage);
        QCOMPARE(stages, all);
        for (const char *stage : {"seed-data", "verify", "crash", "switchover"})
            QVERIFY2(allowed.contains(QLatin1String(stage)), stage);
        for (const char *stage : {"setup", "failover", "resync", "failback"})
            QVERIFY2(!allowed.contains(QLatin1String(stage)), stage);
    }

    void statusAndCheckReadWell()
    {
        const CtlEnd status = ctl("status");
        QCOMPARE(status.code, 0);
        QVERIFY2(status.out.startsWith(
                     QStringLiteral("healthy: vm1 accepts writes and vm2 follows it.\n")),
                 status.told());
        QVERIFY2(status.out.contains(QStringLiteral("  vm1   primary  ")), status.told());
        QVERIFY2(status.out.contains(QStringLiteral("  vm2   standby  ")), status.told());
        QVERIFY2(status.out.contains(QStringLiteral("  ✕  failover    ")), status.told());
        const CtlEnd russian = ctl("status --lang ru");
        QVERIFY2(russian.out.startsWith(
                     QStringLiteral("healthy: vm1 принимает запись, vm2 следует за ним.\n")),
                 russian.told());
        const CtlEnd check = ctl("check");
        QVERIFY2(check.code == 0 && check.err.isEmpty(), check.told());
        for (const QString &line : check.lines())
            QVERIFY2(line.startsWith(QStringLiteral("  ✓  ")), qPrintable(line));
        QVERIFY(check.lines().size() >= 8);
    }

    void planShowsAnAllowedStageAndRefusesAnother()
    {
        const CtlEnd plan = ctl("plan switchover");
        QVERIFY2(plan.code == 0 && plan.err.isEmpty(), plan.told());
        QVERIFY(plan.out.contains(QStringLiteral("Promote vm2")));
        QVERIFY(!plan.out.contains(QStringLiteral("pg_ctl")));
        const CtlEnd commands = ctl("plan switchover --commands");
        QCOMPARE(commands.code, 0);
        QVERIFY2(commands.out.contains(QStringLiteral("pg_promote")), commands.told().left(4000));
        QVERIFY(commands.out.size() > plan.out.size());
        const CtlEnd json = ctl("plan verify --json");
        QCOMPARE(json.last().keys(), sortedKeys("stage preview"));
        for (const char *stage : {"setup", "failover", "resync", "failback"}) {
            const CtlEnd refused = ctl(QByteArray("plan ") + stage);
            QVERIFY2(refused.code == 3 && isOneSentence(refused), refused.told());
        }
        QCOMPARE(stateNow(), QStringLiteral("healthy"));
    }

    void scriptIsAProgramOfItsOwn()
    {
        const CtlEnd script = ctl("script verify");
        QVERIFY2(script.code == 0 && script.err.isEmpty(), script.told());
        const QString name = m_place.path(QStringLiteral("verify.sh"));
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(script.out.toUtf8());
        file.close();
        QProcess bash;
        bash.setStandardInputFile(QProcess::nullDevice());
        bash.start(QStringLiteral("bash"), {name, QStringLiteral("--secrets"),
                                            pairPath() + QStringLiteral("/secrets.json")});
        QVERIFY(QTest::qWaitFor(
            [&] {
                m_watch.look();
                return bash.state() == QProcess::NotRunning;
            },
            120000));
        const QString out = QString::fromUtf8(bash.readAllStandardOutput());
        QVERIFY2(bash.exitCode() == 0, bash.readAllStandardError().constData());
        for (const char *line :
             {"\nstream_state=streaming\n", "\nrefused_code=25006\n", "\nnonce_arrived=true\n"})
            QVERIFY2(out.contains(QLatin1String(line)), qPrintable(out));

        const CtlEnd there = ctl("script switchover --from vm2 --json");
        QCOMPARE(there.last().keys(), sortedKeys("stage from script"));
        QVERIFY(there.last()
                    .value(QStringLiteral("script"))
                    .toString()
                    .contains(QStringLiteral("on the node vm2")));
        const CtlEnd step = ctl("script switchover --step promote");
        QVERIFY2(step.code == 0 && step.out.contains(QStringLiteral("pg_promote(false)")),
                 step.told());
        QVERIFY(step.out.contains(QStringLiteral("psql -X")));
    }

    void scriptRefusesWhatCannotBe()
    {
        const CtlEnd node = ctl("script verify --from vm9");
        QVERIFY2(node.code == 2 && isOneSentence(node), node.told());
        QVERIFY(node.err.contains(QStringLiteral("vm1 or vm2")));
        const CtlEnd step = ctl("script verify --step nothing");
        QVERIFY2(step.code == 2 && isOneSentence(step), step.told());
        QVERIFY(step.err.contains(QStringLiteral("write-nonce")));
        const CtlEnd stage = ctl("script failover");
        QVERIFY2(stage.code == 3 && isOneSentence(stage), stage.told());
        QVERIFY(ctl("script failover --lang ru").err != stage.err);
    }

    void runRefusesWhatThePlanRefuses()
    {
        const CtlEnd end = ctl("run failback --json");
        QCOMPARE(end.code, 3);
        QVERIFY2(end.isJson() && end.lines().size() == 1, end.told());
        QCOMPARE(end.last(),
                 (QJsonObject{{QStringLiteral("outcome"), QStringLiteral("refused")},
                              {QStringLiteral("stage"), QStringLiteral("failback")},
                              {QStringLiteral("state"), QStringLiteral("healthy")},
                              {QStringLiteral("sentence"),
                               QStringLiteral("vm1 is the primary already, as in the original "
                                              "roles.")}}));
        const CtlEnd people = ctl("run setup --confirm vm2");
        QVERIFY2(people.code == 3 && people.out.isEmpty(), people.told());
        QVERIFY(people.err.startsWith(QStringLiteral("vm1 and vm2 are a pair already.\n")));
    }

    void runVerifyTellsEveryStep()
    {
        const CtlEnd end = ctl("run verify --yes");
        QVERIFY2(end.code == 0 && end.err.isEmpty(), end.told());
        const QStringList lines = end.lines();
        static const QRegularExpression step(
            QStringLiteral("^  [✓=]  +\\d+\\.\\d{3} s  vm[12]  \\S.*$"));
        for (const QString &line : lines.mid(0, lines.size() - 1))
            QVERIFY2(step.match(line).hasMatch(), qPrintable(line));
        QCOMPARE(lines.constLast(), QStringLiteral("vm1 accepts writes and vm2 follows it."));
        // What is compared down the page begins in one column.
        QCOMPARE(lines.at(0).indexOf(QStringLiteral("  vm")),
                 lines.at(1).indexOf(QStringLiteral("  vm")));
    }

    void crashIsSeenAndFailedOver()
    {
        const CtlEnd crash = ctl("run crash --yes --json");
        QVERIFY2(crash.code == 0, crash.told());
        const QJsonObject status = ctl("status --json").last();
        QCOMPARE(status.value(QStringLiteral("state")).toString(), QStringLiteral("primary_down"));
        const QJsonObject down = status.value(QStringLiteral("nodes")).toArray().at(0).toObject();
        QCOMPARE(down.value(QStringLiteral("role")).toString(), QStringLiteral("down"));
        for (const char *key : {"lsn", "replay_lsn", "lag_bytes"})
            QVERIFY2(down.value(QLatin1String(key)).isNull(), key);
        QVERIFY(ctl("status").out.contains(
            QStringLiteral("Suggested next: pgtandemctl run failover\n")));
        const CtlEnd end = ctl("run failover --yes --json");
        QVERIFY2(end.code == 0 && end.isJson(), end.told());
        QCOMPARE(end.last().value(QStringLiteral("state")).toString(),
                 QStringLiteral("failed_over"));
        checkHandover(end.last(), "failover");
        QVERIFY(!end.last().contains(QStringLiteral("certificate")));
        const CtlEnd resync = ctl("run resync --yes");
        QVERIFY2(resync.code == 0, resync.told());
        QCOMPARE(stateNow(), QStringLiteral("swapped"));
    }

    void failbackCarriesItsCertificate()
    {
        const CtlEnd end = ctl("run failback --yes --json");
        QVERIFY2(end.code == 0 && end.isJson(), end.told());
        QCOMPARE(end.last().value(QStringLiteral("state")).toString(), QStringLiteral("healthy"));
        checkHandover(end.last(), "failback");
        checkCertificate(end.last().value(QStringLiteral("certificate")).toObject());
    }

    void crashVariantsAndWhatUndoesThem()
    {
        const CtlEnd backend = ctl("run crash --variant backend --yes --json");
        QVERIFY2(backend.code == 0 && backend.isJson(), backend.told());
        const QJsonObject last = backend.last();
        QCOMPARE(last.value(QStringLiteral("state")).toString(), QStringLiteral("healthy"));
        QVERIFY(last.value(QStringLiteral("back_milliseconds")).toInteger(-1) > 0);
        QVERIFY(last.value(QStringLiteral("log_signature"))
                    .toString()
                    .contains(QStringLiteral("signal 9")));
        // What takes the database out of its place asks for the node's name, --yes or not.
        const CtlEnd asked = ctl("run crash --variant move-data --yes --json");
        QCOMPARE(asked.code, 5);
        QCOMPARE(stateNow(), QStringLiteral("healthy"));
        const CtlEnd moved = ctl("run crash --variant move-data --confirm vm1");
        QVERIFY2(moved.code == 0, moved.told());
        QVERIFY2(moved.out.contains(QStringLiteral("The log of vm2 says: ")), moved.told());
        QCOMPARE(stateNow(), QStringLiteral("primary_down"));
        const CtlEnd restored = ctl("run restore --yes --json");
        QVERIFY2(restored.code == 0, restored.told());
        QCOMPARE(restored.last().value(QStringLiteral("state")).toString(),
                 QStringLiteral("healthy"));
        const CtlEnd nothing = ctl("run restore --yes");
        QVERIFY2(nothing.code == 3, nothing.told());
    }

    // Last: every case before has added to what was told.
    void noSecretIsShown()
    {
        const QList<QByteArray> secrets = secretsIn(pairPath() + QStringLiteral("/secrets.json"));
        QCOMPARE(secrets.size(), 5);
        QVERIFY(m_told.size() > 10000);
        for (const QByteArray &secret : secrets) {
            QVERIFY(secret.size() >= 16);
            QVERIFY(!m_told.contains(secret));
            QCOMPARE(filesWith(secret, pairPath() + QStringLiteral("/state")), QStringList());
            QCOMPARE(filesWith(secret, m_place.path(QStringLiteral("report"))), QStringList());
            for (const char *node : {"vm1", "vm2"})
                QCOMPARE(filesWith(secret, pairPath() + u'/' + QLatin1String(node) +
                                               QStringLiteral("/log")),
                         QStringList());
            QVERIFY(!m_watch.saw(secret));
        }
        // The search itself finds what is there.
        QCOMPARE(filesWith(secrets.at(0), pairPath())
                     .contains(pairPath() + QStringLiteral("/secrets.json")),
                 true);
        if (SecretWatch::isPossible()) {
            QVERIFY(m_watch.looks() > 50);
            QVERIFY(m_watch.saw("pgtandemctl") && m_watch.saw("walreceiver"));
        }
        QVERIFY(filesWith("\"event\"", pairPath() + QStringLiteral("/state/journal")).size() >= 9);
    }
};

QTEST_GUILESS_MAIN(PairTest)
#include "pair_test.moc"
