// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/ledger.h"

#include "core/workload/ledger_contents.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace tandem {

namespace {

int syncFile(int file)
{
#ifdef __linux__
    return ::fdatasync(file);
#else
    return ::fsync(file);
#endif
}

// A new name lasts only once its directory is on the disk. Not every file system can do it.
void syncDirectoryOf(const QString &fileName)
{
    const int directory = ::open(QFile::encodeName(QFileInfo(fileName).absolutePath()).constData(),
                                 O_RDONLY | O_CLOEXEC);
    if (directory < 0)
        return;
    ::fsync(directory);
    ::close(directory);
}

} // namespace

Result<std::unique_ptr<Ledger>> Ledger::create(const QString &fileName, const QString &runId)
{
    static const QRegularExpression valid(QStringLiteral("\\A[A-Za-z0-9._-]{1,40}\\z"));
    if (!valid.match(runId).hasMatch())
        return Error{ErrorKind::Usage,
                     say("Workload", "The run's name \"%1\" is not usable; choose 1 to 40 letters, "
                                     "digits, dots, dashes or underscores.")
                         .arg(runId),
                     {},
                     {}};
    const int file = ::open(QFile::encodeName(fileName).constData(),
                            O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return Error{ErrorKind::Failed,
                     say("Workload", "The ledger %1 cannot be created (%2); choose another place.")
                         .arg(fileName)
                         .arg(QString::fromLocal8Bit(std::strerror(errno))),
                     {},
                     {}};
    std::unique_ptr<Ledger> ledger(new Ledger(file, fileName, runId));
    {
        std::unique_lock lock(ledger->m_mutex);
        if (auto written = ledger->appendLine(ledgerHeader(runId)); !written)
            return written.error();
        if (auto synced = ledger->waitForSync(lock); !synced)
            return synced.error();
    }
    syncDirectoryOf(fileName);
    return ledger;
}

Ledger::Ledger(int file, QString fileName, QString runId)
    : m_file(file),
      m_fileName(std::move(fileName)),
      m_runId(std::move(runId)),
      m_syncer([this] { syncLoop(); })
{
}

Ledger::~Ledger()
{
    (void)close();
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wanted.notify_all();
    m_syncer.join();
    ::close(m_file);
}

Result<void> Ledger::intend(WriteKey key, const QString &writeKind, const QString &tables)
{
    LedgerRecord record;
    record.key = key;
    record.writeKind = writeKind;
    record.tables = tables;
    return append(record, false);
}

Result<void> Ledger::abort(WriteKey key)
{
    LedgerRecord record;
    record.kind = RecordKind::Abort;
    record.key = key;
    return append(record, false);
}

Result<void> Ledger::doubt(WriteKey key)
{
    LedgerRecord record;
    record.kind = RecordKind::Doubt;
    record.key = key;
    return append(record, false);
}

Result<void> Ledger::acknowledge(WriteKey key, const QString &node, MonotonicTime at,
                                 std::int64_t wallMilliseconds)
{
    LedgerRecord record;
    record.kind = RecordKind::Ack;
    record.key = key;
    record.node = node;
    record.at = at;
    record.wallMilliseconds = wallMilliseconds;
    return append(record, true);
}

Result<void> Ledger::close()
{
    std::unique_lock lock(m_mutex);
    if (m_closed)
        return {};
    if (m_failure)
        return *m_failure;
    if (auto written = appendLine(ledgerEnd(m_records)); !written)
        return written;
    m_closed = true;
    return waitForSync(lock);
}

std::int64_t Ledger::recordCount() const
{
    const std::lock_guard lock(m_mutex);
    return m_records;
}

std::uint64_t Ledger::syncCount() const
{
    const std::lock_guard lock(m_mutex);
    return m_syncs;
}

std::optional<Error> Ledger::failure() const
{
    const std::lock_guard lock(m_mutex);
    return m_failure;
}

Result<void> Ledger::append(const LedgerRecord &record, bool durable)
{
    const QByteArray payload = ledgerPayload(record);
    std::unique_lock lock(m_mutex);
    if (auto written = appendLine(payload); !written)
        return written;
    ++m_records;
    return durable ? waitForSync(lock) : Result<void>();
}

Result<void> Ledger::appendLine(const QByteArray &payload)
{
    if (m_failure)
        return *m_failure;
    if (m_closed)
        return Error{ErrorKind::Failed,
                     say("Workload", "The ledger %1 is closed; start a new run for more writes.")
                         .arg(m_fileName),
                     {},
                     {}};
    const QByteArray line = m_checksum.next(payload) + ' ' + payload + '\n';
    qsizetype done = 0;
    while (done < line.size()) {
        const ssize_t count =
            ::write(m_file, line.constData() + done, static_cast<size_t>(line.size() - done));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return broken(count < 0 ? errno : ENOSPC);
        done += count;
    }
    ++m_writtenLines;
    return {};
}

Result<void> Ledger::waitForSync(std::unique_lock<std::mutex> &lock)
{
    const std::uint64_t mine = m_writtenLines;
    m_wantedLines = mine;
    m_wanted.notify_one();
    m_synced.wait(lock, [&] { return m_syncFailed || m_syncedLines >= mine; });
    if (m_syncedLines >= mine)
        return {};
    return *m_failure;
}

Error Ledger::broken(int errorNumber)
{
    if (!m_failure) {
        m_failure = Error{ErrorKind::Failed,
                          say("Workload",
                              "The ledger %1 cannot be written (%2), so no further write could be "
                              "proved and the workload stops; make room on that disk and start it "
                              "again.")
                              .arg(m_fileName)
                              .arg(QString::fromLocal8Bit(std::strerror(errorNumber))),
                          {},
                          {}};
    }
    return *m_failure;
}

void Ledger::syncLoop()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wanted.wait(
            lock, [this] { return m_ending || (!m_syncFailed && m_wantedLines > m_syncedLines); });
        if (m_syncFailed || m_wantedLines <= m_syncedLines)
            return; // only the end wakes us without work
        const std::uint64_t upTo = m_writtenLines;
        lock.unlock();
        // A failed sync is never tried again: the system may have dropped the pages.
        const int answer = syncFile(m_file);
        const int errorNumber = errno;
        lock.lock();
        ++m_syncs;
        if (answer == 0) {
            m_syncedLines = upTo;
        } else {
            m_syncFailed = true;
            (void)broken(errorNumber);
        }
        m_synced.notify_all();
    }
}

} // namespace tandem
