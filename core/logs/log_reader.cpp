// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/log_reader.h"

#include <algorithm>
#include <functional>
#include <iterator>

namespace tandem {

namespace {

constexpr std::int64_t firstPiece = 64 * 1024;

using Enough = std::function<bool(const std::vector<LogEntry> &)>;

struct FileTail
{
    std::vector<LogEntry> entries;
    std::int64_t bytes = 0;
    bool isWhole = true; // from the file's beginning
};

// Reads a file from its end backwards, in growing pieces, until it is enough.
Result<FileTail> readFile(Shell &shell, const LogFile &file, std::int64_t budget,
                          const Enough &enough, const StopToken &stop)
{
    FileTail tail;
    for (std::int64_t want = firstPiece;; want *= 8) {
        const std::int64_t bytes = std::min({want, budget, file.size});
        auto piece = readLogPiece(shell, file.path, file.size - bytes, bytes, stop);
        if (!piece.ok())
            return piece.error();
        if (!*piece || (*piece)->inode != file.inode)
            return tail; // rotated away just now: what it held is not to be had under this name
        tail.entries.clear();
        tail.bytes = bytes;
        tail.isWhole = bytes == file.size;
        LogParser parser(formatOf(file.stream));
        if (!tail.isWhole)
            parser.skipToLineEnd(tail.entries);
        parser.feed((*piece)->bytes, tail.entries);
        parser.finish(tail.entries);
        if (tail.isWhole || bytes == budget || enough(tail.entries))
            return tail;
    }
}

// The newest entries of a stream, oldest first, until it is enough.
Result<void> readStream(Shell &shell, const std::vector<LogFile> &files, const Enough &enough,
                        LogExcerpt &excerpt, const StopToken &stop)
{
    std::int64_t budget = largestExcerpt;
    std::vector<LogEntry> entries;
    bool isWhole = true;
    for (auto file = files.rbegin(); file != files.rend() && isWhole && !enough(entries); ++file) {
        if (file->size == 0)
            continue;
        if (budget <= 0) {
            isWhole = false;
            break;
        }
        auto tail = readFile(shell, *file, budget, enough, stop);
        if (!tail.ok())
            return tail.error();
        budget -= tail->bytes;
        isWhole = tail->isWhole;
        entries.insert(entries.begin(), std::make_move_iterator(tail->entries.begin()),
                       std::make_move_iterator(tail->entries.end()));
    }
    if (!isWhole && !enough(entries))
        excerpt.isComplete = false;
    excerpt.entries.insert(excerpt.entries.end(), std::make_move_iterator(entries.begin()),
                           std::make_move_iterator(entries.end()));
    return {};
}

Result<LogExcerpt> readUntil(Shell &shell, const NodeProfile &node,
                             const std::function<Enough(const LogListing &)> &enough,
                             const StopToken &stop)
{
    const auto listing = listLogs(shell, Layout::of(node), stop);
    if (!listing.ok())
        return listing.error();
    LogExcerpt excerpt;
    excerpt.node = node.name;
    excerpt.clockAheadMilliseconds = listing->clockAheadMilliseconds;
    excerpt.hasFiles = !listing->files.empty();
    for (const LogStream stream : {LogStream::Server, LogStream::Start, listing->mainStream()}) {
        auto read = readStream(shell, listing->of(stream), enough(*listing), excerpt, stop);
        if (!read.ok())
            return read.error();
    }
    sortByTime(excerpt.entries);
    return excerpt;
}

} // namespace

Result<LogExcerpt> readTail(Shell &shell, const NodeProfile &node, int count, const StopToken &stop)
{
    const auto wanted = static_cast<size_t>(std::max(count, 0));
    Enough enough = [wanted](const std::vector<LogEntry> &entries) {
        return entries.size() >= wanted;
    };
    auto excerpt = readUntil(
        shell, node, [&](const LogListing &) { return enough; }, stop);
    if (!excerpt.ok())
        return excerpt;
    auto &entries = excerpt->entries;
    if (entries.size() > wanted)
        entries.erase(entries.begin(), entries.end() - static_cast<std::ptrdiff_t>(wanted));
    return excerpt;
}

Result<LogExcerpt> readBetween(Shell &shell, const NodeProfile &node, std::int64_t from,
                               std::int64_t to, const StopToken &stop)
{
    // The first entry that has a time tells how far back the entries reach.
    const auto enough = [from](const LogListing &listing) -> Enough {
        const std::int64_t begin = from + listing.clockAheadMilliseconds;
        return [begin](const std::vector<LogEntry> &entries) {
            const auto timed = std::find_if(entries.begin(), entries.end(), [](const auto &entry) {
                return entry.timeMilliseconds.has_value();
            });
            return timed != entries.end() && *timed->timeMilliseconds < begin;
        };
    };
    auto excerpt = readUntil(shell, node, enough, stop);
    if (!excerpt.ok())
        return excerpt;
    const std::int64_t begin = from + excerpt->clockAheadMilliseconds;
    const std::int64_t end = to + excerpt->clockAheadMilliseconds;
    std::vector<LogEntry> between;
    bool isBetween = false;
    for (LogEntry &entry : excerpt->entries) {
        if (entry.timeMilliseconds)
            isBetween = *entry.timeMilliseconds >= begin && *entry.timeMilliseconds <= end;
        if (isBetween)
            between.push_back(std::move(entry));
    }
    excerpt->entries = std::move(between);
    return excerpt;
}

} // namespace tandem
