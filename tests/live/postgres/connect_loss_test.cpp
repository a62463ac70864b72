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
    const auto connection = Connection::open(targetAt(server.port()), Deadline::after(900ms), {});
    QVERIFY2(connection.ok(),
             connection.ok() ? "" : qPrintable(connection.error().sentence.english()));
    QVERIFY2(timer.elapsed() < 900, qPrintable(QString::number(timer.elapsed())));
}

void ConnectLossTest::theFirstNodeHeardIsTaken()
{
    const FakeServer mute(FakeServer::Manner::Mute);
    const FakeServer server(FakeServer::Manner::HardOfHearing);
    const auto found = Connection::openWritable({targetAt(mute.port()), targetAt(server.port())},
                                                Deadline::after(900ms), {});
    QVERIFY2(found.ok(), found.ok() ? "" : qPrintable(found.error().details));
    QCOMPARE(found->first, 1);
    QCOMPARE(mute.connections(), 1); // it was heard: nobody called it again
}

void ConnectLossTest::whoIsNeverHeardIsToldSilentInTime()
{
    const FakeServer server(FakeServer::Manner::HardOfHearing);
    QElapsedTimer timer;
    timer.start();
    const auto connection = Connection::open(targetAt(server.port()), Deadline::after(100ms), {});
    const auto took = timer.elapsed();
    QVERIFY(!connection);
    QCOMPARE(connection.error().code, QStringLiteral("silent"));
    QVERIFY2(took >= 95 && took < 300, qPrintable(QString::number(took)));
}

QTEST_GUILESS_MAIN(ConnectLossTest)
#include "connect_loss_test.moc"
