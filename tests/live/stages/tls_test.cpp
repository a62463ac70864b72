// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A pair under verify-full: the nodes check each other with the root certificate that setup brought
// them, and go without replication sooner than without the check.
#include "tests/live/stages/lab_words.h"
#include "tests/support/node_words.h"
#include "tests/support/script_run.h"

#include <QFileInfo>

using namespace tandem;
using namespace tandem::testing;
using namespace tandem::words;

namespace {

// Wants $home $other: the nodes' directories. Both servers get a certificate of one authority.
const QString certificates = QStringLiteral(R"(
umask 077
{
    for name in root foreign; do
        openssl req -x509 -newkey rsa:2048 -nodes -subj "/CN=The $name authority" -days 30 \
            -keyout "$home/$name.key" -out "$home/$name.crt" || exit 1
    done
    printf 'subjectAltName=IP:127.0.0.1\n' >"$home/names"
    for node in "$home" "$other"; do
        openssl req -newkey rsa:2048 -nodes -subj /CN=127.0.0.1 \
            -keyout "$node/conf/tls.key" -out "$node/conf/tls.csr" || exit 1
        openssl x509 -req -in "$node/conf/tls.csr" -CA "$home/root.crt" -CAkey "$home/root.key" \
            -CAcreateserial -days 30 -extfile "$home/names" -out "$node/conf/tls.crt" || exit 1
        printf '%s\n' 'ssl = on' "ssl_cert_file = '$node/conf/tls.crt'" \
            "ssl_key_file = '$node/conf/tls.key'" >"$node/conf/conf.d/10-tls.conf"
    done
} >"$home/openssl.log" 2>&1
)");

} // namespace

class TlsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void setupBringsTheRootCertificate();
    void aStandbyWithAnotherRootDoesWithoutReplication();
    void aScriptChecksTheServersToo();
    void theOldPrimaryIsRewoundOverTls();

private:
    [[nodiscard]] const NodeProfile &node(int number) const
    {
        return m_session->profile().nodes[static_cast<size_t>(number)];
    }
    [[nodiscard]] static QString place(const NodeProfile &node)
    {
        return QFileInfo(node.postgres.dataDirectory).path();
    }
    // "t": the one standby of that node is connected by TLS.
    [[nodiscard]] static QString replicationTls(const NodeProfile &primary)
    {
        return words::sql(primary, QStringLiteral("select s.ssl from pg_stat_replication r join "
                                                  "pg_stat_ssl s using (pid) where r.state = "
                                                  "'streaming'"));
    }
    void putRoot(const NodeProfile &target, const QString &name) const
    {
        QCOMPARE(words::shell(target, QStringLiteral("cat %1/%2 >%3")
                                          .arg(shellQuoted(place(node(0))), name,
                                               shellQuoted(Layout::of(target).rootCertificate))),
                 QString());
    }

    GuardedDirectory m_place;
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<PairSession> m_session;
};

void TlsTest::initTestCase()
{
    auto sandbox = Sandbox::create(m_place.path(QStringLiteral("pair")), {}, {});
    QVERIFY2(sandbox.ok(), sandbox.ok() ? "" : qPrintable(sandbox.error().sentence.english()));
    m_sandbox = std::move(*sandbox);
    m_sandbox->stopOnDestroy(true);
    Profile profile = m_sandbox->profile();
    const NodeProfile &home = profile.nodes[0];
    const QString made =
        words::shell(home, QStringLiteral("home=%1\nother=%2\n%3\necho done $?")
                               .arg(shellQuoted(place(home)), shellQuoted(place(profile.nodes[1])),
                                    certificates));
    QCOMPARE(made, QStringLiteral("done 0"));
    for (const NodeProfile &each : profile.nodes) {
        QCOMPARE(words::sql(each, QStringLiteral("select pg_reload_conf()")), QStringLiteral("t"));
        QTRY_COMPARE(words::sql(each, QStringLiteral("show ssl")), QStringLiteral("on"));
    }
    // What its owner keeps together: only the certificate may go on from here.
    profile.tls = TlsMode::VerifyFull;
    profile.tlsRootCertificate = m_place.path(QStringLiteral("its root.pem"));
    const QString together = words::shell(
        home, QStringLiteral("cd %1 && cat root.key root.crt").arg(shellQuoted(place(home))));
    QFile root(profile.tlsRootCertificate);
    QVERIFY(root.open(QIODevice::WriteOnly) && root.write(together.toLatin1() + '\n') > 0);
    root.close();
    const QString profileFile = m_place.path(QStringLiteral("profile.json"));
    QFile file(profileFile);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(profile.toJson()) > 0);
    file.close();
    auto session = PairSession::open(profileFile, m_sandbox->secretsFile(),
                                     m_place.path(QStringLiteral("state")));
    QVERIFY2(session.ok(), session.ok() ? "" : qPrintable(session.error().sentence.english()));
    m_session = std::move(*session);
}

