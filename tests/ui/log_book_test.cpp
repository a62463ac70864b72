// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/log_book.h"

#include <QTest>

using namespace tandem;

namespace {

LogLine lineOf(const char *node, std::int64_t at, LogSeverity severity, const QString &message)
{
    LogLine line;
    line.entry.node = QString::fromLatin1(node);
    line.entry.ourMilliseconds = at;
    line.entry.entry.severity = severity;
    line.entry.entry.message = message;
    line.telling = tellingRuleOf(line.entry.entry);
    return line;
}

QStringList shown(const LogBook &book)
{
    QStringList messages;
    for (int row = 0; row < book.count(); ++row)
        messages << messageOf(book.at(row));
    return messages;
}

} // namespace

class LogBookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filtersByNodeLevelAndWords()
    {
        LogBook book;
        book.add({lineOf("vm1", 1, LogSeverity::Log, QStringLiteral("nothing special")),
                  lineOf("vm2", 2, LogSeverity::Error, QStringLiteral("Broken Thing")),
                  lineOf("vm1", 3, LogSeverity::Log,
                         QStringLiteral("database system is ready to accept connections"))});
        QCOMPARE(book.count(), 3);
        book.setFilter({QStringLiteral("vm2"), LogFilter::Level::All, {}});
        QCOMPARE(shown(book), QStringList{QStringLiteral("Broken Thing")});
        book.setFilter({{}, LogFilter::Level::Trouble, {}});
        QCOMPARE(shown(book), QStringList{QStringLiteral("Broken Thing")});
        book.setFilter({{}, LogFilter::Level::Telling, {}});
        QCOMPARE(book.count(), 2);
        book.setFilter({{}, LogFilter::Level::All, QStringLiteral("broken")});
        QCOMPARE(shown(book), QStringList{QStringLiteral("Broken Thing")});
        // A line that comes later is judged by the filter as well.
        book.add({lineOf("vm1", 4, LogSeverity::Log, QStringLiteral("other"))});
        QCOMPARE(book.count(), 1);
        book.setFilter({});
        QCOMPARE(book.count(), 4);
    }

    // The oldest lines go; a line that stays keeps its number and its mark.
    void isBounded()
    {
        LogBook book;
        std::vector<LogLine> lines;
        for (std::size_t i = 0; i < LogBook::mostLines; ++i)
            lines.push_back(lineOf("vm1", std::int64_t(i), LogSeverity::Log, QString::number(i)));
        book.add(std::move(lines));
        QCOMPARE(book.count(), int(LogBook::mostLines));
        book.setMarked(5, true);
        const std::int64_t number = book.numberAt(5);
        book.add({lineOf("vm1", 1000000, LogSeverity::Log, QStringLiteral("a")),
                  lineOf("vm1", 1000001, LogSeverity::Log, QStringLiteral("b"))});
        QCOMPARE(book.count(), int(LogBook::mostLines));
        QCOMPARE(book.dropped(), std::int64_t(2));
        const int row = book.rowOf(number);
        QCOMPARE(row, 3);
        QVERIFY(book.at(row).isMarked);
        QCOMPARE(messageOf(book.at(row)), QStringLiteral("5"));
        QCOMPARE(book.markedExtracts().size(), std::size_t(1));
        QCOMPARE(messageOf(book.at(book.count() - 1)), QStringLiteral("b"));
    }

    void findsAMoment()
    {
        LogBook book;
        book.add({lineOf("vm1", 100, LogSeverity::Log, QStringLiteral("a")),
                  lineOf("vm2", 200, LogSeverity::Log, QStringLiteral("b"))});
        QCOMPARE(book.rowAt(0), 0);
        QCOMPARE(book.rowAt(150), 1);
        QCOMPARE(book.rowAt(201), 2);
    }

    void notesPassEveryLevel()
    {
        LogBook book;
        LogLine note;
        note.entry.node = QStringLiteral("vm1");
        note.note = Text::verbatim(QStringLiteral("lines were left out"));
        book.setFilter({{}, LogFilter::Level::Trouble, {}});
        book.add({note});
        QCOMPARE(shown(book), QStringList{QStringLiteral("lines were left out")});
        book.clear();
        QCOMPARE(book.count(), 0);
    }
};

QTEST_GUILESS_MAIN(LogBookTest)
#include "log_book_test.moc"
