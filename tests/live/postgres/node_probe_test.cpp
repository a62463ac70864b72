// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/embedded_text.h"
#include "tests/support/probe_fixture.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QTest>

using namespace tandem;
using namespace tandem::testing;

class NodeProbeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void textsAreEmbedded();
    void seesThePrimary();
    void seesTheStandby();
    void monitorRoleSeesTheSame();
    void fallsBackToTheAdmin();
    void looksTwiceOverOneSession();
    void replacesADeadSession();
    void seesTheRecord_data();
    void seesTheRecord();
    void seesUnwritableFiles();

private:
    NodeFacts probe(const NodeProfile &node, const ProbeOptions &options = {});
    std::unique_ptr<ScratchServer> m_primary;
    std::unique_ptr<ScratchServer> m_standby;
    Profile m_profile;
    MemorySecrets m_secrets;
    std::optional<Connection> m_connection;
};

NodeFacts NodeProbeTest::probe(const NodeProfile &node, const ProbeOptions &options)
{
    LocalShell shell(node.name, {});
    m_connection.reset();
    return probeNode(node, SqlAccess(m_profile, m_secrets), &shell, m_connection, options, {});
}

void NodeProbeTest::initTestCase()
{
    m_primary = ScratchServer::create();
    QVERIFY(m_primary);
    m_primary->sql(QStringLiteral("select pg_create_physical_replication_slot('peer', true)"));
    m_standby = ScratchServer::standbyOf(*m_primary);
    QVERIFY(m_standby);
    m_standby->script(QStringLiteral(
        "printf '%s\\n' \"primary_slot_name = 'peer'\" >>\"$dir/data/postgresql.auto.conf\""));
    QVERIFY(m_standby->start());
    m_profile.roles.admin = QStringLiteral("postgres");
    m_profile.tls = TlsMode::Prefer;
    m_profile.nodes = {nodeOf(*m_primary, QStringLiteral("a")),
                       nodeOf(*m_standby, QStringLiteral("b"))};
    const auto isStreaming = [this] {
        return m_primary
            ->sql(QStringLiteral(
                "select state from pg_stat_replication where replay_lsn is not null"))
            .text(QStringLiteral("state"));
    };
    QTRY_COMPARE_WITH_TIMEOUT(isStreaming(), QStringLiteral("streaming"), 10000);
}

void NodeProbeTest::cleanupTestCase()
{
    m_standby.reset();
    m_primary.reset();
}

void NodeProbeTest::textsAreEmbedded()
{
    QVERIFY(sqlNamed(QStringLiteral("node_facts")).contains(QLatin1String("pg_is_in_recovery")));
    QVERIFY(embeddedText(QStringLiteral(":/postgres/scripts/node_facts.sh"))
                .contains(QLatin1String("postmaster.pid")));
}

void NodeProbeTest::seesThePrimary()
{
    QElapsedTimer timer;
    timer.start();
    const auto facts = probe(m_profile.nodes[0]);
    qInfo("a first look took %lld ms", timer.elapsed());
    QCOMPARE(facts.name, QStringLiteral("a"));
    QVERIFY2(facts.host, qPrintable(facts.hostProblem.english()));
    QVERIFY(!facts.host->bootId.isEmpty());
    QVERIFY(qAbs(facts.host->clockMilliseconds - QDateTime::currentMSecsSinceEpoch()) < 2000);
    QVERIFY(facts.host->freeBytes > 1024 * 1024);
    QVERIFY(facts.data);
    QCOMPARE(facts.data->kind, DataDirectoryFacts::Kind::Initialised);
    QCOMPARE(facts.data->controlState, QStringLiteral("in production"));
    QCOMPARE(facts.data->timeline, 1U);
    QVERIFY(facts.data->walLogHintsOrChecksums);
    QVERIFY(!facts.data->standbySignal);
    QVERIFY(facts.data->latestCheckpoint.position > 0);
    QVERIFY(facts.process);
    QCOMPARE(facts.process->kind, ProcessFacts::Kind::Running);
    QCOMPARE(facts.process->postmasterPid, std::int64_t(m_primary->postmasterPid()));
    QVERIFY(facts.process->processCount >= 5);
    QVERIFY(facts.record);
    QCOMPARE(*facts.record, RecordFacts());
    QVERIFY(facts.sql);
    QVERIFY2(facts.sql->answer == ServerAnswer::Accepts, qPrintable(facts.sql->message));
    QVERIFY(facts.replication);
    const auto &replication = *facts.replication;
    QVERIFY(!replication.inRecovery);
    QCOMPARE(replication.systemIdentifier, facts.data->systemIdentifier);
    QVERIFY(replication.systemIdentifier > 0);
    QCOMPARE(replication.serverVersion / 10000, facts.data->majorVersion);
    QCOMPARE(replication.timeline, 1U);
    QVERIFY(replication.insert);
    QVERIFY(!replication.received && !replication.replayed);
    QCOMPARE(replication.senders.size(), size_t(1));
    QCOMPARE(replication.senders[0].state, QStringLiteral("streaming"));
    QCOMPARE(replication.senders[0].applicationName, QStringLiteral("walreceiver"));
    QVERIFY(replication.senders[0].replayed);
    QCOMPARE(replication.slots.size(), size_t(1));
    QCOMPARE(replication.slots[0].name, QStringLiteral("peer"));
    QVERIFY(replication.slots[0].active);
    QVERIFY(replication.slots[0].restart);
    QCOMPARE(replication.slots[0].walStatus, QStringLiteral("reserved"));
    QCOMPARE(replication.clientSessions, 0);
    QVERIFY(replication.commits > 0);
    auto other = m_primary->overSocket();
    other.applicationName = QStringLiteral("somebody");
    const auto client = Connection::open(other, Deadline::after(Milliseconds(5000)), {});
    QVERIFY(client);
    QCOMPARE(probe(m_profile.nodes[0]).replication->clientSessions, 1);
}

