// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/automation_desk.h"

namespace tandem {

AutomationDesk::AutomationDesk(PairSession &session) : m_session(session), m_automation(session) {}

AutomationDesk::~AutomationDesk() = default;

QString AutomationDesk::logFile() const
{
    return EventLog(m_automation.directory(), {}).humanFile();
}

void AutomationDesk::ask()
{
    if (m_isAsking)
        return;
    m_isAsking = true;
    m_wishes.post([this](const StopToken &stop) {
        const Judgement judgement = m_automation.judgeNow(stop);
        QMetaObject::invokeMethod(
            this,
            [this, judgement] {
                m_isAsking = false;
                Q_EMIT judged(judgement);
            },
            Qt::QueuedConnection);
    });
}

void AutomationDesk::setObserving(bool isOn)
{
    if (!isOn) {
        m_observer.stopCurrent();
        return;
    }
    if (m_isObserving)
        return;
    m_isObserving = true;
    Q_EMIT observingChanged(true);
    m_observer.post([this](const StopToken &stop) {
        const auto tell = [this](const AutomationEvent &event) {
            QMetaObject::invokeMethod(
                this, [this, event] { Q_EMIT logged(event); }, Qt::QueuedConnection);
        };
        std::optional<Judgement> last;
        const auto see = [this, &last](const Judgement &judgement) {
            if (last == judgement)
                return;
            last = judgement;
            QMetaObject::invokeMethod(
                this, [this, judgement] { Q_EMIT judged(judgement); }, Qt::QueuedConnection);
        };
        const auto observed = m_automation.observe(tell, see, stop);
        QMetaObject::invokeMethod(
            this,
            [this, observed] {
                m_isObserving = false;
                Q_EMIT observingChanged(false);
                if (!observed.ok())
                    Q_EMIT told(observed.error().sentence);
            },
            Qt::QueuedConnection);
    });
}

void AutomationDesk::wish(const std::function<Text(const StopToken &)> &job)
{
    m_wishes.post([this, job](const StopToken &stop) {
        const Text words = job(stop);
        QMetaObject::invokeMethod(
            this, [this, words] { Q_EMIT told(words); }, Qt::QueuedConnection);
    });
}

void AutomationDesk::setPaused(bool isPaused)
{
    wish([this, isPaused](const StopToken &stop) {
        const auto done = m_automation.setPaused(isPaused, stop);
        m_session.monitor().lookNow();
        if (!done.ok())
            return done.error().sentence;
        return isPaused ? say("Ui", "Automation is paused on this pair: it only watches.")
                        : say("Ui", "Automation may act on this pair again.");
    });
}

void AutomationDesk::clearFailover()
{
    wish([this](const StopToken &stop) {
        const auto cleared = m_automation.clearFailover(stop);
        m_session.monitor().lookNow();
        if (!cleared.ok())
            return cleared.error().sentence;
        return *cleared ? say("Ui", "The last failover is cleared: another one may follow.")
                        : say("Ui", "There is no failover to clear.");
    });
}

void AutomationDesk::setWatchdogs(bool isOn)
{
    wish([this, isOn](const StopToken &stop) {
        const auto done = isOn ? m_automation.watchdogOn(stop) : m_automation.watchdogOff(stop);
        if (!done.ok())
            return done.error().sentence;
        return isOn ? say("Ui", "A watchdog runs on both nodes, by the profile's policies.")
                    : say("Ui", "No watchdog is left on either node.");
    });
    lookAtWatchdogs();
}

void AutomationDesk::lookAtWatchdogs()
{
    if (m_isLooking)
        return;
    m_isLooking = true;
    m_wishes.post([this](const StopToken &stop) {
        const auto statuses = m_automation.watchdogStatus(stop);
        QMetaObject::invokeMethod(
            this,
            [this, statuses] {
                m_isLooking = false;
                Q_EMIT watchdogsSeen(statuses);
            },
            Qt::QueuedConnection);
    });
}

} // namespace tandem
