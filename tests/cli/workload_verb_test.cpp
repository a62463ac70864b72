// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/contract.h"
#include "tests/cli/kept_demo.h"

#include <QJsonArray>

using namespace tandem;
using namespace tandem::testing;

// Clients that write and read, on the pair that a demo leaves.
class WorkloadVerbTest : public QObject, private KeptDemo
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        play();
        QVERIFY2(m_demo.code == 0, trouble().constData());
    }

    void workloadEndsWithItsAudit()
    {
        const CtlEnd end = ctl("workload --seconds 2 --writers 2 --readers 1 --json");
        QVERIFY2(end.code == 0 && end.isJson() && end.err.isEmpty(), end.told());
        QVERIFY2(end.lines().size() >= 2 && end.lines().size() <= 3, end.told());
        const QJsonObject second = CtlEnd::object(end.lines().at(0));
        QCOMPARE(second.keys(), sortedKeys("second node acknowledged rolled_back in_doubt errors "
                                           "reads commit_ms lanes"));
        QCOMPARE(second.value(QStringLiteral("second")).toInt(), 1);
        QCOMPARE(second.value(QStringLiteral("commit_ms")).toObject().keys(),
                 sortedKeys("median p95 max"));
        const QJsonArray lanes = second.value(QStringLiteral("lanes")).toArray();
        QCOMPARE(lanes.size(), 3);
        QCOMPARE(lanes.at(0).toObject().keys(),
                 sortedKeys("lane node connected ok errors rollbacks in_doubt"));
        checkAudit(end.last());
        const CtlEnd people = ctl("workload --seconds 1 --writers 1 --readers 0");
        QVERIFY2(people.code == 0, people.told());
        QVERIFY2(people.lines().at(0).contains(QStringLiteral("acknowledged")), people.told());
        QVERIFY2(people.out.contains(QStringLiteral("lost: 0")), people.told());
    }

    void workloadKeepsItsRateAndMix()
    {
        const CtlEnd end = ctl("workload --seconds 6 --writers 10 --readers 5 --rate 50 --mix "
                               "insert=60,update=20,rollback=20 --json");
        QVERIFY2(end.code == 0 && end.isJson(), end.told());
        checkAudit(end.last());
        qint64 acknowledged = 0, rolledBack = 0;
        int seconds = 0;
        for (const QString &line : end.lines()) {
            const QJsonObject second = CtlEnd::object(line);
            if (second.value(QStringLiteral("second")).toInt() < 3) // the first ones connect
                continue;
            ++seconds;
            acknowledged += second.value(QStringLiteral("acknowledged")).toInteger();
            rolledBack += second.value(QStringLiteral("rolled_back")).toInteger();
        }
        QVERIFY2(seconds >= 3, end.told());
        const double rate = double(acknowledged + rolledBack) / seconds;
        QVERIFY2(rate > 40 && rate < 60, end.told());
        QVERIFY2(rolledBack * 20 > acknowledged && rolledBack < acknowledged, end.told());
        for (const char *wrong :
             {"workload --writers 60 --readers 41", "workload --rate -1", "workload --mix half",
              "workload --rate 5 --writer-rate 5", "workload --rate fast"}) {
            const CtlEnd refused = ctl(wrong);
            QVERIFY2(refused.code == 2 && isOneSentence(refused), refused.told());
        }
    }

    void interruptedWorkloadEndsWithItsAudit()
    {
        Ctl workload(words("workload --writers 2 --readers 0 --json"));
        QVERIFY(workload.waitUntil([](const QString &out) {
            static const QRegularExpression written(QStringLiteral("\"ok\":[1-9]"));
            return written.match(out).hasMatch();
        }));
        workload.signal(SIGINT);
        const CtlEnd end = workload.end(30000);
        QVERIFY2(end.code == 0 && end.isJson(), end.told());
        checkAudit(end.last());
    }
};

QTEST_GUILESS_MAIN(WorkloadVerbTest)
#include "workload_verb_test.moc"
