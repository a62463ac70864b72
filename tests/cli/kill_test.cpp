// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// pgtandemctl killed with -9 at the begin of a step, amid it and at its end; then the stage is run
// again, and what it advises beyond that. Nothing but the killed process is ended: what it had
// started goes on. TANDEM_SOAK=1 plays every step of every stage, each from the same saved pair;
// without it each stage is killed at its most dangerous steps and at one chosen by chance
// (TANDEM_SEED). TANDEM_KILL_ONLY names, with commas between, what is played: STAGE or STAGE/STEP
// as the table has them. The table goes to standard output and to the file named by
// TANDEM_KILL_TABLE.
#include "core/sandbox/process_scan.h"
#include "tests/cli/ctl_run.h"
#include "tests/cli/kill_table.h"
#include "tests/support/invariants.h"
#include "tests/support/killed_run.h"
#include "tests/support/lab_pair.h"
#include "tests/support/node_words.h"
#include "tests/support/pair_template.h"

#include <QRandomGenerator>

using namespace tandem;
using namespace tandem::testing;

class KillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void killed_data();
    void killed();
    void cleanupTestCase();

private:
    [[nodiscard]] Sandbox &sandbox() { return m_pair->sandbox(); }
    [[nodiscard]] QStringList ctlWords(const QString &verb, Stage stage) const;
    [[nodiscard]] std::unique_ptr<PairSession> session() const;
    bool play(Stage stage, const QString &word = {});
    bool replicates(Milliseconds patience);
    void crash(const QString &node);
    void prepare(Start start);
    [[nodiscard]] std::vector<std::pair<QString, QString>> chosen(const Variant &variant);
    Row killAt(const Variant &variant, const QString &step, const QString &moment);
    QString goOn(const Variant &variant, Row &row);
    void print(const QString &line);

    std::unique_ptr<DemoPair> m_pair;
    QRandomGenerator m_chance;
    bool m_isSoak = qEnvironmentVariableIntValue("TANDEM_SOAK") != 0;
    int m_case = 0;
    QString m_acting, m_next; // at the begin of the stage
    QString m_table;
};

QStringList KillTest::ctlWords(const QString &verb, Stage stage) const
{
    return {verb,
            tokenOf(stage),
            QStringLiteral("--json"),
            QStringLiteral("--yes"),
            QStringLiteral("--confirm"),
            QStringLiteral("vm2"),
            QStringLiteral("--profile"),
            m_pair->sandbox().profileFile(),
            QStringLiteral("--secrets"),
            m_pair->sandbox().secretsFile(),
            QStringLiteral("--state-dir"),
            m_pair->path(QStringLiteral("state-%1").arg(m_case))};
}

std::unique_ptr<PairSession> KillTest::session() const
{
    auto opened =
        PairSession::open(m_pair->sandbox().profileFile(), m_pair->sandbox().secretsFile(),
                          m_pair->path(QStringLiteral("state-test")));
    return opened.ok() ? std::move(*opened) : nullptr;
}

bool KillTest::play(Stage stage, const QString &word)
{
    const auto pair = session();
    const ClusterSnapshot snapshot = pair->observe({});
    const auto plan = pair->plan(stage, snapshot);
    const Outcome outcome = plan.ok() ? pair->run(*plan, snapshot, word, {}) : Outcome();
    if (!outcome.isDone())
        qWarning("%s: %s", qPrintable(tokenOf(stage)), qPrintable(outcome.sentence.english()));
    return outcome.isDone();
}

bool KillTest::replicates(Milliseconds patience)
{
    const auto pair = session();
    const Deadline deadline = Deadline::after(patience);
    for (;;) {
        const PairState state = deriveState(pair->observe({})).state;
        if (state == PairState::Healthy || state == PairState::Swapped)
            return true;
        if (deadline.expired() || StopToken().sleepFor(Milliseconds(100)))
            return false;
    }
}

// kill -9 of every server process of the node.
void KillTest::crash(const QString &node)
{
    const QString directory = sandbox().directory() + u'/' + node;
    QVERIFY(QTest::qWaitFor(
        [&] {
            const auto processes = postgresProcessesBelow(directory);
            for (const std::int64_t process : processes)
                ::kill(static_cast<pid_t>(process), SIGKILL);
            return processes.empty();
        },
        10000));
}

