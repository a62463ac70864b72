// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/evidence/sample_evidence.h"

#include <QTest>

using namespace tandem;
using namespace tandem::testing;

// What a report is made of, without its rendering.
class EvidenceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void certificateHoldsOnlyForThreeEqualPositions()
    {
        const QString lsn = QStringLiteral("0/50000A0");
        const QString other = QStringLiteral("0/5000028");
        QVERIFY(certificateAt(lsn).holds());
        QVERIFY(!Certificate{}.holds());
        for (const auto member :
             {&Certificate::shutdownEndLsn, &Certificate::replayLsn, &Certificate::forkLsn}) {
            Certificate certificate = certificateAt(lsn);
            certificate.*member = other;
            QVERIFY(!certificate.holds());
            (certificate.*member).clear();
            QVERIFY(!certificate.holds());
        }
    }

    void certificateIsReadFromTheValuesOfARun()
    {
        Outcome outcome;
        QVERIFY(!certificateOf(outcome).has_value());
        const auto set = [&](const char *name, const char *text) {
            outcome.values.set(QLatin1String(name), {CaptureType::Text, QLatin1String(text)});
        };
        set("shutdown_end_lsn", "0/50000A0");
        const auto begun = certificateOf(outcome);
        QVERIFY(begun.has_value());
        QVERIFY(!begun->holds());
        set("replay_lsn", "0/50000A0");
        set("fork_lsn", "0/50000A0");
        set("history_line", "1\t0/50000A0");
        const auto whole = certificateOf(outcome);
        QVERIFY(whole && whole->holds());
        QCOMPARE(whole->historyLine, QStringLiteral("1\t0/50000A0"));
    }

    void allHoldWantsStagesThatAreDoneAndExpectationsThatHold()
    {
        QVERIFY(goodLab().allHold());
        QVERIFY(!LabEvidence{}.allHold());
        LabEvidence lab = goodLab();
        lab.stages.clear();
        QVERIFY(!lab.allHold());
        lab = goodLab();
        lab.expectations.clear();
        QVERIFY(!lab.allHold());
        lab = goodLab();
        lab.expectations.back().holds = false;
        QVERIFY(!lab.allHold());
        using Kind = Outcome::Kind;
        for (const Kind kind :
             {Kind::Refused, Kind::Failed, Kind::Cancelled, Kind::InDoubt, Kind::NeedsDecision}) {
            for (size_t i = 0; i < goodLab().stages.size(); ++i) {
                lab = goodLab();
                lab.stages[i].outcome.kind = kind;
                QVERIFY(!lab.allHold());
            }
        }
    }

    void splitOfStepsReadsThePhases()
    {
        Outcome outcome;
        outcome.steps = {stepOf(Phase::None, 0, 1000),
                         stepOf(Phase::Decide, 200, 300, StepStatus::Skipped),
                         stepOf(Phase::Decide, 1000, 1100),
                         stepOf(Phase::Decide, 1010, 1250),
                         stepOf(Phase::Fence, 1250, 1300),
                         stepOf(Phase::Promote, 1300, 1400),
                         stepOf(Phase::Reconnect, 1400, 1420),
                         stepOf(Phase::None, 1420, 9000)};
        const OutageSplit split = splitOfSteps(outcome);
        const auto is = [](const std::optional<double> &part, double seconds) {
            return part && qFuzzyCompare(1 + *part, 1 + seconds);
        };
        QVERIFY(is(split.detect, 0));
        QVERIFY(is(split.decide, 0.25));
        QVERIFY(is(split.fence, 0.05));
        QVERIFY(is(split.promote, 0.1));
        QVERIFY(is(split.reconnect, 0.02));
        QVERIFY(is(split.total, 0.42));
        QVERIFY(splitOfSteps(Outcome{}) == OutageSplit{});
    }

    void jsonNamesWhatWasSeen()
    {
        const LabEvidence lab = goodLab();
        const QJsonObject failover = jsonOf(lab.stages[0]);
        QCOMPARE(failover.value(QStringLiteral("outage_seconds")).toDouble(), 0.25);
        QCOMPARE(failover.value(QStringLiteral("acknowledged")).toInteger(), 100);
        QCOMPARE(failover.value(QStringLiteral("kept")).toInteger(), 98);
        QCOMPARE(failover.value(QStringLiteral("lost")).toInteger(), 2);
        QCOMPARE(failover.value(QStringLiteral("in_doubt")).toInteger(), 1);
        QCOMPARE(failover.value(QStringLiteral("split")).toObject().value(QStringLiteral("fence")),
                 QJsonValue(0.03));
        QVERIFY(!failover.contains(QStringLiteral("certificate")));
        const QJsonObject certificate =
            jsonOf(lab.stages[1]).value(QStringLiteral("certificate")).toObject();
        QCOMPARE(certificate.keys(),
                 (QStringList{QStringLiteral("fork_lsn"), QStringLiteral("history_line"),
                              QStringLiteral("replay_lsn"), QStringLiteral("shutdown_end_lsn")}));
        for (const char *key : {"fork_lsn", "replay_lsn", "shutdown_end_lsn"})
            QCOMPARE(certificate.value(QLatin1String(key)),
                     QJsonValue(QStringLiteral("0/50000A0")));
    }

    void jsonHasNullForWhatWasNotSeen()
    {
        StageEvidence stage;
        stage.stage = QStringLiteral("failback");
        const QJsonObject object = jsonOf(stage);
        for (const char *key :
             {"outage_seconds", "acknowledged", "kept", "lost", "in_doubt", "certificate"}) {
            QVERIFY2(object.contains(QLatin1String(key)), key);
            QVERIFY2(object.value(QLatin1String(key)).isNull(), key);
        }
        const QJsonObject split = object.value(QStringLiteral("split")).toObject();
        QCOMPARE(split.keys(), (QStringList{QStringLiteral("decide"), QStringLiteral("detect"),
                                            QStringLiteral("fence"), QStringLiteral("promote"),
                                            QStringLiteral("reconnect")}));
        for (const QString &key : split.keys())
            QVERIFY2(split.value(key).isNull(), qPrintable(key));
        const QJsonObject begun = jsonOf(Certificate{QStringLiteral("0/1"), {}, {}, {}});
        QCOMPARE(begun.value(QStringLiteral("shutdown_end_lsn")),
                 QJsonValue(QStringLiteral("0/1")));
        QVERIFY(begun.contains(QStringLiteral("fork_lsn")));
        QVERIFY(begun.value(QStringLiteral("fork_lsn")).isNull());
    }
};

QTEST_APPLESS_MAIN(EvidenceTest)
#include "evidence_test.moc"
