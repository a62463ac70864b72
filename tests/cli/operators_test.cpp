// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Two operators at one pair: at the same moment, one asleep, one dead, and records that nobody can
// read. One of them acts; the other is told who does.
#include "tests/cli/ctl_run.h"
#include "tests/support/invariants.h"
#include "tests/support/lab_pair.h"
#include "tests/support/node_words.h"

#include "core/postgres/layout.h"

using namespace tandem;
using namespace tandem::testing;

class OperatorsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto lab = LabPair::setUp();
        QVERIFY2(lab.ok(), lab.ok() ? "" : qPrintable(lab.error().sentence.english()));
        m_lab = std::move(*lab);
    }

    void init()
    {
        QTRY_VERIFY_WITH_TIMEOUT(isHealthy() || isSwapped(), 20000);
        m_stage = isSwapped() ? Stage::Failback : Stage::Switchover;
    }

    void cleanup()
    {
        InvariantCheck check;
        for (const char *name : {"a", "b"})
            check.journals << m_lab->pair().path(QLatin1String(name)) + QStringLiteral("/journal");
        const QStringList broken = brokenInvariants(m_lab->pair().sandbox(), check);
        QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));
    }

    void atTheSameMoment_data()
    {
        QTest::addColumn<QString>("stateOfSecond");
        QTest::addColumn<bool>("isSameStage");
        QTest::newRow("one machine, one stage") << "a" << true;
        QTest::newRow("two machines, one stage") << "b" << true;
        QTest::newRow("two stages") << "b" << false;
    }
    void atTheSameMoment()
    {
        QFETCH(QString, stateOfSecond);
        QFETCH(bool, isSameStage);
        const int rounds = qEnvironmentVariableIntValue("TANDEM_SOAK") != 0 ? 20 : 1;
        for (int round = 0; round < rounds; ++round) {
            init();
            const QString before = writableNodes(m_lab->pair().sandbox()).join(u' ');
            const Stage other = isSameStage ? m_stage : Stage::ModeAsync;
            CtlEnd one, two;
            // On a busy machine both may see too little of the pair to act at all.
            for (int attempt = 0; attempt < 5 && one.code != 0 && two.code != 0; ++attempt) {
                Ctl first(words(m_stage, QStringLiteral("a")));
                Q_UNUSED(StopToken().sleepFor(Milliseconds(round % 7)))
                Ctl second(words(other, stateOfSecond));
                one = first.end();
                two = second.end();
            }
            // At least one acts, and who does not says why in one sentence; one hand-over is made.
            QVERIFY2(one.code == 0 || two.code == 0, one.told() + two.told());
            for (const CtlEnd *end : {&one, &two}) {
                if (end->code == 0)
                    continue;
                QVERIFY2(end->code == 3, end->told());
                QVERIFY2(sentenceOf(*end).size() > 20, end->told());
            }
            if (isSameStage) {
                QVERIFY2(one.code != two.code, one.told() + two.told());
                QVERIFY(writableNodes(m_lab->pair().sandbox()).join(u' ') != before);
            }
        }
    }

    // FAULTS 52: a laptop that slept while somebody else went on with its stage.
    void whoWakesUpTooLateDoesNotAct_data()
    {
        QTest::addColumn<QString>("step");
        QTest::newRow("while it looked") << "drained";
        QTest::newRow("behind the fence") << "fence-ACTING";
        QTest::newRow("behind the promotion") << "checkpoint";
    }
    void whoWakesUpTooLateDoesNotAct()
    {
        QFETCH(QString, step);
        const QString acting = m_lab->session().observe({}).primary()->name;
        step.replace(QLatin1String("ACTING"), acting);
        Ctl sleeper(words(m_stage, QStringLiteral("a")));
        QVERIFY(sleeper.waitUntil(
            [&](const QString &out) { return hasStep(out, step, QStringLiteral("done")); }));
        sleeper.signal(SIGSTOP);
        // While it looks alive nobody takes its place.
        const CtlEnd early = runCtl(words(m_stage, QStringLiteral("b")));
        QVERIFY2(early.code == 3, early.told());
        for (const NodeProfile &node : m_lab->session().profile().nodes)
            setRecord(node.name, QStringLiteral("heartbeat"), QStringLiteral("1000"));
        CtlEnd next = runCtl(words(m_stage, QStringLiteral("b")));
        if (next.code != 0 && m_lab->state() == PairState::FailedOver)
            next = runCtl(words(Stage::Resync, QStringLiteral("b")));
        QVERIFY2(next.code == 0, next.told());
        const QString primary = writableNodes(m_lab->pair().sandbox()).join(u' ');
        const int timeline = timelineNow();
        sleeper.signal(SIGCONT);
        const CtlEnd late = sleeper.end();
        QVERIFY2(late.code == 1 || late.code == 3, late.told());
        QVERIFY2(sentenceOf(late).contains(QStringLiteral("took")), late.told());
        QCOMPARE(writableNodes(m_lab->pair().sandbox()).join(u' '), primary);
        QCOMPARE(timelineNow(), timeline);
    }

    void aRecordFromBeforeARebootIsTakenOver()
    {
        for (const NodeProfile &node : m_lab->session().profile().nodes) {
            setRecord(node.name, QStringLiteral("operation"), QStringLiteral("mode-sync"));
            setRecord(node.name, QStringLiteral("owner"), QStringLiteral("anna@desk process 7"));
            setRecord(node.name, QStringLiteral("heartbeat"),
                      QString::number(QDateTime::currentMSecsSinceEpoch()));
        }
        const CtlEnd held = runCtl(words(m_stage, QStringLiteral("b")));
        QVERIFY2(held.code == 3, held.told());
        QVERIFY2(sentenceOf(held).contains(QStringLiteral("anna@desk process 7")), held.told());
        for (const NodeProfile &node : m_lab->session().profile().nodes)
            setRecord(node.name, QStringLiteral("boot"), QStringLiteral("another-boot"));
        const CtlEnd taken = runCtl(words(m_stage, QStringLiteral("b")));
        QVERIFY2(taken.code == 0, taken.told());
    }

    // FAULTS 69 on the node's side: nothing is guessed from a record that cannot be read, and the
    // way out is named.
    void aBrokenRecordIsNamed_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no epoch") << QByteArray("version=1\nfenced=0\n");
        QTest::newRow("no number") << QByteArray("version=1\nepoch=12x\n");
        QTest::newRow("negative") << QByteArray("version=1\nepoch=-4\n");
        QTest::newRow("bytes") << QByteArray("\xff\xfe\0\x01=\x80\n\n===\n", 12);
        QTest::newRow("huge") << QByteArray(3000000, 'x');
        QTest::newRow("future") << QByteArray("version=2\nepoch=5\nfenced=maybe\n");
    }
    void aBrokenRecordIsNamed()
    {
        QFETCH(QByteArray, content);
        const NodeProfile &node = m_lab->session().profile().nodes[1];
        const QString fileName = Layout::of(node).recordFile;
        QFile file(fileName);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray good = file.readAll();
        file.close();
        const auto put = [&](const QByteArray &bytes) {
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            QVERIFY(file.write(bytes) == bytes.size());
            file.close();
        };
        const QString before = writableNodes(m_lab->pair().sandbox()).join(u' ');
        put(content);
        const CtlEnd status = runCtl(look(QStringLiteral("status")));
        QVERIFY2(status.code == 0, status.told());
        const CtlEnd end = runCtl(words(m_stage, QStringLiteral("b")));
        QVERIFY2(end.code == 3, end.told());
        QVERIFY2(sentenceOf(end).contains(node.name), end.told());
        QVERIFY2(sentenceOf(end).contains(QStringLiteral("record")), end.told());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll() == content);
        file.close();
        QCOMPARE(writableNodes(m_lab->pair().sandbox()).join(u' '), before);
        put(good);
    }

    // FAULTS 21: nothing begins on a node whose own place cannot be written.
    void aPlaceThatCannotBeWrittenIsNamed()
    {
        const NodeProfile &node = m_lab->session().profile().nodes[0];
        const QString place = shellQuoted(Layout::of(node).ownDirectory);
        QCOMPARE(words::shell(node, QStringLiteral("chmod 500 ") + place), QString());
        const CtlEnd end = runCtl(words(m_stage, QStringLiteral("b")));
        QCOMPARE(words::shell(node, QStringLiteral("chmod 700 ") + place), QString());
        QVERIFY2(end.code == 3, end.told());
        QVERIFY2(sentenceOf(end).contains(Layout::of(node).recordFile), end.told());
    }