void NodeProbeTest::seesTheStandby()
{
    const auto facts = probe(m_profile.nodes[1]);
    QVERIFY(facts.data);
    QVERIFY(facts.data->standbySignal);
    QCOMPARE(facts.data->controlState, QStringLiteral("in archive recovery"));
    QVERIFY(facts.replication);
    QVERIFY(facts.replication->inRecovery);
    QVERIFY(facts.replication->receiverStreaming);
    QVERIFY(facts.replication->received && facts.replication->replayed);
    QVERIFY(!facts.replication->insert);
    QVERIFY(!facts.replication->replayPaused);
    QCOMPARE(facts.replication->timeline, 1U);
    QVERIFY(facts.replication->senders.empty());
    m_standby->sql(QStringLiteral("select pg_wal_replay_pause()"));
    const auto isPaused = [this] { return probe(m_profile.nodes[1]).replication->replayPaused; };
    QVERIFY(isPaused());
    m_standby->sql(QStringLiteral("select pg_wal_replay_resume()"));
    QVERIFY(!isPaused());
}

void NodeProbeTest::monitorRoleSeesTheSame()
{
    m_primary->sql(QStringLiteral("create role tandem_monitor login; grant pg_monitor to "
                                  "tandem_monitor"));
    const auto asAdmin = probe(m_profile.nodes[0]);
    QVERIFY(m_secrets.put(QStringLiteral("monitor"), Secret("m")));
    auto asMonitor = probe(m_profile.nodes[0]);
    const auto who = m_connection->exec(QStringLiteral("select current_user::text as who"),
                                        Deadline::after(Milliseconds(5000)), {});
    QVERIFY(who);
    QCOMPARE(who->text(QStringLiteral("who")), QStringLiteral("tandem_monitor"));
    QVERIFY(asMonitor.replication);
    // What moves on by itself aside, nothing is hidden from it.
    asMonitor.replication->commits = asAdmin.replication->commits;
    asMonitor.replication->uptimeSeconds = asAdmin.replication->uptimeSeconds;
    asMonitor.replication->insert = asAdmin.replication->insert;
    asMonitor.replication->senders = asAdmin.replication->senders;
    asMonitor.replication->slots = asAdmin.replication->slots;
    QCOMPARE(*asMonitor.replication, *asAdmin.replication);
    const auto standby = [this] { return probe(m_profile.nodes[1]).replication; };
    QTRY_VERIFY(standby() && standby()->receiverStreaming);
}

void NodeProbeTest::fallsBackToTheAdmin()
{
    QVERIFY(m_secrets.put(QStringLiteral("monitor"), Secret("m")));
    Profile profile = m_profile;
    profile.roles.monitor = QStringLiteral("not_made_yet");
    std::optional<Connection> connection;
    const auto facts =
        probeNode(profile.nodes[0], SqlAccess(profile, m_secrets), nullptr, connection, {}, {});
    QVERIFY(facts.replication);
    QVERIFY(!facts.host && !facts.data && !facts.process && !facts.record);
}

void NodeProbeTest::looksTwiceOverOneSession()
{
    ProbeOptions options;
    options.withShell = false;
    std::optional<Connection> connection;
    const auto pid = [&] {
        const auto rows = connection->exec(QStringLiteral("select pg_backend_pid() as pid"),
                                           Deadline::after(Milliseconds(5000)), {});
        return rows ? rows->text(QStringLiteral("pid")) : QString();
    };
    const auto look = [&] {
        return probeNode(m_profile.nodes[0], SqlAccess(m_profile, m_secrets), nullptr, connection,
                         options, {});
    };
    QVERIFY(look().replication);
    const QString first = pid();
    QElapsedTimer timer;
    timer.start();
    QVERIFY(look().replication);
    qInfo("a look over a held session took %.1f ms", double(timer.nsecsElapsed()) / 1e6);
    QCOMPARE(pid(), first);
    options.freshConnection = true;
    QVERIFY(look().replication);
    QVERIFY(pid() != first);
}

