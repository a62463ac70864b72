// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/pair_automation.h"

#include "core/runbook/record_steps.h"
#include "core/runbook/refused_outcome.h"
#include "core/stages/late_fence.h"
#include "core/watchdog/agent_files.h"
#include "core/watchdog/notes.h"

#include <QDateTime>
#include <QDir>

namespace tandem {

namespace {

constexpr Milliseconds doubtPatience{4000};

bool isDoubt(const Judgement &judgement)
{
    const std::string_view reason = judgement.decision.reason;
    return reason == "unclear" || reason == "confirming" || reason == "still_receives";
}

Error unwritten(const QString &node, const QString &details)
{
    return {ErrorKind::Failed,
            say("Session",
                "The record of %1 could not be written: run setup first, or look at that "
                "host.")
                .arg(node),
            details,
            {}};
}

} // namespace

QString PairAutomation::directory() const
{
    return m_session.stateDirectory() + QStringLiteral("/automation");
}

Judgement PairAutomation::judgeNow(const StopToken &stop)
{
    const Monitor &monitor = m_session.monitor();
    const Automation &policy = m_session.profile().automation;
    SightBook book(policy, readArmedStamp(directory()));
    const Deadline deadline =
        Deadline::after(doubtPatience + Milliseconds(policy.silenceMilliseconds));
    while (true) {
        const PairView view = monitor.latest();
        const PairSighting sighting = book.take(view, monitor.lag(), MonotonicClock::now(),
                                                QDateTime::currentMSecsSinceEpoch());
        Judgement judgement = judge(sighting, policy, book.primary(), book.standby());
        if (!isDoubt(judgement) || deadline.expired() || stop.stopRequested())
            return judgement;
        static_cast<void>(
            monitor.waitForNewer(view.number, Deadline::after(Milliseconds(50)), stop));
    }
}

Result<void> PairAutomation::setPaused(bool paused, const StopToken &stop)
{
    Result<void> all;
    int written = 0;
    for (const NodeProfile &node : m_session.profile().nodes) {
        const auto done = m_session.world().aside(node.name, pauseCommand(node, paused), stop);
        if (done.ok() && done->exitCode == 0)
            ++written;
        else
            all = done.ok() ? unwritten(node.name, QString::fromUtf8(done->errors)) : done.error();
    }
    // One node that says so is enough to hold automation back, but not to let it go on.
    return paused && written > 0 ? Result<void>() : all;
}

Result<bool> PairAutomation::clearFailover(const StopToken &stop)
{
    const ClusterSnapshot snapshot = m_session.observe(stop);
    bool cleared = false;
    for (const NodeFacts &facts : snapshot.nodes) {
        const bool isNoted = facts.record && (facts.record->failoverFromTimeline != 0 ||
                                              facts.record->failoverSettledAgeMilliseconds);
        if (!isNoted)
            continue;
        const NodeProfile &node = *m_session.profile().node(facts.name);
        const auto done = m_session.world().aside(
            node.name, settleCommand(node, facts.record->epoch, false), stop);
        if (!done.ok())
            return done.error();
        if (done->exitCode != 0)
            return unwritten(node.name, QString::fromUtf8(done->errors));
        cleared = true;
    }
    return cleared;
}

Result<QByteArray> PairAutomation::order(const NodeProfile &node, const ShellCommand &command,
                                         const StopToken &stop)
{
    const auto done = m_session.world().aside(node.name, command, stop);
    if (!done.ok())
        return done.error();
    if (done->exitCode != 0)
        return Error{ErrorKind::Failed,
                     say("Session", "The watchdog of %1 could not be put in order: see what its "
                                    "host says, mend that, and try again.")
                         .arg(node.name),
                     QString::fromUtf8(done->errors),
                     {}};
    return done->output;
}

Result<void> PairAutomation::watchdogOn(const StopToken &stop)
{
    const Profile &profile = m_session.profile();
    const auto password = m_session.secrets().get(QStringLiteral("admin"));
    if (!password)
        return Error{ErrorKind::Refused,
                     say("Session", "There is no password of %1 in the secrets, which the watchdog "
                                    "needs: run setup first.")
                         .arg(profile.roles.admin),
                     {},
                     {}};
    for (const NodeProfile &node : profile.nodes) {
        const auto commands = agentOnCommands(profile, node, *password);
        if (!commands.ok())
            return commands.error();
        for (const ShellCommand &command : *commands) {
            if (const auto done = order(node, command, stop); !done.ok())
                return done.error();
        }
    }
    return {};
}

Result<void> PairAutomation::watchdogOff(const StopToken &stop)
{
    Result<void> all;
    for (const NodeProfile &node : m_session.profile().nodes) {
        if (const auto done = order(node, agentOffCommand(node), stop); !done.ok())
            all = done.error();
    }
    return all;
}

std::vector<AgentStatus> PairAutomation::watchdogStatus(const StopToken &stop)
{
    std::vector<AgentStatus> all;
    for (const NodeProfile &node : m_session.profile().nodes) {
        if (const auto told = order(node, agentStatusCommand(node), stop); told.ok())
            all.push_back(
                agentStatusOf(node.name, *told, agentSums(m_session.profile(), node.name)));
    }
    return all;
}

ObserverHands PairAutomation::hands()
{
    ObserverHands hands;
    hands.run = [this](Stage stage, const ClusterSnapshot &snapshot, const StageOptions &options,
                       const StopToken &stop) {
        const auto plan = m_session.plan(stage, snapshot, options);
        if (!plan.ok())
            return refusedOutcome(plan.error());
        const QString word = plan->confirmation ? plan->confirmation->word : QString();
        return m_session.run(*plan, snapshot, word, stop);
    };
    hands.fence = [this](const ClusterSnapshot &snapshot, const QString &promoted) {
        const StageContext context{m_session.profile(), snapshot};
        return m_session.run(planLateFence(context, promoted), snapshot, {}, {});
    };
    hands.settle = [this](const NodeProfile &node, std::uint64_t epoch) -> Result<void> {
        const auto done = m_session.world().aside(node.name, settleCommand(node, epoch, true), {});
        if (!done.ok())
            return done.error();
        return done->exitCode == 0 ? Result<void>()
                                   : unwritten(node.name, QString::fromUtf8(done->errors));
    };
    hands.warmUp = [this] {
        m_session.world().warmUp({});
        ShellCommand hello;
        hello.script = QStringLiteral(":\n");
        hello.timeout = Milliseconds(2000);
        for (const NodeProfile &node : m_session.profile().nodes)
            static_cast<void>(m_session.world().shell(node.name, hello, {}, {}).ok());
    };
    return hands;
}

Result<void> PairAutomation::observe(const std::function<void(const AutomationEvent &)> &tell,
                                     const std::function<void(const Judgement &)> &see,
                                     const StopToken &stop)
{
    QDir().mkpath(directory());
    QLockFile lock(directory() + QStringLiteral("/observer.lock"));
    lock.setStaleLockTime(0); // only a process that is gone loses it
    if (!lock.tryLock(0)) {
        qint64 process = 0;
        QString host;
        QString program;
        lock.getLockInfo(&process, &host, &program);
        return Error{ErrorKind::Refused,
                     say("Session",
                         "The pair %1 is observed already, by process %2 on %3: end that "
                         "one first.")
                         .arg(m_session.profile().name)
                         .arg(process)
                         .arg(host),
                     {},
                     {}};
    }
    Observer observer(m_session.profile(), m_session.monitor(), hands(), directory(),
                      QStringLiteral("observer ") + ownerOfThisProcess());
    observer.tell = tell;
    observer.see = see;
    observer.observe(stop);
    return {};
}

} // namespace tandem