void KillTest::prepare(Start start)
{
    if (start == Start::Bare)
        return;
    QVERIFY(replicates(Milliseconds(20000)));
    const auto pair = session();
    const ClusterSnapshot snapshot = pair->observe({});
    m_acting = snapshot.primary()->name;
    m_next = snapshot.standby()->name;
    const bool isHome = m_acting == sandbox().profile().homePrimary;
    const NodeProfile &acting = *sandbox().profile().node(m_acting);
    switch (start) {
    case Start::Bare:
    case Start::Crashed:
        break;
    case Start::Healthy:
    case Start::Swapped:
        if (isHome == (start == Start::Swapped)) {
            QVERIFY(play(isHome ? Stage::Switchover : Stage::Failback));
            std::swap(m_acting, m_next);
        }
        break;
    case Start::Synchronous:
        if (words::sql(acting, QStringLiteral("show synchronous_standby_names")).isEmpty())
            QVERIFY(play(Stage::ModeSync));
        break;
    case Start::Diverged:
        // Enough to be rewound in a time in which it can be killed.
        (void)words::sql(acting, QStringLiteral("create table if not exists bulk as select n, "
                                                "repeat(md5(n::text), 30) as words from "
                                                "generate_series(1, 120000) n"));
        (void)words::sql(acting, QStringLiteral("checkpoint"));
        [[fallthrough]];
    case Start::Equal:
    case Start::Empty: {
        const QString end = words::sql(
            acting, QStringLiteral("select pg_logical_emit_message(true, 'pgtandem', '')"));
        QTRY_COMPARE_WITH_TIMEOUT(
            words::sql(*sandbox().profile().node(m_next),
                       QStringLiteral("select pg_last_wal_replay_lsn() >= '%1'").arg(end)),
            QStringLiteral("t"), 20000);
        if (start == Start::Diverged) {
            const QString sender =
                words::sql(acting, QStringLiteral("select pid from pg_stat_replication"));
            QCOMPARE(words::shell(acting, QStringLiteral("kill -STOP ") + sender), QString());
            (void)words::sql(acting, QStringLiteral("create table lost as select 1 as one"));
        }
        crash(m_acting);
        QVERIFY(play(Stage::Failover));
        if (start == Start::Empty)
            QCOMPARE(words::shell(acting, QStringLiteral("rm -rf ") +
                                              shellQuoted(acting.postgres.dataDirectory)),
                     QString());
        break;
    }
    }
}

// The steps of the plan as it is now, with what the runner adds, and the moments to be killed at.
std::vector<std::pair<QString, QString>> KillTest::chosen(const Variant &variant)
{
    std::vector<std::pair<QString, bool>> steps; // and whether it changes something
    std::vector<std::pair<QString, QString>> points;
    const auto pair = session();
    const Deadline deadline = Deadline::after(std::chrono::seconds(20));
    auto plan = pair->plan(variant.stage, pair->observe({}));
    // Servers that were just started do not follow at once.
    while (!plan.ok() && !deadline.expired() && !StopToken().sleepFor(Milliseconds(100)))
        plan = pair->plan(variant.stage, pair->observe({}));
    if (!plan.ok())
        return points;
    for (const RecordClaim &claim : plan->claims)
        steps.emplace_back(QStringLiteral("take-record-") + claim.node, true);
    for (const Step &step : plan->steps) {
        for (const Step &one : step.isGroup() ? step.together : std::vector<Step>{step}) {
            if (m_isSoak || one.when.empty())
                steps.emplace_back(one.id, one.changes);
        }
    }
    for (const RecordClaim &claim : plan->claims)
        steps.emplace_back(QStringLiteral("release-record-") + claim.node, true);
    if (m_isSoak) {
        // What only looks has no middle.
        for (const auto &[step, changes] : steps) {
            for (const QString &moment : changes ? moments : QStringList{moments[2]})
                points.emplace_back(step, moment);
        }
        return points;
    }
    for (const char *step : variant.always)
        points.emplace_back(QString::fromLatin1(step).replace(QLatin1String("ACTING"), m_acting),
                            moments[1]);
    points.emplace_back(steps[m_chance.bounded(static_cast<int>(steps.size()))].first,
                        moments[m_chance.bounded(3)]);
    return points;
}

