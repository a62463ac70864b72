// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_server.h"
#include "tests/support/probe_fixture.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <csignal>

#include <unistd.h>

using namespace tandem;
using namespace tandem::testing;

class NodeStatesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void seesAFrozenServer();
    void seesAFreezerCgroup_data();
    void seesAFreezerCgroup();
    void seesAStoppedServer();
    void seesOrphans();
    void aLoggerIsNoOrphan();
    void aServerThatComesUpIsNoOrphan();
    void seesNoData_data();
    void seesNoData();
    void seesAStranger();

private:
    NodeFacts probe(const NodeProfile &node, const ProbeOptions &options = {});
    std::unique_ptr<ScratchServer> m_primary;
    std::unique_ptr<ScratchServer> m_standby;
    Profile m_profile;
    MemorySecrets m_secrets;
    std::optional<Connection> m_connection;
};

// The id that the script prints; 0 when it prints none.
static pid_t pidFrom(const ScratchServer &server, const QString &script)
{
    return static_cast<pid_t>(server.script(script).trimmed().toInt());
}

NodeFacts NodeStatesTest::probe(const NodeProfile &node, const ProbeOptions &options)
{
    LocalShell shell(node.name, {});
    m_connection.reset();
    return probeNode(node, SqlAccess(m_profile, m_secrets), &shell, m_connection, options, {});
}

void NodeStatesTest::initTestCase()
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

void NodeStatesTest::cleanupTestCase()
{
    m_standby.reset();
    m_primary.reset();
}

void NodeStatesTest::seesAFrozenServer()
{
    m_primary->signalPostmaster(SIGSTOP);
    ProbeOptions options;
    options.sqlPatience = Milliseconds(300);
    QElapsedTimer timer;
    timer.start();
    const auto facts = probe(m_profile.nodes[0], options);
    const auto took = timer.elapsed();
    m_primary->signalPostmaster(SIGCONT);
    QCOMPARE(facts.sql->answer, ServerAnswer::Silent);
    QVERIFY(!facts.replication);
    QCOMPARE(facts.process->kind, ProcessFacts::Kind::Frozen);
    QCOMPARE(facts.process->postmasterPid, std::int64_t(m_primary->postmasterPid()));
    QVERIFY2(took < 600, qPrintable(QString::number(took)));
}

void NodeStatesTest::seesAFreezerCgroup_data()
{
    QTest::addColumn<QString>("root");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("freeze");
    QTest::addColumn<QByteArray>("thaw");
    QTest::newRow("first version")
        << QStringLiteral("/sys/fs/cgroup/freezer") << QStringLiteral("freezer.state")
        << QByteArray("FROZEN") << QByteArray("THAWED");
    for (const char *root : {"/sys/fs/cgroup", "/sys/fs/cgroup/unified"})
        QTest::newRow(root) << QString::fromLatin1(root) << QStringLiteral("cgroup.freeze")
                            << QByteArray("1") << QByteArray("0");
}

void NodeStatesTest::seesAFreezerCgroup()
{
    QFETCH(QString, root);
    QFETCH(QString, file);
    QFETCH(QByteArray, freeze);
    QFETCH(QByteArray, thaw);
    const auto write = [](const QString &path, const QByteArray &text) {
        QFile target(path);
        return target.open(QIODevice::WriteOnly | QIODevice::Unbuffered) &&
               target.write(text) == text.size();
    };
    const QString group = root + QStringLiteral("/tandem-test-%1").arg(getpid());
    const QByteArray pid = QByteArray::number(m_primary->postmasterPid());
    if (!QFile::exists(root + QStringLiteral("/cgroup.procs")) || !QDir().mkdir(group))
        QSKIP("There is no such freezer, or it is not ours to use.");
    const bool isFrozen = write(group + QStringLiteral("/cgroup.procs"), pid) &&
                          write(group + QLatin1Char('/') + file, freeze);
    ProbeOptions options;
    options.sqlPatience = Milliseconds(200);
    const auto process = probe(m_profile.nodes[0], options).process;
    write(group + QLatin1Char('/') + file, thaw);
    write(root + QStringLiteral("/cgroup.procs"), pid);
    const auto isGone = [&group] { return QDir().rmdir(group) || !QFile::exists(group); };
    QTRY_VERIFY_WITH_TIMEOUT(isGone(), 2000);
    QVERIFY(isFrozen);
    QVERIFY(process);
    QCOMPARE(process->kind, ProcessFacts::Kind::Frozen);
    QCOMPARE(probe(m_profile.nodes[0]).process->kind, ProcessFacts::Kind::Running);
}

void NodeStatesTest::seesAStoppedServer()
{
    QVERIFY(m_standby->stop());
    auto facts = probe(m_profile.nodes[1]);
    QCOMPARE(facts.sql->answer, ServerAnswer::Refused);
    QCOMPARE(facts.sql->code, QStringLiteral("refused"));
    QCOMPARE(facts.process->kind, ProcessFacts::Kind::None);
    QCOMPARE(facts.process->processCount, 0);
    QCOMPARE(facts.process->postmasterPid, std::int64_t(0));
    QCOMPARE(facts.data->controlState, QStringLiteral("shut down in recovery"));
    // A pid file that outlived its server names nobody, or somebody else.
    for (const char *stale : {"999999", "1", "garbage", "", "-1"}) {
        m_standby->script(
            QStringLiteral("echo '%1' >\"$dir/data/postmaster.pid\"").arg(QLatin1String(stale)));
        facts = probe(m_profile.nodes[1]);
        QVERIFY2(facts.process, stale);
        QVERIFY2(facts.process->kind == ProcessFacts::Kind::None, stale);
    }
    m_standby->script(QStringLiteral("rm \"$dir/data/postmaster.pid\""));
    QVERIFY(m_standby->start());
}

