// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The laboratory from two bare servers to the end, on one pair: every slot goes on where the one
// before it stopped.
#include "core/runbook/record_steps.h"
#include "tests/live/stages/lab_words.h"

using namespace tandem;
using namespace tandem::words;

class LabTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void setupWithoutTheTypedWordChangesNothing();
    void setupMakesThePairAndKeepsTheOldDirectory();
    void rolesAndDatabasesAreTheLabs();
    void bothNodesHaveTheLabsSettingsAndRules();
    void bothNodesFillTheirArchive();
    void seedDataRunsTwiceWithoutChange();
    void verifyProvesThePair();
    void setupOfAPairIsRefused();
    void failoverAfterACrashAddsUp();
    void theOldPrimaryComesUpReadOnly();
    void resyncBringsItBack();
    void failbackLosesNothing();
    void switchoverAndBackLoseNothing();
    void nothingIsLeft();

private:
    void checkHandover(Stage stage, const QString &from);
    Outcome stage(Stage stage, const QString &typed = {})
    {
        return play(m_lab->session(), stage, typed);
    }

    std::unique_ptr<LabPair> m_lab;
    std::unique_ptr<Ledger> m_ledger;
    std::unique_ptr<Workload> m_workload;
    std::unique_ptr<Drill> m_drill;
    QString m_home, m_other;
    std::uint32_t m_timeline = 0;
};

void LabTest::initTestCase()
{
    auto lab = LabPair::made();
    QVERIFY2(lab.ok(), lab.ok() ? "" : qPrintable(lab.error().sentence.english()));
    m_lab = std::move(*lab);
    m_home = m_lab->home();
    m_other = m_lab->other();
    QCOMPARE(m_lab->state(), PairState::Bare);
}

void LabTest::setupWithoutTheTypedWordChangesNothing()
{
    const QString before = fingerprint(*m_lab);
    for (const QString &word : {QString(), m_home, m_other.toUpper()}) {
        const Outcome outcome = stage(Stage::Setup, word);
        QCOMPARE(outcome.kind, Outcome::Kind::NeedsDecision);
        QCOMPARE(outcome.exitCode, 5);
        QVERIFY(outcome.sentence.english().contains(m_other));
        QVERIFY(outcome.steps.empty());
    }
    checkUnchanged(*m_lab, before);
    QVERIFY(m_lab->session().secrets().all().empty());
}

void LabTest::setupMakesThePairAndKeepsTheOldDirectory()
{
    const QString systemBefore = m_lab->shell(
        m_other, QStringLiteral("\"$bin\"/pg_controldata \"$data\" | grep identifier"));
    const Outcome outcome = stage(Stage::Setup, m_other);
    QVERIFY2(outcome.isDone(), told(outcome));
    QCOMPARE(m_lab->state(), PairState::Healthy);
    const QString kept = m_lab->shell(
        m_other, QStringLiteral("for d in \"$data\".kept-*; do \"$bin\"/pg_controldata "
                                "\"$d\" | grep identifier; done"));
    QCOMPARE(kept, systemBefore);
    for (const QString &node : {m_home, m_other})
        QCOMPARE(recordField(*m_lab, node, QStringLiteral("paired")), QStringLiteral("1"));
    m_timeline = timelineOf(*m_lab);
    QCOMPARE(m_timeline, 1U);
}

void LabTest::rolesAndDatabasesAreTheLabs()
{
    const RoleNames &roles = m_lab->session().profile().roles;
    QCOMPARE(roles.admin, QStringLiteral("main1"));
    QCOMPARE(roles.replication, QStringLiteral("replicator"));
    const auto powers = [&](const QString &role) {
        return m_lab->sql(
            m_home, QStringLiteral("select concat_ws(' ', rolsuper, rolreplication, rolcanlogin) "
                                   "from pg_roles where rolname = '%1'")
                        .arg(role));
    };
    QCOMPARE(powers(roles.admin), QStringLiteral("t f t"));
    QCOMPARE(powers(roles.replication), QStringLiteral("f t t"));
    for (const QString &role : {roles.rewind, roles.monitor, roles.workload})
        QCOMPARE(powers(role), QStringLiteral("f f t"));
    QCOMPARE(
        m_lab->sql(
            m_home,
            QStringLiteral("select string_agg(datname || ' of ' || rolname, ', ' order by datname) "
                           "from pg_database join pg_roles r on r.oid = datdba "
                           "where datname in ('main1', 'testdb')")),
        QStringLiteral("main1 of main1, testdb of main1"));
    // No password was ever stored or sent in the clear.
    QCOMPARE(m_lab->sql(m_home, QStringLiteral(
                                    "select count(*) from pg_authid where rolpassword is not null "
                                    "and rolpassword not like 'SCRAM-SHA-256$%'")),
             QStringLiteral("0"));
    for (const auto &[key, secret] : m_lab->session().secrets().all()) {
        const QString word = QString::fromUtf8(secret.reveal());
        for (const QString &node : {m_home, m_other})
            QCOMPARE(m_lab
                         ->shell(node, QStringLiteral(
                                           "cat \"$log\"/* \"$config\"/*.conf \"$config\"/conf.d/* "
                                           "\"$data\"/postgresql.auto.conf | grep -cF -e '%1'")
                                           .arg(word))
                         .trimmed(),
                     QStringLiteral("0"));
    }
}

