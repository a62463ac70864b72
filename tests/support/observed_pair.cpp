// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/observed_pair.h"

#include <algorithm>

namespace tandem::testing {

namespace {

std::optional<Decision> lastDecision(const std::vector<AutomationEvent> &events)
{
    const auto last = std::find_if(events.rbegin(), events.rend(), [](const auto &event) {
        return event.kind == AutomationEvent::Kind::Decision;
    });
    return last != events.rend() ? std::optional(last->judgement.decision) : std::nullopt;
}

} // namespace

ObservedPair::ObservedPair(PairSession &session)
    : m_thread([this, &session] {
          auto result = PairAutomation(session).observe(
              [this](const AutomationEvent &event) {
                  {
                      const std::lock_guard lock(m_mutex);
                      m_events.push_back(event);
                  }
                  m_changed.notify_all();
              },
              {}, m_stop.token());
          const std::lock_guard lock(m_mutex);
          m_result = std::move(result);
      })
{
}

ObservedPair::~ObservedPair()
{
    static_cast<void>(end().ok());
}

Result<void> ObservedPair::end()
{
    m_stop.requestStop();
    if (m_thread.joinable())
        m_thread.join();
    return m_result;
}

bool ObservedPair::waitFor(const std::function<bool(const AutomationEvent &)> &is, std::size_t skip,
                           Milliseconds patience)
{
    const Deadline deadline = Deadline::after(patience);
    std::unique_lock lock(m_mutex);
    while (true) {
        for (std::size_t i = skip; i < m_events.size(); ++i) {
            if (is(m_events[i]))
                return true;
        }
        if (deadline.expired())
            return false;
        m_changed.wait_until(lock, deadline.end());
    }
}

bool ObservedPair::waitForReason(const char *reason, std::size_t skip, Milliseconds patience)
{
    return waitFor(
        [reason](const AutomationEvent &event) {
            return event.kind == AutomationEvent::Kind::Decision &&
                   event.judgement.decision.reason == std::string_view(reason);
        },
        skip, patience);
}

bool ObservedPair::comesTo(const char *reason, Milliseconds patience)
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_until(lock, Deadline::after(patience).end(), [this, reason] {
        const auto last = lastDecision(m_events);
        return last && last->reason == std::string_view(reason);
    });
}

std::optional<Decision> ObservedPair::decision() const
{
    const std::lock_guard lock(m_mutex);
    return lastDecision(m_events);
}

bool ObservedPair::waitForStage(Stage stage, std::size_t skip, Milliseconds patience)
{
    return waitFor(
        [stage](const AutomationEvent &event) {
            return event.kind == AutomationEvent::Kind::Stage && event.stage == stage &&
                   event.outcome->isDone();
        },
        skip, patience);
}

std::vector<AutomationEvent> ObservedPair::events() const
{
    const std::lock_guard lock(m_mutex);
    return m_events;
}

int ObservedPair::done(Stage stage) const
{
    const auto all = events();
    return int(std::count_if(all.begin(), all.end(), [stage](const AutomationEvent &event) {
        return event.kind == AutomationEvent::Kind::Stage && event.stage == stage &&
               event.outcome->isDone();
    }));
}

int ObservedPair::notDone(Stage stage) const
{
    const auto all = events();
    return int(std::count_if(all.begin(), all.end(), [stage](const AutomationEvent &event) {
        return event.kind == AutomationEvent::Kind::Stage && event.stage == stage &&
               !event.outcome->isDone();
    }));
}

QString ObservedPair::story() const
{
    QString story;
    for (const AutomationEvent &event : events()) {
        story += event.sentence.english() + u'\n';
        if (event.outcome && !event.outcome->isDone())
            story += event.outcome->details + u'\n';
    }
    return story;
}

} // namespace tandem::testing