void TlsTest::cleanupTestCase()
{
    m_session.reset();
    m_sandbox.reset();
}

void TlsTest::setupBringsTheRootCertificate()
{
    const Outcome outcome = play(*m_session, Stage::Setup, node(1).name);
    QVERIFY2(outcome.isDone(), told(outcome));
    QCOMPARE(replicationTls(node(0)), QStringLiteral("t"));
    const QString root =
        words::shell(node(0), QStringLiteral("cat %1/root.crt").arg(shellQuoted(place(node(0)))));
    QVERIFY(root.startsWith(QStringLiteral("-----BEGIN CERTIFICATE-----")));
    for (int i = 0; i < 2; ++i)
        QCOMPARE(words::shell(node(i), QStringLiteral("cat ") +
                                           shellQuoted(Layout::of(node(i)).rootCertificate)),
                 root);
    const QString conninfo =
        words::sql(node(1), QStringLiteral("select conninfo from pg_stat_wal_receiver"));
    QVERIFY2(
        conninfo.contains(QStringLiteral("sslmode=verify-full")) &&
            conninfo.contains(QStringLiteral("sslrootcert=") + Layout::of(node(1)).rootCertificate),
        qPrintable(conninfo));
    const Outcome verified = play(*m_session, Stage::Verify);
    QVERIFY2(verified.isDone(), told(verified));
}

void TlsTest::aStandbyWithAnotherRootDoesWithoutReplication()
{
    putRoot(node(1), QStringLiteral("foreign.crt"));
    QCOMPARE(words::sql(node(0), QStringLiteral("select pg_terminate_backend(pid) from "
                                                "pg_stat_replication")),
             QStringLiteral("t"));
    const QString logs = QStringLiteral("cat %1/*.log | grep -c 'certificate verify failed'")
                             .arg(shellQuoted(Layout::of(node(1)).logDirectory));
    // It tries again and again, and never otherwise.
    QTRY_VERIFY_WITH_TIMEOUT(words::shell(node(1), logs).toInt() >= 3, 30000);
    QCOMPARE(words::sql(node(0), QStringLiteral("select count(*) from pg_stat_replication")),
             QStringLiteral("0"));
    putRoot(node(1), QStringLiteral("root.crt"));
    QTRY_COMPARE_WITH_TIMEOUT(replicationTls(node(0)), QStringLiteral("t"), 30000);
}

void TlsTest::aScriptChecksTheServersToo()
{
    const auto plan = m_session->plan(Stage::Verify, m_session->observe({}));
    QVERIFY(plan.ok());
    Profile foreign = m_session->profile();
    foreign.tlsRootCertificate = place(node(0)) + QStringLiteral("/foreign.crt");
    for (const Profile &profile : {m_session->profile(), foreign}) {
        const auto script = scriptOf(*plan, profile, {});
        QVERIFY(script.ok());
        const QString name = m_place.path(QStringLiteral("verify.sh"));
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(script->toUtf8()) > 0);
        file.close();
        const ScriptEnd end =
            ScriptRun(name, {QStringLiteral("--secrets"), m_sandbox->secretsFile()}).end();
        if (profile == foreign) {
            QVERIFY2(end.code == 1, end.told());
            QVERIFY2(end.err.contains(QStringLiteral("certificate verify failed")), end.told());
        } else {
            QVERIFY2(end.code == 0, end.told());
        }
    }
}

void TlsTest::theOldPrimaryIsRewoundOverTls()
{
    const QString sender =
        words::sql(node(0), QStringLiteral("select pid from pg_stat_replication"));
    QCOMPARE(words::shell(node(0), QStringLiteral("kill -STOP ") + sender), QString());
    QCOMPARE(words::sql(node(0), QStringLiteral("create table lost as select 1 as one")),
             QString());
    const QString killed = words::shell(
        node(0), QStringLiteral("data=%1\n").arg(shellQuoted(node(0).postgres.dataDirectory)) +
                     stageScript(QStringLiteral("kill_server")));
    QVERIFY2(killed.contains(QStringLiteral("killed=")), qPrintable(killed));
    const Outcome failover = play(*m_session, Stage::Failover);
    QVERIFY2(failover.isDone(), told(failover));
    const Outcome resync = resyncBy(*m_session, ResyncMethod::Rewind);
    QVERIFY2(resync.isDone(), told(resync));
    QVERIFY2(wasDone(resync, QStringLiteral("rewind")), told(resync));
    QVERIFY2(isStep(resync, QStringLiteral("clone-instead"), StepStatus::Skipped), told(resync));
    QCOMPARE(replicationTls(node(1)), QStringLiteral("t"));
}

QTEST_GUILESS_MAIN(TlsTest)
#include "tls_test.moc"
