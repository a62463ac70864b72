// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/postgres/control_file.h"
#include "core/postgres/history_file.h"
#include "core/postgres/wal_dump.h"
#include "tests/support/probe_fixture.h"

#include <QTest>

using namespace tandem;
using namespace tandem::testing;

class WalReadingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void recordsFollowEachOther();
    void readsRealControlWalAndHistory();

private:
    NodeFacts probe(const NodeProfile &node, const ProbeOptions &options = {});
    std::unique_ptr<ScratchServer> m_primary;
    std::unique_ptr<ScratchServer> m_standby;
    Profile m_profile;
    MemorySecrets m_secrets;
    std::optional<Connection> m_connection;
};

NodeFacts WalReadingTest::probe(const NodeProfile &node, const ProbeOptions &options)
{
    LocalShell shell(node.name, {});
    m_connection.reset();
    return probeNode(node, SqlAccess(m_profile, m_secrets), &shell, m_connection, options, {});
}

void WalReadingTest::initTestCase()
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

void WalReadingTest::cleanupTestCase()
{
    m_standby.reset();
    m_primary.reset();
}

void WalReadingTest::readsRealControlWalAndHistory()
{
    m_primary->sql(
        QStringLiteral("create table public.t (i int); insert into t select 1; insert into t "
                       "select 2"));
    QVERIFY(m_primary->stop());
    const auto control = parseControlFile(QString::fromUtf8(
        m_primary->script(QStringLiteral("LC_ALL=C \"$bin/pg_controldata\" \"$dir/data\""))));
    QVERIFY(control);
    QCOMPARE(control->state, QStringLiteral("shut down"));
    QVERIFY(control->walLogHints);
    int ignored = 0;
    const auto dump = parseWalDump(QString::fromUtf8(m_primary->script(
        QStringLiteral("LC_ALL=C \"$bin/pg_waldump\" -p \"$dir/data/pg_wal\" -t 1 -s %1 -n 2 2>&1")
            .arg(control->checkpoint.toString()),
        &ignored)));
    QVERIFY(dump);
    QCOMPARE(dump->records, std::int64_t(1));
    QVERIFY(dump->shutdownCheckpoint);
    QCOMPARE(*dump->shutdownCheckpoint, control->checkpoint);
    QVERIFY(dump->stoppedAt);
    QCOMPARE(dump->end, *dump->stoppedAt);
    // The certificate of a hand-over: the standby replayed exactly to there and forks there.
    const auto replayed = [this] {
        return probe(m_profile.nodes[1]).replication->replayed.value_or(Lsn()).toString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(replayed(), dump->end.toString(), 5000);
    m_standby->sql(QStringLiteral("select pg_promote()"));
    const auto history = parseHistoryFile(QString::fromUtf8(
        m_standby->script(QStringLiteral("cat \"$dir/data/pg_wal/00000002.history\""))));
    QVERIFY(history);
    QCOMPARE(forkOf(*history, 1).value_or(Lsn()).toString(), dump->end.toString());
    const auto promoted = probe(m_profile.nodes[1]);
    QVERIFY(promoted.replication);
    QVERIFY(!promoted.replication->inRecovery);
    QCOMPARE(promoted.replication->timeline, 2U);
}

// Where a record ends is where the next one begins, over pages, segments and switches.
void WalReadingTest::recordsFollowEachOther()
{
    m_primary->sql(QStringLiteral("alter system set wal_keep_size = '512MB'"));
    m_primary->sql(QStringLiteral("select pg_reload_conf()"));
    const QString from =
        m_primary->sql(QStringLiteral("select redo_lsn::text as lsn from pg_control_checkpoint()"))
            .text(QStringLiteral("lsn"));
    m_primary->sql(QStringLiteral("create table public.big as select repeat(md5(i::text), 40) as x "
                                  "from generate_series(1, 15000) i"));
    m_primary->sql(QStringLiteral("select pg_switch_wal()"));
    m_primary->sql(QStringLiteral("insert into big select 'x'"));
    m_primary->sql(QStringLiteral("checkpoint"));
    int ignored = 0;
    const QString output = QString::fromUtf8(m_primary->script(
        QStringLiteral("LC_ALL=C \"$bin/pg_waldump\" -p \"$dir/data/pg_wal\" -s %1 2>&1").arg(from),
        &ignored));
    const auto whole = parseWalDump(output);
    QVERIFY(whole);
    QVERIFY(whole->records > 10000);
    QVERIFY(whole->commits >= 2);
    QVERIFY(output.contains(QLatin1String("desc: SWITCH")));
    QVERIFY(whole->stoppedAt);
    QVERIFY(whole->end <= *whole->stoppedAt && bytesBetween(whole->end, *whole->stoppedAt) <= 40);
    std::optional<Lsn> before;
    int atPageStart = 0;
    for (const QString &line : output.split(QLatin1Char('\n'))) {
        const auto one = parseWalDump(line + QLatin1Char('\n'));
        if (!one)
            continue;
        if (before && one->last != *before) {
            // Only a page header may lie in between.
            QCOMPARE(before->position % 8192, std::uint64_t(0));
            const bool isSegment = before->position % (16U * 1024 * 1024) == 0;
            QCOMPARE(bytesBetween(*before, one->last), std::uint64_t(isSegment ? 40 : 24));
            ++atPageStart;
        }
        before = one->end;
    }
    QVERIFY2(atPageStart > 0, "the dump was too short to prove anything");
}

QTEST_GUILESS_MAIN(WalReadingTest)
#include "wal_reading_test.moc"