// Runs the stage again, then what the pair's state advises; what was said first.
QString KillTest::goOn(const Variant &variant, Row &row)
{
    const auto tellOf = [](const CtlEnd &end) {
        const QJsonObject last = end.last();
        return QStringLiteral("exit %1 %2")
            .arg(end.code)
            .arg(end.code == 0 ? last.value(QLatin1String("outcome")).toString()
                               : last.value(QLatin1String("sentence")).toString());
    };
    CtlEnd end = runCtl(ctlWords(QStringLiteral("run"), variant.stage));
    QString said = tellOf(end);
    if (end.code != 0 && end.last().value(QLatin1String("sentence")).toString().size() < 10)
        row.broken << QStringLiteral("the next run says nothing: ") + QString::fromUtf8(end.told());
    auto stage = nextStage(*session());
    for (int round = 0; round < 4 && stage; ++round) {
        end = runCtl(ctlWords(QStringLiteral("run"), *stage));
        said += QStringLiteral("; then %1: %2").arg(tokenOf(*stage), tellOf(end));
        stage = nextStage(*session());
    }
    if (stage || !replicates({}))
        row.broken << QStringLiteral("it does not end: ") + (stage ? tokenOf(*stage) : QString());
    return said;
}

Row KillTest::killAt(const Variant &variant, const QString &step, const QString &moment)
{
    ++m_case;
    Row row{step, moment, {}, {}, {}, {}};
    const auto pair = session();
    auto ledger = pair->newLedger();
    WorkloadOptions options;
    options.writers = 2;
    options.readers = 0;
    options.pauseBetweenMs = 5;
    Workload workload(pair->profile(), pair->secrets(), options, **ledger);
    Drill drill(*pair, workload, **ledger);
    const bool isDown = variant.start == Start::Equal || variant.start == Start::Diverged ||
                        variant.start == Start::Empty;
    if (variant.start != Start::Bare && !isDown && !replicates(Milliseconds(20000)))
        row.broken << QStringLiteral("the saved pair does not replicate");
    if (variant.writes) {
        workload.start();
        if (!drill.waitForWrites(isDown ? m_next : m_acting, 5,
                                 Deadline::after(std::chrono::seconds(30)), {}))
            row.broken << QStringLiteral("the clients could not write");
    }
    if (variant.start == Start::Crashed)
        crash(m_acting);
    const qsizetype directories = databaseDirectories(sandbox()).size();
    KillPoint point{step, moment == moments[2], {}};
    if (moment == moments[1])
        point.delay = Milliseconds(1 + m_chance.bounded(60));
    const QStringList words = ctlWords(QStringLiteral("run"), variant.stage) + variant.words;
    const KilledRun run = runAndKill(QStringLiteral(TANDEM_CTL), words, point);
    row.left = commandsLeftBelow(sandbox().directory()).join(u' ');
    if (variant.start != Start::Bare && writableNodes(sandbox()).size() > 1)
        row.broken << QStringLiteral("I3: two primaries behind the kill");
    if (run.killed)
        row.next = goOn(variant, row);
    else
        row.next = QStringLiteral("not reached, exit %1").arg(run.exitCode);
    // Only a step that did not apply may be passed by.
    if (!run.killed && run.exitCode != 0)
        row.broken << run.lines.value(run.lines.size() - 1);
    if (!replicates(Milliseconds(20000)) && !run.killed)
        row.next += u' ' + goOn(variant, row);
    row.state = tokenOf(deriveState(session()->observe({})).state);
    InvariantCheck check;
    check.mayLose = variant.mayLose;
    check.journals = {m_pair->path(QStringLiteral("state-%1/journal").arg(m_case))};
    if (variant.writes) {
        workload.stop();
        if ((*ledger)->close().ok()) {
            if (auto audit = drill.auditSince(0, {}); audit.ok())
                check.audit = *audit;
            else
                row.broken << QStringLiteral("no audit: ") + audit.error().sentence.english();
        }
    }
    row.broken += brokenInvariants(sandbox(), check);
    if (databaseDirectories(sandbox()).size() < directories)
        row.broken << QStringLiteral("a directory is lost: ") +
                          databaseDirectories(sandbox()).join(u' ');
    return row;
}

