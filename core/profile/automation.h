// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>

namespace tandem {

enum class Environment
{
    Lab,
    Test,
    Production
};

// What to do about a primary whose host cannot be reached, so that it cannot be fenced either.
enum class UnreachablePolicy
{
    Never,         // ask a person
    IfSynchronous, // only if it cannot have acknowledged anything that the standby has not
    Always         // two may acknowledge writes until it is seen again, and the old one's are lost
};

// What follows a failover.
enum class ReturnPolicy
{
    Nothing,
    Resync,           // the old primary becomes a standby again
    ResyncAndFailback // and gets its role back
};

// How a pair is looked after when nobody does: the object "automation" of a profile. The values
// here are the defaults; only `back` depends on the environment. Nothing acts before somebody
// starts the observer or puts the watchdog on the nodes.
struct Automation
{
    bool failover = true;      // "failover": "on", "off": a person is asked instead
    bool restartFirst = false; // "restart_first": "on", "off": start a dead server again first
    UnreachablePolicy unreachable = UnreachablePolicy::IfSynchronous; // never synchronous always
    ReturnPolicy back = ReturnPolicy::Resync; // "return": nothing resync resync-and-failback
    // A standby that was further behind when the primary was lost is not promoted, nor failed back.
    std::int64_t lagBytes = 16LL * 1024 * 1024;
    int lagSeconds = 30;
    int confirmMilliseconds = 0;    // a primary that refuses must have done so for this long
    int silenceMilliseconds = 1500; // and one that is silent or frozen for this long
    int restartSeconds = 30;        // what a person stopped may take until it is back
    int failbackWaitSeconds = 5;    // how long a pair is whole before the roles change back
    int cooldownSeconds = 30;       // from a pair that is whole again to the next failover

    // The lab's own script brings the original roles back, so a lab does that, too.
    [[nodiscard]] static Automation standardOf(Environment environment);
    bool operator==(const Automation &) const = default;
};

[[nodiscard]] QString tokenOf(UnreachablePolicy policy);
[[nodiscard]] QString tokenOf(ReturnPolicy policy);

} // namespace tandem
