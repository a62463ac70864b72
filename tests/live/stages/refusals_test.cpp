// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is refused: with its exit code, one sentence that names the node, and nothing changed.
#include "core/stages/check.h"
#include "tests/live/stages/lab_words.h"
#include "tests/support/fake_server.h"
#include "tests/support/scratch_server.h"

using namespace tandem;
using namespace tandem::words;

class RefusalsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void failoverBesideAPrimaryThatAnswers();
    void failbackWhileReplayIsPaused();
    void failbackWhileNothingStreams();
    void failbackWhileTheArchiveFails();
    void wrongProfiles_data();
    void wrongProfiles();
    void aNodeOfAnotherSystem();
    void aRoleWithoutPower();
    void failoverWhileReplayIsPaused();

private:
    // Nothing was changed by a refused run of the plan.
    void checkRefused(const Outcome &outcome, const QString &before, const QString &named);
    Plan planned(Stage stage)
    {
        m_snapshot = m_lab->session().observe({});
        const auto plan = m_lab->session().plan(stage, m_snapshot);
        if (!plan.ok())
            qWarning("%s", qPrintable(plan.error().sentence.english()));
        return plan.ok() ? *plan : Plan();
    }
    QString sql(const QString &node, const char *text)
    {
        return m_lab->sql(node, QLatin1String(text));
    }

    std::unique_ptr<LabPair> m_lab;
    ClusterSnapshot m_snapshot;
    QString m_home, m_other;
};

// The pair stands in exchanged roles, so that a failback is what one would do.
void RefusalsTest::initTestCase()
{
    auto lab = LabPair::setUp();
    QVERIFY2(lab.ok(), lab.ok() ? "" : qPrintable(lab.error().sentence.english()));
    m_lab = std::move(*lab);
    m_home = m_lab->home();
    m_other = m_lab->other();
    const Outcome outcome = play(m_lab->session(), Stage::Switchover);
    QVERIFY2(outcome.isDone(), told(outcome));
}

void RefusalsTest::cleanup()
{
    QTRY_COMPARE_WITH_TIMEOUT(m_lab->state(), PairState::Swapped, 20000);
    checkNothingIsLeft(*m_lab);
}

void RefusalsTest::checkRefused(const Outcome &outcome, const QString &before, const QString &named)
{
    QVERIFY2(outcome.kind == Outcome::Kind::Refused, told(outcome));
    QCOMPARE(outcome.exitCode, 3);
    const QString sentence = outcome.sentence.english();
    const NodeProfile *node = m_lab->session().profile().node(named);
    const bool isNamed =
        sentence.contains(named) ||
        (node != nullptr && sentence.contains(u':' + QString::number(node->postgres.port)));
    QVERIFY2(isNamed && !sentence.contains(u'\n'), told(outcome));
    checkUnchanged(*m_lab, before);
}

void RefusalsTest::failoverBesideAPrimaryThatAnswers()
{
    const QString before = fingerprint(*m_lab);
    checkRefused(play(m_lab->session(), Stage::Failover), before, m_other);
    // A plan of a moment ago meets a primary that came back: the witness stops it.
    ClusterSnapshot stale = m_lab->session().observe({});
    for (NodeFacts &node : stale.nodes) {
        if (node.name == m_other) {
            node.sql = SqlFacts{ServerAnswer::Refused, QStringLiteral("refused"), {}};
            node.replication.reset();
            node.process = ProcessFacts{};
        } else {
            node.replication->receiverStreaming = false;
        }
    }
    const auto plan = m_lab->session().plan(Stage::Failover, stale);
    QVERIFY(plan.ok());
    const Outcome outcome = m_lab->session().run(*plan, stale, {}, {});
    checkRefused(outcome, before, m_other);
    QVERIFY(stepOf(outcome, QStringLiteral("fence-") + m_other) == nullptr);
}

void RefusalsTest::failbackWhileReplayIsPaused()
{
    QString error;
    Q_UNUSED(m_lab->sql(m_home, QStringLiteral("select pg_wal_replay_pause()"), &error))
    QCOMPARE(error, QString());
    const QString before = fingerprint(*m_lab);
    const Outcome outcome = play(m_lab->session(), Stage::Failback);
    checkRefused(outcome, before, m_home);
    QVERIFY2(isStep(outcome, QStringLiteral("not-paused"), StepStatus::Failed), told(outcome));
    QVERIFY(outcome.sentence.english().contains(QStringLiteral("pg_wal_replay_resume")));
    Q_UNUSED(sql(m_home, "select pg_wal_replay_resume()"))
}

