// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/state.h"

namespace tandem {

namespace {

// What the shell says about server processes; absent: the shell said nothing.
enum class Sighting
{
    Absent,
    Serving,
    Stopped,
    Gone
};

Sighting sightingOf(const NodeFacts &node)
{
    if (!node.process)
        return Sighting::Absent;
    switch (node.process->kind) {
    case ProcessFacts::Kind::Running:
        return Sighting::Serving;
    case ProcessFacts::Kind::Frozen:
        return Sighting::Stopped;
    case ProcessFacts::Kind::None:
    case ProcessFacts::Kind::Zombie:
    case ProcessFacts::Kind::OrphansOnly: // they take no connections; a fence ends them first
        return Sighting::Gone;
    }
    return Sighting::Absent;
}

bool isWithoutData(const NodeFacts &node)
{
    return node.data && (node.data->kind == DataDirectoryFacts::Kind::Missing ||
                         node.data->kind == DataDirectoryFacts::Kind::Empty);
}

bool isReceiverFrozen(const NodeFacts &node)
{
    return node.process && node.process->receiverFrozen;
}

bool hasOrphans(const NodeFacts &node)
{
    return node.process && node.process->kind == ProcessFacts::Kind::OrphansOnly;
}

// No server serves here; which kind of silence it is, files tell.
NodeCondition stoppedCondition(const NodeFacts &node)
{
    if (isWithoutData(node))
        return NodeCondition::Bare;
    if (node.record && node.record->fenced)
        return NodeCondition::Fenced;
    const bool isClean =
        node.data && node.data->controlState.startsWith(QLatin1String("shut down"));
    return isClean && !hasOrphans(node) ? NodeCondition::CleanStopped : NodeCondition::Down;
}

// Nobody listens on the port. A server that the shell sees running is not down for all that: a
// fresh server listens on its own host only, and a firewall can refuse in its name.
NodeCondition refusedCondition(const NodeFacts &node)
{
    switch (sightingOf(node)) {
    case Sighting::Serving:
        return NodeCondition::Alive;
    case Sighting::Stopped:
        return NodeCondition::Frozen;
    case Sighting::Gone:
    case Sighting::Absent:
        return stoppedCondition(node);
    }
    return NodeCondition::Unseen;
}

// No answer in time, or a stranger's answer: only the shell can tell a dead server from doubt.
NodeCondition silentCondition(const NodeFacts &node, NodeCondition whenServing)
{
    switch (sightingOf(node)) {
    case Sighting::Serving:
        return whenServing;
    case Sighting::Stopped:
        return NodeCondition::Frozen;
    case Sighting::Gone:
        return stoppedCondition(node);
    case Sighting::Absent:
        return NodeCondition::Unreachable;
    }
    return NodeCondition::Unseen;
}

NodeCondition conditionWithoutSql(const NodeFacts &node)
{
    switch (sightingOf(node)) {
    case Sighting::Serving:
        return NodeCondition::Alive;
    case Sighting::Stopped:
        return NodeCondition::Frozen;
    case Sighting::Gone:
        return stoppedCondition(node);
    case Sighting::Absent:
        return isWithoutData(node) ? NodeCondition::Bare : NodeCondition::Unseen;
    }
    return NodeCondition::Unseen;
}

} // namespace

NodeCondition conditionOf(const NodeFacts &node)
{
    // A role that SQL told counts even when a fresh connection fails beside it: a server with no
    // free connection, or a backend that outlived its postmaster, still writes.
    if (node.replication) {
        if (!node.replication->inRecovery)
            return NodeCondition::Primary;
        // A receiver that was stopped by a signal says "streaming" for ever and takes nothing.
        return node.replication->receiverStreaming && !isReceiverFrozen(node)
                   ? NodeCondition::StandbyStreaming
                   : NodeCondition::StandbyDetached;
    }
    if (!node.sql)
        return conditionWithoutSql(node);
    switch (node.sql->answer) {
    case ServerAnswer::Accepts:
    case ServerAnswer::LoginRefused:
    case ServerAnswer::Full:
        return NodeCondition::Alive;
    case ServerAnswer::StartingUp:
    case ServerAnswer::ShuttingDown: // a server that goes down may serve its old sessions for long
        return NodeCondition::Starting;
    case ServerAnswer::Refused:
        return refusedCondition(node);
    case ServerAnswer::Silent:
        return silentCondition(node, NodeCondition::Frozen);
    case ServerAnswer::NotPostgres:
        return silentCondition(node, NodeCondition::Alive);
    }
    return NodeCondition::Unseen;
}

} // namespace tandem
