// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/defence.h"
#include "tests/unit/evidence/sample_evidence.h"

#include <QTest>

using namespace tandem;
using namespace tandem::testing;

class DefenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingMeasuredSaysWhatToRun()
    {
        const auto answers = defenceOf({});
        QCOMPARE(answers.size(), std::size_t(4));
        for (const DefenceAnswer &answer : answers) {
            QVERIFY(answer.measured.empty());
            QVERIFY(!answer.question.isEmpty());
            QVERIFY(!answer.theory.isEmpty());
            QVERIFY(!answer.toDo.isEmpty());
        }
    }

    void figuresAreTheEvidences()
    {
        const auto answers = defenceOf(goodLab());
        QVERIFY(answers[0].measured.empty()); // no mode was changed
        QCOMPARE(answers[1].measured.front().english(),
                 QStringLiteral("Failover: nobody could write for 0.250 s."));
        QCOMPARE(answers[1].measured[1].english(),
                 QStringLiteral("Of these: noticing 0.010 s, deciding 0.020 s, fencing 0.030 s, "
                                "promoting 0.100 s, finding the new primary 0.090 s."));
        QCOMPARE(answers[2].measured.front().english(),
                 QStringLiteral("Failover: of 100 acknowledged writes 98 were kept, 2 lost; 1 in "
                                "doubt."));
        QVERIFY(answers[3].measured.back().english().startsWith(
            QLatin1String("The certificate holds")));
    }

    void theModesAreTimed()
    {
        LabEvidence lab;
        StageEvidence mode = testing::stageOf(QStringLiteral("mode-sync"), Outcome::Kind::Done);
        mode.outcome.values.set(QStringLiteral("commit_ms_before"),
                                {CaptureType::Text, QStringLiteral("0.41")});
        mode.outcome.values.set(QStringLiteral("commit_ms_after"),
                                {CaptureType::Text, QStringLiteral("1.90")});
        lab.stages.push_back(mode);
        const auto answers = defenceOf(lab);
        QCOMPARE(answers[0].measured.size(), std::size_t(1));
        QVERIFY(answers[0].measured[0].english().contains(
            QLatin1String("0.41 ms before and 1.90 ms after the change to the synchronous mode")));
    }

    // A stage that failed proves nothing.
    void aFailedStageHasNoFigure()
    {
        LabEvidence lab = goodLab();
        for (StageEvidence &stage : lab.stages)
            stage.outcome.kind = Outcome::Kind::Failed;
        for (const DefenceAnswer &answer : defenceOf(lab))
            QVERIFY(answer.measured.empty());
    }
};

QTEST_APPLESS_MAIN(DefenceTest)
#include "defence_test.moc"
