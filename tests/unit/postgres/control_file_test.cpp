// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/postgres/control_file.h"

#include <QRandomGenerator>
#include <QTest>

using namespace tandem;

namespace {

// Printed by 15.20 on a server that was stopped.
const QString stopped = QStringLiteral(
    "pg_control version number:            1300\n"
    "Catalog version number:               202209061\n"
    "Database system identifier:           7711247509208682269\n"
    "Database cluster state:               shut down\n"
    "pg_control last modified:             Mon Nov 23 06:18:42 2026\n"
    "Latest checkpoint location:           0/3000028\n"
    "Latest checkpoint's REDO location:    0/3000148\n"
    "Latest checkpoint's REDO WAL file:    000000010000000000000003\n"
    "Latest checkpoint's TimeLineID:       12\n"
    "Latest checkpoint's PrevTimeLineID:   11\n"
    "Latest checkpoint's full_page_writes: on\n"
    "Latest checkpoint's NextXID:          0:729\n"
    "Latest checkpoint's NextOID:          16387\n"
    "Latest checkpoint's oldestCommitTsXid:0\n"
    "Time of latest checkpoint:            Mon Nov 23 06:18:42 2026\n"
    "Fake LSN counter for unlogged rels:   0/3E8\n"
    "Minimum recovery ending location:     A/B0C\n"
    "Min recovery ending loc's timeline:   0\n"
    "Backup start location:                0/0\n"
    "Backup end location:                  0/0\n"
    "End-of-backup record required:        no\n"
    "wal_level setting:                    replica\n"
    "wal_log_hints setting:                on\n"
    "max_connections setting:              100\n"
    "track_commit_timestamp setting:       off\n"
    "Database block size:                  8192\n"
    "Bytes per WAL segment:                16777216\n"
    "Data page checksum version:           1\n"
    "Mock authentication nonce:            3397f7a3f5d962633ef7cfc6815ca68c4bbec27f\n");

} // namespace

class ControlFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryField();
    void readsTheLargestIdentifier();
    void cutAnywhereIsNeverWrong();
    void refusesBrokenValues_data();
    void refusesBrokenValues();
    void refusesABadChecksum();
    void survivesGarbage();
};

void ControlFileTest::readsEveryField()
{
    const auto file = parseControlFile(stopped);
    QVERIFY(file);
    QCOMPARE(file->state, QStringLiteral("shut down"));
    QCOMPARE(file->systemIdentifier, std::uint64_t(7711247509208682269ULL));
    QCOMPARE(file->checkpoint, Lsn{0x3000028});
    QCOMPARE(file->redo, Lsn{0x3000148});
    QCOMPARE(file->timeline, 12U);
    QCOMPARE(file->prevTimeline, 11U);
    QCOMPARE(file->minRecoveryEnd, Lsn{0xA00000B0C});
    QVERIFY(file->walLogHints);
    QVERIFY(file->dataChecksums);
    QCOMPARE(file->pgControlVersion, 1300);
    QString off = stopped;
    off.replace(QLatin1String("wal_log_hints setting:                on"),
                QLatin1String("wal_log_hints setting:                off"));
    off.replace(QLatin1String("checksum version:           1"),
                QLatin1String("checksum version:           0"));
    const auto without = parseControlFile(off);
    QVERIFY(without);
    QVERIFY(!without->walLogHints && !without->dataChecksums);
}

void ControlFileTest::readsTheLargestIdentifier()
{
    QString text = stopped;
    text.replace(QLatin1String("7711247509208682269"), QLatin1String("18446744073709551615"));
    const auto file = parseControlFile(text);
    QVERIFY(file);
    QCOMPARE(file->systemIdentifier, ~std::uint64_t(0));
    text.replace(QLatin1String("18446744073709551615"), QLatin1String("18446744073709551616"));
    QVERIFY(!parseControlFile(text));
}

void ControlFileTest::cutAnywhereIsNeverWrong()
{
    const auto whole = parseControlFile(stopped);
    int refused = 0;
    for (qsizetype length = 0; length < stopped.size(); ++length) {
        const auto file = parseControlFile(stopped.left(length));
        if (file)
            QCOMPARE(*file, *whole);
        else
            ++refused;
    }
    // Only the last line holds nothing that is read.
    QCOMPARE(refused, stopped.indexOf(QLatin1String("Mock")));
}

void ControlFileTest::refusesBrokenValues_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::newRow("LSN") << QStringLiteral("0/3000028") << QStringLiteral("0-3000028");
    QTest::newRow("timeline") << QStringLiteral("  12\n") << QStringLiteral("  twelve\n");
    QTest::newRow("timeline too large")
        << QStringLiteral("  12\n") << QStringLiteral(" 4294967296\n");
    QTest::newRow("negative") << QStringLiteral("  12\n") << QStringLiteral("  -1\n");
    QTest::newRow("hints") << QStringLiteral("setting:                on")
                           << QStringLiteral("setting:                oui");
    QTest::newRow("state") << QStringLiteral("shut down") << QString();
    QTest::newRow("German") << QStringLiteral("Database cluster state:")
                            << QStringLiteral("Datenbank-Cluster-Status:");
    QTest::newRow("no such file") << stopped
                                  << QStringLiteral("pg_controldata: error: could not open file\n");
}

void ControlFileTest::refusesBrokenValues()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QString text = stopped;
    QVERIFY(text.contains(from));
    text.replace(from, to);
    const auto file = parseControlFile(text);
    QVERIFY(!file);
    QCOMPARE(file.error().kind, ErrorKind::Failed);
}

void ControlFileTest::refusesABadChecksum()
{
    const auto old = parseControlFile(
        QStringLiteral(
            "WARNING: Calculated CRC checksum does not match value stored in file.\n"
            "Either the file is corrupt, or it has a different layout than this program\n"
            "is expecting.  The results below are untrustworthy.\n\n") +
        stopped);
    QVERIFY(!old);
    const auto recent = parseControlFile(
        QStringLiteral("pg_controldata: warning: calculated CRC checksum does not match value "
                       "stored in control file\n") +
        stopped);
    QVERIFY(!recent);
}

void ControlFileTest::survivesGarbage()
{
    const auto whole = parseControlFile(stopped);
    QRandomGenerator random(11);
    int changed = 0;
    for (int i = 0; i < 2000; ++i) {
        QString text = stopped;
        for (int hits = random.bounded(1, 6); hits > 0; --hits)
            text[random.bounded(text.size())] = QChar(ushort(random.bounded(0, 300)));
        const auto file = parseControlFile(text);
        if (!file || *file != *whole)
            ++changed;
    }
    QVERIFY(changed > 0);
}

QTEST_GUILESS_MAIN(ControlFileTest)
#include "control_file_test.moc"
