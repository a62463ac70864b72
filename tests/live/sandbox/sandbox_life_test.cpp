// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/port_reservation.h"
#include "core/sandbox/process_scan.h"
#include "core/sandbox/sandbox.h"
#include "tests/support/guarded_directory.h"
#include "tests/support/node_words.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <csignal>
#include <optional>

using namespace tandem;

// The result is good, or the test fails with its sentence and details.
#define VERIFY_OK(result)                                                                          \
    do {                                                                                           \
        const auto &outcome = (result);                                                            \
        QVERIFY2(outcome.ok(), outcome.ok() ? "" : qPrintable(whole(outcome.error())));            \
    } while (false)

namespace {

QString whole(const Error &error)
{
    return error.sentence.english() + u'\n' + error.details;
}

void signalAll(const QString &directory, int signal)
{
    for (const std::int64_t process : postgresProcessesBelow(directory))
        ::kill(static_cast<pid_t>(process), signal);
}

} // namespace

// One pair lives through all of these, in this order.
class SandboxLifeTest : public QObject
{
    Q_OBJECT

    std::optional<GuardedDirectory> m_place;
    std::unique_ptr<Sandbox> m_sandbox;

    const NodeProfile &vm1() const { return m_sandbox->profile().nodes[0]; }
    const NodeProfile &vm2() const { return m_sandbox->profile().nodes[1]; }
    QString home(const QString &node) const { return m_sandbox->directory() + u'/' + node; }

private Q_SLOTS:
    void initTestCase()
    {
        m_place.emplace();
        QElapsedTimer timer;
        timer.start();
        auto made = Sandbox::create(m_place->path(QStringLiteral("it's a pair")), {}, {});
        const qint64 took = timer.elapsed();
        VERIFY_OK(made);
        m_sandbox = std::move(*made);
        qInfo("created and started in %lld ms", static_cast<long long>(took));
        QVERIFY2(took < 20000, "the target is 4 s on an idle machine");
    }

    void cleanupTestCase()
    {
        m_sandbox.reset();
        m_place.reset();
    }

    void isTwoFreshInstallations()
    {
        const QString identifier =
            QStringLiteral("select system_identifier from pg_control_system()");
        const QString one = words::sql(vm1(), identifier);
        const QString two = words::sql(vm2(), identifier);
        QVERIFY2(one.toULongLong() > 0, qPrintable(one));
        QVERIFY2(two.toULongLong() > 0, qPrintable(two));
        QVERIFY(one != two);
        for (const NodeProfile *node : {&vm1(), &vm2()}) {
            QCOMPARE(words::sql(*node, QStringLiteral("show cluster_name")), node->name);
            QCOMPARE(words::sql(*node, QStringLiteral("show fsync")), QStringLiteral("on"));
            QCOMPARE(words::sql(*node, QStringLiteral("show data_checksums")),
                     QStringLiteral("off"));
            QCOMPARE(words::sql(*node, QStringLiteral("show server_encoding")),
                     QStringLiteral("UTF8"));
            QCOMPARE(words::sql(*node, QStringLiteral("show listen_addresses")),
                     QStringLiteral("127.0.0.1"));
            QCOMPARE(words::sql(*node, QStringLiteral("select count(*) from pg_hba_file_rules "
                                                      "where error is not null")),
                     QStringLiteral("0"));
            QCOMPARE(words::sql(*node, QStringLiteral("select count(*) from pg_file_settings "
                                                      "where error is not null")),
                     QStringLiteral("0"));
            QCOMPARE(words::sql(*node, QStringLiteral("show config_file")),
                     node->postgres.configDirectory + QStringLiteral("/postgresql.conf"));
            QVERIFY(!QFile::exists(node->postgres.dataDirectory + QStringLiteral("/pg_hba.conf")));
        }
    }

