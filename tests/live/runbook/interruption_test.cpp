// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Planned hand-overs that are cut off: by a person, by kill -9 of this program, by the death of the
// other node. Clients write all the time, and no acknowledged write may be lost.
#include "tests/live/stages/lab_words.h"

#include <QProcess>

#include <csignal>

#include <unistd.h>

using namespace tandem;
using namespace tandem::words;

namespace {

// "program --play STAGE PROFILE SECRETS STATE STEP": runs the stage and dies at the end of the
// step.
int playAndDie(const QStringList &words)
{
    auto session = PairSession::open(words[3], words[4], words[5]);
    if (!session.ok())
        return 90;
    const Outcome outcome =
        play(**session, *stageOf(words[2]), {}, {}, [&](const StepReport &report) {
            if (report.id == words[6] && report.status != StepStatus::Started)
                ::kill(::getpid(), SIGKILL);
        });
    qWarning("%s", told(outcome).constData());
    return 91;
}

} // namespace

class InterruptionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aCancelBeforeThePromotionLeavesEverythingAsItWas_data();
    void aCancelBeforeThePromotionLeavesEverythingAsItWas();
    void aCancelBehindThePromotionIsFinishedByResync_data();
    void aCancelBehindThePromotionIsFinishedByResync();
    void aKilledProgramLosesNothing_data();
    void aKilledProgramLosesNothing();
    void theDeathOfTheOtherNodeBringsThePrimaryBack();
    void aResetAmidThePromotionIsNamed();
    void everyAcknowledgedWriteIsThere();

private:
    [[nodiscard]] QString named(QString step) const
    {
        return step.replace(QLatin1String("ACTING"), m_acting)
            .replace(QLatin1String("NEXT"), m_next);
    }
    bool replicates()
    {
        const PairState state = m_lab->state();
        return state == PairState::Healthy || state == PairState::Swapped;
    }

    std::unique_ptr<LabPair> m_lab;
    QString m_acting, m_next; // at the test's begin
    Stage m_stage = Stage::Switchover;
    std::uint32_t m_timeline = 0;
};

void InterruptionTest::initTestCase()
{
    WorkloadOptions options;
    options.writers = 2;
    options.readers = 0;
    options.pauseBetweenMs = 5;
    auto lab = LabPair::setUp(options);
    QVERIFY2(lab.ok(), lab.ok() ? "" : qPrintable(lab.error().sentence.english()));
    m_lab = std::move(*lab);
    m_lab->workload().start();
}

void InterruptionTest::init()
{
    const ClusterSnapshot snapshot = m_lab->session().observe({});
    QVERIFY(snapshot.primary() != nullptr && snapshot.standby() != nullptr);
    m_acting = snapshot.primary()->name;
    m_next = snapshot.standby()->name;
    m_stage = m_acting == m_lab->home() ? Stage::Switchover : Stage::Failback;
    m_timeline = timelineOf(*m_lab);
    QVERIFY(
        m_lab->drill().waitForWrites(m_acting, 5, Deadline::after(std::chrono::seconds(20)), {}));
}

void InterruptionTest::cleanup()
{
    QTRY_VERIFY_WITH_TIMEOUT(replicates(), 20000);
    checkNothingIsLeft(*m_lab);
}

void InterruptionTest::aCancelBeforeThePromotionLeavesEverythingAsItWas_data()
{
    QTest::addColumn<QString>("step");
    QTest::addColumn<int>("delay"); // milliseconds behind the step's begin; -1: at its end
    QTest::newRow("the records") << "take-record-NEXT" << -1;
    QTest::newRow("ready") << "archive-drained" << -1;
    QTest::newRow("the slot") << "slot-for-ACTING" << -1;
    QTest::newRow("before the stop") << "stop-ACTING" << 0;
    QTest::newRow("amid the stop") << "stop-ACTING" << 40;
    QTest::newRow("late in the stop") << "stop-ACTING" << 120;
    QTest::newRow("the stop") << "stop-ACTING" << -1;
    QTest::newRow("reading E") << "shutdown-end" << -1;
    QTest::newRow("the fence") << "fence-ACTING" << -1;
    QTest::newRow("E reached") << "reached-end" << -1;
}

