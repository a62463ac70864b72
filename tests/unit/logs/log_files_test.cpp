// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/log_files.h"

#include <QTest>

using namespace tandem;

namespace {

Layout debian()
{
    NodeProfile node;
    node.postgres.layout = LayoutKind::Debian;
    node.postgres.version = 15;
    return Layout::of(node);
}

QStringList pathsOf(const std::vector<LogFile> &files)
{
    QStringList paths;
    for (const LogFile &file : files)
        paths << file.path;
    return paths;
}

} // namespace

// What the node's scripts print, as values.
class LogFilesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void listsOwnFilesOldestFirst()
    {
        const LogListing listing =
            parseLogListing("clock=1\n"
                            "file=1 10 500 /l/postgresql-15-main.log\n"
                            "file=2 20 500 /l/postgresql-15-main.log.1\n"
                            "file=3 30 400 /l/postgresql-2026-11-24_101500.log\n"
                            "file=4 40 600 /l/postgresql-17-main.log\n"
                            "file=5 50 600 /l/postgresql-15-other.log.1\n"
                            "file=3 30 400 /l/postgresql-2026-11-24_101500.log\n"
                            "file=6 60 100 /l/start.log\n"
                            "file=7 70 100 /l/server.log\n",
                            debian());
        QCOMPARE(pathsOf(listing.of(LogStream::Text)),
                 QStringList({QStringLiteral("/l/postgresql-2026-11-24_101500.log"),
                              QStringLiteral("/l/postgresql-15-main.log.1"),
                              QStringLiteral("/l/postgresql-15-main.log")}));
        QCOMPARE(listing.of(LogStream::Start).size(), size_t(1));
        QCOMPARE(listing.of(LogStream::Server).size(), size_t(1));
        QVERIFY(listing.of(LogStream::Text)[1].isRotated);
        QCOMPARE(listing.files.back().size, 10);
    }

    void whatTheCollectorWritesIsLastAndMain()
    {
        const LogListing listing = parseLogListing("current=/l/postgresql-a.json\n"
                                                   "current=/l/postgresql-a.log\n"
                                                   "file=1 1 100 /l/postgresql-a.log\n"
                                                   "file=2 1 900 /l/postgresql-b.log\n"
                                                   "file=3 1 100 /l/postgresql-a.json\n",
                                                   Layout());
        QCOMPARE(listing.mainStream(), LogStream::Json);
        QCOMPARE(pathsOf(listing.of(LogStream::Text)).constLast(),
                 QStringLiteral("/l/postgresql-a.log"));
    }

    void withoutACollectorTheNewestIsMain()
    {
        QCOMPARE(LogListing().mainStream(), LogStream::Text);
        QCOMPARE(parseLogListing("file=1 1 100 /l/postgresql-a.csv\n"
                                 "file=2 1 900 /l/postgresql-a.log\n",
                                 Layout())
                     .mainStream(),
                 LogStream::Text);
        QCOMPARE(parseLogListing("file=1 1 901 /l/postgresql-a.csv\n"
                                 "file=2 1 900 /l/postgresql-a.log\n",
                                 Layout())
                     .mainStream(),
                 LogStream::Csv);
    }

    void malformedLinesAreNoFiles()
    {
        const LogListing listing = parseLogListing("file=\nfile=1\nfile=x 1 1 /a\nfile=1 -5 1 /a\n"
                                                   "file=1 1 1 relative\nfile=1 1 x /a\nnoise\n",
                                                   Layout());
        QVERIFY(listing.files.empty());
        const LogListing spaces = parseLogListing("file=1 2 3 /a b/c d.log\n", Layout());
        QCOMPARE(pathsOf(spaces.files), QStringList(QStringLiteral("/a b/c d.log")));
    }

    void piecesCarryBytesAsTheyAre()
    {
        const auto piece = parseLogPiece(QByteArray("12 34\n6100ff\na\0\n\xff", 17));
        QVERIFY(piece);
        QCOMPARE(piece->inode, std::uint64_t(12));
        QCOMPARE(piece->size, 34);
        QCOMPARE(piece->head, QByteArray("a\0\xff", 3));
        QCOMPARE(piece->bytes, QByteArray("a\0\n\xff", 4));
        for (const char *wrong : {"", "1", "1 2\n", "x 2\n61\n", "1 2 3\n61\n"})
            QVERIFY2(!parseLogPiece(wrong), wrong);
        QVERIFY(parseLogPiece("1 0\n\n"));
    }
};

QTEST_GUILESS_MAIN(LogFilesTest)
#include "log_files_test.moc"