    void asksForAPasswordOnTheNetwork()
    {
        for (const NodeProfile *node : {&vm1(), &vm2()}) {
            QVERIFY(!isPortFree(node->postgres.port));
            const QString answer = words::shell(
                *node, QStringLiteral("%1/psql -X -w -h 127.0.0.1 -p %2 -U postgres -c 'select 1'")
                           .arg(node->postgres.binDirectory)
                           .arg(node->postgres.port));
            QVERIFY2(answer.contains(QStringLiteral("no password supplied")), qPrintable(answer));
        }
    }

    void runsAsAnOrdinaryUser()
    {
        for (const NodeProfile *node : {&vm1(), &vm2()}) {
            const auto processes = postgresProcessesBelow(home(node->name));
            QVERIFY(processes.size() >= 5); // the postmaster and its helpers
            for (const std::int64_t process : processes) {
                const QString user =
                    words::shell(*node, QStringLiteral("ps -o uid= -p %1").arg(process));
                QVERIFY2(user.toInt() > 0, qPrintable(user));
            }
        }
    }

    void keepsItsProfile()
    {
        const auto loaded = Profile::load(m_sandbox->profileFile());
        VERIFY_OK(loaded);
        QVERIFY(*loaded == m_sandbox->profile());
        QVERIFY(!QFile::exists(m_sandbox->secretsFile()));
        QVERIFY(vm1().postgres.port != vm2().postgres.port);
    }

    void leavesNoProcess()
    {
        QCOMPARE(words::sql(vm1(), QStringLiteral("create table kept as select 7 as n")),
                 QString());
        VERIFY_OK(m_sandbox->stopAll({}));
        QVERIFY(!m_sandbox->isRunning());
        QCOMPARE(words::postmasterId(vm1()), 0);
        QCOMPARE(words::postmasterId(vm2()), 0);
        const QString all = words::shell(vm1(), QStringLiteral("ps -A -o args="));
        QVERIFY(all.contains(QStringLiteral("guard")));
        for (const QString &line : all.split(u'\n'))
            QVERIFY2(!line.contains(m_sandbox->directory()), qPrintable(line));
        QVERIFY(isPortFree(vm1().postgres.port));
        VERIFY_OK(m_sandbox->stopAll({}));
    }

    void startsAgainAndReadsConfD()
    {
        QCOMPARE(words::shell(vm1(), QStringLiteral("echo 'work_mem = 5MB' >\"%1/conf.d/10.conf\"")
                                         .arg(vm1().postgres.configDirectory)),
                 QString());
        VERIFY_OK(m_sandbox->startAll({}));
        QCOMPARE(words::sql(vm1(), QStringLiteral("select n from kept")), QStringLiteral("7"));
        QCOMPARE(words::sql(vm1(), QStringLiteral("show work_mem")), QStringLiteral("5MB"));
        const auto before = words::postmasterId(vm1());
        VERIFY_OK(m_sandbox->startAll({}));
        QCOMPARE(words::postmasterId(vm1()), before);
    }

    void survivesAKilledPostmaster()
    {
        const auto killed = words::postmasterId(vm1());
        ::kill(static_cast<pid_t>(killed), SIGKILL);
        QVERIFY(words::endsSoon(vm1(), killed));
        VERIFY_OK(m_sandbox->startAll({}));
        QVERIFY(words::postmasterId(vm1()) != killed);
        QCOMPARE(words::sql(vm1(), QStringLiteral("select n from kept")), QStringLiteral("7"));
    }

    void survivesAKilledNode()
    {
        const auto killed = words::postmasterId(vm1());
        signalAll(home(QStringLiteral("vm1")), SIGKILL);
        QVERIFY(words::endsSoon(vm1(), killed));
        QCOMPARE(words::postmasterId(vm1()), killed);
        VERIFY_OK(m_sandbox->stopAll({}));
        QVERIFY(!m_sandbox->isRunning());
        VERIFY_OK(m_sandbox->startAll({}));
        QCOMPARE(words::sql(vm1(), QStringLiteral("select n from kept")), QStringLiteral("7"));
    }