void NodeProbeTest::replacesADeadSession()
{
    std::optional<Connection> connection;
    const auto look = [&] {
        return probeNode(m_profile.nodes[0], SqlAccess(m_profile, m_secrets), nullptr, connection,
                         {}, {});
    };
    QVERIFY(look().replication);
    m_primary->sql(
        QStringLiteral("select pg_terminate_backend(pid, 5000) from pg_stat_activity "
                       "where application_name = 'pgtandem' and pid <> pg_backend_pid()"));
    QVERIFY(look().replication);
}

void NodeProbeTest::seesTheRecord_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<RecordFacts>("expected");
    RecordFacts full;
    full.epoch = 7;
    full.operation = QStringLiteral("failback");
    full.owner = QStringLiteral("me@here=1");
    full.bootId = QStringLiteral("b-1");
    full.fenced = true;
    full.unfencedPeer = QStringLiteral("vm 2");
    full.handoverEnd = QStringLiteral("0/3000148");
    full.heartbeatAgeMilliseconds = 60000;
    QTest::newRow("full") << QStringLiteral(
                                 "version=1\nepoch=7\noperation=failback\nowner=me@here=1\n"
                                 "heartbeat=%1\nboot=b-1\nfenced=1\nunfenced_peer=vm 2\n"
                                 "handover_end=0/3000148\n")
                          << full;
    RecordFacts idle;
    idle.epoch = 3;
    QTest::newRow("idle") << QStringLiteral("version=1\nepoch=3\noperation=\nowner=\nfenced=0")
                          << idle;
    RecordFacts future;
    future.epoch = 9;
    future.operation = QStringLiteral("unknown version 2");
    QTest::newRow("future") << QStringLiteral("version=2\nepoch=9\noperation=x\nfenced=1\n")
                            << future;
    RecordFacts broken;
    broken.operation = QStringLiteral("unreadable record");
    QTest::newRow("empty") << QString() << broken;
    QTest::newRow("garbage") << QStringLiteral("\x01\x02 garbage=\n==\n") << broken;
    QTest::newRow("bad epoch") << QStringLiteral("version=1\nepoch=-1\n") << broken;
}

void NodeProbeTest::seesTheRecord()
{
    QFETCH(QString, text);
    QFETCH(RecordFacts, expected);
    const QString minuteAgo = QString::number(QDateTime::currentMSecsSinceEpoch() - 60000);
    text.replace(QLatin1String("%1"), minuteAgo);
    m_primary->script(QStringLiteral("mkdir -p \"$dir/pgtandem\"; printf %s ") + shellQuoted(text) +
                      QStringLiteral(" >\"$dir/pgtandem/record\""));
    const auto facts = probe(m_profile.nodes[0]);
    m_primary->script(QStringLiteral("rm \"$dir/pgtandem/record\""));
    QVERIFY(facts.record);
    RecordFacts seen = *facts.record;
    QVERIFY(qAbs(seen.heartbeatAgeMilliseconds - expected.heartbeatAgeMilliseconds) < 5000);
    seen.heartbeatAgeMilliseconds = expected.heartbeatAgeMilliseconds;
    QVERIFY2(seen == expected, qPrintable(seen.operation));
    // The rest of the look does not suffer from a strange record.
    QVERIFY(facts.host && facts.data && facts.process);
}

void NodeProbeTest::seesUnwritableFiles()
{
    // The names come from the directory: one tries to speak in the script's own words.
    int ignored = 0;
    m_primary->script(QStringLiteral(R"(cd "$dir/data" && for i in $(seq 25); do : >"ro $i"; done
        : >"ro
process=none
epoch=99"; chmod 0400 ro*)"),
                      &ignored);
    ProbeOptions options;
    QVERIFY(probe(m_profile.nodes[0], options).data->unwritableFiles.isEmpty());
    options.checkFiles = true;
    const auto facts = probe(m_profile.nodes[0], options);
    m_primary->script(QStringLiteral("cd \"$dir/data\" && rm -f ro*"));
    const auto &files = facts.data->unwritableFiles;
    QVERIFY2(files.size() >= 18 && files.size() <= 20, qPrintable(files.join(QLatin1Char('\n'))));
    for (const QString &file : files)
        QVERIFY2(file.startsWith(m_primary->dataDirectory() + QStringLiteral("/ro")),
                 qPrintable(file));
    QCOMPARE(facts.process->kind, ProcessFacts::Kind::Running);
    QCOMPARE(facts.record->epoch, std::uint64_t(0));
    QVERIFY(probe(m_profile.nodes[0], options).data->unwritableFiles.isEmpty());
}

QTEST_GUILESS_MAIN(NodeProbeTest)
#include "node_probe_test.moc"