void KillTest::print(const QString &line)
{
    std::fputs(qPrintable(line), stdout);
    std::fflush(stdout);
    m_table += line;
    QFile file(qEnvironmentVariable("TANDEM_KILL_TABLE"));
    if (!file.fileName().isEmpty() && file.open(QIODevice::WriteOnly))
        file.write(m_table.toUtf8());
}

void KillTest::initTestCase()
{
    const quint32 seed = qEnvironmentVariableIsSet("TANDEM_SEED")
                             ? qEnvironmentVariable("TANDEM_SEED").toUInt()
                             : QRandomGenerator::global()->generate();
    m_chance.seed(seed);
    print(QStringLiteral("seed %1\nstage | step | moment | left running | the next run said | "
                         "state | invariants\n")
              .arg(seed));
    auto pair = DemoPair::start();
    QVERIFY2(pair.ok(), pair.ok() ? "" : qPrintable(pair.error().sentence.english()));
    m_pair = std::move(*pair);
}

void KillTest::killed_data()
{
    QTest::addColumn<int>("number");
    for (size_t i = 0; i < variants().size(); ++i)
        QTest::newRow(variants()[i].name) << static_cast<int>(i);
}

void KillTest::killed()
{
    QFETCH(int, number);
    const Variant &variant = variants()[static_cast<size_t>(number)];
    const QStringList only =
        qEnvironmentVariable("TANDEM_KILL_ONLY").split(u',', Qt::SkipEmptyParts);
    const QString name = QLatin1String(variant.name);
    const bool isWhole = only.isEmpty() || only.contains(name);
    prepare(variant.start);
    if (QTest::currentTestFailed())
        return;
    if (!isWhole && only.filter(name + u'/').isEmpty()) {
        if (variant.stage == Stage::SeedData || !replicates(Milliseconds(1000)))
            QVERIFY(play(variant.stage, QStringLiteral("vm2")));
        return;
    }
    std::optional<PairTemplate> saved;
    if (m_isSoak) {
        auto made = PairTemplate::save(sandbox(), m_pair->path(QStringLiteral("saved")));
        QVERIFY2(made.ok(), made.ok() ? "" : qPrintable(made.error().sentence.english()));
        saved = *made;
    }
    // Which steps a failover has is known once the primary is dead.
    if (variant.start == Start::Crashed)
        crash(m_acting);
    auto points = chosen(variant);
    if (variant.start == Start::Crashed)
        QVERIFY(saved ? saved->putBack(sandbox()).ok() : sandbox().start(m_acting, {}).ok());
    if (!isWhole)
        std::erase_if(points,
                      [&](const auto &point) { return !only.contains(name + u'/' + point.first); });
    QVERIFY(!points.empty());
    QStringList broken;
    for (size_t i = 0; i < points.size(); ++i) {
        if (i > 0 && saved)
            QVERIFY(saved->putBack(sandbox()).ok());
        else if (i > 0)
            prepare(variant.start);
        if (QTest::currentTestFailed())
            return;
        const Row row = killAt(variant, points[i].first, points[i].second);
        print(lineOf(variant, row));
        for (const QString &one : row.broken)
            broken << QStringLiteral("%1 %2: %3").arg(points[i].first, points[i].second, one);
    }
    if (saved && !broken.isEmpty())
        QVERIFY(saved->putBack(sandbox()).ok());
    if (!replicates(Milliseconds(5000)))
        QVERIFY(play(variant.stage, QStringLiteral("vm2")));
    if (saved)
        saved->remove();
    QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));
}

void KillTest::cleanupTestCase()
{
    if (m_pair)
        QVERIFY(commandsLeftBelow(sandbox().directory()).isEmpty());
}

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIntValue("TANDEM_SOAK") != 0)
        qputenv("QTEST_FUNCTION_TIMEOUT", "36000000"); // a whole table takes its time
    QCoreApplication application(argc, argv);
    KillTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "kill_test.moc"