void LabTest::bothNodesHaveTheLabsSettingsAndRules()
{
    const std::vector<std::pair<const char *, const char *>> wanted{
        {"wal_level", "replica"},
        {"wal_log_hints", "on"},
        {"archive_mode", "always"},
        {"hot_standby", "on"},
        {"wal_receiver_timeout", "2s"},
        {"wal_receiver_status_interval", "1s"},
        {"password_encryption", "scram-sha-256"},
        {"wal_retrieve_retry_interval", "500ms"},
        {"synchronous_standby_names", ""}};
    for (const QString &node : {m_home, m_other}) {
        const Layout layout = Layout::of(*m_lab->session().profile().node(node));
        for (const auto &[name, value] : wanted)
            QCOMPARE(m_lab->sql(node, QStringLiteral("show %1").arg(QLatin1String(name))),
                     QLatin1String(value));
        QCOMPARE(m_lab->sql(node, QStringLiteral("show cluster_name")), node);
        QCOMPARE(m_lab->sql(node, QStringLiteral("show log_directory")), layout.logDirectory);
        QVERIFY(!layout.logDirectory.startsWith(layout.dataDirectory + u'/'));
        QCOMPARE(
            m_lab->sql(node, QStringLiteral(
                                 "select count(*) from pg_hba_file_rules where error is not null "
                                 "or auth_method in ('trust', 'md5', 'password')")),
            QStringLiteral("0"));
        QVERIFY(m_lab
                    ->sql(node, QStringLiteral(
                                    "select count(*) from pg_hba_file_rules where auth_method = "
                                    "'scram-sha-256' and 'replication' = any (database) "
                                    "and 'replicator' = any (user_name)"))
                    .toInt() >= 1);
    }
}

void LabTest::bothNodesFillTheirArchive()
{
    const QString segment =
        m_lab->sql(m_home, QStringLiteral("select pg_walfile_name(pg_switch_wal())"));
    QCOMPARE(segment.size(), 24);
    const QString look = QStringLiteral("cksum <\"$archive/%1\" 2>/dev/null").arg(segment);
    QTRY_VERIFY_WITH_TIMEOUT(m_lab->shell(m_home, look).contains(QStringLiteral("16777216")),
                             15000);
    QTRY_COMPARE_WITH_TIMEOUT(m_lab->shell(m_other, look), m_lab->shell(m_home, look), 15000);
}

void LabTest::seedDataRunsTwiceWithoutChange()
{
    const Outcome first = stage(Stage::SeedData);
    QVERIFY2(first.isDone(), told(first));
    const QString contents = QStringLiteral(
        "select md5(string_agg(u::text, ',' order by id)) || (select string_agg(o::text, ',' "
        "order by id) from orders o) from users u");
    const QString before = m_lab->sql(m_home, contents);
    QVERIFY(!before.isEmpty());
    const Outcome second = stage(Stage::SeedData);
    QVERIFY2(second.isDone(), told(second));
    int alreadyDone = 0;
    for (const StepReport &step : second.steps) {
        if (step.id.contains(QStringLiteral("record")))
            continue;
        QVERIFY2(step.status == StepStatus::AlreadyDone, qPrintable(step.id));
        ++alreadyDone;
    }
    QVERIFY(alreadyDone >= 2);
    QCOMPARE(m_lab->sql(m_home, contents), before);
}

