// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who may act on a pair: records on the nodes, and the journal without which nothing starts.
#include "core/cluster/unended_stage.h"
#include "core/runbook/record_steps.h"
#include "tests/live/stages/lab_words.h"

#include <QDir>
#include <QProcess>

#include <fcntl.h>
#include <unistd.h>

using namespace tandem;
using namespace tandem::words;

namespace {

// Holds a run up at the end of one step until it is let go.
class Gate
{
public:
    explicit Gate(const QString &step) : m_step(step) {}
    void operator()(const StepReport &report)
    {
        if (report.id != m_step || report.status == StepStatus::Started)
            return;
        std::unique_lock lock(m_mutex);
        m_reached = true;
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return m_open; });
    }
    bool waitUntilReached()
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, std::chrono::seconds(60), [this] { return m_reached; });
    }
    void open()
    {
        const std::lock_guard lock(m_mutex);
        m_open = true;
        m_changed.notify_all();
    }

private:
    const QString m_step;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_reached = false;
    bool m_open = false;
};

// From now on every write to that file fails as on a full disk.
bool fillDiskUnder(const QString &directory)
{
    const QDir open(QStringLiteral("/proc/self/fd"));
    for (const QString &number : open.entryList(QDir::Files | QDir::System)) {
        const QString target = QFile::symLinkTarget(open.filePath(number));
        if (!target.startsWith(directory) || !target.endsWith(QLatin1String(".jsonl")))
            continue;
        const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
        const bool done = full >= 0 && ::dup2(full, number.toInt()) >= 0;
        ::close(full);
        return done;
    }
    return false;
}

} // namespace

class RecordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void aSecondOperatorIsToldWhoIsAtWork();
    void aRunThatWasOvertakenChangesNothingMore();
    void aRecordOfANewerVersionIsLeftAlone();
    void onlyTheRecordOfAGoneProcessIsTakenOver();
    void withoutAJournalNothingStarts();
    void aFullDiskStartsNothingButBringsBack();

private:
    // Failback or switchover, whichever is next.
    Stage handover()
    {
        return m_lab->state() == PairState::Swapped ? Stage::Failback : Stage::Switchover;
    }
    QString acting() { return m_lab->session().observe({}).primary()->name; }
    // Replaces or adds fields of the node's record.
    void setRecord(const QString &node, const QStringList &fields)
    {
        QString script = QStringLiteral("cp -p \"$record\" \"$record.new\"\n");
        for (const QString &field : fields)
            script +=
                QStringLiteral("sed -i '/^%1=/d' \"$record.new\"; echo %2 >>\"$record.new\"\n")
                    .arg(field.section(u'=', 0, 0), shellQuoted(field));
        QCOMPARE(m_lab->shell(node, script + QStringLiteral("mv \"$record.new\" \"$record\"\n")),
                 QString());
    }

    std::unique_ptr<LabPair> m_lab;
};

void RecordsTest::initTestCase()
{
    auto lab = LabPair::setUp();
    QVERIFY2(lab.ok(), lab.ok() ? "" : qPrintable(lab.error().sentence.english()));
    m_lab = std::move(*lab);
}

void RecordsTest::cleanup()
{
    checkNothingIsLeft(*m_lab);
}

void RecordsTest::aSecondOperatorIsToldWhoIsAtWork()
{
    auto second = m_lab->anotherSession();
    QVERIFY(second.ok());
    const Stage stage = handover();
    Gate gate(QStringLiteral("drained"));
    Outcome first;
    std::thread run([&] { first = play(m_lab->session(), stage, {}, {}, std::ref(gate)); });
    const bool reached = gate.waitUntilReached();
    const Outcome refused = reached ? play(**second, stage) : Outcome();
    gate.open();
    run.join();
    QVERIFY(reached);
    QVERIFY2(refused.kind == Outcome::Kind::Refused, told(refused));
    QCOMPARE(refused.exitCode, 3);
    QVERIFY2(refused.sentence.english().contains(ownerOfThisProcess()), told(refused));
    for (const StepReport &step : refused.steps)
        QVERIFY2(step.id.contains(QStringLiteral("-record-")), qPrintable(step.id));
    QVERIFY2(first.isDone(), told(first));
    QVERIFY(certificateOf(first) && certificateOf(first)->holds());
}

void RecordsTest::aRunThatWasOvertakenChangesNothingMore()
{
    const Stage stage = handover();
    const QString before = fingerprint(*m_lab);
    const QString node = acting();
    Gate gate(QStringLiteral("archive-drained"));
    Outcome outcome;
    std::thread run([&] { outcome = play(m_lab->session(), stage, {}, {}, std::ref(gate)); });
    const bool reached = gate.waitUntilReached();
    if (reached) {
        for (const QString &name : {m_lab->home(), m_lab->other()})
            setRecord(name, {QStringLiteral("epoch=1000"), QStringLiteral("operation="),
                             QStringLiteral("owner=somebody else")});
    }
    gate.open();
    run.join();
    QVERIFY(reached);
    QVERIFY2(!outcome.isDone(), told(outcome));
    QVERIFY2(outcome.exitCode == 3 || outcome.exitCode == 1, told(outcome));
    const QString sentence = outcome.sentence.english();
    QVERIFY2(sentence.contains(m_lab->home()) || sentence.contains(m_lab->other()), told(outcome));
    QVERIFY(!wasDone(outcome, QStringLiteral("stop-") + node));
    QCOMPARE(acting(), node);
    checkUnchanged(*m_lab, before);
    for (const QString &name : {m_lab->home(), m_lab->other()})
        QCOMPARE(recordField(*m_lab, name, QStringLiteral("epoch")), QStringLiteral("1000"));
}

