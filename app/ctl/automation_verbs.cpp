// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"

#include "core/session/pair_automation.h"

#include <QDateTime>
#include <QJsonArray>

namespace tandem {

namespace {

int decideNow(const CtlOptions &options, PairSession &session, const StopToken &stop)
{
    PairAutomation automation(session);
    const Judgement judgement = automation.judgeNow(stop);
    if (stop.stopRequested())
        return fail(options, cancelledError());
    const Automation &policy = session.profile().automation;
    if (options.json) {
        QJsonObject object = judgement.toJson(policy, true);
        QJsonArray reasons;
        for (const Text &reason : judgement.reasons(policy))
            reasons.append(reason.translated());
        object.insert(QStringLiteral("reasons"), reasons);
        tellJson(object);
        return 0;
    }
    tell(QStringLiteral("%1: %2").arg(tokenOf(judgement.decision.remedy),
                                      judgement.sentence().translated()));
    for (const Text &reason : judgement.reasons(policy))
        tell(QStringLiteral("  ") + reason.translated());
    return 0;
}

int setPaused(const CtlOptions &options, PairSession &session, bool paused, const StopToken &stop)
{
    const auto done = PairAutomation(session).setPaused(paused, stop);
    if (!done.ok())
        return fail(options, done.error());
    if (options.json)
        tellJson({{QStringLiteral("paused"), paused}});
    else
        tell(paused ? say("App", "Automation is paused on this pair: observers and watchdogs only "
                                 "watch, until \"watchdog resume\".")
                    : say("App", "Automation may act on this pair again."));
    return 0;
}

int clearFailover(const CtlOptions &options, PairSession &session, const StopToken &stop)
{
    const auto cleared = PairAutomation(session).clearFailover(stop);
    if (!cleared.ok())
        return fail(options, cleared.error());
    if (options.json)
        tellJson({{QStringLiteral("cleared"), *cleared}});
    else
        tell(*cleared ? say("App", "The last failover is cleared: automation may fail over again.")
                      : say("App", "There is no failover to clear."));
    return 0;
}

int setWatchdogs(const CtlOptions &options, PairSession &session, bool on, const StopToken &stop)
{
    PairAutomation automation(session);
    const auto done = on ? automation.watchdogOn(stop) : automation.watchdogOff(stop);
    if (!done.ok())
        return fail(options, done.error());
    if (options.json)
        tellJson({{QStringLiteral("watchdog"), on}});
    else
        tell(on ? say("App", "A watchdog runs on both nodes, by the profile's policies.")
                : say("App", "No watchdog is left on either node."));
    return 0;
}

int tellWatchdogs(const CtlOptions &options, PairSession &session, const StopToken &stop)
{
    const auto all = PairAutomation(session).watchdogStatus(stop);
    for (const AgentStatus &status : all) {
        if (options.json) {
            tellJson({{QStringLiteral("node"), status.node},
                      {QStringLiteral("installed"), status.isInstalled},
                      {QStringLiteral("running"), status.isRunning},
                      {QStringLiteral("drifted"), status.hasDrifted},
                      {QStringLiteral("outdated"), status.isOutdated},
                      {QStringLiteral("paused"), status.isPaused},
                      {QStringLiteral("action"), status.action},
                      {QStringLiteral("reason"), status.reason}});
            continue;
        }
        const Text words =
            !status.isInstalled ? say("App", "no watchdog is installed.")
            : status.hasDrifted
                ? say("App", "its files were changed, so it does not act: install it again.")
            : !status.isRunning ? say("App", "it is installed and does not run.")
            : status.isOutdated
                ? say("App", "it runs by another profile than this one, or is of another version "
                             "of this program: install it again.")
                : say("App", "it runs; its last decision: %1 (%2).")
                      .arg(status.action)
                      .arg(status.reason);
        tell(QStringLiteral("%1: %2").arg(status.node, words.translated()));
    }
    return all.empty() ? exitCodeOf(ErrorKind::Unreachable) : 0;
}

QString secondsText(double seconds)
{
    return QString::number(seconds, 'f', 3);
}

void tellEvent(const CtlOptions &options, const Automation &policy, const AutomationEvent &event)
{
    if (options.json) {
        QJsonObject object = event.toJson(policy, true);
        object.insert(QStringLiteral("at"),
                      QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs));
        tellJson(object);
        return;
    }
    const QString now = QTime::currentTime().toString(QStringLiteral("HH:mm:ss.zzz"));
    tell(now + QStringLiteral("  ") + event.sentence.translated());
    if (event.writtenSeconds && event.decidedSeconds)
        tell(QString(now.size() + 2, u' ') +
             say("App", "From the loss: decided after %1 s, first committed write after %2 s.")
                 .arg(secondsText(*event.decidedSeconds))
                 .arg(secondsText(*event.writtenSeconds))
                 .translated());
}

} // namespace

int runWatchdog(const CtlOptions &options, const StopToken &stop)
{
    const QString word = options.arguments.value(0);
    const QStringList known{QStringLiteral("decide"), QStringLiteral("pause"),
                            QStringLiteral("resume"), QStringLiteral("clear"),
                            QStringLiteral("on"),     QStringLiteral("off"),
                            QStringLiteral("status")};
    if (!known.contains(word))
        return fail(options, {ErrorKind::Usage,
                              say("App", "\"watchdog\" wants one of %1 behind it, not \"%2\".")
                                  .arg(known.join(QStringLiteral(", ")))
                                  .arg(word),
                              {},
                              {}});
    auto session = openPair(options, stop);
    if (!session.ok())
        return fail(options, session.error());
    if (word == QLatin1String("decide"))
        return decideNow(options, **session, stop);
    if (word == QLatin1String("clear"))
        return clearFailover(options, **session, stop);
    if (word == QLatin1String("status"))
        return tellWatchdogs(options, **session, stop);
    if (word == QLatin1String("on") || word == QLatin1String("off"))
        return setWatchdogs(options, **session, word == QLatin1String("on"), stop);
    return setPaused(options, **session, word == QLatin1String("pause"), stop);
}

int runObserve(const CtlOptions &options, const StopToken &stop)
{
    auto session = openPair(options, stop);
    if (!session.ok())
        return fail(options, session.error());
    PairAutomation automation(**session);
    const Profile &profile = (*session)->profile();
    if (!options.json)
        tell(say("App", "Looking after %1 and %2 until Ctrl-C; what happens is kept in %3.")
                 .arg(profile.nodes[0].name)
                 .arg(profile.nodes[1].name)
                 .arg(automation.directory()));
    const auto observed = automation.observe(
        [&](const AutomationEvent &event) { tellEvent(options, profile.automation, event); }, {},
        stop);
    return observed.ok() ? 0 : fail(options, observed.error());
}

} // namespace tandem
