// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "core/logs/log_files.h"

#include <deque>
#include <optional>
#include <vector>

namespace tandem {

// Where a follower stands in one stream, and what it reads next. Pure: it is told what files there
// are and what was read, and decides.
//
// A file is its inode: renamed, it is read to its end. A new inode is a new file and is begun once
// it holds something and the file before it is drained; one named .log.1 is a copy and never begun.
// A file that is shorter than what was read of it was truncated and begins anew; so does one whose
// first bytes are others than before. What a file got between the last look at it and its
// truncation or deletion is lost to any reader.
class StreamCursor
{
public:
    static constexpr std::int64_t pieceBytes = 1024 * 1024;
    static constexpr std::int64_t largestBacklog = 16 * pieceBytes;

    // Begins that many bytes before the end of the newest file there is at the first next();
    // files that appear later are read from their beginning.
    explicit StreamCursor(std::int64_t startBytes) : m_startBytes(startBytes) {}

    struct Order
    {
        QString path;
        std::int64_t offset = 0;
        std::int64_t limit = 0;
        bool isNewFile = false;    // the file before it has ended
        bool beginsInside = false; // up to the first line end it is the rest of a cut line
        std::vector<Text> notes;   // what a person should know of the seam before it
    };
    // `files`: the stream's, oldest first. Nothing: all is read.
    [[nodiscard]] std::optional<Order> next(const std::vector<LogFile> &files);

    // What came of the order: the bytes that go on from what was taken before. None of them when
    // the file was another one by then; the next order says where to go on.
    [[nodiscard]] QByteArray took(const std::optional<LogPiece> &piece);

private:
    void learn(const std::vector<LogFile> &files);
    void begin(const LogFile &file, std::int64_t offset);
    bool advance(const std::vector<LogFile> &files);
    void restart(const Text &why);

    std::int64_t m_startBytes;
    bool m_hasStarted = false;
    std::vector<std::uint64_t> m_known;
    std::deque<std::uint64_t> m_waiting; // begun later, in this order
    std::optional<std::uint64_t> m_inode;
    std::int64_t m_offset = 0;
    QByteArray m_head;
    Order m_pending; // flags and notes of the next order
};

} // namespace tandem
