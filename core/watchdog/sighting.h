// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tandem {

// The small domain of the decision table: what whoever looks after the pair has seen. "The primary"
// is the node that accepts writes, or the one that should because it did so last; "the standby" is
// the pair's other node.

enum class PrimarySeen
{
    Unclear,    // not seen yet, or what was seen of it does not fit together yet
    NoPair,     // there is no pair of these two nodes
    Two,        // both accept writes
    BothFollow, // both are standbys
    Serves,     // accepts writes, and is the only one
    Answers,    // a server answers, but not to our login
    Starting,   // starting, recovering or shutting down
    HandedOver, // a planned hand-over to home was cut off: it was stopped in order for it
    Stopped,    // somebody stopped it in order
    Dead,       // nobody listens, and no server process is there as far as its host tells
    Frozen,     // its processes are there and do not answer
    Silent,     // neither its server nor its host answers
    Unfenced,   // accepts writes, and so does the node that it was promoted past and that could not
                // be fenced then, which its record says
};

enum class StandbySeen
{
    Receives,   // its receiver streams; beside a silent primary: it has not lost it
    Ended,      // it received until the primary was lost
    Lost,       // it had not received for a while when the primary was lost
    Paused,     // its replay is paused
    Unseen,     // it does not answer
    Out,        // replaced by a failover and not back, its host answers
    OutOfSight, // the same, its host does not answer
    Down,       // not serving or not receiving, and nobody took its place
};

enum class Fence
{
    Possible,
    Impossible
}; // can the primary's host be told to keep its server down?
enum class Armed
{
    No,
    Streaming,
    Synchronous
}; // what the standby was to the primary when both were last seen well
enum class Backlog
{
    Within,
    Beyond
}; // the standby's lag at that time, beside the limits
enum class Holder
{
    Nobody,
    Stage
}; // does a stage that is alive hold a node of the pair?
enum class PastFailover
{
    None,
    Open,   // automation failed over, and the pair has not been whole since
    Cooling // it is whole again, and the cooldown is not over
};

struct PairSighting
{
    PrimarySeen primary = PrimarySeen::Unclear;
    StandbySeen standby = StandbySeen::Unseen;
    Fence fence = Fence::Impossible;
    Armed armed = Armed::No;
    Backlog backlog = Backlog::Within;
    Holder holder = Holder::Nobody;
    PastFailover past = PastFailover::None;
    bool isPaused = false;     // automation is, by a person
    bool isDue = false;        // what is seen has lasted as long as the policy wants for its kind
    bool isRestarted = false;  // the primary was already started again after this loss
    bool homeIsPrimary = true; // the primary is the node that is so in the original roles
    bool operator==(const PairSighting &) const = default;
};

} // namespace tandem
