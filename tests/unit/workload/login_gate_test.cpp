// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/login_gate.h"

#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace tandem;

class LoginGateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neverMoreThanItsWidthAreInside()
    {
        LoginGate gate;
        std::atomic<int> inside{0}, most{0}, passed{0};
        std::vector<std::thread> threads;
        for (int i = 0; i < 40; ++i)
            threads.emplace_back([&] {
                const auto pass = gate.enter(Milliseconds(30000), {});
                if (!pass)
                    return;
                const int now = ++inside;
                for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
                }
                std::this_thread::yield();
                --inside;
                ++passed;
            });
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(passed.load(), 40);
        QVERIFY(most <= LoginGate::width);
    }

    void aFullGateGivesUpInTimeOrOnStop()
    {
        LoginGate gate;
        std::vector<std::unique_ptr<LoginGate::Pass>> passes;
        for (int i = 0; i < LoginGate::width; ++i) {
            passes.push_back(gate.enter(Milliseconds(0), {}));
            QVERIFY(passes.back() != nullptr);
        }
        QVERIFY(gate.enter(Milliseconds(20), {}) == nullptr);
        StopSource stop;
        std::thread stopper([&] { stop.requestStop(); });
        QVERIFY(gate.enter(Milliseconds(30000), stop.token()) == nullptr);
        stopper.join();
        passes.pop_back();
        QVERIFY(gate.enter(Milliseconds(0), {}) != nullptr);
        QVERIFY(gate.enter(Milliseconds(0), stop.token()) == nullptr);
    }
};

QTEST_APPLESS_MAIN(LoginGateTest)
#include "login_gate_test.moc"