void NodeStatesTest::seesOrphans()
{
    auto server = ScratchServer::create();
    QVERIFY(server);
    const auto node = nodeOf(*server, QStringLiteral("c"));
    // A backend that is busy does not look whether its postmaster lives.
    auto busy = Connection::open(server->overSocket(), Deadline::after(Milliseconds(5000)), {});
    QVERIFY(busy);
    const auto backend = busy->exec(QStringLiteral("select pg_backend_pid() as pid"),
                                    Deadline::after(Milliseconds(5000)), {});
    QVERIFY(backend);
    const auto pid = static_cast<pid_t>(backend->text(QStringLiteral("pid")).toInt());
    kill(pid, SIGSTOP);
    server->signalPostmaster(SIGKILL);
    const auto isAlone = [&] {
        const auto process = probe(node).process;
        return process && process->kind == ProcessFacts::Kind::OrphansOnly &&
               process->processCount == 1;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isAlone(), 5000);
    kill(pid, SIGKILL);
    const auto isEmpty = [&] { return probe(node).process->kind == ProcessFacts::Kind::None; };
    QTRY_VERIFY_WITH_TIMEOUT(isEmpty(), 5000);
    QCOMPARE(probe(node).data->controlState, QStringLiteral("in production"));
}

// It ends last, when a server that is stopped in order has gone: nobody is to take that for a
// crash.
void NodeStatesTest::aLoggerIsNoOrphan()
{
    auto server = ScratchServer::create();
    QVERIFY(server);
    QVERIFY(server->stop());
    server->script(
        QStringLiteral("echo 'logging_collector = on' >>\"$dir/data/postgresql.auto.conf\""));
    QVERIFY(server->start());
    const pid_t logger = pidFrom(
        *server, QStringLiteral("ps -o pid=,args= --ppid \"$(head -n 1 "
                                "\"$dir/data/postmaster.pid\")\" | sed -n 's/^ *\\([0-9]*\\) "
                                "postgres: .*logger *$/\\1/p'"));
    QVERIFY(logger > 1);
    kill(logger, SIGSTOP);
    QVERIFY(server->stop());
    const auto facts = probe(nodeOf(*server, QStringLiteral("c")));
    kill(logger, SIGCONT);
    QCOMPARE(facts.process->processCount, 1);
    QCOMPARE(facts.process->kind, ProcessFacts::Kind::None);
    QCOMPARE(facts.data->controlState, QStringLiteral("shut down"));
}

// Before it has its lock file, as in its last moments: its own process and nothing else, which no
// signal can hold there, so one of the same name takes its place.
void NodeStatesTest::aServerThatComesUpIsNoOrphan()
{
    auto server = ScratchServer::create();
    QVERIFY(server);
    QVERIFY(server->stop());
    const pid_t begun =
        pidFrom(*server, QStringLiteral("cp \"$(command -v sleep)\" \"$dir/postgres\"\n"
                                        "cd \"$dir/data\" || exit 1\n"
                                        "\"$dir/postgres\" 60 >/dev/null 2>&1 &\necho $!\n"));
    QVERIFY(begun > 1);
    const auto facts = probe(nodeOf(*server, QStringLiteral("c")));
    kill(begun, SIGKILL);
    QCOMPARE(facts.process->processCount, 1);
    QCOMPARE(facts.process->kind, ProcessFacts::Kind::None);
    QCOMPARE(facts.data->controlState, QStringLiteral("shut down"));
}

void NodeStatesTest::seesNoData_data()
{
    QTest::addColumn<QString>("prepare");
    QTest::addColumn<DataDirectoryFacts::Kind>("kind");
    using Kind = DataDirectoryFacts::Kind;
    QTest::newRow("missing") << QString() << Kind::Missing;
    QTest::newRow("empty") << QStringLiteral("mkdir \"$dir/x y'\"") << Kind::Empty;
    QTest::newRow("foreign") << QStringLiteral("mkdir \"$dir/x y'\"; : >\"$dir/x y'/.hidden\"")
                             << Kind::Foreign;
    QTest::newRow("a file") << QStringLiteral(": >\"$dir/x y'\"") << Kind::Foreign;
}

void NodeStatesTest::seesNoData()
{
    QFETCH(QString, prepare);
    QFETCH(DataDirectoryFacts::Kind, kind);
    m_primary->script(prepare + QStringLiteral("\n:"));
    auto node = m_profile.nodes[0];
    node.postgres.port = freePort();
    node.postgres.dataDirectory = m_primary->directory() + QStringLiteral("/x y'");
    const auto facts = probe(node);
    m_primary->script(QStringLiteral("rm -rf \"$dir/x y'\""));
    QVERIFY(facts.host);
    QVERIFY(facts.host->freeBytes > 0);
    QVERIFY(facts.data);
    QCOMPARE(facts.data->kind, kind);
    QVERIFY(facts.process);
    QCOMPARE(facts.process->kind, ProcessFacts::Kind::None);
}

void NodeStatesTest::seesAStranger()
{
    const FakeServer http(FakeServer::Manner::Http);
    auto node = m_profile.nodes[0];
    node.host = QStringLiteral("127.0.0.1");
    node.postgres.port = http.port();
    const auto facts = probe(node);
    QCOMPARE(facts.sql->answer, ServerAnswer::NotPostgres);
    QVERIFY(!facts.replication);
}

QTEST_GUILESS_MAIN(NodeStatesTest)
#include "node_states_test.moc"
