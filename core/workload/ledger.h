// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/ledger_record.h"

#include <QString>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace tandem {

// The client's own book of one run: an append-only file, one checksummed line a record.
// Every member is safe from every thread; one thread of its own does the syncing.
// The first error (a full disk) is final: every later call returns it again.
class Ledger
{
public:
    // `fileName` must not exist. `runId`: 1 to 40 of A-Z a-z 0-9 . _ -
    [[nodiscard]] static Result<std::unique_ptr<Ledger>> create(const QString &fileName,
                                                                const QString &runId);
    ~Ledger(); // closes
    Ledger(const Ledger &) = delete;
    Ledger &operator=(const Ledger &) = delete;

    // Handed to the system before it returns, so it outlives this process.
    Result<void> intend(WriteKey key, const QString &writeKind, const QString &tables);
    Result<void> abort(WriteKey key);
    Result<void> doubt(WriteKey key);
    // Returns after the record is on the disk; many sessions share one sync.
    Result<void> acknowledge(WriteKey key, const QString &node, MonotonicTime at,
                             std::int64_t wallMilliseconds);
    // Writes the end mark and syncs. Nothing can be recorded afterwards. Idempotent.
    Result<void> close();

    // How many records stand; the index that the next one gets in LedgerContents::records.
    [[nodiscard]] std::int64_t recordCount() const;
    // How often the disk was synced; fewer than acknowledgements when sessions share.
    [[nodiscard]] std::uint64_t syncCount() const;
    [[nodiscard]] std::optional<Error> failure() const;
    [[nodiscard]] const QString &runId() const { return m_runId; }
    [[nodiscard]] const QString &fileName() const { return m_fileName; }

private:
    Ledger(int file, QString fileName, QString runId);
    Result<void> append(const LedgerRecord &record, bool durable);
    Result<void> appendLine(const QByteArray &payload); // with m_mutex held
    Result<void> waitForSync(std::unique_lock<std::mutex> &lock);
    Error broken(int errorNumber); // with m_mutex held
    void syncLoop();

    const int m_file;
    const QString m_fileName;
    const QString m_runId;
    mutable std::mutex m_mutex;
    std::condition_variable m_wanted; // somebody waits for a sync, or the end
    std::condition_variable m_synced;
    LedgerChecksum m_checksum;
    std::int64_t m_records = 0;
    std::uint64_t m_writtenLines = 0;
    std::uint64_t m_wantedLines = 0;
    std::uint64_t m_syncedLines = 0;
    std::uint64_t m_syncs = 0;
    std::optional<Error> m_failure;
    bool m_syncFailed = false; // a refused write alone leaves the lines before it to be synced
    bool m_closed = false;
    bool m_ending = false;
    std::thread m_syncer;
};

} // namespace tandem
