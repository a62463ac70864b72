// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/monitor/watched_servers.h"
#include "tests/support/fake_server.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

// Counts what a watch tells.
struct Heard
{
    std::mutex mutex;
    std::vector<Look> looks;
    std::optional<MonotonicTime> endedAt;

    ServerWatch::Listener listener()
    {
        return {[this](const Look &look) {
                    const std::lock_guard lock(mutex);
                    looks.push_back(look);
                },
                [this](MonotonicTime at) {
                    const std::lock_guard lock(mutex);
                    endedAt = at;
                }};
    }
    std::optional<MonotonicTime> end()
    {
        const std::lock_guard lock(mutex);
        return endedAt;
    }
    std::optional<ServerAnswer> answer()
    {
        const std::lock_guard lock(mutex);
        return looks.empty() || !looks.back().facts.sql
                   ? std::nullopt
                   : std::optional(looks.back().facts.sql->answer);
    }
    Look last()
    {
        const std::lock_guard lock(mutex);
        return looks.back();
    }
    std::size_t count()
    {
        const std::lock_guard lock(mutex);
        return looks.size();
    }
};

} // namespace

class ServerWatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = ScratchServer::create({QStringLiteral("max_connections = 10")});
        QVERIFY(m_server);
        m_profile.roles.admin = QStringLiteral("postgres");
        m_profile.tls = TlsMode::Prefer;
        m_profile.nodes = {nodeOf(*m_server, QStringLiteral("a")),
                           nodeOf(*m_server, QStringLiteral("b"))};
    }
    void cleanup() { m_server.reset(); }

    void aKilledServerIsNoticedAtOnce();
    void aRestartIsFollowed();
    void aFullServerIsAlive();
    void aRefusedLoginIsNamedAndNoStorm();
    void aMuteServerIsNoticedByOurOwnDeadline();
    void endsAtOnce();

private:
    [[nodiscard]] const NodeProfile &node() const { return m_profile.nodes[0]; }
    std::unique_ptr<ScratchServer> m_server;
    Profile m_profile;
    MemorySecrets m_secrets;
    const SqlAccess m_access{m_profile, m_secrets};
};

void ServerWatchTest::aKilledServerIsNoticedAtOnce()
{
    Heard heard;
    ServerWatch watch(m_access, node(), heard.listener());
    QVERIFY(watch.waitUntilArmed(Deadline::after(Milliseconds(patience)), {}).ok());
    QTRY_COMPARE_WITH_TIMEOUT(heard.answer(), std::optional(ServerAnswer::Accepts), patience);
    QVERIFY(heard.last().facts.replication);
    const MonotonicTime killedAt = MonotonicClock::now();
    m_server->signalPostmaster(SIGKILL);
    QTRY_VERIFY_WITH_TIMEOUT(heard.end().has_value(), patience);
    const double seconds = secondsBetween(killedAt, *heard.end());
    qInfo("noticed after %.1f ms", seconds * 1000);
    QVERIFY2(seconds > 0 && seconds < 1, qPrintable(QString::number(seconds)));
    // And looked at again without waiting for the next tick's half second.
    QTRY_COMPARE_WITH_TIMEOUT(heard.answer(), std::optional(ServerAnswer::Refused), patience);
    QVERIFY(!heard.last().facts.replication);
    QVERIFY(!watch.waitUntilArmed(Deadline::after(Milliseconds(patience)), {}).ok());
}

void ServerWatchTest::aRestartIsFollowed()
{
    Heard heard;
    ServerWatch watch(m_access, node(), heard.listener());
    QVERIFY(watch.waitUntilArmed(Deadline::after(Milliseconds(patience)), {}).ok());
    QVERIFY(m_server->stop());
    QTRY_VERIFY_WITH_TIMEOUT(heard.end().has_value(), patience);
    // While a restore command keeps it from its first consistent state, it is starting.
    m_server->script(QStringLiteral("touch \"$dir/data/recovery.signal\"; printf '%s\\n' "
                                    "\"restore_command = 'test -e $dir/go || sleep 1; false'\" "
                                    "\"recovery_target_timeline = 'current'\" "
                                    ">>\"$dir/data/postgresql.auto.conf\""));
    QVERIFY(m_server->startWithoutWaiting());
    QTRY_COMPARE_WITH_TIMEOUT(heard.answer(), std::optional(ServerAnswer::StartingUp), patience);
    QCOMPARE(heard.last().facts.sql->code, QStringLiteral("57P03"));
    QCOMPARE(notUpOf(heard.last().facts).kind, NotUp::Starting);
    m_server->script(QStringLiteral("touch \"$dir/go\""));
    QTRY_COMPARE_WITH_TIMEOUT(heard.answer(), std::optional(ServerAnswer::Accepts), patience);
}

