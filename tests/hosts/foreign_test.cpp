// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Clients that are not ours: psql in a loop, which knows nothing of the pair but two addresses.
// What it was told is committed is there after a failback, and the certificate holds. And nobody
// else's eyes find a secret of ours while the lab runs: not on the hosts, not on the client.
#include "tests/cli/secret_watch.h"
#include "tests/hosts/host_words.h"

#include <QProcess>

#include <atomic>
#include <thread>

using namespace tandem;
using namespace tandem::testing;
using namespace tandem::words;
using std::chrono::seconds;

class ForeignTest : public QObject
{
    Q_OBJECT

public:
    explicit ForeignTest(TestHosts &hosts) : m_hosts(hosts) {}

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void failbackKeepsWhatForeignClientsWereTold();
    void crashLosesNoMoreThanItSays();
    void nobodySawASecret();

private:
    // Ids that psql said are committed.
    [[nodiscard]] QList<QByteArray> acknowledged() const
    {
        QList<QByteArray> lines;
        for (int writer = 1; writer <= writers; ++writer)
            lines += bytesOf(m_place.path(QStringLiteral("acks%1").arg(writer))).split('\n');
        lines.removeAll(QByteArray());
        return lines;
    }
    bool waitForMore(qsizetype count) const
    {
        const auto before = acknowledged().size();
        return QTest::qWaitFor([&] { return acknowledged().size() >= before + count; }, 60000);
    }
    [[nodiscard]] Rows ask(const QString &sql) const
    {
        const QString primary = m_lab->session().observe({}).primary()->name;
        const SqlCall call{{sql, QStringLiteral("admin"), QStringLiteral("testdb"), true},
                           {},
                           Milliseconds(10000)};
        const auto rows = m_lab->session().world().sql(primary, call, {});
        if (!rows.ok())
            qFatal("%s", qPrintable(rows.error().sentence.english()));
        return *rows;
    }
    [[nodiscard]] qint64 missing() const
    {
        QSet<QByteArray> there;
        for (const auto &row : ask(QStringLiteral("select id from public.foreign_rows")).rows)
            there.insert(row.at(0)->toUtf8());
        qint64 count = 0;
        for (const QByteArray &id : acknowledged())
            count += there.contains(id) ? 0 : 1;
        return count;
    }
    void watched(const std::function<void()> &work)
    {
        std::atomic<bool> isOver = false;
        std::thread watch([&] {
            while (!isOver) {
                m_watch.look();
                QTest::qSleep(15); // pause: processes come and go, they are to be met alive
            }
        });
        work();
        isOver = true;
        watch.join();
    }

    static constexpr int writers = 4;
    TestHosts &m_hosts;
    GuardedDirectory m_place;
    std::unique_ptr<HostLab> m_lab;
    QProcess m_writers;
    SecretWatch m_watch;
};

void ForeignTest::initTestCase()
{
    openLab(m_lab, m_hosts.profile());
    QVERIFY(m_lab);
    watched([&] { done(*m_lab, Stage::Setup, PairState::Healthy, vm2); });
    done(*m_lab, Stage::SeedData, PairState::Healthy);
    Q_UNUSED(ask(QStringLiteral("create role visitor login password 'of the visitor'; create table "
                                "public.foreign_rows (id text primary key); grant insert on "
                                "public.foreign_rows to visitor; select 1")))
    const QString script = m_place.path(QStringLiteral("writers.sh"));
    QFile file(script);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"sh(cd "$(dirname "$0")" && umask 077 || exit 1
printf '*:*:*:visitor:of the visitor\n' >passfile
export PGPASSFILE=$PWD/passfile
writer() {
    n=0
    while [ ! -e stop ]; do
        n=$((n + 1))
        timeout 10 psql -qXAt "host=192.168.56.2,192.168.56.3 port=5432 dbname=testdb user=visitor \
sslmode=require target_session_attrs=read-write connect_timeout=2" \
            -c "insert into public.foreign_rows values ('$1-$n')" 2>/dev/null && echo "$1-$n" >>"acks$1"
    done
}
for w in 1 2 3 4; do writer $w & done
wait
)sh");
    file.close();
    m_writers.start(QStringLiteral("bash"), {script});
    QVERIFY(m_writers.waitForStarted());
    QVERIFY(waitForMore(20));
}