void LabTest::verifyProvesThePair()
{
    const Outcome outcome = stage(Stage::Verify);
    QVERIFY2(outcome.isDone(), told(outcome));
    QCOMPARE(outcome.values.text(QStringLiteral("stream_state")), QStringLiteral("streaming"));
    QCOMPARE(outcome.values.text(QStringLiteral("refused_code")), QStringLiteral("25006"));
    QCOMPARE(outcome.values.text(QStringLiteral("nonce_arrived")), QStringLiteral("true"));
    QCOMPARE(outcome.values.text(QStringLiteral("users_rows_primary")), QStringLiteral("3"));
    QCOMPARE(outcome.values.text(QStringLiteral("orders_rows_standby")), QStringLiteral("4"));
    QCOMPARE(outcome.values.text(QStringLiteral("users_hash_standby")),
             outcome.values.text(QStringLiteral("users_hash_primary")));
}

void LabTest::setupOfAPairIsRefused()
{
    const QString before = fingerprint(*m_lab);
    const Outcome outcome = stage(Stage::Setup, m_other);
    QCOMPARE(outcome.kind, Outcome::Kind::Refused);
    QCOMPARE(outcome.exitCode, 3);
    QVERIFY(outcome.sentence.english().contains(m_home) &&
            outcome.sentence.english().contains(m_other));
    checkUnchanged(*m_lab, before);
}

void LabTest::failoverAfterACrashAddsUp()
{
    auto ledger = m_lab->session().newLedger();
    QVERIFY(ledger.ok());
    m_ledger = std::move(*ledger);
    m_workload = std::make_unique<Workload>(m_lab->session().profile(), m_lab->session().secrets(),
                                            WorkloadOptions{}, *m_ledger);
    m_drill = std::make_unique<Drill>(m_lab->session(), *m_workload, *m_ledger);
    m_workload->start();
    QVERIFY(m_drill->waitForWrites(m_home, 200, Deadline::after(std::chrono::seconds(30)), {}));

    const HandoverStory story = m_drill->crashAndFailover({});
    QVERIFY2(story.outcome.isDone(), told(story.outcome));
    QCOMPARE(m_lab->state(), PairState::FailedOver);
    QCOMPARE(timelineOf(*m_lab), m_timeline + 1);
    QVERIFY(story.outage && story.outage->seconds());
    qInfo("failover: %.3f s without a write", *story.outage->seconds());
    QVERIFY(story.audit.has_value());
    QVERIFY(story.audit->acknowledged >= 200);
    QCOMPARE(story.audit->acknowledged, story.audit->kept + story.audit->lostCount);
    QCOMPARE(story.audit->duplicates, 0);
    QVERIFY(story.audit->rolledBack > 0);
    QCOMPARE(story.audit->rolledBackPresent, 0);
    // What the clients lost lies on the old primary's disk: no more than was counted there.
    QVERIFY(story.audit->lostCount <=
            story.outcome.values.text(QStringLiteral("discarded_commits")).toLongLong());

    const StepReport *newLog = stepOf(story.outcome, QStringLiteral("log-lines-") + m_other);
    const StepReport *oldLog = stepOf(story.outcome, QStringLiteral("log-lines-") + m_home);
    QVERIFY(newLog != nullptr && oldLog != nullptr);
    QVERIFY2(newLog->output.contains(QStringLiteral("received promote request")) &&
                 newLog->output.contains(QStringLiteral("selected new timeline ID: 2")),
             qPrintable(newLog->output));
    QVERIFY2(oldLog->output.contains(QStringLiteral("LOG:")), qPrintable(oldLog->output));
    m_timeline += 1;
}

