// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

namespace tandem {

// Cooperative stopping, because std::stop_token is missing in Apple's library.
// Every member is safe from every thread. A default-built StopToken never stops.
class StopToken
{
public:
    StopToken() = default;
    [[nodiscard]] bool stopRequested() const;
    // Sleeps until the time is over (false) or a stop is requested (true).
    bool sleepFor(std::chrono::nanoseconds time) const;

private:
    friend class StopSource;
    friend class StopCallback;
    struct State
    {
        std::mutex mutex;
        std::condition_variable changed;
        bool requested = false;
        std::uint64_t nextId = 1;
        std::uint64_t runningId = 0;
        std::thread::id runningThread;
        std::map<std::uint64_t, std::function<void()>> callbacks;
    };
    explicit StopToken(std::shared_ptr<State> state) : m_state(std::move(state)) {}
    std::shared_ptr<State> m_state;
};

class StopSource
{
public:
    StopSource() : m_state(std::make_shared<StopToken::State>()) {}
    // Runs the registered callbacks in this thread, once. Idempotent.
    void requestStop();
    [[nodiscard]] StopToken token() const { return StopToken(m_state); }

private:
    std::shared_ptr<StopToken::State> m_state;
};

// Calls `action` when a stop is requested (at once when it already was).
// Its destructor waits for a call that runs in another thread, so `action` may use what it owns.
class StopCallback
{
public:
    StopCallback(const StopToken &token, std::function<void()> action);
    ~StopCallback();
    StopCallback(const StopCallback &) = delete;
    StopCallback &operator=(const StopCallback &) = delete;

private:
    std::shared_ptr<StopToken::State> m_state;
    std::uint64_t m_id = 0;
};

} // namespace tandem