void ForeignTest::cleanupTestCase()
{
    QFile stop(m_place.path(QStringLiteral("stop")));
    QVERIFY(stop.open(QIODevice::WriteOnly));
    QVERIFY(m_writers.waitForFinished(30000));
}

void ForeignTest::failbackKeepsWhatForeignClientsWereTold()
{
    for (const auto &[stage, then] : {std::pair{Stage::Switchover, PairState::Swapped},
                                      std::pair{Stage::Failback, PairState::Healthy}}) {
        Outcome outcome;
        watched([&, played = stage] { outcome = play(m_lab->session(), played); });
        QVERIFY2(outcome.isDone(), told(outcome));
        const QString end = outcome.values.text(QStringLiteral("shutdown_end_lsn"));
        QVERIFY(!end.isEmpty());
        QCOMPARE(outcome.values.text(QStringLiteral("replay_lsn")), end);
        QCOMPARE(outcome.values.text(QStringLiteral("fork_lsn")), end);
        QCOMPARE(m_lab->state(), tokenOf(then));
        QVERIFY(waitForMore(20));
        qInfo("%s: %lld rows of foreign clients, %lld missing", qPrintable(tokenOf(stage)),
              static_cast<long long>(acknowledged().size()), static_cast<long long>(missing()));
        QCOMPARE(missing(), 0);
    }
}

void ForeignTest::crashLosesNoMoreThanItSays()
{
    Outcome outcome;
    watched([&] {
        done(*m_lab, Stage::Crash, PairState::PrimaryDown);
        outcome = play(m_lab->session(), Stage::Failover);
    });
    QVERIFY2(outcome.isDone(), told(outcome));
    QVERIFY(waitForMore(20));
    const qint64 bound = outcome.values.text(QStringLiteral("discarded_commits")).toLongLong();
    QVERIFY2(outcome.values.has(QStringLiteral("discarded_commits")), told(outcome));
    const qint64 lost = missing();
    qInfo("crash: %lld rows missing, at most %lld were said", static_cast<long long>(lost),
          static_cast<long long>(bound));
    QVERIFY(lost <= bound);
    watched([&] {
        done(*m_lab, Stage::Resync, PairState::Swapped);
        done(*m_lab, Stage::Failback, PairState::Healthy);
    });
    QCOMPARE(missing(), lost);
}

// /proc of the client shows the processes of the hosts, too.
void ForeignTest::nobodySawASecret()
{
    QVERIFY(m_watch.looks() > 50);
    QVERIFY(m_lab->session().secrets().all().size() >= 5);
    QFile login(m_hosts.file(QStringLiteral("login_password")));
    QVERIFY(login.open(QIODevice::ReadOnly));
    QList<QByteArray> words{login.readAll().trimmed()};
    for (const auto &[key, secret] : m_lab->session().secrets().all())
        words << secret.reveal();
    const QString look = QStringLiteral(
        "f=$(mktemp) && cat >$f <<'WORD'\n%1\nWORD\n"
        "cat /home/*/.*history /root/.*history /var/lib/postgresql/.*history 2>/dev/null | "
        "grep -cF -f $f\n"
        "cat /var/log/postgresql/* /var/lib/postgresql/17/main-pgtandem/log/* 2>/dev/null | "
        "grep -cF -f $f\n"
        "journalctl -q --no-pager | grep -cF -f $f\nrm $f");
    for (const QByteArray &word : std::as_const(words)) {
        QVERIFY(!m_watch.saw(word));
        QCOMPARE(filesWith(word, m_lab->stateDirectory()), QStringList());
        for (const QString &host : {vm1, vm2})
            QCOMPARE(m_hosts.on(host, look.arg(QString::fromUtf8(word))),
                     QStringLiteral("0\n0\n0"));
    }
}

int main(int argc, char **argv)
{
    return runOnHosts<ForeignTest>(argc, argv);
}

#include "foreign_test.moc"
