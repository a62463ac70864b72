// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/cluster/facts.h"

#include <vector>

// Observations as they come in the lab and in its accidents, with the state they must give.
namespace tandem::lab {

using S = PairState;

struct Example
{
    const char *name;
    ClusterSnapshot snapshot;
    S state;
    const char *allowed; // tokens of the allowed stages, in order
};

inline NodeFacts ofOther(NodeFacts node)
{
    constexpr std::uint64_t foreign = 42;
    node.data->systemIdentifier = foreign;
    if (node.replication)
        node.replication->systemIdentifier = foreign;
    return node;
}

inline RecordFacts fence(std::uint64_t epoch = 2)
{
    RecordFacts record = released(epoch);
    record.fenced = true;
    return record;
}

inline RecordFacts held(const char *operation, std::int64_t age = 800)
{
    RecordFacts record = released(4);
    record.operation = QString::fromLatin1(operation);
    record.owner = QStringLiteral("main@laptop process 7");
    record.heartbeatAgeMilliseconds = age;
    return record;
}

// A standby that was killed; its control file tells the timeline of its last restartpoint.
inline NodeFacts deadStandby(const char *name, std::uint32_t timeline)
{
    NodeFacts node = deadNode(name, "in archive recovery", timeline);
    node.data->standbySignal = true;
    return node;
}

inline RecordFacts unfinishedSetup()
{
    RecordFacts record;
    record.epoch = 1;
    record.operation = QStringLiteral("setup");
    return record;
}

inline RecordFacts refusedSetup()
{
    RecordFacts record;
    record.epoch = 1;
    return record;
}

inline RecordFacts handover(const char *end)
{
    RecordFacts record = held("failback", 60000);
    record.handoverEnd = QString::fromLatin1(end);
    return record;
}

inline NodeFacts feeding(NodeFacts node, const char *application = "vm2",
                         const char *state = "streaming")
{
    SenderFacts sender;
    sender.applicationName = QString::fromLatin1(application);
    sender.state = QString::fromLatin1(state);
    node.replication->senders.push_back(sender);
    return node;
}

inline NodeFacts withSlot(NodeFacts node)
{
    node.replication->slots.push_back({QStringLiteral("vm2"), false, lsn("0/3000000"), {}});
    return node;
}

inline NodeFacts at(NodeFacts node, const char *position)
{
    node.replication->insert = lsn(position);
    return node;
}

inline NodeFacts frozenNode(const char *name)
{
    NodeFacts node = seenHost(name, "in production", 1);
    node.process = ProcessFacts{ProcessFacts::Kind::Frozen, 4711, 8};
    node.sql = SqlFacts{ServerAnswer::Silent, {}, {}};
    return node;
}

inline NodeFacts freshServer(const char *name, bool refusesLogin)
{
    NodeFacts node = ofOther(primaryNode(name));
    if (refusesLogin) {
        node.replication.reset();
        node.sql = SqlFacts{ServerAnswer::LoginRefused, QStringLiteral("28P01"), {}};
    }
    return node;
}

inline NodeFacts emptyNode(const char *name)
{
    NodeFacts node = deadNode(name);
    node.data = DataDirectoryFacts{};
    return node;
}

inline NodeFacts answering(const char *name, ServerAnswer answer)
{
    NodeFacts node = seenHost(name, "in production", 1);
    node.process = ProcessFacts{ProcessFacts::Kind::Running, 4711, 8};
    node.sql = SqlFacts{answer, {}, {}};
    return node;
}

inline const auto pair1 = released(1);
inline const auto pair2 = released(2);

inline std::vector<Example> labFlow()
{
    return {
        {"two fresh servers", pairOf(primaryNode("vm1"), freshServer("vm2", false)), S::Bare,
         "prepare setup"},
        {"after setup",
         pairOf(with(feeding(withSlot(primaryNode("vm1"))), pair1),
                with(standbyNode("vm2", true), pair1)),
         S::Healthy, "prepare seed-data verify crash switchover mode-sync mode-async clean"},
        {"after the crash",
         pairOf(with(deadNode("vm1"), pair1), with(standbyNode("vm2", false), pair1)),
         S::PrimaryDown, "restore failover"},
        {"fenced, not yet promoted",
         pairOf(with(deadNode("vm1"), fence()), with(standbyNode("vm2", false), held("failover"))),
         S::PrimaryDown, "failover"},
        {"after failover",
         pairOf(with(deadNode("vm1"), fence()), with(primaryNode("vm2", 2), pair2)), S::FailedOver,
         "verify resync mode-async"},
        {"resync at work",
         pairOf(with(deadNode("vm1"),
                     [] {
                         RecordFacts record = held("resync");
                         record.fenced = true;
                         return record;
                     }()),
                with(primaryNode("vm2", 2), held("resync"))),
         S::Resyncing, "mode-async"},
        {"after resync",
         pairOf(with(standbyNode("vm1", true, 2), pair2),
                with(feeding(primaryNode("vm2", 2), "vm1"), pair2)),
         S::Swapped, "prepare seed-data verify failback mode-sync mode-async clean"},
        {"failback: stopped, fenced, not yet promoted",
         pairOf(with(standbyNode("vm1", false, 2), handover("0/3000148")),
                with(deadNode("vm2", "shut down", 2), fence(4))),
         S::HandoverInterrupted, "failback"},
        {"failback: promoted, the other one not yet back",
         pairOf(with(primaryNode("vm1", 3), held("failback")),
                with(deadNode("vm2", "shut down", 2), fence(4))),
         S::FailedOver, "verify resync mode-async"},
        {"after failback",
         pairOf(with(primaryNode("vm1", 3), released(4)),
                with(standbyNode("vm2", true, 3), released(4))),
         S::Healthy, "prepare seed-data verify crash switchover mode-sync mode-async clean"},
        {"switchover: stopped, not yet fenced",
         pairOf(with(deadNode("vm1", "shut down"), held("switchover")),
                with(standbyNode("vm2", false), held("switchover"))),
         S::HandoverInterrupted, "switchover"},
    };
}

inline std::vector<Example> examples()
{
    using enum ServerAnswer;
    std::vector<Example> all = labFlow();
    const auto home = with(primaryNode("vm1"), pair1);
    const auto peer = with(standbyNode("vm2", true), pair1);
    const auto alone = with(standbyNode("vm2", false), pair1);
    const std::vector<Example> more = {
        {"fresh servers, logins missing",
         pairOf(answering("vm1", LoginRefused), freshServer("vm2", true)), S::Bare,
         "prepare setup"},
        {"second host without data", pairOf(primaryNode("vm1"), emptyNode("vm2")), S::Bare,
         "prepare setup"},
        {"two empty hosts", pairOf(emptyNode("vm1"), emptyNode("vm2")), S::Bare, "prepare setup"},
        {"setup broken off before the copy",
         pairOf(with(primaryNode("vm1"), unfinishedSetup()),
                with(freshServer("vm2", false), unfinishedSetup())),
         S::Bare, "prepare setup"},
        {"setup refused",
         pairOf(with(primaryNode("vm1"), refusedSetup()),
                with(freshServer("vm2", false), refusedSetup())),
         S::Bare, "prepare setup"},
        {"setup broken off after the copy",
         pairOf(with(withSlot(primaryNode("vm1")), unfinishedSetup()),
                with(deadNode("vm2"), unfinishedSetup())),
         S::Bare, "prepare setup"},
        {"setup at its base backup",
         pairOf(with(feeding(primaryNode("vm1"), "pg_basebackup"), unfinishedSetup()),
                with(freshServer("vm2", false), unfinishedSetup())),
         S::Bare, "prepare setup"},
        {"setup held, but the peer writes in the same database",
         pairOf(with(deadNode("vm1"), unfinishedSetup()),
                with(primaryNode("vm2"), unfinishedSetup())),
         S::Unknown, ""},

        {"two primaries of one database", pairOf(home, with(primaryNode("vm2", 2), pair2)),
         S::SplitBrain, ""},
        {"two primaries of one database, no records",
         pairOf(primaryNode("vm1"), primaryNode("vm2", 2)), S::SplitBrain, ""},
        {"the standby was replaced by another database",
         pairOf(with(withSlot(primaryNode("vm1")), pair1), freshServer("vm2", false)),
         S::NotOnePair, ""},
        {"standby of another primary",
         pairOf(primaryNode("vm1"), ofOther(standbyNode("vm2", true))), S::NotOnePair, ""},
        {"dead server of another database beside a standby",
         pairOf(ofOther(deadNode("vm1")), alone), S::NotOnePair, ""},
        {"a peer that feeds somebody else",
         pairOf(primaryNode("vm1"), feeding(freshServer("vm2", false), "reports")), S::NotOnePair,
         ""},

        {"both are standbys", pairOf(with(standbyNode("vm1", false), pair1), alone), S::BothStandby,
         ""},
        {"primary stopped in order", pairOf(with(deadNode("vm1", "shut down"), pair1), alone),
         S::PrimaryDown, "restore failover"},
        {"primary's data directory gone", pairOf(with(emptyNode("vm1"), pair1), alone),
         S::PrimaryDown, "failover"},
        {"postmaster dead, orphans left",
         pairOf(
             [] {
                 NodeFacts node = deadNode("vm1");
                 node.process->kind = ProcessFacts::Kind::OrphansOnly;
                 return node;
             }(),
             alone),
         S::PrimaryDown, "restore failover"},
        {"old mark of a hand-over, then a crash",
         pairOf(with(deadNode("vm1"), handover("0/2000000")), alone), S::PrimaryDown,
         "restore failover"},
        {"old mark of a hand-over, then an orderly stop",
         pairOf(with(deadNode("vm1", "shut down"), handover("0/2000000")), alone), S::PrimaryDown,
         "restore failover"},
        {"only the way to the primary is cut", pairOf(deadNode("vm1"), peer), S::PrimaryUnreachable,
         "restore failover"},
        {"primary's host gone", pairOf(silentNode("vm1"), alone), S::PrimaryUnreachable,
         "failover"},
        {"primary's host gone, receiver still there", pairOf(silentNode("vm1"), peer),
         S::PrimaryUnreachable, "failover"},
        {"primary frozen", pairOf(with(frozenNode("vm1"), pair1), peer), S::PrimaryFrozen,
         "restore failover"},
        {"primary not looked at", pairOf(unseenNode("vm1"), alone), S::Unknown, ""},
        {"primary restarts by itself", pairOf(answering("vm1", StartingUp), alone), S::Unknown, ""},
        {"primary is full", pairOf(answering("vm1", Full), peer), S::Unknown, ""},

        {"promoted, the old host is off",
         pairOf(silentNode("vm1"), with(primaryNode("vm2", 2), pair2)), S::FailedOver,
         "verify mode-async"},
        {"promoted, the old one is frozen",
         pairOf(with(frozenNode("vm1"), pair1), with(primaryNode("vm2", 2), pair2)), S::FailedOver,
         "verify resync mode-async"},
        {"swapped, then the acting primary crashed and home was promoted",
         pairOf(with(primaryNode("vm1", 3), released(3)),
                with(deadNode("vm2", "in production", 2), fence(3))),
         S::FailedOver, "verify resync mode-async"},
        {"old primary came back read-only on its old timeline",
         pairOf(with(standbyNode("vm1", false, 1), fence()), with(primaryNode("vm2", 2), pair2)),
         S::Diverged, "resync mode-async"},
        {"the old primary was started beside a newer, stopped one",
         pairOf(home, with(deadNode("vm2", "shut down", 2), pair2)), S::Diverged, "mode-async"},
        {"resync whose runner is gone",
         pairOf(with(deadNode("vm1"), held("resync", 60000)), with(primaryNode("vm2", 2), pair2)),
         S::FailedOver, "verify resync mode-async"},
        {"standby crashed", pairOf(home, with(deadNode("vm2", "in archive recovery"), pair1)),
         S::StandbyDown, "verify resync mode-async"},
        {"standby crashed soon after the roles came back",
         pairOf(with(primaryNode("vm1", 3), released(3)), with(deadStandby("vm2", 2), released(3))),
         S::StandbyDown, "verify resync mode-async"},
        {"an old primary crashed that was started round its fence",
         pairOf(with(primaryNode("vm1", 3), released(3)), with(deadStandby("vm2", 2), fence(3))),
         S::FailedOver, "verify resync mode-async"},
        {"a standby crashed that had followed a newer primary",
         pairOf(home, with(deadStandby("vm2", 2), released(3))), S::Diverged, "mode-async"},
        {"standby stopped in order",
         pairOf(home, with(deadNode("vm2", "shut down in recovery"), pair1)), S::StandbyDown,
         "verify resync mode-async"},
        {"standby's host gone", pairOf(home, silentNode("vm2")), S::StandbyDown,
         "verify mode-async"},
        {"standby not seen, but fed",
         pairOf(with(feeding(primaryNode("vm1")), pair1), silentNode("vm2")), S::Unknown, ""},
        {"standby not looked at", pairOf(home, unseenNode("vm2")), S::Unknown, ""},
        {"standby far behind", pairOf(at(home, "0/5000000"), peer), S::StandbyLagging,
         "verify mode-async"},
        {"standby at the limit", pairOf(at(home, "0/4000148"), peer), S::Healthy,
         "prepare seed-data verify crash switchover mode-sync mode-async clean"},
        {"standby receives nothing", pairOf(home, alone), S::StandbyLagging,
         "verify resync mode-async"},
        {"the standby's receiver is stopped by a signal",
         pairOf(home, with(
                          [] {
                              NodeFacts node = standbyNode("vm2", true);
                              node.process->receiverFrozen = true;
                              return node;
                          }(),
                          pair1)),
         S::StandbyLagging, "verify crash restore mode-async"},
        {"primary's data directory moved aside",
         pairOf(with(
                    [] {
                        NodeFacts node = emptyNode("vm1");
                        node.data->asideDirectories = {QStringLiteral(".aside-20260101T000000Z")};
                        return node;
                    }(),
                    pair1),
                alone),
         S::PrimaryDown, "restore failover"},
        {"standby frozen", pairOf(home, with(frozenNode("vm2"), pair1)), S::StandbyDown,
         "verify restore resync mode-async"},
        {"peer answers without a role", pairOf(home, answering("vm2", Full)), S::Unknown, ""},
        {"nothing seen", pairOf(unseenNode("vm1"), unseenNode("vm2")), S::Unknown, ""},
        {"blind", pairOf(silentNode("vm1"), silentNode("vm2")), S::Unknown, ""},
        {"both off", pairOf(with(deadNode("vm1"), pair1), with(deadNode("vm2"), pair1)), S::Unknown,
         ""},
    };
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

} // namespace tandem::lab