void ServerWatchTest::aFullServerIsAlive()
{
    Heard heard;
    ServerWatch held(m_access, node(), heard.listener());
    QVERIFY(held.waitUntilArmed(Deadline::after(Milliseconds(patience)), {}).ok());
    m_server->sql(QStringLiteral("create role visitor login"));
    m_server->sql(QStringLiteral("grant pg_monitor to visitor"));
    m_profile.roles.admin = QStringLiteral("visitor");
    ConnectTarget target = m_server->overSocket();
    target.user = QStringLiteral("visitor");
    std::vector<Connection> idle;
    Result<Connection> next = Connection::open(target, Deadline::after(Milliseconds(patience)), {});
    while (next.ok()) {
        idle.push_back(std::move(*next));
        next = Connection::open(target, Deadline::after(Milliseconds(patience)), {});
    }
    QCOMPARE(next.error().code, QStringLiteral("53300"));
    Heard late;
    ServerWatch fresh(m_access, node(), late.listener());
    QTRY_COMPARE_WITH_TIMEOUT(late.answer(), std::optional(ServerAnswer::Full), patience);
    QCOMPARE(notUpOf(late.last().facts).kind, NotUp::Refuses);
    QCOMPARE(conditionOf(late.last().facts), NodeCondition::Alive);
    // The session that stands goes on telling the server's facts.
    const std::size_t seen = heard.count();
    QTRY_VERIFY_WITH_TIMEOUT(heard.count() > seen + 1, patience);
    QVERIFY(heard.last().facts.replication && !heard.end());
}

void ServerWatchTest::aRefusedLoginIsNamedAndNoStorm()
{
    // Over TCP the server asks for a password.
    NodeProfile overTcp = node();
    overTcp.host = QStringLiteral("127.0.0.1");
    QVERIFY(m_secrets.put(QStringLiteral("admin"), Secret("wrong")).ok());
    Heard heard;
    ServerWatch watch(m_access, overTcp, heard.listener());
    QTRY_COMPARE_WITH_TIMEOUT(heard.answer(), std::optional(ServerAnswer::LoginRefused), patience);
    QCOMPARE(heard.last().facts.sql->code, QStringLiteral("28P01"));
    QCOMPARE(notUpOf(heard.last().facts).kind, NotUp::LoginRefused);
    QTRY_VERIFY_WITH_TIMEOUT(heard.count() >= 3, patience);
    const std::lock_guard lock(heard.mutex);
    QVERIFY(secondsBetween(heard.looks[0].begunAt, heard.looks[2].begunAt) >= 3.9);
}

void ServerWatchTest::aMuteServerIsNoticedByOurOwnDeadline()
{
    const FakeServer mute(FakeServer::Manner::Mute);
    NodeProfile silent = node();
    silent.host = QStringLiteral("127.0.0.1");
    silent.postgres.port = mute.port();
    Heard heard;
    ServerWatch watch(m_access, silent, heard.listener());
    QTRY_COMPARE_WITH_TIMEOUT(heard.answer(), std::optional(ServerAnswer::Silent), patience);
    const Look look = heard.last();
    const double took = secondsBetween(look.begunAt, look.endedAt);
    QVERIFY2(took > 0.9 && took < 3, qPrintable(QString::number(took)));
}

void ServerWatchTest::endsAtOnce()
{
    const FakeServer mute(FakeServer::Manner::Mute);
    NodeProfile silent = node();
    silent.host = QStringLiteral("127.0.0.1");
    silent.postgres.port = mute.port();
    auto watch = std::make_unique<ServerWatch>(m_access, silent, ServerWatch::Listener{});
    QTRY_VERIFY_WITH_TIMEOUT(mute.connections() > 0, patience);
    StopSource stop;
    stop.requestStop();
    QCOMPARE(
        watch->waitUntilArmed(Deadline::after(Milliseconds(patience)), stop.token()).error().kind,
        ErrorKind::Cancelled);
    const MonotonicTime before = MonotonicClock::now();
    watch.reset();
    QVERIFY(secondsBetween(before, MonotonicClock::now()) < 0.9);
}

QTEST_GUILESS_MAIN(ServerWatchTest)
#include "server_watch_test.moc"
