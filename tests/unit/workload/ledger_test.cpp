// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/ledger.h"
#include "core/workload/ledger_contents.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <atomic>
#include <csignal>
#include <map>
#include <sys/resource.h>
#include <thread>
#ifdef __linux__
#include <sys/mount.h>
#include <unistd.h>
#endif

using namespace tandem;

class LedgerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsEveryRecordAsItWas();
    void refusesAFileThatExistsAndAnUnusableRun();
    void everyTruncationIsNoticed();
    void everyChangedByteIsNoticed();
    void aLineTakenOutOrMovedIsNoticed();
    void aNewerFormatIsRefusedByName();
    void acknowledgedMeansReadableAtOnce();
    void manySessionsShareTheSyncs();
    void aFullDiskIsFinalAndSaid();
    void aFullTmpfsIsFinalAndSaid();
    void nothingIsRecordedAfterClose();

private:
    QString path(const char *name) const { return m_directory.filePath(QLatin1String(name)); }
    QByteArray sampleBytes();
    QTemporaryDir m_directory;
};

namespace {

MonotonicTime at(qint64 nanoseconds)
{
    return MonotonicTime(std::chrono::nanoseconds(nanoseconds));
}

QByteArray bytesOf(const QString &fileName)
{
    QFile file(fileName);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Writes until the ledger refuses; what was acknowledged until then must be readable.
void fillUntilItBreaks(const QString &fileName)
{
    auto made = Ledger::create(fileName, QStringLiteral("full"));
    QVERIFY2(made.ok(), "the ledger starts while there is room");
    Ledger &ledger = **made;
    std::vector<WriteKey> acknowledged;
    std::optional<Error> failure;
    for (int seq = 1; seq < 100000 && !failure; ++seq) {
        const auto kept = ledger.acknowledge({1, seq}, QStringLiteral("vm1"), at(seq), seq);
        if (kept.ok())
            acknowledged.push_back({1, seq});
        else
            failure = kept.error();
    }
    QVERIFY(failure.has_value());
    QVERIFY(failure->sentence.english().contains(fileName));
    QVERIFY(failure->sentence.english().contains(QLatin1String("the workload stops")));
    QVERIFY(!acknowledged.empty());
    QVERIFY(!ledger.acknowledge({1, 1000000}, QStringLiteral("vm1"), at(1), 1).ok());
    QVERIFY(!ledger.intend({1, 1000001}, QStringLiteral("order"), QString()).ok());
    QCOMPARE(ledger.failure()->sentence, failure->sentence);

    const auto read = readLedger(fileName);
    QVERIFY(read.ok());
    QVERIFY(!read->closed);
    std::vector<WriteKey> found;
    for (const LedgerRecord &record : read->records)
        found.push_back(record.key);
    QVERIFY(found == acknowledged);
}

} // namespace

QByteArray LedgerTest::sampleBytes()
{
    const QString fileName = path("sample");
    QFile::remove(fileName);
    auto ledger = Ledger::create(fileName, QStringLiteral("run-1"));
    if (!ledger)
        return {};
    (void)(*ledger)->intend({1, 1}, QStringLiteral("order"), QStringLiteral("users,orders"));
    (void)(*ledger)->acknowledge({1, 1}, QStringLiteral("vm 1"), at(123456789012), 1700000000123);
    (void)(*ledger)->abort({2, 7});
    (void)(*ledger)->intend({2, 8}, QStringLiteral("order+update"), QString());
    (void)(*ledger)->doubt({2, 8});
    (void)(*ledger)->close();
    return bytesOf(fileName);
}

void LedgerTest::keepsEveryRecordAsItWas()
{
    const QString hostile = QStringLiteral("a b\n%41\t'\";ж\U0001F600");
    {
        auto ledger = Ledger::create(path("round"), QStringLiteral("r.1_A-z"));
        QVERIFY(ledger.ok());
        QVERIFY((*ledger)->intend({1, 1}, hostile, QStringLiteral("users,orders")).ok());
        QVERIFY((*ledger)->acknowledge({1, 1}, hostile, at(987654321), -5).ok());
        QVERIFY((*ledger)->abort({4, 9007199254740993}).ok());
        QVERIFY((*ledger)->doubt({3, 2}).ok());
        QCOMPARE((*ledger)->recordCount(), 4);
    }
    const auto read = readLedger(path("round"));
    QVERIFY(read.ok());
    QCOMPARE(read->runId, QStringLiteral("r.1_A-z"));
    QVERIFY(read->closed);
    QCOMPARE(read->tornBytes, 0);
    QCOMPARE(read->records.size(), std::size_t(4));
    const LedgerRecord intend{
        RecordKind::Intend, {1, 1}, hostile, QStringLiteral("users,orders"), {}, {}, 0};
    QVERIFY(read->records[0] == intend);
    const LedgerRecord ack{RecordKind::Ack, {1, 1}, {}, {}, hostile, at(987654321), -5};
    QVERIFY(read->records[1] == ack);
    const LedgerRecord abort{RecordKind::Abort, {4, 9007199254740993}, {}, {}, {}, {}, 0};
    QVERIFY(read->records[2] == abort);
    const LedgerRecord doubt{RecordKind::Doubt, {3, 2}, {}, {}, {}, {}, 0};
    QVERIFY(read->records[3] == doubt);
}

void LedgerTest::refusesAFileThatExistsAndAnUnusableRun()
{
    QVERIFY(Ledger::create(path("once"), QStringLiteral("run")).ok());
    const auto again = Ledger::create(path("once"), QStringLiteral("run"));
    QVERIFY(!again.ok());
    QVERIFY(again.error().sentence.english().contains(path("once")));
    for (const QString &run : {QString(), QStringLiteral("a b"), QStringLiteral("a\n"),
                               QStringLiteral("x").repeated(41), QStringLiteral("'")})
        QCOMPARE(Ledger::create(path("never"), run).error().kind, ErrorKind::Usage);
    QVERIFY(!QFile::exists(path("never")));
}

void LedgerTest::everyTruncationIsNoticed()
{
    const QByteArray whole = sampleBytes();
    QVERIFY(parseLedger(whole, QStringLiteral("f"))->closed);
    for (qsizetype length = 0; length < whole.size(); ++length) {
        const auto read = parseLedger(whole.left(length), QStringLiteral("f"));
        if (!read)
            continue; // not even the header is whole
        QVERIFY2(!read->closed, "a shortened ledger is never taken for a complete one");
        const qsizetype lineEnd = whole.lastIndexOf('\n', length - 1) + 1;
        QCOMPARE(read->tornBytes, qint64(length - lineEnd));
        QCOMPARE(qint64(read->records.size()), qint64(whole.left(length).count('\n') - 1));
    }
}

void LedgerTest::everyChangedByteIsNoticed()
{
    const QByteArray whole = sampleBytes();
    QVERIFY(whole.size() > 200);
    for (qsizetype i = 0; i < whole.size(); ++i) {
        for (int bit = 0; bit < 8; ++bit) {
            QByteArray changed = whole;
            changed[i] = char(changed[i] ^ (1 << bit));
            const auto read = parseLedger(changed, QStringLiteral("f"));
            // Only the last line end may go unpunished: what is left is a torn line, and said.
            if (read.ok())
                QVERIFY(i == whole.size() - 1 && !read->closed && read->tornBytes > 0);
        }
    }
}

void LedgerTest::aLineTakenOutOrMovedIsNoticed()
{
    const QList<QByteArray> lines = sampleBytes().split('\n');
    for (qsizetype i = 1; i < lines.size() - 2; ++i) {
        QList<QByteArray> without = lines;
        without.removeAt(i);
        const auto read = parseLedger(without.join('\n'), QStringLiteral("f"));
        QVERIFY(!read.ok());
        QVERIFY(read.error().sentence.english().contains(QString::number(i + 1)));
        QList<QByteArray> moved = lines;
        moved.swapItemsAt(i, i + 1);
        QVERIFY(!parseLedger(moved.join('\n'), QStringLiteral("f")).ok());
    }
}

void LedgerTest::aNewerFormatIsRefusedByName()
{
    const QByteArray payload = "pgtandem-ledger 2 run";
    const QByteArray bytes = LedgerChecksum().next(payload) + ' ' + payload + '\n';
    const auto read = parseLedger(bytes, QStringLiteral("f"));
    QVERIFY(!read.ok());
    QVERIFY(read.error().sentence.english().contains(QLatin1String("format 2")));
    QVERIFY(!readLedger(path("does-not-exist")).ok());
}

void LedgerTest::acknowledgedMeansReadableAtOnce()
{
    auto ledger = Ledger::create(path("at-once"), QStringLiteral("run"));
    QVERIFY(ledger.ok());
    for (int seq = 1; seq <= 20; ++seq) {
        QVERIFY((*ledger)->acknowledge({1, seq}, QStringLiteral("vm1"), at(seq), seq).ok());
        const auto read = readLedger(path("at-once"));
        QVERIFY(read.ok());
        QCOMPARE(read->records.size(), std::size_t(seq));
        QVERIFY(!read->closed);
    }
}

void LedgerTest::manySessionsShareTheSyncs()
{
    constexpr int sessions = 8;
    constexpr int each = 250;
    auto ledger = Ledger::create(path("group"), QStringLiteral("run"));
    QVERIFY(ledger.ok());
    std::atomic<int> failures = 0;
    std::vector<std::thread> threads;
    for (int session = 1; session <= sessions; ++session)
        threads.emplace_back([&, session] {
            for (int seq = 1; seq <= each; ++seq) {
                const WriteKey key{session, seq};
                if (!(*ledger)
                         ->intend(key, QStringLiteral("order"), QStringLiteral("users"))
                         .ok() ||
                    !(*ledger)->acknowledge(key, QStringLiteral("vm1"), at(seq), seq).ok())
                    ++failures;
            }
        });
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(failures.load(), 0);
    QCOMPARE((*ledger)->recordCount(), qint64(2 * sessions * each));
    QVERIFY((*ledger)->syncCount() >= 1);
    QVERIFY2((*ledger)->syncCount() < quint64(sessions * each * 3 / 4),
             qPrintable(QStringLiteral("%1 syncs").arg((*ledger)->syncCount())));
    QVERIFY((*ledger)->close().ok());

    const auto read = readLedger(path("group"));
    QVERIFY(read.ok());
    QVERIFY(read->closed);
    std::map<int, qint64> lastAck;
    for (const LedgerRecord &record : read->records) {
        if (record.kind == RecordKind::Ack)
            QCOMPARE(record.key.seq, ++lastAck[record.key.session]);
        else
            QCOMPARE(record.key.seq, lastAck[record.key.session] + 1);
    }
    for (int session = 1; session <= sessions; ++session)
        QCOMPARE(lastAck[session], qint64(each));
}

void LedgerTest::aFullDiskIsFinalAndSaid()
{
    // A file size limit refuses a write in the middle of a line, as a full disk does.
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    rlimit small = before;
    small.rlim_cur = 10007;
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    fillUntilItBreaks(path("limited"));
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY(bytesOf(path("limited")).size() <= 10007);
}

void LedgerTest::aFullTmpfsIsFinalAndSaid()
{
#ifdef __linux__
    QTemporaryDir place;
    const QByteArray mountPoint = QFile::encodeName(place.path());
    if (geteuid() != 0 || mount("none", mountPoint.constData(), "tmpfs", 0, "size=64k") != 0)
        QSKIP("mounting a small tmpfs needs root");
    fillUntilItBreaks(place.filePath(QStringLiteral("ledger")));
    QCOMPARE(umount(mountPoint.constData()), 0);
#else
    QSKIP("tmpfs is Linux only");
#endif
}

void LedgerTest::nothingIsRecordedAfterClose()
{
    auto ledger = Ledger::create(path("closed"), QStringLiteral("run"));
    QVERIFY(ledger.ok());
    QVERIFY((*ledger)->abort({1, 1}).ok());
    QVERIFY((*ledger)->close().ok());
    QVERIFY((*ledger)->close().ok());
    QVERIFY(!(*ledger)->abort({1, 2}).ok());
    QCOMPARE(readLedger(path("closed"))->records.size(), std::size_t(1));
}

QTEST_APPLESS_MAIN(LedgerTest)
#include "ledger_test.moc"
