// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/watchdog/judgement.h"

#include "core/watchdog/fact_columns.h"

namespace tandem {

namespace {

Text wordsFor(PrimarySeen seen)
{
    switch (seen) {
    case PrimarySeen::Unclear:
        return say("Watchdog", "What %1 is doing is not clear yet.");
    case PrimarySeen::NoPair:
        return say("Watchdog", "%1 belongs to no pair.");
    case PrimarySeen::Two:
        return say("Watchdog", "%1 accepts writes, and so does the other node.");
    case PrimarySeen::BothFollow:
        return say("Watchdog", "%1 is a standby, and so is the other node.");
    case PrimarySeen::Serves:
        return say("Watchdog", "%1 accepts writes.");
    case PrimarySeen::Answers:
        return say("Watchdog", "A server answers at %1, but not to our login.");
    case PrimarySeen::Starting:
        return say("Watchdog", "%1 is starting, recovering or stopping.");
    case PrimarySeen::HandedOver:
        return say("Watchdog", "%1 was stopped for a hand-over that was cut off.");
    case PrimarySeen::Stopped:
        return say("Watchdog", "%1 was stopped in order.");
    case PrimarySeen::Dead:
        return say("Watchdog", "Nobody listens at %1, and its host shows no server.");
    case PrimarySeen::Frozen:
        return say("Watchdog", "The processes of %1 are there and do not answer.");
    case PrimarySeen::Silent:
        return say("Watchdog", "Neither the server nor the host of %1 answers.");
    case PrimarySeen::Unfenced:
        return say("Watchdog", "%1 accepts writes, and so does the node that could not be fenced "
                               "when it was promoted.");
    }
    return {};
}

Text wordsFor(StandbySeen seen)
{
    switch (seen) {
    case StandbySeen::Receives:
        return say("Watchdog", "%1 receives.");
    case StandbySeen::Ended:
        return say("Watchdog", "%1 received until the primary was lost.");
    case StandbySeen::Lost:
        return say("Watchdog", "%1 had stopped receiving before the primary was lost.");
    case StandbySeen::Paused:
        return say("Watchdog", "Replay is paused on %1.");
    case StandbySeen::Unseen:
        return say("Watchdog", "%1 does not answer.");
    case StandbySeen::Out:
        return say("Watchdog", "%1 was replaced and is not back; its host answers.");
    case StandbySeen::OutOfSight:
        return say("Watchdog", "%1 was replaced and is not back; its host does not answer.");
    case StandbySeen::Down:
        return say("Watchdog", "%1 does not receive.");
    }
    return {};
}

Text wordsFor(Armed armed)
{
    switch (armed) {
    case Armed::No:
        return say("Watchdog",
                   "The standby was not seen to stream lately: automation is not armed.");
    case Armed::Streaming:
        return say("Watchdog", "The standby streamed when both were last seen well.");
    case Armed::Synchronous:
        return say("Watchdog", "The standby was synchronous when both were last seen well.");
    }
    return {};
}

void addPolicies(std::vector<Text> &all, const Automation &policy)
{
    all.push_back(policy.failover ? say("Watchdog", "Policy: fail over.")
                                  : say("Watchdog", "Policy: do not fail over, ask."));
    if (policy.restartFirst)
        all.push_back(say("Watchdog", "Policy: start a dead primary again first."));
    switch (policy.unreachable) {
    case UnreachablePolicy::Never:
        all.push_back(
            say("Watchdog", "Policy: never promote beside a host that cannot be fenced."));
        break;
    case UnreachablePolicy::IfSynchronous:
        all.push_back(say("Watchdog", "Policy: promote beside a host that cannot be fenced only if "
                                      "the standby was synchronous."));
        break;
    case UnreachablePolicy::Always:
        all.push_back(say("Watchdog", "Policy: promote also beside a host that cannot be fenced."));
        break;
    }
    switch (policy.back) {
    case ReturnPolicy::Nothing:
        all.push_back(say("Watchdog", "Policy: leave a replaced node as it is."));
        break;
    case ReturnPolicy::Resync:
        all.push_back(say("Watchdog", "Policy: make a replaced node a standby again."));
        break;
    case ReturnPolicy::ResyncAndFailback:
        all.push_back(say("Watchdog", "Policy: make a replaced node a standby again, and give it "
                                      "its role back."));
        break;
    }
}

} // namespace

Judgement judge(const PairSighting &sighting, const Automation &policy, const QString &primary,
                const QString &standby)
{
    return {sighting, decide(sighting, policy), primary, standby};
}

Text Judgement::sentence() const
{
    return decision.sentence.arg(primary).arg(standby);
}

std::vector<Text> Judgement::reasons(const Automation &policy) const
{
    std::vector<Text> all{wordsFor(sighting.primary).arg(primary),
                          wordsFor(sighting.standby).arg(standby), wordsFor(sighting.armed)};
    if (sighting.fence == Fence::Impossible)
        all.push_back(say("Watchdog", "The host of %1 does not answer, so %1 cannot be fenced.")
                          .arg(primary));
    if (sighting.backlog == Backlog::Beyond)
        all.push_back(say("Watchdog", "%1 was further behind than the limit.").arg(standby));
    if (sighting.holder == Holder::Stage)
        all.push_back(say("Watchdog", "A stage is at work on the pair."));
    if (sighting.past == PastFailover::Open)
        all.push_back(say("Watchdog", "Automation failed over, and the pair was not whole since."));
    if (sighting.past == PastFailover::Cooling)
        all.push_back(say("Watchdog", "The cooldown after the last failover is not over."));
    if (sighting.isPaused)
        all.push_back(say("Watchdog", "Automation is paused."));
    addPolicies(all, policy);
    return all;
}

QJsonObject Judgement::toJson(const Automation &policy, bool translated) const
{
    QJsonObject seen;
    for (const FactColumn &column : factColumns())
        seen.insert(QLatin1String(column.name),
                    QString(QLatin1Char(column.letters[column.value(sighting, policy)])));
    seen.insert(QStringLiteral("primary"), tokenOf(sighting.primary));
    seen.insert(QStringLiteral("standby"), tokenOf(sighting.standby));
    return {
        {QStringLiteral("action"), tokenOf(decision.remedy)},
        {QStringLiteral("reason"), QLatin1String(decision.reason)},
        {QStringLiteral("sentence"), translated ? sentence().translated() : sentence().english()},
        {QStringLiteral("primary"), primary},
        {QStringLiteral("standby"), standby},
        {QStringLiteral("seen"), seen},
        {QStringLiteral("code"), codeOf(sighting, policy)}};
}

} // namespace tandem
