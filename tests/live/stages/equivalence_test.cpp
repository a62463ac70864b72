// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every recipe on two equal pairs: one by the runner, one by its exported script. Outcome, steps,
// what was told, state and files must be the same. The cases stand in their order.
#include "tests/live/stages/lab_words.h"
#include "tests/support/script_run.h"

using namespace tandem;
using namespace tandem::words;
using namespace tandem::testing;

class EquivalenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void setUp() { both(Stage::Setup, PairState::Healthy); }
    void seedData();
    void verify() { both(Stage::Verify, PairState::Healthy); }
    void modes();
    void switchover() { both(Stage::Switchover, PairState::Swapped); }
    void failback() { both(Stage::Failback, PairState::Healthy); }
    void failoverAndFollow();
    void rewind();
    void clone();
    void failbackAgain() { both(Stage::Failback, PairState::Healthy); }

private:
    void both(Stage stage, PairState then);
    void compareValues(const Outcome &ran, const ScriptEnd &script);
    // On both pairs.
    void everywhere(const QString &node, const QString &script)
    {
        for (LabPair *lab : {m_ran.get(), m_scripted.get()})
            QCOMPARE(lab->shell(node, script), QString());
    }
    void crashAndFailOver(bool isDiverged);
    [[nodiscard]] QString primary() const { return m_ran->session().observe({}).primary()->name; }
    static QString plain(LabPair &lab, QString text);

    std::unique_ptr<LabPair> m_ran, m_scripted;
    int m_exports = 0;
};

void EquivalenceTest::initTestCase()
{
    for (auto *lab : {&m_ran, &m_scripted}) {
        auto made = LabPair::made(true);
        QVERIFY2(made.ok(), made.ok() ? "" : qPrintable(made.error().sentence.english()));
        *lab = std::move(*made);
    }
}

// Words that differ between two equal pairs: their place, their ports, positions, times.
QString EquivalenceTest::plain(LabPair &lab, QString text)
{
    const QString place = lab.pair().path({});
    text.replace(place, QStringLiteral("PLACE/"));
    for (const NodeProfile &node : lab.session().profile().nodes)
        text.replace(QString::number(node.postgres.port), QStringLiteral("PORT-") + node.name);
    static const QRegularExpression position(QStringLiteral("\\b[0-9A-F]{1,8}/[0-9A-F]{1,8}\\b"));
    static const QRegularExpression sum(QStringLiteral("\\b[0-9a-f]{32}\\b"));
    static const QRegularExpression moment(QStringLiteral("\\d{8}T\\d{6}Z"));
    return text.replace(position, QStringLiteral("POSITION"))
        .replace(sum, QStringLiteral("SUM"))
        .replace(moment, QStringLiteral("MOMENT"));
}

void EquivalenceTest::compareValues(const Outcome &ran, const ScriptEnd &script)
{
    // Numbers that hang on the moment: compared by kind.
    static const QStringList moving{
        QStringLiteral("backlog"),           QStringLiteral("data_kilobytes"),
        QStringLiteral("discarded_commits"), QStringLiteral("home_free_kilobytes"),
        QStringLiteral("horizon"),           QStringLiteral("killed"),
        QStringLiteral("killed_at"),         QStringLiteral("loss_bound"),
        QStringLiteral("needed_kilobytes"),  QStringLiteral("sessions_primary"),
        QStringLiteral("sessions_standby"),  QStringLiteral("standby_free_kilobytes"),
        QStringLiteral("wal_kilobytes")};
    const auto values = script.values();
    QStringList ranNames;
    QStringList scriptNames;
    for (const auto &[name, value] : ran.values.all())
        ranNames << name;
    for (const auto &[name, value] : values)
        scriptNames << name;
    QCOMPARE(scriptNames, ranNames);
    static const QRegularExpression number(QStringLiteral("^-?\\d+$"));
    for (const auto &[name, value] : ran.values.all()) {
        const QString there = values.at(name);
        if (moving.contains(name)) {
            QVERIFY2(number.match(value.text).hasMatch() == number.match(there).hasMatch(),
                     qPrintable(name + u'=' + there));
            continue;
        }
        QVERIFY2(plain(*m_scripted, there) == plain(*m_ran, value.text),
                 qPrintable(QStringLiteral("%1: \"%2\" by the runner, \"%3\" by the script")
                                .arg(name, value.text, there)));
    }
}