private:
    [[nodiscard]] bool isHealthy() { return m_lab->state() == PairState::Healthy; }
    [[nodiscard]] bool isSwapped() { return m_lab->state() == PairState::Swapped; }
    [[nodiscard]] static QString sentenceOf(const CtlEnd &end)
    {
        return end.last().value(QLatin1String("sentence")).toString();
    }
    [[nodiscard]] static bool hasStep(const QString &out, const QString &step,
                                      const QString &status)
    {
        for (const QString &line : out.split(u'\n')) {
            const QJsonObject object = CtlEnd::object(line);
            if (object.value(QLatin1String("step")).toString() == step &&
                object.value(QLatin1String("status")).toString() == status)
                return true;
        }
        return false;
    }
    [[nodiscard]] QStringList look(const QString &verb) const
    {
        return {verb,
                QStringLiteral("--json"),
                QStringLiteral("--profile"),
                m_lab->pair().sandbox().profileFile(),
                QStringLiteral("--secrets"),
                m_lab->pair().sandbox().secretsFile()};
    }
    // `state`: each operator keeps his own.
    [[nodiscard]] QStringList words(Stage stage, const QString &state) const
    {
        return look(QStringLiteral("run")) + QStringList{tokenOf(stage), QStringLiteral("--yes"),
                                                         QStringLiteral("--state-dir"),
                                                         m_lab->pair().path(state)};
    }
    [[nodiscard]] int timelineNow()
    {
        const ClusterSnapshot snapshot = m_lab->session().observe({});
        return snapshot.primary() == nullptr
                   ? -1
                   : static_cast<int>(snapshot.primary()->replication->timeline);
    }
    void setRecord(const QString &node, const QString &field, const QString &value)
    {
        QCOMPARE(m_lab->shell(node, QStringLiteral("cp -p \"$record\" \"$record.new\"\n"
                                                   "sed -i '/^%1=/d' \"$record.new\"\n"
                                                   "echo %2 >>\"$record.new\"\n"
                                                   "mv \"$record.new\" \"$record\"\n")
                                        .arg(field, shellQuoted(field + u'=' + value))),
                 QString());
    }

    std::unique_ptr<LabPair> m_lab;
    Stage m_stage = Stage::Switchover;
};

QTEST_GUILESS_MAIN(OperatorsTest)
#include "operators_test.moc"
