// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/log_follower.h"

#include "core/logs/stream_cursor.h"

#include <algorithm>
#include <iterator>
#include <memory>

namespace tandem {

namespace {

constexpr Milliseconds longestPause{5000};
constexpr std::int64_t bytesPerEntry = 512; // a guess, for where to begin

// One stream of the node: where it stands and the parser of its bytes.
struct FollowedStream
{
    FollowedStream(LogStream which, std::int64_t startBytes)
        : stream(which), cursor(startBytes), parser(formatOf(which))
    {
    }
    LogStream stream;
    StreamCursor cursor;
    LogParser parser;
};

class Following
{
public:
    Following(const NodeProfile &node, const SecretStore &secrets, const LogFollowOptions &options,
              const LogFollower::Sink &sink, const StopToken &stop)
        : m_node(node),
          m_secrets(secrets),
          m_options(options),
          m_sink(sink),
          m_stop(stop),
          m_layout(Layout::of(node))
    {
    }

    void run()
    {
        Milliseconds pause = m_options.every;
        while (!m_stop.stopRequested()) {
            const auto seen = look();
            if (seen.ok()) {
                m_problem.reset();
                pause = m_options.every;
            } else if (!m_stop.stopRequested()) {
                tellProblem(seen.error());
                m_shell.reset();
                pause = std::min(pause * 2, longestPause);
            }
            m_stop.sleepFor(pause);
        }
    }

private:
    // Reads every stream to its end.
    Result<void> look()
    {
        if (!m_shell)
            m_shell = openShell(m_node, m_secrets);
        auto listing = listLogs(*m_shell, m_layout, m_stop);
        if (!listing.ok())
            return listing.error();
        m_clockAhead = listing->clockAheadMilliseconds;
        chooseStreams(*listing);
        for (auto &stream : m_streams) {
            if (auto read = drain(*stream, listing->of(stream->stream)); !read.ok())
                return read;
        }
        if (m_start)
            tellStart();
        return {};
    }

    // The server may turn to another format while it is followed: when the collector says so, the
    // new one is read whole. While a server starts it says nothing, and all stays as it is.
    void chooseStreams(const LogListing &listing)
    {
        const LogStream main = listing.mainStream();
        const std::int64_t start =
            std::min(StreamCursor::pieceBytes, std::max(m_options.startEntries, 0) * bytesPerEntry);
        if (m_streams.empty()) {
            for (const LogStream stream : {LogStream::Server, LogStream::Start, main})
                m_streams.push_back(std::make_unique<FollowedStream>(stream, start));
            return;
        }
        const auto &files = listing.files;
        const bool isTold = std::any_of(files.begin(), files.end(), [main](const LogFile &file) {
            return file.isCurrent && file.stream == main;
        });
        auto &followed = m_streams.back();
        if (followed->stream == main || !(isTold || listing.of(followed->stream).empty()))
            return;
        LogBatch batch;
        followed->parser.finish(batch.entries);
        tell(std::move(batch));
        followed = std::make_unique<FollowedStream>(main, StreamCursor::pieceBytes);
    }

    Result<void> drain(FollowedStream &stream, const std::vector<LogFile> &files)
    {
        bool isIdle = true;
        while (auto order = stream.cursor.next(files)) {
            LogBatch batch;
            batch.notes = std::move(order->notes);
            if (order->isNewFile)
                stream.parser.finish(batch.entries);
            if (order->beginsInside)
                stream.parser.skipToLineEnd(batch.entries);
            const auto piece =
                readLogPiece(*m_shell, order->path, order->offset, order->limit, m_stop);
            if (!piece.ok()) {
                tell(std::move(batch));
                return piece.error();
            }
            const QByteArray bytes = stream.cursor.took(*piece);
            stream.parser.feed(bytes, batch.entries);
            if (m_start)
                stream.parser.flush(batch.entries); // so that as many come as were asked for
            tell(std::move(batch));
            isIdle = false;
            if (bytes.isEmpty())
                break; // another file by now: look at the list again
        }
        // An entry is held back for its DETAIL as long as more comes.
        LogBatch batch;
        if (isIdle)
            stream.parser.flush(batch.entries);
        tell(std::move(batch));
        return {};
    }

    void tell(LogBatch batch)
    {
        if (batch.entries.empty() && batch.notes.empty())
            return;
        if (!m_start) {
            send(std::move(batch));
            return;
        }
        std::move(batch.entries.begin(), batch.entries.end(), std::back_inserter(m_start->entries));
        std::move(batch.notes.begin(), batch.notes.end(), std::back_inserter(m_start->notes));
    }

    // The last of all streams' entries, as many as were asked for.
    void tellStart()
    {
        LogBatch batch = std::move(*m_start);
        m_start.reset();
        sortByTime(batch.entries);
        const auto wanted = static_cast<size_t>(std::max(m_options.startEntries, 0));
        if (batch.entries.size() > wanted)
            batch.entries.erase(batch.entries.begin(),
                                batch.entries.end() - static_cast<std::ptrdiff_t>(wanted));
        tell(std::move(batch));
    }

    void tellProblem(const Error &error)
    {
        if (m_problem && m_problem->sentence == error.sentence)
            return;
        m_problem = error;
        LogBatch batch;
        batch.problem = error;
        send(std::move(batch));
    }

    void send(LogBatch batch)
    {
        batch.node = m_node.name;
        batch.clockAheadMilliseconds = m_clockAhead;
        if (!m_stop.stopRequested())
            m_sink(batch);
    }

    const NodeProfile &m_node;
    const SecretStore &m_secrets;
    const LogFollowOptions &m_options;
    const LogFollower::Sink &m_sink;
    const StopToken &m_stop;
    Layout m_layout;
    std::unique_ptr<Shell> m_shell;
    std::vector<std::unique_ptr<FollowedStream>> m_streams; // the main one last
    std::optional<Error> m_problem;
    std::int64_t m_clockAhead = 0;
    std::optional<LogBatch> m_start = LogBatch(); // gathers until every stream was looked at once
};

} // namespace

void followLog(const NodeProfile &node, const SecretStore &secrets, const LogFollowOptions &options,
               const LogFollower::Sink &sink, const StopToken &stop)
{
    Following(node, secrets, options, sink, stop).run();
}

LogFollower::LogFollower(NodeProfile node, const SecretStore &secrets, LogFollowOptions options,
                         Sink sink)
    : m_thread([node = std::move(node), &secrets, options, sink = std::move(sink),
                stop = m_stop.token()] { followLog(node, secrets, options, sink, stop); })
{
}

LogFollower::~LogFollower()
{
    stop();
}

void LogFollower::stop()
{
    m_stop.requestStop();
    if (m_thread.joinable())
        m_thread.join();
}

} // namespace tandem
