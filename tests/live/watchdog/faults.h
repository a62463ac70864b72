// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/fault_play.h"

// What happens to a pair in a random order, on one machine. Faults of the network and of whole
// hosts are staged in tests/hosts.
namespace tandem::testing {

// Of the scripts, beside those of LabPair::shell().
inline const char *const shellWords =
    "leader() { head -n 1 \"$data/postmaster.pid\"; }\n"
    "everyone() { echo \"$(leader) $(ps -o pid= --ppid \"$(leader)\" | tr '\\n' ' ')\"; }\n"
    // The first process of the server whose title has that.
    "titled() { ps -o pid=,args= --ppid \"$(leader)\" | "
    "awk -v title=\"$1\" 'index($0, title) { print $1; exit }'; }\n"
    "ask() { \"$bin/psql\" -XAtqw -h \"${data%/*}/run\" -p \"$(sed -n 4p "
    "\"$data/postmaster.pid\")\" "
    "-U postgres -c \"$1\" postgres; }\n"
    "stop() { \"$bin/pg_ctl\" -D \"$data\" -m \"$1\" -w stop >/dev/null; }\n"
    "start() { \"$bin/pg_ctl\" -D \"$config\" -w -t 20 -l \"$log/start.log\" start "
    ">/dev/null 2>&1; }\n";

inline const char *const killPostmaster = "kill -9 \"$(leader)\"\n";
inline const char *const killEveryone = "kill -9 $(everyone)\n";

[[nodiscard]] inline const std::vector<Fault> &faults()
{
    static const std::vector<Fault> all{
        // Somebody takes over.
        {"kill -9 of the postmaster", Fault::TakenOver, {{Move::AtPrimary, killPostmaster}}},
        {"kill -9 of every process", Fault::TakenOver, {{Move::AtPrimary, killEveryone}}},
        {"an immediate stop", Fault::TakenOver, {{Move::AtPrimary, "stop immediate\n"}}},
        {"a crash that a session survives",
         Fault::TakenOver,
         {{Move::AtPrimary, "kill -STOP \"$(titled tandem_workload)\"\nkill -9 \"$(leader)\"\n"}}},
        {"frozen for good", Fault::TakenOver, {{Move::AtPrimary, "kill -STOP $(everyone)\n"}}},
        {"replication ended and a crash at once",
         Fault::TakenOver,
         {{Move::AtPrimary, "kill \"$(titled walsender)\"\nkill -9 \"$(leader)\"\n"}}},
        {"a crash while nobody looks after the pair",
         Fault::TakenOver,
         {{Move::EndCare}, {Move::AtPrimary, killPostmaster}, {Move::BeginCare}}},
        {"a crash, and a person fails over at the same time",
         Fault::AtLast,
         {{Move::AtPrimary, killPostmaster}, {Move::FailOver}}},
        {"a crash, and one of whoever took the place",
         Fault::AtLast,
         {{Move::AtPrimary, killPostmaster},
          {Move::IsReplaced},
          {Move::Pause},
          {Move::AtStandby, "[ -e \"$data/postmaster.pid\" ] || exit 0\nkill -9 \"$(leader)\"\n"}}},
        {"a promotion that hangs",
         Fault::AtLast,
         {{Move::AtStandby, "kill -STOP \"$(titled startup)\"\n"},
          {Move::AtPrimary, killPostmaster},
          {Move::Pause},
          {Move::AtStandby, "kill -CONT \"$(titled startup)\"\n"}}},
        // Nobody does.
        {"kill -9 of one session",
         Fault::LeftAlone,
         {{Move::AtPrimary, "kill -9 \"$(titled tandem_workload)\"\n"}}},
        {"a restart by somebody", Fault::LeftAlone, {{Move::AtPrimary, "stop fast\nstart\n"}}},
        {"half a second frozen",
         Fault::LeftAlone,
         {{Move::AtPrimary,
           "all=$(everyone)\nkill -STOP $all; sleep 0.5; kill -CONT $all 2>/dev/null; true\n"}}},
        {"replication ended",
         Fault::LeftAlone,
         {{Move::AtPrimary, "kill \"$(titled walsender)\"\n"}}},
        {"commits that nobody can confirm",
         Fault::LeftAlone,
         {{Move::AtPrimary,
           "ask \"alter system set synchronous_standby_names = 'nobody'\"\n"
           "ask 'select pg_reload_conf()' >/dev/null\n"
           "for i in $(seq 100); do [ \"$(ask \"select count(*) > 1 from pg_stat_activity "
           "where wait_event = 'SyncRep'\")\" = f ] || break; sleep 0.1; done\n"
           "sleep 2\n" // pause: they wait while it is watched
           "ask 'alter system reset synchronous_standby_names'\n"
           "ask 'select pg_reload_conf()' >/dev/null\n"}}},
        {"stopped in order, and started too late",
         Fault::LeftAlone,
         {{Move::AtPrimary, "stop fast\n"},
          {Move::Decides, "ask:stopped_for_long"},
          {Move::StartPrimary}}},
        {"a restart of the standby by somebody",
         Fault::LeftAlone,
         {{Move::AtStandby, "stop fast\nstart\n"}}},
        {"kill -9 of the standby",
         Fault::LeftAlone,
         {{Move::AtStandby, killEveryone},
          {Move::Decides, "nothing:standby_out"},
          {Move::StartStandby}}},
        {"kill -9 of the standby's receiver",
         Fault::LeftAlone,
         {{Move::AtStandby, "kill -9 \"$(titled walreceiver)\"\n"}}},
        {"a crash while replay is paused",
         Fault::LeftAlone,
         {{Move::AtStandby, "ask 'select pg_wal_replay_pause()'\n"},
          {Move::Decides, "nothing:replay_paused"},
          {Move::AtPrimary, killPostmaster},
          {Move::Decides, "ask:replay_paused"},
          {Move::StartPrimary},
          {Move::AtStandby, "ask 'select pg_wal_replay_resume()'\n"}}},
        {"a crash long after the standby lost its receiver",
         Fault::LeftAlone,
         {{Move::AtStandby, "kill -STOP \"$(titled walreceiver)\"\n"},
          {Move::Decides, "nothing:standby_out"},
          {Move::AtPrimary, "sleep 3.5\n"}, // pause: so long ago is the case at hand
          {Move::AtPrimary, killPostmaster},
          {Move::Decides, "ask:receiver_lost_before"},
          {Move::StartPrimary},
          {Move::AtStandby, "kill -CONT \"$(titled walreceiver)\"\n"}}},
        {"a crash of both",
         Fault::LeftAlone,
         {{Move::AtStandby, killEveryone},
          {Move::AtPrimary, killPostmaster},
          {Move::Decides, "ask:nobody_left"},
          {Move::StartPrimary},
          {Move::StartStandby}}},
    };
    return all;
}

} // namespace tandem::testing
