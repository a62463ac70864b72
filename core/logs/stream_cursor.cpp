// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/stream_cursor.h"

#include <algorithm>
#include <utility>

namespace tandem {

namespace {

const LogFile *fileOf(const std::vector<LogFile> &files, std::optional<std::uint64_t> inode)
{
    const auto found = std::find_if(files.begin(), files.end(),
                                    [inode](const LogFile &file) { return file.inode == inode; });
    return found == files.end() ? nullptr : &*found;
}

} // namespace

void StreamCursor::begin(const LogFile &file, std::int64_t offset)
{
    m_inode = file.inode;
    m_offset = offset;
    m_head.clear();
    m_pending.isNewFile = true;
    m_pending.beginsInside = offset > 0;
}

void StreamCursor::restart(const Text &why)
{
    m_offset = 0;
    m_head.clear();
    m_pending.isNewFile = true;
    m_pending.beginsInside = false;
    m_pending.notes.push_back(why);
}

void StreamCursor::learn(const std::vector<LogFile> &files)
{
    std::vector<std::uint64_t> present;
    for (const LogFile &file : files) {
        present.push_back(file.inode);
        const bool isKnown = std::find(m_known.begin(), m_known.end(), file.inode) != m_known.end();
        if (m_hasStarted && !isKnown && !file.isRotated)
            m_waiting.push_back(file.inode);
    }
    m_known = std::move(present); // an inode that is gone may come back as another file
    if (m_hasStarted)
        return;
    m_hasStarted = true;
    const auto newest = std::find_if(files.rbegin(), files.rend(),
                                     [](const LogFile &file) { return !file.isRotated; });
    if (newest != files.rend())
        begin(*newest, std::max<std::int64_t>(0, newest->size - m_startBytes));
}

// To the next file that holds something; false: there is none yet.
bool StreamCursor::advance(const std::vector<LogFile> &files)
{
    const auto next =
        std::find_if(m_waiting.begin(), m_waiting.end(), [&files](std::uint64_t inode) {
            const LogFile *file = fileOf(files, inode);
            return file != nullptr && file->size > 0;
        });
    if (next == m_waiting.end())
        return false;
    begin(*fileOf(files, *next), 0);
    m_waiting.erase(m_waiting.begin(), next + 1);
    return true;
}

std::optional<StreamCursor::Order> StreamCursor::next(const std::vector<LogFile> &files)
{
    learn(files);
    const LogFile *file = fileOf(files, m_inode);
    if (file == nullptr)
        m_inode.reset(); // deleted; its number may come back as another file's
    else if (file->size < m_offset)
        restart(say("Logs", "The log file %1 was truncated; it is read from its beginning.")
                    .arg(file->path));
    while (file == nullptr || file->size <= m_offset) {
        if (!advance(files))
            return std::nullopt;
        file = fileOf(files, m_inode);
    }
    const std::int64_t backlog = file->size - m_offset;
    if (backlog > largestBacklog) {
        m_pending.notes.push_back(say("Logs", "%1 bytes of %2 were left out: more was written than "
                                              "can be followed.")
                                      .arg(backlog - pieceBytes)
                                      .arg(file->path));
        m_offset = file->size - pieceBytes;
        m_pending.beginsInside = true;
    }
    Order order = std::exchange(m_pending, Order());
    order.path = file->path;
    order.offset = m_offset;
    order.limit = std::min(pieceBytes, file->size - m_offset);
    return order;
}

QByteArray StreamCursor::took(const std::optional<LogPiece> &piece)
{
    if (!piece || piece->inode != m_inode)
        return {}; // renamed or replaced just now: the next listing says so
    const qsizetype common = std::min(m_head.size(), piece->head.size());
    if (piece->head.left(common) != m_head.left(common)) {
        restart(say("Logs", "The log file was replaced by another one in its place; it is read "
                            "from its beginning."));
        return {};
    }
    if (piece->head.size() > m_head.size())
        m_head = piece->head;
    m_offset += piece->bytes.size();
    return piece->bytes;
}

} // namespace tandem
