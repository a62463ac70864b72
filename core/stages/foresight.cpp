// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stages/foresight.h"

#include "core/stages/mode_steps.h"

namespace tandem {

namespace {

// Whether the old primary can be fenced is known before a failover begins.
std::vector<Foreseen> foreseeFailover(const StageContext &context)
{
    const NodeFacts *candidate = context.snapshot.standby();
    if (candidate == nullptr)
        return {};
    const NodeFacts &old = *context.snapshot.peerOf(candidate->name);
    if (old.host)
        return {
            {{},
             {},
             say("Stages", "The host of %1 answers: it is fenced before %2 is promoted, and what "
                           "it never sent is counted on its disk.")
                 .arg(old.name)
                 .arg(candidate->name),
             true}};
    return {
        {{},
         {},
         say("Stages", "The host of %1 does not answer: %2 is promoted without a fence, and that "
                       "%1 is not fenced is written down on %2.")
             .arg(old.name)
             .arg(candidate->name),
         true}};
}

// Follow, rewind or copy: the last valid record of the node decides, which only a step can read.
std::vector<Foreseen> foreseeResync(const StageContext &context)
{
    const NodeFacts *source = context.snapshot.primary();
    if (source == nullptr || !source->replication)
        return {};
    const NodeFacts &target = *context.snapshot.peerOf(source->name);
    const QString method = QStringLiteral("method");
    if (context.options.resync != ResyncMethod::Automatic)
        return {{method, tokenOf(context.options.resync),
                 say("Stages", "This way of bringing %1 back was asked for.").arg(target.name),
                 true}};
    if (!target.data)
        return {};
    if (target.data->kind != DataDirectoryFacts::Kind::Initialised)
        return {{method, QStringLiteral("clone"),
                 say("Stages", "%1 has no database cluster that could be brought back.")
                     .arg(target.name),
                 true}};
    if (target.data->timeline == source->replication->timeline)
        return {
            {method, QStringLiteral("follow"),
             say("Stages", "%1 is on the timeline of %2 already; only a missing WAL segment would "
                           "make it a copy.")
                 .arg(target.name)
                 .arg(source->name),
             false}};
    return {};
}

Foreseen foreseeMode(const StageContext &context)
{
    return {{},
            {},
            isSynchronous(context)
                ? say("Stages", "The pair is synchronous: at the end writes wait for the standby.")
                : say("Stages", "The pair is asynchronous: no write will wait for the standby."),
            true};
}

} // namespace

std::vector<Foreseen> foresee(Stage stage, const StageContext &context)
{
    std::vector<Foreseen> seen;
    switch (stage) {
    case Stage::Failover:
        return foreseeFailover(context);
    case Stage::Resync:
        seen = foreseeResync(context);
        seen.push_back(foreseeMode(context));
        return seen;
    case Stage::Setup:
    case Stage::Failback:
    case Stage::Switchover:
        return {foreseeMode(context)};
    case Stage::Prepare:
    case Stage::SeedData:
    case Stage::Verify:
    case Stage::Crash:
    case Stage::ModeSync:
    case Stage::ModeAsync:
    case Stage::Restore:
    case Stage::Clean:
        break;
    }
    return {};
}

} // namespace tandem
