// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/stream_cursor.h"

#include <QTest>

using namespace tandem;

namespace {

LogFile file(std::uint64_t inode, std::int64_t size, const char *name = "a.log")
{
    LogFile made;
    made.path = QStringLiteral("/log/") + QLatin1String(name);
    made.inode = inode;
    made.size = size;
    made.isRotated = made.path.endsWith(QStringLiteral(".1"));
    return made;
}

LogPiece piece(std::uint64_t inode, const QByteArray &bytes, const QByteArray &head = "head")
{
    return {inode, 0, head, bytes};
}

// Reads on until all is read; how many bytes that were.
std::int64_t drain(StreamCursor &cursor, const std::vector<LogFile> &files, std::uint64_t inode)
{
    std::int64_t read = 0;
    while (const auto order = cursor.next(files))
        read += cursor.took(piece(inode, QByteArray(order->limit, 'x'))).size();
    return read;
}

} // namespace

// Where a follower goes on, told of listings alone.
class StreamCursorTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void beginsBeforeTheEnd()
    {
        StreamCursor cursor(100);
        const auto order = cursor.next({file(1, 50, "old.log"), file(2, 1000)});
        QVERIFY(order);
        QCOMPARE(order->offset, 900);
        QCOMPARE(order->limit, 100);
        QVERIFY(order->beginsInside);
        StreamCursor whole(100);
        const auto small = whole.next({file(2, 40)});
        QVERIFY(small);
        QCOMPARE(small->offset, 0);
        QVERIFY(!small->beginsInside);
    }

    void waitsForAFileThatAppearsLate()
    {
        StreamCursor cursor(0);
        QVERIFY(!cursor.next({}));
        QVERIFY(!cursor.next({file(1, 0)}));
        const auto order = cursor.next({file(1, 10)});
        QVERIFY(order);
        QCOMPARE(order->offset, 0);
        QVERIFY(!order->beginsInside);
    }

    void readsARenamedFileToItsEndFirst()
    {
        StreamCursor cursor(0);
        QVERIFY(!cursor.next({file(1, 10)}));
        const std::vector<LogFile> renamed{file(1, 25, "a.log.1"), file(2, 7)};
        auto order = cursor.next(renamed);
        QVERIFY(order);
        QCOMPARE(order->path, QStringLiteral("/log/a.log.1"));
        QCOMPARE(order->offset, 10);
        QCOMPARE(cursor.took(piece(1, QByteArray(15, 'x'))).size(), 15);
        order = cursor.next(renamed);
        QVERIFY(order);
        QCOMPARE(order->path, QStringLiteral("/log/a.log"));
        QCOMPARE(order->offset, 0);
        QVERIFY(order->isNewFile);
    }

    void anEmptyNewFileDoesNotEndTheOldOne()
    {
        StreamCursor cursor(0);
        QVERIFY(!cursor.next({file(1, 10)}));
        QVERIFY(!cursor.next({file(1, 10, "a.log.1"), file(2, 0)}));
        QCOMPARE(drain(cursor, {file(1, 30, "a.log.1"), file(2, 0)}, 1), 20);
        QCOMPARE(drain(cursor, {file(1, 30, "a.log.1"), file(2, 5)}, 2), 5);
    }

    void aCopyIsNotReadAgain()
    {
        StreamCursor cursor(0);
        QVERIFY(!cursor.next({file(1, 1000)}));
        const auto order = cursor.next({file(9, 1000, "a.log.1"), file(1, 20)});
        QVERIFY(order);
        QCOMPARE(order->path, QStringLiteral("/log/a.log"));
        QCOMPARE(order->offset, 0);
        QCOMPARE(order->notes.size(), size_t(1));
        QVERIFY(order->notes.front().english().contains(QStringLiteral("truncated")));
        QCOMPARE(cursor.took(piece(1, QByteArray(20, 'x'))).size(), 20);
        QVERIFY(!cursor.next({file(9, 1000, "a.log.1"), file(1, 20)}));
    }

    void severalNewFilesAreReadInOrder()
    {
        StreamCursor cursor(0);
        QVERIFY(!cursor.next({file(1, 10)}));
        const std::vector<LogFile> files{file(1, 10), file(2, 5, "b.log"), file(3, 0, "c.log"),
                                         file(4, 6, "d.log")};
        QStringList paths;
        while (const auto order = cursor.next(files)) {
            paths << order->path;
            const std::uint64_t inode = paths.size() == 1 ? 2 : 4;
            QVERIFY(!cursor.took(piece(inode, QByteArray(order->limit, 'x'))).isEmpty());
        }
        QCOMPARE(paths, QStringList({QStringLiteral("/log/b.log"), QStringLiteral("/log/d.log")}));
    }

    void aDeletedFilesNumberMayComeBack()
    {
        StreamCursor cursor(0);
        QVERIFY(!cursor.next({file(1, 10)}));
        QVERIFY(!cursor.next({}));
        const std::vector<LogFile> again{file(1, 30)};
        QCOMPARE(drain(cursor, again, 1), 30);
        QVERIFY(!cursor.next(again));
    }

    void anotherFileInItsPlaceIsNoticed()
    {
        StreamCursor cursor(1000);
        QCOMPARE(drain(cursor, {file(1, 10)}, 1), 10);
        QVERIFY(cursor.next({file(1, 40)}));
        QVERIFY(cursor.took(piece(1, "rest", "another")).isEmpty());
        const auto order = cursor.next({file(1, 40)});
        QVERIFY(order);
        QCOMPARE(order->offset, 0);
        QCOMPARE(order->notes.size(), size_t(1));
        QVERIFY(order->notes.front().english().contains(QStringLiteral("replaced")));
    }

    void aHeadThatGrowsIsTheSameFile()
    {
        StreamCursor cursor(1000);
        QVERIFY(cursor.next({file(1, 4)}));
        QCOMPARE(cursor.took(piece(1, "abcd", "abcd")).size(), 4);
        QVERIFY(cursor.next({file(1, 8)}));
        QCOMPARE(cursor.took(piece(1, "efgh", "abcdefgh")).size(), 4);
    }

    void aBurstIsSkippedOpenly()
    {
        StreamCursor cursor(0);
        QVERIFY(!cursor.next({file(1, 0)}));
        const std::int64_t burst = 1024LL * 1024 * 1024;
        const auto order = cursor.next({file(1, burst)});
        QVERIFY(order);
        QCOMPARE(order->limit, StreamCursor::pieceBytes);
        QCOMPARE(order->offset, burst - StreamCursor::pieceBytes);
        QVERIFY(order->beginsInside);
        QCOMPARE(order->notes.size(), size_t(1));
        QVERIFY(order->notes.front().english().contains(
            QString::number(burst - StreamCursor::pieceBytes)));
    }

    void aBacklogIsReadInPieces()
    {
        StreamCursor cursor(0);
        QVERIFY(!cursor.next({file(1, 0)}));
        const std::int64_t size = StreamCursor::largestBacklog;
        QCOMPARE(drain(cursor, {file(1, size)}, 1), size);
    }

    void aFileThatMovedAwayIsLookedForAgain()
    {
        StreamCursor cursor(1000);
        QVERIFY(cursor.next({file(1, 10)}));
        QVERIFY(cursor.took(std::nullopt).isEmpty());
        QVERIFY(cursor.next({file(1, 10)}));
        QVERIFY(cursor.took(piece(7, "else")).isEmpty());
        const auto order = cursor.next({file(1, 10, "a.log.1"), file(7, 4)});
        QVERIFY(order);
        QCOMPARE(order->path, QStringLiteral("/log/a.log.1"));
        QCOMPARE(order->offset, 0);
    }
};

QTEST_GUILESS_MAIN(StreamCursorTest)
#include "stream_cursor_test.moc"