void RefusalsTest::failbackWhileNothingStreams()
{
    // A standby that does not receive tells the timeline of its last restart point.
    Q_UNUSED(sql(m_other, "checkpoint"))
    QVERIFY(catchesUp(*m_lab, m_other, m_home));
    Q_UNUSED(sql(m_home, "checkpoint"))
    const Plan plan = planned(Stage::Failback);
    QCOMPARE(m_lab->shell(m_home, QStringLiteral("echo \"primary_conninfo = ''\" "
                                                 ">\"$config/conf.d/70-test.conf\"")),
             QString());
    QCOMPARE(sql(m_home, "select pg_reload_conf()"), QStringLiteral("t"));
    QTRY_COMPARE_WITH_TIMEOUT(sql(m_other, "select count(*) from pg_stat_replication"),
                              QStringLiteral("0"), 20000);
    QTRY_COMPARE_WITH_TIMEOUT(m_lab->state(), PairState::StandbyLagging, 20000);
    const QString before = fingerprint(*m_lab);
    // The table says so, and a plan of a moment ago finds it out.
    checkRefused(play(m_lab->session(), Stage::Failback), before, m_home);
    const Outcome outcome = m_lab->session().run(plan, m_snapshot, {}, {});
    checkRefused(outcome, before, m_home);
    QVERIFY2(isStep(outcome, QStringLiteral("streams"), StepStatus::Failed), told(outcome));
    QCOMPARE(m_lab->shell(m_home, QStringLiteral("rm \"$config/conf.d/70-test.conf\"")), QString());
    QCOMPARE(sql(m_home, "select pg_reload_conf()"), QStringLiteral("t"));
}

void RefusalsTest::failbackWhileTheArchiveFails()
{
    QCOMPARE(m_lab->shell(m_other, QStringLiteral("echo \"archive_command = 'false'\" "
                                                  ">\"$config/conf.d/70-test.conf\"")),
             QString());
    QCOMPARE(sql(m_other, "select pg_reload_conf()"), QStringLiteral("t"));
    QString error;
    Q_UNUSED(m_lab->sql(m_other, QStringLiteral("insert into pgtandem.nonce values ('archive')"),
                        &error))
    QCOMPARE(error, QString());
    Q_UNUSED(sql(m_other, "select pg_switch_wal()"))
    QTRY_VERIFY_WITH_TIMEOUT(sql(m_other, "select failed_count from pg_stat_archiver").toInt() > 0,
                             20000);
    const QString before = fingerprint(*m_lab);
    const Outcome outcome = play(m_lab->session(), Stage::Failback);
    checkRefused(outcome, before, m_other);
    QVERIFY2(isStep(outcome, QStringLiteral("archive"), StepStatus::Failed), told(outcome));
    QVERIFY(stepOf(outcome, QStringLiteral("stop-") + m_other) == nullptr);
    QCOMPARE(m_lab->shell(m_other, QStringLiteral("rm \"$config/conf.d/70-test.conf\"")),
             QString());
    QCOMPARE(sql(m_other, "select pg_reload_conf()"), QStringLiteral("t"));
}

void RefusalsTest::wrongProfiles_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("code");
    QTest::newRow("wrong password") << "password"
                                    << "28P01";
    QTest::newRow("wrong database") << "database"
                                    << "3D000";
    QTest::newRow("a port that nobody listens on") << "closed"
                                                   << "refused";
    QTest::newRow("a port that is not PostgreSQL's") << "stranger"
                                                     << "not-postgres";
}

void RefusalsTest::wrongProfiles()
{
    QFETCH(QString, what);
    QFETCH(QString, code);
    const testing::FakeServer stranger(testing::FakeServer::Manner::Http);
    Profile profile = m_lab->session().profile();
    QString secrets;
    const auto acting = std::find_if(profile.nodes.begin(), profile.nodes.end(),
                                     [&](const NodeProfile &node) { return node.name == m_other; });
    if (what == QLatin1String("database"))
        profile.database = QStringLiteral("nowhere");
    if (what == QLatin1String("closed"))
        acting->postgres.port = testing::freePort();
    if (what == QLatin1String("stranger"))
        acting->postgres.port = stranger.port();
    if (what == QLatin1String("password")) {
        secrets = m_lab->pair().path(QStringLiteral("wrong.secrets.json"));
        auto store = FileSecretStore::open(secrets);
        QVERIFY(store.ok());
        for (const auto &[key, secret] : m_lab->session().secrets().all()) {
            const bool isWrong = key == QLatin1String("admin") || key == QLatin1String("monitor");
            QVERIFY((*store)->put(key, isWrong ? Secret("wrong") : secret).ok());
        }
    }
    auto session = m_lab->sessionWith(profile, what, secrets);
    QVERIFY(session.ok());
    const ClusterSnapshot snapshot = (*session)->observe({});
    QVERIFY(snapshot.node(m_other)->sql.has_value());
    const QString before = fingerprint(*m_lab);
    for (const Stage stage : {Stage::Failback, Stage::Failover, Stage::Resync}) {
        const Outcome outcome = play(**session, stage);
        QVERIFY2(outcome.kind == Outcome::Kind::Refused, told(outcome));
        QVERIFY2(outcome.exitCode == 3 || outcome.exitCode == 4, told(outcome));
        QVERIFY2(!outcome.sentence.english().contains(u'\n'), told(outcome));
        checkUnchanged(*m_lab, before);
    }
    bool seen = false;
    for (const CheckRow &row :
         checkPair({(*session)->profile(), snapshot}, (*session)->world(), {}))
        seen = seen || (row.node == m_other && row.holds == false && row.code == code);
    QVERIFY(seen);
}

