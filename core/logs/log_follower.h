// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/logs/log_files.h"
#include "core/profile/profile.h"
#include "core/profile/secret_store.h"

#include <functional>
#include <thread>

namespace tandem {

// What a follower saw since its last batch.
struct LogBatch
{
    QString node;
    std::vector<LogEntry> entries; // in the order of the files
    std::vector<Text> notes;       // seams: truncated, replaced, bytes left out
    std::int64_t clockAheadMilliseconds = 0;
    std::optional<Error> problem; // the node's log cannot be seen now; told once until it changes
};

struct LogFollowOptions
{
    int startEntries = 0; // how many of the entries that are there already come first
    Milliseconds every{500};
};

// Follows the log of one node in a thread of its own, with a shell of its own that is opened, used
// and destroyed there. The sink is called in that thread; while it works, nothing is read on, so
// its speed bounds the memory: at most one piece of 1 MiB and its entries are held. When a node
// writes faster than that, bytes are left out and a note says how many.
//
// It asks again and again (list the files, read what is new from an inode and an offset) instead of
// leaving a tail -f running there: nothing is left on the node when the connection breaks, a
// rotation in any manner is seen from the list, one script is 1 MiB at most, and a stop ends the
// wait or the script at once. An entry arrives within about `every` after it was written, and its
// DETAIL lines with it.
class LogFollower
{
public:
    using Sink = std::function<void(const LogBatch &)>;

    // `secrets` for the node's shell; they outlive it.
    LogFollower(NodeProfile node, const SecretStore &secrets, LogFollowOptions options, Sink sink);
    ~LogFollower(); // stops
    LogFollower(const LogFollower &) = delete;
    LogFollower &operator=(const LogFollower &) = delete;

    // Ends the thread; no call of the sink comes after it. Not from within the sink.
    void stop();

private:
    StopSource m_stop;
    std::thread m_thread;
};

// The same, in the calling thread until the stop.
void followLog(const NodeProfile &node, const SecretStore &secrets, const LogFollowOptions &options,
               const LogFollower::Sink &sink, const StopToken &stop);

} // namespace tandem