void InterruptionTest::aCancelBeforeThePromotionLeavesEverythingAsItWas()
{
    QFETCH(QString, step);
    QFETCH(int, delay);
    const QString before = fingerprint(*m_lab);
    StopSource stop;
    std::thread later;
    const auto observer = [&](const StepReport &report) {
        if (report.id != named(step))
            return;
        // A quick step ends before the delay: the next one must not begin before the cancel.
        if (report.status != StepStatus::Started && later.joinable())
            later.join();
        if ((report.status == StepStatus::Started) != (delay >= 0))
            return;
        if (delay <= 0)
            stop.requestStop();
        else
            later = std::thread([&] {
                Q_UNUSED(StopToken().sleepFor(Milliseconds(delay)))
                stop.requestStop();
            });
    };
    const Outcome outcome = play(m_lab->session(), m_stage, {}, stop.token(), observer);
    if (later.joinable())
        later.join();
    QVERIFY2(outcome.kind == Outcome::Kind::Cancelled, told(outcome));
    QCOMPARE(outcome.exitCode, 130);
    QVERIFY2(stepOf(outcome, QStringLiteral("promote")) == nullptr, told(outcome));
    checkUnchanged(*m_lab, before, Milliseconds(20000));
    QCOMPARE(timelineOf(*m_lab), m_timeline);
    QVERIFY(
        m_lab->drill().waitForWrites(m_acting, 5, Deadline::after(std::chrono::seconds(20)), {}));
}

void InterruptionTest::aCancelBehindThePromotionIsFinishedByResync_data()
{
    QTest::addColumn<bool>("isAmid");
    QTest::newRow("amid it") << true;
    QTest::newRow("behind it") << false;
}

// Cut off half way nobody could say whether there is a new primary: a cancel waits for its end.
void InterruptionTest::aCancelBehindThePromotionIsFinishedByResync()
{
    QFETCH(bool, isAmid);
    const StepStatus when = isAmid ? StepStatus::Started : StepStatus::Done;
    StopSource stop;
    const Outcome outcome =
        play(m_lab->session(), m_stage, {}, stop.token(), [&](const StepReport &report) {
            if (report.id == QLatin1String("promote") && report.status == when)
                stop.requestStop();
        });
    QVERIFY2(outcome.kind == Outcome::Kind::Cancelled, told(outcome));
    QVERIFY(stepOf(outcome, QStringLiteral("promote"))->status == StepStatus::Done);
    QCOMPARE(m_lab->state(), PairState::FailedOver);
    QCOMPARE(recordField(*m_lab, m_acting, QStringLiteral("fenced")), QStringLiteral("1"));
    const Outcome resync = play(m_lab->session(), Stage::Resync);
    QVERIFY2(resync.isDone(), told(resync));
    QCOMPARE(resync.values.text(QStringLiteral("method")), QStringLiteral("follow"));
    QCOMPARE(timelineOf(*m_lab), m_timeline + 1);
}

void InterruptionTest::aKilledProgramLosesNothing_data()
{
    QTest::addColumn<QString>("step");
    for (const char *step : {"take-record-ACTING", "slot-for-ACTING", "stop-ACTING", "shutdown-end",
                             "fence-ACTING", "reached-end", "promote", "checkpoint",
                             "lift-fence-ACTING", "start-ACTING", "read-nonce"})
        QTest::newRow(step) << QString::fromLatin1(step);
}

void InterruptionTest::aKilledProgramLosesNothing()
{
    QFETCH(QString, step);
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedChannels);
    const Sandbox &sandbox = m_lab->pair().sandbox();
    child.start(QCoreApplication::applicationFilePath(),
                {QStringLiteral("--play"), tokenOf(m_stage), sandbox.profileFile(),
                 sandbox.secretsFile(), m_lab->pair().path(QStringLiteral("state-child")),
                 named(step)});
    QVERIFY(child.waitForFinished(60000));
    QCOMPARE(child.exitStatus(), QProcess::CrashExit);

    const PairState state = m_lab->state();
    qInfo("killed: %s", qPrintable(tokenOf(state)));
    const bool wasOpen = state == PairState::HandoverInterrupted;
    // Run again what was cut off; what has gone beyond it is brought to its end by what is advised.
    const bool isBeforeThePromotion = state == PairState::HandoverInterrupted ||
                                      m_lab->session().observe({}).primary()->name == m_acting;
    if (isBeforeThePromotion) {
        const Outcome again = play(m_lab->session(), m_stage);
        QVERIFY2(again.isDone(), told(again));
        QVERIFY(certificateOf(again) && certificateOf(again)->holds());
    } else if (state == PairState::FailedOver) {
        const Outcome resync = play(m_lab->session(), Stage::Resync);
        QVERIFY2(resync.isDone(), told(resync));
        QCOMPARE(resync.values.text(QStringLiteral("method")), QStringLiteral("follow"));
    }
    QVERIFY(wasOpen == (QStringList({QStringLiteral("stop-ACTING"), QStringLiteral("shutdown-end"),
                                     QStringLiteral("fence-ACTING"), QStringLiteral("reached-end")})
                            .contains(step)));
    QCOMPARE(timelineOf(*m_lab), m_timeline + 1);
    QTRY_VERIFY_WITH_TIMEOUT(replicates(), 20000);
    // The dead program's stage holds nobody up, and what it left is cleared by the next one.
    const Outcome next =
        play(m_lab->session(), m_stage == Stage::Failback ? Stage::Switchover : Stage::Failback);
    QVERIFY2(next.isDone(), told(next));
}