void RecordsTest::aRecordOfANewerVersionIsLeftAlone()
{
    const QString cat = QStringLiteral("cat \"$record\"");
    for (const QString &node : {m_lab->home(), m_lab->other()}) {
        setRecord(node, {QStringLiteral("version=2"), QStringLiteral("unheard_of=1")});
        const QString record = m_lab->shell(node, cat);
        const QString before = fingerprint(*m_lab);
        const Outcome outcome = play(m_lab->session(), handover());
        QVERIFY2(outcome.kind == Outcome::Kind::Refused, told(outcome));
        QCOMPARE(outcome.exitCode, 3);
        QVERIFY2(outcome.sentence.english().contains(node), told(outcome));
        QCOMPARE(m_lab->shell(node, cat), record);
        checkUnchanged(*m_lab, before);
        QCOMPARE(m_lab->shell(
                     node, QStringLiteral(
                               "sed -i -e s/^version=.*/version=1/ -e /^unheard_of/d \"$record\"")),
                 QString());
    }
}

void RecordsTest::onlyTheRecordOfAGoneProcessIsTakenOver()
{
    QProcess gone;
    gone.start(QStringLiteral("true"), {});
    QVERIFY(gone.waitForStarted());
    const qint64 pid = gone.processId();
    QVERIFY(gone.waitForFinished());
    const QString here = ownerOfThisProcess().section(u' ', 0, -2);
    const Stage stage = handover();
    const auto hold = [&](Stage operation, qint64 owner) {
        for (const QString &node : {m_lab->home(), m_lab->other()}) {
            setRecord(node, {QStringLiteral("operation=") + tokenOf(operation),
                             QStringLiteral("owner=%1 %2").arg(here).arg(owner)});
            QCOMPARE(
                m_lab->shell(
                    node, QStringLiteral(
                              "sed -i \"s/^heartbeat=.*/heartbeat=$(date +%s)000/\" \"$record\"")),
                QString());
        }
    };
    // One that died is not waited for: what it left is recommended at once.
    hold(Stage::Resync, QCoreApplication::applicationPid());
    QVERIFY(!abandonedStage(m_lab->session().observe({})));
    hold(Stage::Resync, pid);
    QCOMPARE(abandonedStage(m_lab->session().observe({})), std::optional(Stage::Resync));

    hold(stage, QCoreApplication::applicationPid());
    const Outcome refused = play(m_lab->session(), stage);
    QVERIFY2(refused.kind == Outcome::Kind::Refused, told(refused));
    QCOMPARE(refused.exitCode, 3);
    QVERIFY2(refused.sentence.english().contains(ownerOfThisProcess()), told(refused));
    hold(stage, pid);
    const Outcome outcome = play(m_lab->session(), stage);
    QVERIFY2(outcome.isDone(), told(outcome));
}

void RecordsTest::withoutAJournalNothingStarts()
{
    const QString place = m_lab->pair().path(QStringLiteral("no-directory"));
    QFile file(place);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    auto session = PairSession::open(m_lab->pair().sandbox().profileFile(),
                                     m_lab->pair().sandbox().secretsFile(), place);
    QVERIFY(session.ok());
    const QString before = fingerprint(*m_lab);
    const Outcome outcome = play(**session, handover());
    QVERIFY2(outcome.kind == Outcome::Kind::Failed, told(outcome));
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY(outcome.sentence.english().contains(place));
    QVERIFY(outcome.steps.empty());
    checkUnchanged(*m_lab, before);
}

void RecordsTest::aFullDiskStartsNothingButBringsBack()
{
#ifndef Q_OS_LINUX
    QSKIP("needs /dev/full");
#endif
    const QString node = acting();
    for (const QString &step : {QStringLiteral("drained"), QStringLiteral("stop-") + node,
                                QStringLiteral("reached-end")}) {
        bool filled = false;
        const Outcome outcome =
            play(m_lab->session(), handover(), {}, {}, [&](const StepReport &report) {
                if (report.id == step && report.status == StepStatus::Done)
                    filled = fillDiskUnder(m_lab->session().stateDirectory());
            });
        QVERIFY(filled);
        QVERIFY2(outcome.kind == Outcome::Kind::Failed, told(outcome));
        QVERIFY2(outcome.sentence.english().contains(m_lab->session().stateDirectory()),
                 told(outcome));
        QVERIFY2(stepOf(outcome, QStringLiteral("promote")) == nullptr, told(outcome));
        QCOMPARE(acting(), node);
        QTRY_VERIFY_WITH_TIMEOUT(
            m_lab->state() == PairState::Healthy || m_lab->state() == PairState::Swapped, 20000);
    }
}

QTEST_GUILESS_MAIN(RecordsTest)
#include "records_test.moc"
