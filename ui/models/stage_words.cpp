// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/stage_words.h"

#include "core/cluster/held_writes.h"
#include "core/cluster/state.h"

namespace tandem {

namespace {

// The node that is primary now, or was last: the only standby's peer, else home.
QString actingPrimary(const PairSight &sight, const Profile &profile)
{
    if (const NodeFacts *primary = sight.live.primary())
        return primary->name;
    if (const NodeFacts *standby = sight.live.standby())
        return profile.peerOf(standby->name).name;
    return profile.homePrimary;
}

} // namespace

QString nodeActedOn(Stage stage, const PairSight &sight, const Profile &profile)
{
    QString primary = actingPrimary(sight, profile);
    switch (stage) {
    case Stage::Crash:
    case Stage::ModeSync:
    case Stage::ModeAsync:
        return primary;
    case Stage::Failover:
    case Stage::Switchover:
    case Stage::Resync:
        return profile.peerOf(primary).name;
    case Stage::Failback:
        return profile.homePrimary;
    case Stage::Restore:
    case Stage::Prepare:
    case Stage::Setup:
    case Stage::SeedData:
    case Stage::Verify:
    case Stage::Clean:
        return {};
    }
    return {};
}

Text actionText(Stage stage, const PairSight &sight, const Profile &profile)
{
    const QString node = nodeActedOn(stage, sight, profile);
    switch (stage) {
    case Stage::Prepare:
        return say("Ui", "Prepare hosts");
    case Stage::Setup:
        return say("Ui", "Set up replication");
    case Stage::SeedData:
        return say("Ui", "Create lab data");
    case Stage::Verify:
        return say("Ui", "Verify");
    case Stage::Crash:
        return say("Ui", "Crash %1").arg(node);
    case Stage::Restore:
        return say("Ui", "Undo the crash");
    case Stage::Failover:
        return say("Ui", "Promote %1").arg(node);
    case Stage::Resync:
        return say("Ui", "Resync %1").arg(node);
    case Stage::Failback:
        return say("Ui", "Failback to %1").arg(node);
    case Stage::Switchover:
        return say("Ui", "Switch over to %1").arg(node);
    case Stage::ModeSync:
        return say("Ui", "Make it synchronous");
    case Stage::ModeAsync:
        return say("Ui", "Make it asynchronous");
    case Stage::Clean:
        return say("Ui", "Clean up old copies");
    }
    return {};
}

Text stageTitle(Stage stage)
{
    switch (stage) {
    case Stage::Prepare:
        return say("Ui", "Prepare");
    case Stage::Setup:
        return say("Ui", "Setup");
    case Stage::SeedData:
        return say("Ui", "Lab data");
    case Stage::Verify:
        return say("Ui", "Verification");
    case Stage::Crash:
        return say("Ui", "Crash");
    case Stage::Restore:
        return say("Ui", "Restore");
    case Stage::Failover:
        return say("Ui", "Failover");
    case Stage::Resync:
        return say("Ui", "Resync");
    case Stage::Failback:
        return say("Ui", "Failback");
    case Stage::Switchover:
        return say("Ui", "Switchover");
    case Stage::ModeSync:
        return say("Ui", "Synchronous mode");
    case Stage::ModeAsync:
        return say("Ui", "Asynchronous mode");
    case Stage::Clean:
        return say("Ui", "Cleaning");
    }
    return {};
}

bool isDangerous(Stage stage)
{
    return stage == Stage::Crash || stage == Stage::Clean;
}

RoleWords roleWordsOf(const NodeFacts &node, const Tokens &t)
{
    using Shape = RoleWords::Shape;
    switch (conditionOf(node)) {
    case NodeCondition::Primary:
        return {QStringLiteral("P"), say("Ui", "PRIMARY"), Shape::Square, t.primary};
    case NodeCondition::StandbyStreaming:
        return {QStringLiteral("S"), say("Ui", "STANDBY"), Shape::Circle, t.standby};
    case NodeCondition::StandbyDetached:
        return {QStringLiteral("S"), say("Ui", "STANDBY, not streaming"), Shape::Circle, t.lag};
    case NodeCondition::Down:
        return {QStringLiteral("D"), say("Ui", "DOWN"), Shape::Diamond, t.down};
    case NodeCondition::CleanStopped:
        return {QStringLiteral("D"), say("Ui", "STOPPED"), Shape::Diamond, t.down};
    case NodeCondition::Fenced:
        return {QStringLiteral("F"), say("Ui", "FENCED"), Shape::Diamond, t.down};
    case NodeCondition::Frozen:
        return {QStringLiteral("Z"), say("Ui", "FROZEN"), Shape::Diamond, t.down};
    case NodeCondition::Unreachable:
        return {QStringLiteral("U"), say("Ui", "UNREACHABLE"), Shape::Diamond, t.down};
    case NodeCondition::Starting: // or on its way down, by the server's own word
        if (node.sql && node.sql->answer == ServerAnswer::ShuttingDown)
            return {QStringLiteral("D"), say("Ui", "STOPPING"), Shape::Diamond, t.transition};
        return {QStringLiteral("R"), say("Ui", "STARTING"), Shape::Diamond, t.transition};
    case NodeCondition::Bare:
        return {QStringLiteral("B"), say("Ui", "BARE"), Shape::Diamond, t.unknown};
    case NodeCondition::Alive:
        return {QStringLiteral("A"), say("Ui", "SERVER"), Shape::Diamond, t.unknown};
    case NodeCondition::Unseen:
        break;
    }
    return {QStringLiteral("?"), say("Ui", "UNKNOWN"), Shape::Diamond, t.unknown};
}

std::vector<OutagePart> outageParts(const OutageSplit &split, const Tokens &tokens)
{
    const struct
    {
        Text name;
        std::optional<double> seconds;
        QColor color;
    } rows[] = {{say("Ui", "detect"), split.detect, tokens.lag},
                {say("Ui", "decide"), split.decide, tokens.transition},
                {say("Ui", "fence"), split.fence, tokens.down},
                {say("Ui", "promote"), split.promote, tokens.primary},
                {say("Ui", "reconnect"), split.reconnect, tokens.standby}};
    std::vector<OutagePart> parts;
    for (const auto &row : rows) {
        if (row.seconds)
            parts.push_back({row.name, *row.seconds, row.color});
    }
    return parts;
}

bool isInBanner(const PairSight &sight)
{
    return sight.isLooked &&
           (gravityOf(sight.verdict.state) == Gravity::Alarm || heldWritesIn(sight.live));
}

Gravity gravityOf(PairState state)
{
    switch (state) {
    case PairState::SplitBrain:
    case PairState::NotOnePair:
    case PairState::HandoverInterrupted:
    case PairState::BothStandby:
    case PairState::PrimaryDown:
    case PairState::PrimaryUnreachable:
    case PairState::PrimaryFrozen:
        return Gravity::Alarm;
    case PairState::FailedOver:
    case PairState::Diverged:
    case PairState::StandbyDown:
    case PairState::StandbyLagging:
        return Gravity::Lag;
    case PairState::Resyncing:
    case PairState::Swapped:
        return Gravity::Notice;
    case PairState::Healthy:
        return Gravity::Good;
    case PairState::Bare:
    case PairState::Unknown:
        return Gravity::Unknown;
    }
    return Gravity::Unknown;
}

Text stateTitle(PairState state)
{
    switch (state) {
    case PairState::SplitBrain:
        return say("Ui", "Split brain");
    case PairState::NotOnePair:
        return say("Ui", "Not one pair");
    case PairState::HandoverInterrupted:
        return say("Ui", "Hand-over interrupted");
    case PairState::BothStandby:
        return say("Ui", "No primary");
    case PairState::PrimaryDown:
        return say("Ui", "Primary down");
    case PairState::PrimaryUnreachable:
        return say("Ui", "Primary unreachable");
    case PairState::PrimaryFrozen:
        return say("Ui", "Primary frozen");
    case PairState::FailedOver:
        return say("Ui", "Failed over");
    case PairState::Diverged:
        return say("Ui", "Diverged");
    case PairState::Resyncing:
        return say("Ui", "Resyncing");
    case PairState::StandbyDown:
        return say("Ui", "Standby down");
    case PairState::StandbyLagging:
        return say("Ui", "Standby lagging");
    case PairState::Swapped:
        return say("Ui", "Roles exchanged");
    case PairState::Healthy:
        return say("Ui", "Healthy");
    case PairState::Bare:
        return say("Ui", "Bare");
    case PairState::Unknown:
        return say("Ui", "Unknown");
    }
    return {};
}

QColor colorOf(Gravity gravity, const Tokens &t)
{
    switch (gravity) {
    case Gravity::Good:
        return t.standby;
    case Gravity::Notice:
        return t.transition;
    case Gravity::Lag:
        return t.lag;
    case Gravity::Alarm:
        return t.down;
    case Gravity::Unknown:
        return t.unknown;
    }
    return t.unknown;
}

Text resultText(Outcome::Kind kind)
{
    switch (kind) {
    case Outcome::Kind::Done:
        return say("Ui", "done");
    case Outcome::Kind::Refused:
        return say("Ui", "refused, nothing was changed");
    case Outcome::Kind::Failed:
        return say("Ui", "failed");
    case Outcome::Kind::Cancelled:
        return say("Ui", "cancelled");
    case Outcome::Kind::InDoubt:
        return say("Ui", "in doubt");
    case Outcome::Kind::NeedsDecision:
        return say("Ui", "needs a decision");
    }
    return {};
}

Text statusText(StepStatus status)
{
    switch (status) {
    case StepStatus::Started:
        return say("Ui", "begun");
    case StepStatus::Done:
        return say("Ui", "done");
    case StepStatus::AlreadyDone:
        return say("Ui", "was done already");
    case StepStatus::Skipped:
        return say("Ui", "not needed");
    case StepStatus::Failed:
        return say("Ui", "failed");
    }
    return {};
}

Text operationText(const QString &token)
{
    const auto stage = stageOf(token);
    return stage ? stageTitle(*stage) : Text::verbatim(token);
}

Text controlStateText(const QString &words)
{
    static const Text states[] = {
        say("Ui", "starting up"),           say("Ui", "shut down"),
        say("Ui", "shut down in recovery"), say("Ui", "shutting down"),
        say("Ui", "in crash recovery"),     say("Ui", "in archive recovery"),
        say("Ui", "in production")};
    for (const Text &state : states) {
        if (words == state.english())
            return state;
    }
    return Text::verbatim(words);
}

} // namespace tandem