    // The number in a left-over pid file may belong to a stranger by now.
    void harmsNoStrangerWithAReusedId()
    {
        const auto stranger = words::postmasterId(vm2());
        const auto killed = words::postmasterId(vm1());
        signalAll(home(QStringLiteral("vm1")), SIGKILL);
        QVERIFY(words::endsSoon(vm1(), killed));
        (void)words::shell(
            vm1(), QStringLiteral("f=\"%1/postmaster.pid\"; { echo %2; tail -n +2 \"$f\"; } "
                                  ">\"$f.new\" && mv \"$f.new\" \"$f\"")
                       .arg(vm1().postgres.dataDirectory)
                       .arg(stranger));
        QCOMPARE(words::postmasterId(vm1()), stranger);
        VERIFY_OK(m_sandbox->startAll({}));
        QVERIFY(words::postmasterId(vm1()) != stranger);
        QCOMPARE(words::postmasterId(vm2()), stranger);
        QCOMPARE(words::sql(vm2(), QStringLiteral("select 1")), QStringLiteral("1"));
        QCOMPARE(words::sql(vm1(), QStringLiteral("select n from kept")), QStringLiteral("7"));
    }

    void stopsAFrozenNode()
    {
        signalAll(home(QStringLiteral("vm2")), SIGSTOP);
        QElapsedTimer timer;
        timer.start();
        VERIFY_OK(m_sandbox->stopAll({}));
        QVERIFY(timer.elapsed() < 9000);
        QVERIFY(!m_sandbox->isRunning());
    }

    void outlivesItsOwnerUnlessTold()
    {
        const QString directory = m_sandbox->directory();
        VERIFY_OK(m_sandbox->startAll({}));
        m_sandbox.reset();
        QVERIFY(!postgresProcessesBelow(directory).empty());
        auto opened = Sandbox::open(directory);
        VERIFY_OK(opened);
        m_sandbox = std::move(*opened);
        QCOMPARE(words::sql(vm1(), QStringLiteral("select n from kept")), QStringLiteral("7"));
        m_sandbox->stopOnDestroy(true);
        m_sandbox.reset();
        QVERIFY(postgresProcessesBelow(directory).empty());
        opened = Sandbox::open(directory);
        VERIFY_OK(opened);
        m_sandbox = std::move(*opened);
    }

    void makesNoSecondPrimary()
    {
        QCOMPARE(words::shell(vm2(),
                              QStringLiteral("rm -rf \"%1\" && cp -Rp \"%2\" \"%1\"")
                                  .arg(vm2().postgres.dataDirectory, vm1().postgres.dataDirectory)),
                 QString());
        const auto refused = m_sandbox->startAll({});
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().kind, ErrorKind::Refused);
        QVERIFY(!m_sandbox->isRunning());
        VERIFY_OK(m_sandbox->start(QStringLiteral("vm2"), {}));
        const auto peer = m_sandbox->start(QStringLiteral("vm1"), {});
        QVERIFY(!peer.ok());
        QCOMPARE(peer.error().kind, ErrorKind::Refused);
        QCOMPARE(words::postmasterId(vm1()), 0);
        VERIFY_OK(m_sandbox->stopAll({}));
        QCOMPARE(words::shell(vm1(), QStringLiteral("touch \"%1/standby.signal\"")
                                         .arg(vm1().postgres.dataDirectory)),
                 QString());
        VERIFY_OK(m_sandbox->startAll({}));
        QCOMPARE(words::sql(vm1(), QStringLiteral("select pg_is_in_recovery()")),
                 QStringLiteral("t"));
        VERIFY_OK(m_sandbox->stopAll({}));
    }

    void isRemovedWhole()
    {
        const QString directory = m_sandbox->directory();
        VERIFY_OK(m_sandbox->start(QStringLiteral("vm1"), {}));
        const auto refused = m_sandbox->remove();
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().kind, ErrorKind::Refused);
        QVERIFY(QFile::exists(vm2().postgres.dataDirectory));
        VERIFY_OK(m_sandbox->stopAll({}));
        VERIFY_OK(m_sandbox->remove());
        QVERIFY(!QFile::exists(directory));
        VERIFY_OK(m_sandbox->remove());
    }
};

QTEST_GUILESS_MAIN(SandboxLifeTest)
#include "sandbox_life_test.moc"
