// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/pacer.h"
#include "core/workload/workload_options.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace tandem;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

// When a session's transactions are due, what they are, and which options are refused.
class PaceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGridHasNoDrift()
    {
        const MonotonicTime start{};
        const nanoseconds period(3333333);
        Pacer pacer(start, period, nanoseconds(1000));
        MonotonicTime now = start;
        for (int i = 0; i < 3000; ++i) {
            const MonotonicTime due = pacer.next(now);
            QCOMPARE((due - start).count(), (nanoseconds(1000) + period * i).count());
            now = due + milliseconds(i % 7); // always a little late
        }
    }

    void whatWasMissedIsNoBurst()
    {
        const MonotonicTime start{};
        Pacer pacer(start, milliseconds(100), nanoseconds(0));
        QVERIFY(pacer.next(start) == start);
        // Half a second late: made up for at once.
        const MonotonicTime late = start + milliseconds(600);
        for (int i = 1; i <= 6; ++i)
            QVERIFY(pacer.next(late) == start + milliseconds(100) * i);
        QVERIFY(pacer.next(late) > late);
        // A minute without a server: left out, and the grid is kept.
        const MonotonicTime later = start + seconds(60) + milliseconds(30);
        QVERIFY(pacer.next(later) == start + seconds(60) + milliseconds(100));
        QVERIFY(pacer.next(later) == start + seconds(60) + milliseconds(200));
    }

    void fullSpeedIsAlwaysDue()
    {
        Pacer pacer(MonotonicTime{}, nanoseconds(0), nanoseconds(0));
        const MonotonicTime now = MonotonicTime{} + seconds(5);
        QVERIFY(pacer.next(now) == now);
        QVERIFY(pacer.next(now) == now);
    }

    void ratesGiveThePeriodOfOneWriter()
    {
        WorkloadOptions options;
        QCOMPARE(options.period().count(), 0);
        options.writers = 4;
        options.rate = 200;
        QCOMPARE(options.period().count(), 20000000);
        options.rate = 0;
        options.ratePerWriter = 200;
        QCOMPARE(options.period().count(), 5000000);
        options.writers = 0;
        QCOMPARE(options.period().count(), 5000000);
    }

    void everyHundredKeepTheShares_data()
    {
        QTest::addColumn<QString>("text");
        for (const QString &name : WorkloadMix::names())
            QTest::newRow(qPrintable(name)) << name;
        QTest::newRow("shares") << QStringLiteral("insert=37, update=43, rollback=20");
        QTest::newRow("one") << QStringLiteral("rollback=100");
    }
    void everyHundredKeepTheShares()
    {
        QFETCH(QString, text);
        const auto mix = WorkloadMix::fromText(text);
        QVERIFY(mix.ok());
        for (const std::int64_t from : {1, 17, 1000003}) {
            int counts[3] = {0, 0, 0};
            for (std::int64_t seq = from; seq < from + 100; ++seq)
                ++counts[int(mix->kindOf(seq))];
            QCOMPARE(counts[0], mix->insert);
            QCOMPARE(counts[1], mix->update);
            QCOMPARE(counts[2], mix->rollback);
        }
    }

    void theKindsAreSpread()
    {
        const WorkloadMix mix;
        std::int64_t last = 0, longest = 0;
        for (std::int64_t seq = 1; seq <= 1000; ++seq) {
            if (mix.kindOf(seq) == WorkloadMix::Kind::Update) {
                longest = std::max(longest, seq - last);
                last = seq;
            }
        }
        QVERIFY2(longest <= 10, qPrintable(QString::number(longest)));
    }

    void whatIsNoMixIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "nothing", "insert=100,insert=0", "insert=50,update=40",
                                 "insert=101,update=-1", "insert", "insert=x", "insert=50,other=50",
                                 "insert=60,update=60", "insert=100;", "insert=100,"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void whatIsNoMixIsRefused()
    {
        QFETCH(QString, text);
        const auto mix = WorkloadMix::fromText(text);
        QVERIFY(!mix.ok());
        QCOMPARE(mix.error().kind, ErrorKind::Usage);
        const QString sentence = mix.error().sentence.english();
        QVERIFY2(sentence.startsWith(QStringLiteral("\"%1\" is no mix: give one of lab, inserts, "
                                                    "updates, rollbacks, or shares")
                                         .arg(text)),
                 qPrintable(sentence));
    }

    void optionsOutOfRangeAreRefused()
    {
        QVERIFY(WorkloadOptions{}.check().ok());
        const auto refused = [](auto change, const char *word) {
            WorkloadOptions options;
            change(options);
            const auto checked = options.check();
            return !checked.ok() && checked.error().kind == ErrorKind::Usage &&
                   checked.error().sentence.english().contains(QLatin1String(word));
        };
        QVERIFY(refused([](WorkloadOptions &o) { o.writers = 60, o.readers = 41; }, "1 to 100"));
        QVERIFY(refused([](WorkloadOptions &o) { o.writers = 0, o.readers = 0; }, "1 to 100"));
        QVERIFY(refused([](WorkloadOptions &o) { o.writers = -1, o.readers = 5; }, "1 to 100"));
        QVERIFY(refused([](WorkloadOptions &o) { o.rate = -1; }, "from 0"));
        QVERIFY(refused([](WorkloadOptions &o) { o.rate = 100001; }, "100000"));
        QVERIFY(refused(
            [](WorkloadOptions &o) { o.ratePerWriter = std::numeric_limits<double>::quiet_NaN(); },
            "from 0"));
        QVERIFY(refused([](WorkloadOptions &o) { o.rate = o.ratePerWriter = 1; }, "not both"));
        QVERIFY(refused([](WorkloadOptions &o) { o.mix.update = 30; }, "100 together"));
        QVERIFY(refused([](WorkloadOptions &o) { o.pauseBetweenMs = -1; }, "not negative"));
        WorkloadOptions most;
        most.writers = 60;
        most.readers = 40;
        most.rate = 100000;
        QVERIFY(most.check().ok());
    }
};

QTEST_APPLESS_MAIN(PaceTest)
#include "pace_test.moc"