void EquivalenceTest::both(Stage stage, PairState then)
{
    const QString typed = stage == Stage::Setup ? m_ran->other() : QString();
    // Who looks at the pairs first is of no account: the plans come from equal facts.
    const ClusterSnapshot snapshot = m_scripted->session().observe({});
    const auto plan = m_scripted->session().plan(stage, snapshot);
    QVERIFY2(plan.ok(), plan.ok() ? "" : qPrintable(plan.error().sentence.english()));
    const QString from = ++m_exports % 2 == 0 ? QString() : m_ran->home();
    const QString file = exported(*m_scripted, *plan, m_scripted->session().profile(), from);
    QVERIFY(!file.isEmpty() && !QTest::currentTestFailed());

    const Outcome ran = play(m_ran->session(), stage, typed);
    QStringList arguments{QStringLiteral("--secrets"), m_scripted->pair().sandbox().secretsFile()};
    if (!typed.isEmpty())
        arguments << QStringLiteral("--confirm") << typed;
    const ScriptEnd script = ScriptRun(file, arguments).end();
    QVERIFY2(ran.isDone(), told(ran));
    QVERIFY2(script.code == ran.exitCode, script.told() + told(ran));
    QStringList steps;
    for (const StepReport &step : ran.steps)
        steps << tokenOf(step.status) + u' ' + step.node + u' ' + step.title.english();
    steps.sort();
    QCOMPARE(script.steps(), steps);
    compareValues(ran, script);
    for (LabPair *lab : {m_ran.get(), m_scripted.get()})
        QTRY_COMPARE_WITH_TIMEOUT(tokenOf(lab->state()), tokenOf(then), 20000);
    QStringList files;
    for (LabPair *lab : {m_ran.get(), m_scripted.get()}) {
        QString text = fingerprint(*lab);
        for (const QString &node : {lab->home(), lab->other()})
            text += lab->shell(node, QStringLiteral("cat \"$config\"/conf.d/* 2>/dev/null\n"
                                                    "stat -c '%a %U' \"$own\" \"$own\"/* \"$data\" "
                                                    "\"$archive\" \"$log\" 2>/dev/null"));
        // Sums of files that name the place and the ports.
        text.remove(QRegularExpression(QStringLiteral("(?m)^\\d+ \\d+$\n")));
        files << plain(*lab, text);
    }
    QCOMPARE(files[1], files[0]);
}

void EquivalenceTest::seedData()
{
    both(Stage::SeedData, PairState::Healthy);
    QVERIFY(!QTest::currentTestFailed());
    // Again: what holds already is seen by both.
    both(Stage::SeedData, PairState::Healthy);
    // So much data, and so little spare WAL, that a copy moves more bytes than a rewind.
    for (const QString &node : {m_ran->home(), m_ran->other()})
        everywhere(node, QStringLiteral("printf '%s\\n' 'max_wal_size = 64MB' "
                                        "'min_wal_size = 32MB' >\"$config/conf.d/70-test.conf\""));
    for (LabPair *lab : {m_ran.get(), m_scripted.get()}) {
        for (const QString &node : {lab->home(), lab->other()})
            QCOMPARE(lab->sql(node, QStringLiteral("select pg_reload_conf()")),
                     QStringLiteral("t"));
        QString error;
        Q_UNUSED(lab->sql(lab->home(),
                          QStringLiteral("create table public.bulk as select n, "
                                         "repeat(md5(n::text), 30) from generate_series(1, 60000) "
                                         "n"),
                          &error))
        QCOMPARE(error, QString());
        QVERIFY(catchesUp(*lab, lab->home(), lab->other()));
        for (const QString &node : {lab->home(), lab->other()})
            Q_UNUSED(lab->sql(node, QStringLiteral("checkpoint")))
    }
}

void EquivalenceTest::modes()
{
    both(Stage::ModeSync, PairState::Healthy);
    both(Stage::ModeSync, PairState::Healthy);
    both(Stage::ModeAsync, PairState::Healthy);
}

void EquivalenceTest::crashAndFailOver(bool isDiverged)
{
    const QString acting = primary();
    for (LabPair *lab : {m_ran.get(), m_scripted.get()}) {
        if (!isDiverged)
            break;
        const QString sender =
            lab->sql(acting, QStringLiteral("select pid from pg_stat_replication"));
        QCOMPARE(lab->shell(acting, QStringLiteral("kill -STOP %1").arg(sender)), QString());
        QString error;
        Q_UNUSED(lab->sql(acting,
                          QStringLiteral("insert into pgtandem.nonce select 'lost ' || n "
                                         "from generate_series(1, 50) n"),
                          &error))
        QCOMPARE(error, QString());
    }
    both(Stage::Crash, PairState::PrimaryDown);
    if (!QTest::currentTestFailed())
        both(Stage::Failover, PairState::FailedOver);
}

void EquivalenceTest::failoverAndFollow()
{
    crashAndFailOver(false);
    QVERIFY(!QTest::currentTestFailed());
    both(Stage::Resync, PairState::Swapped);
}

void EquivalenceTest::rewind()
{
    crashAndFailOver(true);
    QVERIFY(!QTest::currentTestFailed());
    both(Stage::Resync, PairState::Healthy);
}

void EquivalenceTest::clone()
{
    const QString acting = primary();
    crashAndFailOver(false);
    QVERIFY(!QTest::currentTestFailed());
    everywhere(acting, QStringLiteral("rm -rf \"$data\""));
    both(Stage::Resync, PairState::Swapped);
}

QTEST_GUILESS_MAIN(EquivalenceTest)
#include "equivalence_test.moc"
