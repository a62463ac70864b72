// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/lag_sampler.h"

#include "core/base/embedded_text.h"
#include "core/postgres/node_probe.h"

#include <algorithm>

namespace tandem {

namespace {

constexpr Milliseconds answerPatience = LagBook::silentAfter;

// How long to wait before the next attempt to connect: a dead server is back within a blink after
// its start, a refused login is not tried again in a storm.
Milliseconds pauseAfter(const Error &error)
{
    switch (answerOf(error)) {
    case ServerAnswer::LoginRefused:
    case ServerAnswer::NotPostgres:
        return Milliseconds(5000);
    case ServerAnswer::Full:
        return Milliseconds(1000);
    case ServerAnswer::StartingUp: // it recovers, and every attempt costs it a process
        return Milliseconds(250);
    case ServerAnswer::Accepts:
    case ServerAnswer::Refused:
    case ServerAnswer::Silent:
    case ServerAnswer::ShuttingDown:
        return Milliseconds(100);
    }
    return Milliseconds(1000);
}

std::optional<PositionSample> sampleIn(const Rows &rows, MonotonicTime at)
{
    const auto text = [&rows](const char *column) { return rows.text(QLatin1String(column)); };
    PositionSample sample;
    sample.at = at;
    sample.inRecovery = text("in_recovery") == QLatin1String("t");
    if (sample.inRecovery) {
        sample.timeline = text("standby_timeline").toUInt();
        sample.received = Lsn::parse(text("received"));
        sample.replayed = Lsn::parse(text("replayed"));
        sample.replayPaused = text("paused") == QLatin1String("t");
        return sample;
    }
    const auto inserted = Lsn::parse(text("inserted"));
    const auto flushed = Lsn::parse(text("flushed"));
    if (!inserted || !flushed)
        return std::nullopt;
    sample.timeline = text("wal_file").left(8).toUInt(nullptr, 16);
    sample.inserted = *inserted;
    sample.flushed = *flushed;
    return sample;
}

} // namespace

LagSampler::LagSampler(const SqlAccess &access, Listener listener)
    : m_access(access),
      m_listener(std::move(listener)),
      m_question(embeddedText(QStringLiteral(":/monitor/sql/positions.sql"))),
      m_book({access.profile().nodes[0].name, access.profile().nodes[1].name})
{
    for (std::size_t node = 0; node < m_threads.size(); ++node)
        m_threads[node] = std::thread([this, node] { sample(node); });
}

LagSampler::~LagSampler()
{
    m_stop.requestStop();
    for (std::thread &thread : m_threads)
        thread.join();
}

LagReading LagSampler::read() const
{
    const std::lock_guard lock(m_mutex);
    return m_book.read(MonotonicClock::now());
}

LagReading LagSampler::waitUntilKnown(const Deadline &deadline, const StopToken &stop) const
{
    const StopCallback wake(stop, [this] {
        {
            const std::lock_guard lock(m_mutex);
        }
        m_changed.notify_all();
    });
    std::unique_lock lock(m_mutex);
    for (;;) {
        LagReading reading = m_book.read(MonotonicClock::now());
        if (reading.replay.delay.seconds || deadline.expired() || stop.stopRequested())
            return reading;
        m_changed.wait_until(lock, deadline.end());
    }
}

bool LagSampler::isStalled(std::size_t node) const
{
    const std::lock_guard lock(m_mutex);
    return m_askedAt[node] && MonotonicClock::now() - *m_askedAt[node] > stallAfter;
}

void LagSampler::noteAsked(std::size_t node)
{
    const std::lock_guard lock(m_mutex);
    m_askedAt[node] = MonotonicClock::now();
}

void LagSampler::noteSilence(std::size_t node)
{
    {
        const std::lock_guard lock(m_mutex);
        m_askedAt[node].reset();
        m_book.markSilent(node);
    }
    m_changed.notify_all();
}

std::optional<PositionSample> LagSampler::askOnce(std::size_t node,
                                                  std::optional<Connection> &session)
{
    const StopToken stop = m_stop.token();
    noteAsked(node);
    const MonotonicTime sent = MonotonicClock::now();
    const auto rows = session->execRepeated(QStringLiteral("tandem_positions"), m_question,
                                            Deadline::after(answerPatience), stop);
    const MonotonicTime answered = MonotonicClock::now();
    const auto sample =
        rows ? sampleIn(*rows, sent + (answered - sent) / 2) : std::optional<PositionSample>();
    if (!sample) {
        // An error of the statement, as at the moment of a promotion, is met by the next question.
        if (!session->isOpen() || (!rows && rows.error().code != QLatin1String("55000")))
            session.reset();
        noteSilence(node);
        return std::nullopt;
    }
    LagReading reading;
    {
        const std::lock_guard lock(m_mutex);
        m_askedAt[node].reset();
        m_book.add(node, *sample);
        if (sample->inRecovery)
            reading = m_book.read(sample->at);
    }
    m_changed.notify_all();
    if (answered - sent > stallAfter && m_listener.onStall)
        m_listener.onStall(node, secondsBetween(sent, answered));
    if (sample->inRecovery && m_listener.onReading)
        m_listener.onReading(reading);
    return sample;
}

void LagSampler::sample(std::size_t node)
{
    const StopToken stop = m_stop.token();
    std::optional<Connection> session;
    std::optional<PositionSample> last;
    MonotonicTime next = MonotonicClock::now();
    MonotonicTime movedAt = next;
    while (!stop.stopRequested()) {
        if (!session) {
            auto opened =
                openForProbe(m_access, m_access.profile().nodes[node], answerPatience, stop);
            if (!opened) {
                noteSilence(node);
                if (stop.sleepFor(pauseAfter(opened.error())))
                    return;
                continue;
            }
            session.emplace(std::move(*opened));
        }
        const std::optional<PositionSample> told = askOnce(node, session);
        const MonotonicTime now = MonotonicClock::now();
        if (!told || !last || !last->isAt(*told))
            movedAt = now;
        last = told;
        // A late answer makes no burst: what was missed is missed.
        next = std::max(next + (now - movedAt > calmAfter ? calmPeriod : period), now);
        if (stop.sleepFor(next - MonotonicClock::now()))
            return;
    }
}

} // namespace tandem
