// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/telling_line.h"

namespace tandem {

namespace {

// A row as it is written below; `anyone`: a client's session writes it.
TellingRule server(const char *token, TellingKind kind, const std::vector<const char *> &phrases,
                   LogSeverity severity, const Text &sentence, const char *example)
{
    TellingRule rule;
    rule.token = QLatin1String(token);
    rule.kind = kind;
    for (const char *phrase : phrases)
        rule.phrases << QLatin1String(phrase);
    rule.severity = severity;
    rule.sentence = sentence;
    rule.example = QLatin1String(example);
    return rule;
}

TellingRule anyone(TellingRule rule, const char *sqlState = "")
{
    rule.isOfServer = false;
    rule.sqlState = QLatin1String(sqlState);
    return rule;
}

} // namespace

const std::vector<TellingRule> &tellingRules()
{
    using Kind = TellingKind;
    using Severity = LogSeverity;
    static const std::vector<TellingRule> rules = {
        server("backend_killed", Kind::Crash, {"server process (PID", "was terminated by signal"},
               Severity::Log,
               say("Logs", "A server process was killed by a signal; the server now ends every "
                           "session and recovers by itself."),
               "server process (PID 4242) was terminated by signal 9: Killed"),
        server("helper_killed", Kind::Crash, {"process (PID", "was terminated by signal"},
               Severity::Log,
               say("Logs", "One of the server's own processes was killed by a signal."),
               "checkpointer process (PID 4242) was terminated by signal 9: Killed"),
        server("sessions_ended", Kind::Crash, {"terminating any other active server processes"},
               Severity::Log,
               say("Logs", "After a crash of one process the server ends every session."),
               "terminating any other active server processes"),
        server("crash_restart", Kind::Crash, {"all server processes terminated; reinitializing"},
               Severity::Log,
               say("Logs", "The server restarts itself after a crash of one process; acknowledged "
                           "writes are kept."),
               "all server processes terminated; reinitializing"),
        server("not_shut_down", Kind::Crash,
               {"database system was not properly shut down; automatic recovery in progress"},
               Severity::Log,
               say("Logs", "The server was not shut down before: it was killed, stopped at once, "
                           "or its machine went down. It now recovers from its WAL."),
               "database system was not properly shut down; automatic recovery in progress"),
        server("interrupted", Kind::Crash, {"database system was interrupted"}, Severity::Log,
               say("Logs", "The server finds that it was broken off while it ran: a crash, a kill "
                           "or an immediate stop."),
               "database system was interrupted; last known up at 2026-11-24 10:00:00 UTC"),
        server("immediate_stop", Kind::Stop, {"received immediate shutdown request"}, Severity::Log,
               say("Logs", "Somebody stopped the server at once, without a checkpoint; it will "
                           "recover at its next start."),
               "received immediate shutdown request"),
        server("fast_stop", Kind::Stop, {"received fast shutdown request"}, Severity::Log,
               say("Logs", "Somebody stopped the server in an orderly way; sessions were ended."),
               "received fast shutdown request"),
        server("smart_stop", Kind::Stop, {"received smart shutdown request"}, Severity::Log,
               say("Logs", "Somebody asked the server to stop when its last session ends."),
               "received smart shutdown request"),
        server("is_down", Kind::Stop, {"database system is shut down"}, Severity::Log,
               say("Logs", "The server is down."), "database system is shut down"),
        server("was_down", Kind::Start, {"database system was shut down"}, Severity::Log,
               say("Logs", "The server starts after an orderly stop."),
               "database system was shut down at 2026-11-24 10:00:00 UTC"),
        server("accepts_writes", Kind::Start, {"database system is ready to accept connections"},
               Severity::Log, say("Logs", "The server accepts sessions that write."),
               "database system is ready to accept connections"),
        server("accepts_reads", Kind::Start, {"database system is ready to accept read"},
               Severity::Log,
               say("Logs", "The server accepts sessions that read: it is a standby."),
               "database system is ready to accept read-only connections"),
        server("standby_mode", Kind::Recovery, {"entering standby mode"}, Severity::Log,
               say("Logs", "The server starts as a standby."), "entering standby mode"),
        server("redo_starts", Kind::Recovery, {"redo starts at"}, Severity::Log,
               say("Logs", "The server begins to replay WAL."), "redo starts at 0/3000028"),
        server("redo_done", Kind::Recovery, {"redo done at"}, Severity::Log,
               say("Logs", "The server has replayed its WAL to the end."),
               "redo done at 0/3002A10 system usage: CPU: user: 0.00 s, system: 0.00 s, elapsed: "
               "0.01 s"),
        server("consistent", Kind::Recovery, {"consistent recovery state reached at"},
               Severity::Log, say("Logs", "The standby has replayed enough to be read."),
               "consistent recovery state reached at 0/3002A10"),
        server("promote_asked", Kind::Promotion, {"received promote request"}, Severity::Log,
               say("Logs", "The standby was told to become the primary."),
               "received promote request"),
        server("new_timeline", Kind::Promotion, {"selected new timeline ID"}, Severity::Log,
               say("Logs", "The server begins a timeline of its own."),
               "selected new timeline ID: 2"),
        server("promoted", Kind::Promotion, {"archive recovery complete"}, Severity::Log,
               say("Logs", "The server is no standby any more."), "archive recovery complete"),
        server("streams", Kind::Replication, {"started streaming WAL from primary at"},
               Severity::Log, say("Logs", "The standby receives WAL from the primary."),
               "started streaming WAL from primary at 0/3000000 on timeline 1"),
        server(
            "wal_removed", Kind::Replication, {"requested WAL segment", "has already been removed"},
            Severity::Fatal,
            say("Logs",
                "The standby needs WAL that the primary no longer has: it must be resynchronised."),
            "could not receive data from WAL stream: ERROR:  requested WAL segment "
            "000000010000000000000003 has already been removed"),
        anyone(server("wal_removed_sender", Kind::Replication,
                      {"requested WAL segment", "has already been removed"}, Severity::Error,
                      say("Logs", "A standby asked for WAL that this server no longer has: it must "
                                  "be resynchronised."),
                      "requested WAL segment 000000010000000000000003 has already been removed")),
        server("stream_lost", Kind::Replication, {"could not receive data from WAL stream"},
               Severity::Fatal, say("Logs", "The standby lost the stream of WAL from the primary."),
               "could not receive data from WAL stream: server closed the connection unexpectedly"),
        server("stream_ended", Kind::Replication, {"replication terminated by primary server"},
               Severity::Log,
               say("Logs", "The primary ended the stream of WAL, as it does when it stops."),
               "replication terminated by primary server"),
        server(
            "receiver_timeout", Kind::Replication, {"terminating walreceiver due to timeout"},
            Severity::Fatal,
            say("Logs",
                "The standby heard nothing from the primary for too long and gave the stream up."),
            "terminating walreceiver due to timeout"),
        anyone(server(
            "sender_timeout", Kind::Replication,
            {"terminating walsender process due to replication timeout"}, Severity::Log,
            say("Logs", "A standby did not answer for too long; the primary gave its stream up."),
            "terminating walsender process due to replication timeout")),
        server("no_primary", Kind::Replication, {"could not connect to the primary server"},
               Severity::Fatal, say("Logs", "The standby does not reach the primary."),
               "could not connect to the primary server: connection to server at \"192.168.56.2\", "
               "port 5432 failed: Connection refused"),
        server("forked_off", Kind::Replication, {"forked off current database system timeline"},
               Severity::Log,
               say("Logs", "The standby has WAL that the primary's timeline does not have: it must "
                           "be rewound or cloned."),
               "new timeline 2 forked off current database system timeline 1 before current "
               "recovery point 0/5000A10"),
        server("primary_behind", Kind::Replication, {"of the primary is behind recovery timeline"},
               Severity::Fatal,
               say("Logs", "The standby follows an older timeline's server: it was promoted, or "
                           "follows the wrong one."),
               "highest timeline 1 of the primary is behind recovery timeline 2"),
        server("not_its_child", Kind::Replication, {"is not a child of this server"},
               Severity::Fatal,
               say("Logs", "The node's WAL has left the timeline it is to follow: it must be "
                           "rewound or cloned."),
               "requested timeline 3 is not a child of this server's history"),
        server("minimum_not_reached", Kind::Replication,
               {"does not contain minimum recovery point"}, Severity::Fatal,
               say("Logs", "The node was rewound or copied from a server that had not yet made its "
                           "checkpoint: it must be resynchronised."),
               "requested timeline 2 does not contain minimum recovery point 0/5000A10 on timeline "
               "1"),
        server("slot_lost", Kind::Replication, {"invalidating", "slot"}, Severity::Log,
               say("Logs", "A replication slot fell too far behind and was given up; its standby "
                           "must be resynchronised."),
               "invalidating obsolete replication slot \"pgtandem_node_2\""),
        anyone(server("disk_full", Kind::Storage, {"No space left on device"}, Severity::Panic,
                      say("Logs", "The disk is full and the server went down for it: make room "
                                  "before it is started."),
                      "could not write to file \"pg_wal/xlogtemp.4242\": No space left on device")),
        server("archive_failed", Kind::Archive, {"archive command failed"}, Severity::Log,
               say("Logs", "The archive command failed; WAL is kept until it succeeds."),
               "archive command failed with exit code 1"),
        server("archive_gives_up", Kind::Archive,
               {"archiving write-ahead log file", "failed too many times"}, Severity::Warning,
               say("Logs",
                   "Archiving a WAL segment failed several times; it will be tried again later."),
               "archiving write-ahead log file \"000000010000000000000003\" failed too many times, "
               "will try again later"),
        anyone(server("wrong_password", Kind::Access, {"authentication failed for user"},
                      Severity::Fatal, say("Logs", "A client gave a wrong password."),
                      "password authentication failed for user \"replicator\""),
               "28P01"),
        anyone(server("no_access_rule", Kind::Access, {"no pg_hba.conf entry for"}, Severity::Fatal,
                      say("Logs", "No access rule lets this client in."),
                      "no pg_hba.conf entry for host \"192.168.56.9\", user \"main1\", database "
                      "\"testdb\", no encryption"),
               "28000"),
        anyone(server("access_rejected", Kind::Access, {"pg_hba.conf rejects"}, Severity::Fatal,
                      say("Logs", "An access rule rejects this client."),
                      "pg_hba.conf rejects connection for host \"192.168.56.9\", user \"main1\", "
                      "database \"testdb\", no encryption"),
               "28000"),
        anyone(server("connections_used_up", Kind::Access, {"sorry, too many clients already"},
                      Severity::Fatal,
                      say("Logs",
                          "All sessions of the server are in use: it lives, but takes no more."),
                      "sorry, too many clients already"),
               "53300"),
        anyone(server("reserved_only", Kind::Access, {"remaining connection slots are reserved"},
                      Severity::Fatal,
                      say("Logs", "Only reserved sessions are left: the server lives, but takes no "
                                  "ordinary client."),
                      "remaining connection slots are reserved for non-replication superuser "
                      "connections"),
               "53300"),
        server("checkpoint_starts", Kind::Checkpoint, {"checkpoint starting:"}, Severity::Log,
               say("Logs", "A checkpoint begins."), "checkpoint starting: immediate force wait"),
        server("checkpoint_done", Kind::Checkpoint, {"checkpoint complete:"}, Severity::Log,
               say("Logs", "A checkpoint is done."),
               "checkpoint complete: wrote 3 buffers (0.0%); 0 WAL file(s) added, 0 removed, 0 "
               "recycled"),
        server("restartpoint_starts", Kind::Checkpoint, {"restartpoint starting:"}, Severity::Log,
               say("Logs", "A standby's checkpoint begins."), "restartpoint starting: time"),
        server("restartpoint_done", Kind::Checkpoint, {"restartpoint complete:"}, Severity::Log,
               say("Logs", "A standby's checkpoint is done."),
               "restartpoint complete: wrote 3 buffers (0.0%); 0 WAL file(s) added, 0 removed, 0 "
               "recycled"),
    };
    return rules;
}

} // namespace tandem