void RefusalsTest::aNodeOfAnotherSystem()
{
    const auto foreign = testing::ScratchServer::create();
    QVERIFY(foreign != nullptr);
    Profile profile = m_lab->session().profile();
    for (NodeProfile &node : profile.nodes) {
        if (node.name == m_home) {
            node.postgres.port = foreign->port();
            node.postgres.dataDirectory = foreign->dataDirectory();
            node.postgres.configDirectory = foreign->directory();
        }
    }
    auto session = m_lab->sessionWith(profile, QStringLiteral("foreign"));
    QVERIFY(session.ok());
    QCOMPARE(deriveState((*session)->observe({})).state, PairState::NotOnePair);
    const QString before = fingerprint(*m_lab);
    for (const Stage stage : {Stage::Setup, Stage::Resync, Stage::Failback, Stage::Failover}) {
        const Outcome outcome = play(**session, stage, m_home);
        checkRefused(outcome, before, m_home);
        QVERIFY(outcome.steps.empty());
    }
    QCOMPARE(foreign->sql(QStringLiteral("select 1")).rows.size(), size_t(1));
}

void RefusalsTest::aRoleWithoutPower()
{
    const auto as = [&](const char *statement) {
        return m_lab->shell(
            m_other, QStringLiteral("\"$bin\"/psql -X -q -h \"${data%/*}/run\" -p \"$(sed -n 4p "
                                    "\"$data/postmaster.pid\")\" -U postgres -d postgres -c '%1'")
                         .arg(QLatin1String(statement)));
    };
    QCOMPARE(as("alter role main1 nosuperuser"), QString());
    QVERIFY(catchesUp(*m_lab, m_other, m_home));
    const QString before = fingerprint(*m_lab);
    checkRefused(play(m_lab->session(), Stage::Failback), before, QStringLiteral("main1"));

    // Dead, and still refused before the fence.
    crash(*m_lab, m_other);
    QTRY_COMPARE_WITH_TIMEOUT(m_lab->state(), PairState::PrimaryDown, 10000);
    const QString dead = fingerprint(*m_lab);
    const Outcome outcome = play(m_lab->session(), Stage::Failover);
    checkRefused(outcome, dead, QStringLiteral("main1"));
    QVERIFY(stepOf(outcome, QStringLiteral("fence-") + m_other) == nullptr);
    QVERIFY(m_lab->pair().sandbox().start(m_other, {}).ok());
    QTRY_COMPARE_WITH_TIMEOUT(m_lab->state(), PairState::Swapped, 20000);
    QCOMPARE(as("alter role main1 superuser"), QString());
}

void RefusalsTest::failoverWhileReplayIsPaused()
{
    QString error;
    Q_UNUSED(m_lab->sql(m_home, QStringLiteral("select pg_wal_replay_pause()"), &error))
    QCOMPARE(error, QString());
    crash(*m_lab, m_other);
    QTRY_COMPARE_WITH_TIMEOUT(m_lab->state(), PairState::PrimaryDown, 10000);
    const QString before = fingerprint(*m_lab);
    checkRefused(play(m_lab->session(), Stage::Failover), before, m_home);
    // Paused behind the back of the plan.
    ClusterSnapshot stale = m_lab->session().observe({});
    for (NodeFacts &node : stale.nodes) {
        if (node.replication)
            node.replication->replayPaused = false;
    }
    const auto plan = m_lab->session().plan(Stage::Failover, stale);
    QVERIFY(plan.ok());
    const Outcome outcome = m_lab->session().run(*plan, stale, {}, {});
    checkRefused(outcome, before, m_home);
    QVERIFY(stepOf(outcome, QStringLiteral("fence-") + m_other) == nullptr);
    Q_UNUSED(sql(m_home, "select pg_wal_replay_resume()"))
    QVERIFY(m_lab->pair().sandbox().start(m_other, {}).ok());
}

QTEST_GUILESS_MAIN(RefusalsTest)
#include "refusals_test.moc"
