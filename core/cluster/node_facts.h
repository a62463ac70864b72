// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "core/cluster/lsn.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <vector>

namespace tandem {

// What was seen of one node. A group that was not seen is absent: "not seen" is never "down".
// Values only; every group says how it was seen.

// The host: a shell on it answered (SSH, or a local process).
struct HostFacts
{
    QString bootId;                     // changes with every boot
    std::int64_t clockMilliseconds = 0; // the host's wall clock, Unix time
    std::int64_t freeBytes = -1;        // on the data directory's file system; -1: not told
    bool operator==(const HostFacts &) const = default;
};

// The data directory, read through the shell: files and pg_controldata.
struct DataDirectoryFacts
{
    enum class Kind
    {
        Missing,
        Empty,
        Foreign,
        Initialised
    }; // Foreign: files, but no PG_VERSION
    Kind kind = Kind::Missing;
    int majorVersion = 0; // from PG_VERSION
    bool standbySignal = false;
    QString controlState; // pg_controldata's own words: "shut down", "in production" ...
    std::uint64_t systemIdentifier = 0;
    std::uint32_t timeline = 0; // of the latest checkpoint
    Lsn latestCheckpoint;       // start of that record
    bool walLogHintsOrChecksums = false;
    QStringList unwritableFiles; // files the server's OS user cannot write (first 20)
    // Directories of ours beside it, by what follows the data directory's own name: ".kept-TIME"
    // (replaced by a copy), ".aside-TIME" (moved by a crash). Oldest first, 50 of each at most.
    QStringList keptDirectories;
    QStringList asideDirectories;
    bool operator==(const DataDirectoryFacts &) const = default;
};

// Server processes that work in the data directory, read through the shell.
struct ProcessFacts
{
    enum class Kind
    {
        None,
        Running,
        Frozen,
        Zombie,
        OrphansOnly
    };
    Kind kind = Kind::None;
    std::int64_t postmasterPid = 0;
    int processCount = 0;
    bool receiverFrozen = false; // a standby's WAL receiver was stopped by a signal
    bool operator==(const ProcessFacts &) const = default;
};

// The node-side record: what the last stage left written on the node itself, outside its data.
struct RecordFacts
{
    std::uint64_t epoch = 0;
    QString operation; // empty: no stage holds the node
    QString owner;     // who: user@host, process
    std::int64_t heartbeatAgeMilliseconds = 0;
    QString bootId;            // the host's boot at the time of writing
    bool paired = false;       // setup was finished here: these two nodes are a pair
    bool fenced = false;       // the server must not be started
    QString unfencedPeer;      // a peer that could not be fenced when this node was promoted
    QString handoverEnd;       // E of a planned hand-over in progress, as an LSN
    bool waitsForPeer = false; // the settings of its role name a synchronous standby
    // The timeline that automation found when it promoted this node; 0: it did not, or the pair was
    // whole again since, which was so long ago.
    std::uint32_t failoverFromTimeline = 0;
    std::optional<std::int64_t> failoverSettledAgeMilliseconds;
    bool automationPaused = false; // by a person
    bool operator==(const RecordFacts &) const = default;
};

// The answer of a fresh SQL connection.
enum class ServerAnswer
{
    Accepts,
    Refused,      // nobody listens: the server is dead or stopped
    Silent,       // no answer within our deadline
    StartingUp,   // 57P03: starting, in recovery before consistency
    ShuttingDown, // 57P03 or 57P01 while going down
    LoginRefused, // 28xxx or 3D000: alive, but not for us
    Full,         // 53300: alive, no free connection
    NotPostgres,  // something else listens on the port
};

struct SqlFacts
{
    ServerAnswer answer = ServerAnswer::Silent;
    QString code; // SQLSTATE, or the Error's own code
    QString message;
    bool operator==(const SqlFacts &) const = default;
};

// One row of pg_stat_replication.
struct SenderFacts
{
    QString applicationName;
    QString state;     // "streaming", "catchup", "backup" ...
    QString syncState; // "async", "sync", "potential", "quorum"
    std::optional<Lsn> sent, written, flushed, replayed;
    bool operator==(const SenderFacts &) const = default;
};

struct SlotFacts
{
    QString name;
    bool active = false;
    std::optional<Lsn> restart;
    QString walStatus;
    bool operator==(const SlotFacts &) const = default;
};

// pg_stat_archiver, on a server that archives.
struct ArchiveFacts
{
    std::int64_t archived = 0; // since the statistics began
    QString lastFile;          // empty: none yet
    std::optional<std::int64_t> lastSecondsAgo;
    std::int64_t failures = 0;
    QString failedFile;
    bool isFailing = false; // the last attempt failed
    // Primary: whole segments of its timeline that wait behind lastFile; absent: not to be told.
    std::optional<std::int64_t> waiting;
    bool operator==(const ArchiveFacts &) const = default;
};

// What SQL told about replication.
struct ReplicationFacts
{
    bool inRecovery = false;
    std::uint64_t systemIdentifier = 0;
    int serverVersion = 0;       // server_version_num
    std::uint32_t timeline = 0;  // primary: of the WAL being written; standby: received or replayed
    std::optional<Lsn> insert;   // primary: pg_current_wal_insert_lsn
    std::optional<Lsn> received; // standby: pg_last_wal_receive_lsn; advisory, a restart rewinds it
    std::optional<Lsn> replayed; // standby: pg_last_wal_replay_lsn
    bool replayPaused = false;
    bool receiverStreaming = false; // standby: pg_stat_wal_receiver.status = 'streaming'
    std::vector<SenderFacts> senders;
    std::vector<SlotFacts> slots;
    std::optional<ArchiveFacts> archive; // absent: archive_mode is off
    QString synchronousStandbyNames;
    bool readOnly = false;  // sessions begin read-only, by default_transaction_read_only
    int commitsWaiting = 0; // sessions whose commit waits for a synchronous standby
    std::optional<std::int64_t> oldestWaitMilliseconds; // of those; absent: none
    int clientSessions = 0;                             // client backends but our own
    std::int64_t commits = 0;                           // xact_commit of all databases
    std::int64_t uptimeSeconds = 0;
    bool operator==(const ReplicationFacts &) const = default;
};

struct NodeFacts
{
    QString name;
    std::optional<HostFacts> host;
    Text hostProblem; // why `host` is absent
    QString hostCode; // the Error's own code with it: "login", "sudo" ...
    std::optional<DataDirectoryFacts> data;
    std::optional<ProcessFacts> process;
    std::optional<RecordFacts> record;
    std::optional<SqlFacts> sql;
    std::optional<ReplicationFacts> replication;
    bool operator==(const NodeFacts &) const = default;
};

} // namespace tandem
