// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/write_sampler.h"

#include <QTest>

using namespace tandem;
using namespace tandem::testing;
using std::chrono::milliseconds;

// What the tests of automation judge two writers by.
class WriteSamplerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rolesThatChangeAreNoTwoWriters()
    {
        std::vector<SampledWrite> one = every20(0, 10);
        const std::vector<SampledWrite> other = every20(300, 10);
        const std::vector<SampledWrite> again = every20(900, 10);
        one.insert(one.end(), again.begin(), again.end());
        QVERIFY(writesBetween(one, other).empty());
        QVERIFY(writesBetween(other, one).empty());
    }
    void twoThatWriteAtATimeAreFound()
    {
        const std::vector<SampledWrite> one = every20(0, 20);
        const std::vector<SampledWrite> other = every20(210, 3);
        QCOMPARE(writesBetween(one, other).size(), std::size_t(3));
        QVERIFY(!writesBetween(every20(0, 20), every20(7, 20)).empty());
    }
    // Sent before the roles changed and answered late: it was the old primary's.
    void anAnswerThatComesLateIsNone()
    {
        const SampledWrite late{at(95), at(260)};
        QVERIFY(writesBetween(every20(200, 10), {late}).empty());
    }

private:
    static MonotonicTime at(int ms) { return MonotonicTime() + milliseconds(ms); }
    static std::vector<SampledWrite> every20(int begin, int count)
    {
        std::vector<SampledWrite> writes;
        for (int i = 0; i < count; ++i)
            writes.push_back({at(begin + i * 20), at(begin + i * 20 + 2)});
        return writes;
    }
};

QTEST_GUILESS_MAIN(WriteSamplerTest)
#include "write_sampler_test.moc"
