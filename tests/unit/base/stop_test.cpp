// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/base/stop.h"

#include <QTest>

#include <atomic>
#include <future>
#include <optional>

using namespace tandem;
using namespace std::chrono_literals;

class StopTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDefaultTokenNeverStops()
    {
        const StopToken token;
        QVERIFY(!token.stopRequested());
        QVERIFY(!token.sleepFor(1ms));
        bool called = false;
        {
            const StopCallback callback(token, [&] { called = true; });
        }
        QVERIFY(!called);
    }

    void everyCopySeesTheStop()
    {
        StopSource source;
        const StopToken first = source.token();
        const StopToken second = first;
        QVERIFY(!second.stopRequested());
        source.requestStop();
        QVERIFY(first.stopRequested());
        QVERIFY(second.stopRequested());
        QVERIFY(source.token().stopRequested());
    }

    void aTokenOutlivesItsSource()
    {
        std::optional<StopSource> source(std::in_place);
        const StopToken token = source->token();
        source->requestStop();
        source.reset();
        QVERIFY(token.stopRequested());
    }

    void sleepEndsByTime()
    {
        const StopSource source;
        const auto start = MonotonicClock::now();
        QVERIFY(!source.token().sleepFor(30ms));
        QVERIFY(MonotonicClock::now() - start >= 30ms);
    }

    void sleepEndsAtOnceByStop()
    {
        StopSource source;
        auto sleeper = std::async(std::launch::async,
                                  [token = source.token()] { return token.sleepFor(60s); });
        const auto start = MonotonicClock::now();
        source.requestStop();
        QVERIFY(sleeper.get());
        QVERIFY(MonotonicClock::now() - start < 30s);
        QVERIFY(source.token().sleepFor(60s)); // after the stop no sleep begins at all
    }

    void callbacksRunOnceInTheStoppingThread()
    {
        StopSource source;
        int calls = 0;
        std::thread::id where;
        const StopCallback callback(source.token(), [&] {
            ++calls;
            where = std::this_thread::get_id();
        });
        source.requestStop();
        source.requestStop();
        QCOMPARE(calls, 1);
        QVERIFY(where == std::this_thread::get_id());
    }

    void aLateCallbackRunsAtOnce()
    {
        StopSource source;
        source.requestStop();
        bool called = false;
        const StopCallback callback(source.token(), [&] { called = true; });
        QVERIFY(called);
    }

    void aDestroyedCallbackIsNotCalled()
    {
        StopSource source;
        int calls = 0;
        std::optional<StopCallback> gone;
        gone.emplace(source.token(), [&] { calls += 100; });
        const StopCallback kept(source.token(), [&] { ++calls; });
        gone.reset();
        source.requestStop();
        QCOMPARE(calls, 1);
    }

    void theDestructorWaitsForARunningCall()
    {
        StopSource source;
        std::promise<void> entered;
        std::promise<void> mayLeave;
        std::atomic<bool> left{false};
        std::optional<StopCallback> callback;
        callback.emplace(source.token(), [&] {
            entered.set_value();
            mayLeave.get_future().wait();
            left = true;
        });
        std::thread stopper([&] { source.requestStop(); });
        entered.get_future().wait();
        auto destroyer = std::async(std::launch::async, [&] {
            callback.reset();
            return left.load();
        });
        const bool waits = destroyer.wait_for(50ms) == std::future_status::timeout;
        mayLeave.set_value();
        QVERIFY(waits);
        QVERIFY(destroyer.get()); // the call had ended when the destructor returned
        stopper.join();
    }

    void aCallbackMayDestroyItselfAndStopAgain()
    {
        StopSource source;
        std::optional<StopCallback> self;
        int calls = 0;
        self.emplace(source.token(), [&] {
            ++calls;
            source.requestStop();
            self.reset();
        });
        source.requestStop();
        QCOMPARE(calls, 1);
        QVERIFY(!self.has_value());
    }

    void aCallbackMayDestroyAndMakeOthers()
    {
        StopSource source;
        int made = 0;
        int removed = 0;
        std::optional<StopCallback> second;
        std::optional<StopCallback> third;
        const StopCallback first(source.token(), [&] {
            second.reset();
            third.emplace(source.token(), [&] { ++made; });
        });
        second.emplace(source.token(), [&] { ++removed; });
        source.requestStop();
        QCOMPARE(made, 1);
        QCOMPARE(removed, 0);
    }

    void stopsFromManyThreadsAreOne()
    {
        for (int round = 0; round < 50; ++round) {
            StopSource source;
            std::atomic<int> calls{0};
            const StopCallback callback(source.token(), [&] { ++calls; });
            std::vector<std::thread> threads;
            for (int i = 0; i < 4; ++i)
                threads.emplace_back([&] { source.requestStop(); });
            for (auto &thread : threads)
                thread.join();
            QCOMPARE(calls.load(), 1);
        }
    }

    void registeringRacesWithStopping()
    {
        for (int round = 0; round < 200; ++round) {
            StopSource source;
            std::atomic<int> calls{0};
            std::thread stopper([&] { source.requestStop(); });
            {
                const StopCallback callback(source.token(), [&] { ++calls; });
                stopper.join();
            }
            QCOMPARE(calls.load(), 1);
        }
    }

    void deadlinesPass()
    {
        const Deadline past = Deadline::after(0s);
        QVERIFY(past.expired());
        QCOMPARE(past.remaining().count(), Milliseconds::rep(0));
        const Deadline later = Deadline::after(60s);
        QVERIFY(!later.expired());
        QVERIFY(later.remaining() > 50s);
        QVERIFY(later.remaining() <= 60s);
        QVERIFY(Deadline::after(200us).remaining() <= 1ms);
        QCOMPARE(secondsBetween(past.end(), past.end() + 1500ms), 1.5);
    }
};

QTEST_APPLESS_MAIN(StopTest)
#include "stop_test.moc"
