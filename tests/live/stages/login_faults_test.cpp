// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A server that lets nobody in lives all the same: nobody is promoted, and the cause is named.
#include "tests/live/stages/lab_words.h"
#include "tests/support/invariants.h"
#include "tests/support/node_words.h"

using namespace tandem;
using namespace tandem::words;

class LoginFaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void noFreeSessionIsNoDeath();
    void aRotatedPasswordIsNamed();
    void aRefusedAddressIsNamed();

private:
    [[nodiscard]] const NodeProfile &profileOf(const QString &node)
    {
        return *m_lab->session().profile().node(node);
    }

    std::unique_ptr<LabPair> m_lab;
    QString m_primary, m_standby; // at the test's begin
};

void LoginFaultsTest::initTestCase()
{
    auto lab = LabPair::setUp();
    QVERIFY2(lab.ok(), lab.ok() ? "" : qPrintable(lab.error().sentence.english()));
    m_lab = std::move(*lab);
}

void LoginFaultsTest::init()
{
    const ClusterSnapshot snapshot = m_lab->session().observe({});
    QVERIFY(snapshot.primary() != nullptr && snapshot.standby() != nullptr);
    m_primary = snapshot.primary()->name;
    m_standby = snapshot.standby()->name;
    QVERIFY(catchesUp(*m_lab, m_primary, m_standby));
}

void LoginFaultsTest::cleanup()
{
    const QStringList broken = testing::brokenInvariants(m_lab->pair().sandbox(), {});
    QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));
}

// FAULTS 44: every place is taken, and the server lives.
void LoginFaultsTest::noFreeSessionIsNoDeath()
{
    std::vector<Connection> sessions;
    const ConnectTarget target = m_lab->session().access().target(
        profileOf(m_primary), QStringLiteral("admin"), m_lab->session().profile().database);
    QString code;
    while (sessions.size() < 200 && code.isEmpty()) {
        auto session = Connection::open(target, Deadline::after(std::chrono::seconds(10)), {});
        if (session.ok())
            sessions.push_back(std::move(*session));
        else
            code = session.error().code;
    }
    QCOMPARE(code, QStringLiteral("53300"));
    // An observer without a session of its own from before.
    auto stranger = m_lab->anotherSession();
    QVERIFY(stranger.ok());
    const ClusterSnapshot snapshot = (*stranger)->observe({});
    const StateVerdict verdict = deriveState(snapshot);
    const Outcome failover = play(**stranger, Stage::Failover);
    sessions.clear();
    QVERIFY2(verdict.state != PairState::PrimaryDown && verdict.state != PairState::Bare,
             qPrintable(tokenOf(verdict.state)));
    QVERIFY(snapshot.node(m_primary)->sql.has_value());
    QVERIFY2(failover.kind == Outcome::Kind::Refused, told(failover));
    QTRY_VERIFY_WITH_TIMEOUT(deriveState((*stranger)->observe({})).state != verdict.state ||
                                 verdict.state == PairState::Healthy ||
                                 verdict.state == PairState::Swapped,
                             10000);
}

// FAULTS 45: sessions that are open go on; a new one is told why it is refused.
void LoginFaultsTest::aRotatedPasswordIsNamed()
{
    const QString admin = m_lab->session().profile().roles.admin;
    const QString verifier = words::sql(
        profileOf(m_primary),
        QStringLiteral("select rolpassword from pg_authid where rolname = '%1'").arg(admin));
    QVERIFY(verifier.startsWith(QStringLiteral("SCRAM-SHA-256$")));
    QCOMPARE(words::sql(profileOf(m_primary),
                        QStringLiteral("alter role \"%1\" password 'another'").arg(admin)),
             QString());
    QVERIFY(catchesUp(*m_lab, m_primary, m_standby)); // over the sessions that are open
    auto stranger = m_lab->anotherSession();
    QVERIFY(stranger.ok());
    const Outcome verify = play(**stranger, Stage::Verify);
    const Outcome failover = play(**stranger, Stage::Failover);
    QCOMPARE(words::sql(profileOf(m_primary),
                        QStringLiteral("alter role \"%1\" password '%2'").arg(admin, verifier)),
             QString());
    QVERIFY2(!verify.isDone(), told(verify));
    QVERIFY2(verify.sentence.english().contains(admin), told(verify));
    QVERIFY2(failover.kind == Outcome::Kind::Refused, told(failover));
    QVERIFY(catchesUp(*m_lab, m_primary, m_standby));
}

// FAULTS 46: pg_hba turns the program away; that is no reason to promote anybody.
void LoginFaultsTest::aRefusedAddressIsNamed()
{
    QCOMPARE(m_lab->shell(m_primary,
                          QStringLiteral("cp -p \"$config/pg_hba.conf\" \"$config/hba.test\"\n"
                                         "{ echo 'host all all all reject'; cat "
                                         "\"$config/hba.test\"; } >\"$config/pg_hba.conf\"\n"
                                         "kill -HUP \"$(head -n 1 \"$data/postmaster.pid\")\"")),
             QString());
    auto stranger = m_lab->anotherSession();
    QVERIFY(stranger.ok());
    QTRY_VERIFY_WITH_TIMEOUT(!play(**stranger, Stage::Verify).isDone(), 10000);
    const ClusterSnapshot snapshot = (*stranger)->observe({});
    const StateVerdict verdict = deriveState(snapshot);
    const Outcome failover = play(**stranger, Stage::Failover);
    QCOMPARE(m_lab->shell(m_primary,
                          QStringLiteral("mv \"$config/hba.test\" \"$config/pg_hba.conf\"\n"
                                         "kill -HUP \"$(head -n 1 \"$data/postmaster.pid\")\"")),
             QString());
    QVERIFY2(verdict.state != PairState::PrimaryDown, qPrintable(tokenOf(verdict.state)));
    QVERIFY2(failover.kind == Outcome::Kind::Refused, told(failover));
    QVERIFY2(failover.sentence.english().contains(m_primary), told(failover));
    QTRY_VERIFY_WITH_TIMEOUT(play(**stranger, Stage::Verify).isDone(), 10000);
}

QTEST_GUILESS_MAIN(LoginFaultsTest)
#include "login_faults_test.moc"
