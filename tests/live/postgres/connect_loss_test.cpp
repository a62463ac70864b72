// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// FAULTS 14: what a lost packet does to connecting. TCP sends a first packet again after a second.
#include "tests/support/fake_server.h"

#include "core/postgres/connect_error.h"
#include "core/postgres/connection.h"

#include <QElapsedTimer>
#include <QTest>

using namespace tandem;
using namespace tandem::testing;
using namespace std::chrono_literals;

namespace {

ConnectTarget targetOf(const FakeServer &server)
{
    ConnectTarget target;
    target.host = QStringLiteral("127.0.0.1");
    target.port = server.port();
    target.user = QStringLiteral("postgres");
    target.tls = TlsMode::Prefer;
    return target;
}

} // namespace

class ConnectLossTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
#ifndef Q_OS_LINUX
        QSKIP("Whether a full queue drops who calls is Linux's way.");
#endif
    }
    void aLostFirstPacketIsSentAgainBeforeTheDeadline();
    void theFirstNodeHeardIsTaken();
    void whoIsNeverHeardIsToldSilentInTime();
};

void ConnectLossTest::aLostFirstPacketIsSentAgainBeforeTheDeadline()
{
    const FakeServer server(FakeServer::Manner::HardOfHearing);
    QElapsedTimer timer;
    timer.start();
    const auto connection = Connection::open(targetOf(server), Deadline::after(900ms), {});
    QVERIFY2(connection.ok(),
             connection.ok() ? "" : qPrintable(connection.error().sentence.english()));
    QVERIFY2(timer.elapsed() < 900, qPrintable(QString::number(timer.elapsed())));
}

void ConnectLossTest::theFirstNodeHeardIsTaken()
{
    const FakeServer mute(FakeServer::Manner::Mute);
    const FakeServer server(FakeServer::Manner::HardOfHearing);
    const auto found =
        Connection::openWritable({targetOf(mute), targetOf(server)}, Deadline::after(900ms), {});
    QVERIFY2(found.ok(), found.ok() ? "" : qPrintable(found.error().details));
    QCOMPARE(found->first, 1);
    QCOMPARE(mute.connections(), 1); // it was heard: nobody called it again
}

void ConnectLossTest::whoIsNeverHeardIsToldSilentInTime()
{
    const FakeServer server(FakeServer::Manner::HardOfHearing);
    QElapsedTimer timer;
    timer.start();
    const auto connection = Connection::open(targetOf(server), Deadline::after(100ms), {});
    const auto took = timer.elapsed();
    QVERIFY(!connection);
    QCOMPARE(connection.error().code, QStringLiteral("silent"));
    QVERIFY2(took >= 95 && took < 300, qPrintable(QString::number(took)));
}

QTEST_GUILESS_MAIN(ConnectLossTest)
#include "connect_loss_test.moc"
