// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stages/crash_choice.h"

namespace tandem {

namespace {

struct Row
{
    CrashVariant variant;
    Text sentence;
};

const std::vector<Row> &rows()
{
    static const std::vector<Row> table = {
        {CrashVariant::All,
         say("Stages", "kill -9 of every server process of %1, as a program error would end them: "
                       "%1 is down and %2 can take over.")},
        {CrashVariant::Postmaster,
         say("Stages", "kill -9 of the postmaster of %1 alone: sessions that it left behind may "
                       "acknowledge writes for a moment more, so a fence must end them before %2 "
                       "takes over.")},
        {CrashVariant::Backend,
         say("Stages", "kill -9 of one client session of %1: the server ends all sessions and "
                       "restarts itself within seconds, so %2 must not take over.")},
        {CrashVariant::Immediate,
         say("Stages", "An immediate stop of %1, as a power cut would end it: %1 is down without "
                       "having tidied up and %2 can take over.")},
        {CrashVariant::Freeze,
         say("Stages", "Every server process of %1 is stopped where it is: clients of %1 hang "
                       "without an error, and it can wake up at any time.")},
        {CrashVariant::WalLink,
         say("Stages", "The WAL receiver of %2 is stopped where it is, nothing else: what %1 "
                       "acknowledges from then on is surely lost if it crashes; in synchronous "
                       "mode its commits hang.")},
        {CrashVariant::MoveData,
         say("Stages", "A hard stop of %1, then its data directory is moved aside, as after a lost "
                       "mount: %1 cannot be started before it is moved back, and %2 can take "
                       "over.")},
        {CrashVariant::Pkill,
         say("Stages", "pkill -9 postgres on the host of %1, as root and by the name alone: %1 is "
                       "down and %2 can take over. Only where the host runs no other server.")},
        {CrashVariant::Halt,
         say("Stages", "The host of %1 is switched off at once, without stopping anything: %2 can "
                       "take over once it is typed that %1 is not fenced. A person must switch "
                       "the host on again; its server then starts by itself.")},
        {CrashVariant::Unplug,
         say("Stages", "The network of %1's host is off for two minutes and comes back by itself: "
                       "%1 lives on unseen, so %2 takes over only when that is typed, and then "
                       "both accept writes once the network is back.")},
    };
    return table;
}

// What is done to a whole host needs one that carries nothing else of this pair or this program.
Text hostRefusalOf(const NodeProfile &primary, const NodeProfile &standby)
{
    if (primary.transport == TransportKind::Local)
        return say("Stages", "%1 runs on this machine, and nothing is done to that: this variant "
                             "is for hosts that are reached over SSH.")
            .arg(primary.name);
    if (primary.host == standby.host)
        return say("Stages", "%1 and %2 run on one host, so it would hit both.")
            .arg(primary.name)
            .arg(standby.name);
    return {};
}

// Why the variant makes no sense now; empty: it does. The stage itself is allowed here.
Text refusalOf(CrashVariant variant, const NodeFacts &primary, const NodeFacts &standby)
{
    const bool isPaused = standby.process && standby.process->receiverFrozen;
    if (isPaused && variant == CrashVariant::WalLink)
        return say("Stages", "The WAL receiver of %1 is stopped already: a restore wakes it.")
            .arg(standby.name);
    if (isPaused && variant == CrashVariant::Backend)
        return say("Stages",
                   "The WAL receiver of %1 is stopped, so the pair would not come back by "
                   "itself: restore it first.")
            .arg(standby.name);
    if (variant == CrashVariant::WalLink && !standby.process)
        return say("Stages", "The host of %1 does not answer, so its WAL receiver cannot be "
                             "stopped.")
            .arg(standby.name);
    if (variant == CrashVariant::MoveData && primary.data &&
        !primary.data->asideDirectories.isEmpty())
        return say("Stages", "A directory that was moved aside lies beside the data of %1 already "
                             "(%2): clean it up first.")
            .arg(primary.name)
            .arg(primary.data->asideDirectories.constLast());
    if (variant != CrashVariant::WalLink && !primary.process)
        return say("Stages", "The host of %1 does not answer, so nothing can be crashed there.")
            .arg(primary.name);
    return {};
}

} // namespace

bool isOfHost(CrashVariant variant)
{
    return variant == CrashVariant::Pkill || variant == CrashVariant::Halt ||
           variant == CrashVariant::Unplug;
}

std::vector<CrashChoice> crashChoices(const StageContext &context)
{
    const Advice advice = adviceFor(context.snapshot, Stage::Crash);
    const NodeFacts *primary = context.snapshot.primary();
    const QString primaryName = primary != nullptr ? primary->name : context.profile.homePrimary;
    const QString standbyName = context.profile.peerOf(primaryName).name;
    std::vector<CrashChoice> choices;
    for (const Row &row : rows()) {
        CrashChoice choice{row.variant, row.sentence.arg(primaryName).arg(standbyName),
                           advice.allowed, advice.reason};
        if (primary != nullptr && advice.allowed) {
            Text refusal =
                refusalOf(row.variant, *primary, *context.snapshot.peerOf(primary->name));
            if (refusal.isEmpty() && isOfHost(row.variant))
                refusal = hostRefusalOf(*context.profile.node(primaryName),
                                        context.profile.peerOf(primaryName));
            if (!refusal.isEmpty()) {
                choice.allowed = false;
                choice.reason = refusal;
            }
        }
        choices.push_back(choice);
    }
    return choices;
}

CrashChoice crashChoice(const StageContext &context, CrashVariant variant)
{
    for (const CrashChoice &choice : crashChoices(context)) {
        if (choice.variant == variant)
            return choice;
    }
    return {};
}

} // namespace tandem