void LabTest::theOldPrimaryComesUpReadOnly()
{
    QCOMPARE(recordField(*m_lab, m_home, QStringLiteral("fenced")), QStringLiteral("1"));
    QCOMPARE(m_lab->shell(m_home, QStringLiteral("ls \"$data/standby.signal\" | wc -l")).trimmed(),
             QStringLiteral("1"));
    const QString started = m_lab->shell(
        m_home,
        QStringLiteral(
            "\"$bin\"/pg_ctl -D \"$config\" -s -w -l \"$log/hand.log\" start </dev/null 2>&1; "
            "echo code=$?; grep -h FATAL \"$log\"/post* | tail -n 3"));
    QVERIFY2(started.contains(QStringLiteral("code=0")), qPrintable(started));
    for (int round = 0; round < 20; ++round) {
        QString error;
        Q_UNUSED(m_lab->sql(m_home, QStringLiteral("insert into pgtandem.nonce values ('by hand')"),
                            &error))
        QCOMPARE(error, QStringLiteral("25006"));
        QTest::qWait(25); // pause: it is watched for half a second
    }
    QCOMPARE(m_lab->sql(m_home, QStringLiteral("select pg_is_in_recovery()")), QStringLiteral("t"));
    QVERIFY(m_lab->state() != PairState::SplitBrain);
    // Our own start keeps to the fence.
    QCOMPARE(
        m_lab->shell(m_home, QStringLiteral("\"$bin\"/pg_ctl -D \"$config\" -s -w -m fast stop")),
        QString());
    ShellCommand start;
    start.script = guardedScript(stageScript(QStringLiteral("start_server")));
    const Layout layout = Layout::of(*m_lab->session().profile().node(m_home));
    start.variables = {
        {QStringLiteral("record"), layout.recordFile},
        {QStringLiteral("epoch"), recordField(*m_lab, m_home, QStringLiteral("epoch"))},
        {QStringLiteral("data"), layout.dataDirectory},
        {QStringLiteral("bin"), layout.binDirectory},
        {QStringLiteral("config"), layout.configDirectory},
        {QStringLiteral("log"), layout.logDirectory}};
    const auto refused = m_lab->session().world().shell(m_home, start, {}, {});
    QVERIFY(refused.ok());
    QCOMPARE(refused->exitCode, 77);
    QCOMPARE(m_lab->state(), PairState::FailedOver);
}

void LabTest::resyncBringsItBack()
{
    const Outcome outcome = stage(Stage::Resync);
    QVERIFY2(outcome.isDone(), told(outcome));
    QVERIFY(
        QStringList({QStringLiteral("follow"), QStringLiteral("rewind"), QStringLiteral("clone")})
            .contains(outcome.values.text(QStringLiteral("method"))));
    QCOMPARE(m_lab->state(), PairState::Swapped);
    QCOMPARE(timelineOf(*m_lab), m_timeline);
    const StepReport *log = stepOf(outcome, QStringLiteral("log-lines-") + m_home);
    QVERIFY(log != nullptr);
    QVERIFY2(log->output.contains(QStringLiteral("entering standby mode")),
             qPrintable(log->output));
}

void LabTest::checkHandover(Stage stage, const QString &from)
{
    QVERIFY(m_drill->waitForWrites(from, 100, Deadline::after(std::chrono::seconds(30)), {}));
    const HandoverStory story = m_drill->handover(stage, {});
    QVERIFY2(story.outcome.isDone(), told(story.outcome));
    const auto certificate = certificateOf(story.outcome);
    QVERIFY(certificate.has_value());
    QVERIFY(!certificate->shutdownEndLsn.isEmpty());
    QCOMPARE(certificate->replayLsn, certificate->shutdownEndLsn);
    QCOMPARE(certificate->forkLsn, certificate->shutdownEndLsn);
    QVERIFY(story.audit.has_value());
    QVERIFY(story.audit->acknowledged >= 100);
    QCOMPARE(story.audit->lostCount, 0);
    QCOMPARE(story.audit->kept, story.audit->acknowledged);
    QCOMPARE(story.audit->duplicates, 0);
    m_timeline += 1;
    QCOMPARE(timelineOf(*m_lab), m_timeline);
    QVERIFY(story.outage && story.outage->seconds());
    qInfo("%s: %.3f s without a write", qPrintable(tokenOf(stage)), *story.outage->seconds());
    checkNothingIsLeft(*m_lab);
}

void LabTest::failbackLosesNothing()
{
    checkHandover(Stage::Failback, m_other);
    QCOMPARE(m_lab->state(), PairState::Healthy);
}

void LabTest::switchoverAndBackLoseNothing()
{
    checkHandover(Stage::Switchover, m_home);
    QCOMPARE(m_lab->state(), PairState::Swapped);
    checkHandover(Stage::Failback, m_other);
    QCOMPARE(m_lab->state(), PairState::Healthy);
}

void LabTest::nothingIsLeft()
{
    m_workload->stop();
    QVERIFY(m_ledger->close().ok());
    const auto report = m_drill->auditSince(0, {});
    QVERIFY(report.ok());
    QCOMPARE(report->acknowledged, report->kept + report->lostCount);
    QCOMPARE(report->inDoubt, report->doubtPresent + report->doubtAbsent);
    QCOMPARE(report->duplicates, 0);
    QCOMPARE(report->rolledBackPresent, 0);
    QCOMPARE(report->unknownRows, 0);
    checkNothingIsLeft(*m_lab);
    checkEqual(*m_lab);
}

QTEST_GUILESS_MAIN(LabTest)
#include "lab_test.moc"
