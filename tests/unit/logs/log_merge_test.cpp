// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/log_merge.h"

#include <QTest>

using namespace tandem;

namespace {

LogEntry at(std::optional<std::int64_t> time, const char *message)
{
    LogEntry entry;
    entry.timeMilliseconds = time;
    entry.message = QString::fromLatin1(message);
    return entry;
}

QString wordsOf(const std::vector<NodeLogEntry> &lines)
{
    QString words;
    for (const NodeLogEntry &line : lines)
        words += line.node + line.entry.message + u' ';
    return words.trimmed();
}

} // namespace

// Two nodes' entries in one order.
class LogMergeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ordersByOurClock()
    {
        LogMerge merge{Milliseconds(0)};
        const MonotonicTime now = MonotonicClock::now();
        // The clock of B is 1000 ms ahead.
        merge.add(QStringLiteral("a"), {at(10, "1"), at(std::nullopt, "2"), at(30, "3")}, 0, now);
        merge.add(QStringLiteral("b"), {at(1005, "1"), at(1020, "2")}, 1000, now);
        const auto lines = merge.takeAll();
        QCOMPARE(wordsOf(lines), QStringLiteral("b1 a1 a2 b2 a3"));
        QCOMPARE(lines.front().ourMilliseconds, 5);
    }

    void aNodesOwnOrderIsKept()
    {
        LogMerge merge{Milliseconds(0)};
        merge.add(QStringLiteral("a"), {at(20, "1"), at(10, "2"), at(20, "3")}, 0,
                  MonotonicClock::now());
        QCOMPARE(wordsOf(merge.takeAll()), QStringLiteral("a1 a2 a3"));
    }

    void waitsForTheOtherNode()
    {
        LogMerge merge{Milliseconds(100)};
        const MonotonicTime start = MonotonicClock::now();
        merge.add(QStringLiteral("a"), {at(20, "1")}, 0, start);
        QVERIFY(merge.take(start + Milliseconds(99)).empty());
        merge.add(QStringLiteral("b"), {at(10, "1"), at(30, "2")}, 0, start + Milliseconds(99));
        QCOMPARE(wordsOf(merge.take(start + Milliseconds(100))), QStringLiteral("b1 a1"));
        QVERIFY(merge.take(start + Milliseconds(198)).empty());
        QCOMPARE(wordsOf(merge.take(start + Milliseconds(199))), QStringLiteral("b2"));
    }
};

QTEST_GUILESS_MAIN(LogMergeTest)
#include "log_merge_test.moc"