void InterruptionTest::theDeathOfTheOtherNodeBringsThePrimaryBack()
{
    const Outcome outcome = play(m_lab->session(), m_stage, {}, {}, [&](const StepReport &report) {
        if (report.id == QLatin1String("stop-") + m_acting && report.status == StepStatus::Done)
            crash(*m_lab, m_next);
    });
    QVERIFY2(outcome.kind == Outcome::Kind::Failed, told(outcome));
    QVERIFY2(outcome.sentence.english().contains(m_acting), told(outcome));
    QVERIFY(
        m_lab->drill().waitForWrites(m_acting, 5, Deadline::after(std::chrono::seconds(20)), {}));
    QCOMPARE(timelineOf(*m_lab), m_timeline);
    QVERIFY(m_lab->pair().sandbox().start(m_next, {}).ok());
    QTRY_VERIFY_WITH_TIMEOUT(replicates(), 20000);
    // The slot it made there died with it half way: the next hand-over uses it, a failed one drops
    // it.
    const Outcome again = play(m_lab->session(), m_stage);
    QVERIFY2(again.isDone(), told(again));
}

// What a host's reset leaves that came between the end of recovery and the new timeline: a server
// without standby.signal whose control file names the old one.
void InterruptionTest::aResetAmidThePromotionIsNamed()
{
    const Outcome outcome = play(m_lab->session(), m_stage, {}, {}, [&](const StepReport &report) {
        if (report.id != QLatin1String("promote") || report.status != StepStatus::Started)
            return;
        crash(*m_lab, m_next);
        QCOMPARE(m_lab->shell(m_next, QStringLiteral("rm \"$data/standby.signal\"")), QString());
        QVERIFY(m_lab->pair().sandbox().start(m_next, {}).ok());
    });
    QVERIFY2(outcome.kind == Outcome::Kind::Failed, told(outcome));
    QVERIFY2(isStep(outcome, QStringLiteral("history"), StepStatus::Failed), told(outcome));
    QVERIFY2(outcome.sentence.english().contains(QLatin1String("in the middle of its promotion")),
             told(outcome));
    QCOMPARE(timelineOf(*m_lab), m_timeline);
    QVERIFY(m_lab->drill().waitForWrites(m_next, 5, Deadline::after(std::chrono::seconds(20)), {}));
    const auto advised = recommended(m_lab->session().observe({}));
    QVERIFY(advised.has_value());
    QCOMPARE(*advised, Stage::Resync);
    const Outcome resync = play(m_lab->session(), *advised);
    QVERIFY2(resync.isDone(), told(resync));
    QCOMPARE(resync.values.text(QStringLiteral("method")), QStringLiteral("follow"));
    QCOMPARE(m_lab->session().observe({}).primary()->name, m_next);
}

void InterruptionTest::everyAcknowledgedWriteIsThere()
{
    m_lab->workload().stop();
    QVERIFY(m_lab->ledger().close().ok());
    const auto report = m_lab->drill().auditSince(0, {});
    QVERIFY(report.ok());
    qInfo("%lld acknowledged, %lld in doubt", qint64(report->acknowledged),
          qint64(report->inDoubt));
    QVERIFY(report->acknowledged > 100);
    QCOMPARE(report->lostCount, 0);
    QCOMPARE(report->kept, report->acknowledged);
    QCOMPARE(report->duplicates, 0);
    QCOMPARE(report->unknownRows, 0);
    QCOMPARE(report->rolledBackPresent, 0);
    checkEqual(*m_lab);
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (application.arguments().value(1) == QLatin1String("--play"))
        return playAndDie(application.arguments());
    InterruptionTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "interruption_test.moc"
