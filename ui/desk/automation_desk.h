// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/pair_automation.h"
#include "ui/desk/worker.h"

#include <QObject>

namespace tandem {

// Where a pair's automation is asked, paused and switched: the observer in this program, the
// watchdogs on the nodes. GUI thread; signals come in it too.
class AutomationDesk : public QObject
{
    Q_OBJECT

public:
    explicit AutomationDesk(PairSession &session);
    ~AutomationDesk() override; // ends the observer, which ends a failover or failback first

    [[nodiscard]] const Automation &policy() const { return m_session.profile().automation; }
    [[nodiscard]] QString logFile() const; // the human one of the observer
    [[nodiscard]] bool isObserving() const { return m_isObserving; }

    // "What would you do now?": judged() follows; while the observer is on it does so by itself.
    void ask();
    // observingChanged() follows; to false not before a failover or failback of its own has ended.
    void setObserving(bool isOn);
    void setPaused(bool isPaused);
    void clearFailover();
    void setWatchdogs(bool isOn);
    void lookAtWatchdogs(); // watchdogsSeen() follows

Q_SIGNALS:
    void judged(const tandem::Judgement &judgement);
    void observingChanged(bool isObserving);
    void logged(const tandem::AutomationEvent &event);
    void watchdogsSeen(const std::vector<tandem::AgentStatus> &statuses);
    void told(const tandem::Text &words); // what became of a wish

private:
    // Off the window's thread, one after another; `job` answers with what to tell.
    void wish(const std::function<Text(const StopToken &)> &job);

    PairSession &m_session;
    PairAutomation m_automation;
    bool m_isObserving = false;
    bool m_isAsking = false;
    bool m_isLooking = false; // at the watchdogs
    Worker m_wishes;
    Worker m_observer;
};

} // namespace tandem
