// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/lag_book.h"

#include <algorithm>

namespace tandem {

namespace {

// Behind a page's header nothing is written yet, but pg_current_wal_insert_lsn() already points
// there: 24 bytes, 40 at the start of a segment (segments are multiples of 1 MiB).
Lsn withoutPageHeader(Lsn inserted)
{
    constexpr std::uint64_t page = 8192;
    constexpr std::uint64_t smallestSegment = 1024ULL * 1024;
    if (inserted.position % page == 24)
        return {inserted.position - 24};
    if (inserted.position % smallestSegment == 40)
        return {inserted.position - 40};
    return inserted;
}

Lag lagBetween(const LagRing &ring, Lsn primary, const std::optional<Lsn> &standby,
               MonotonicTime now)
{
    if (!standby)
        return {};
    return {bytesBetween(*standby, primary), ring.delayOf(*standby, now)};
}

} // namespace

void LagBook::add(std::size_t node, const PositionSample &sample)
{
    PositionSample kept = sample;
    kept.inserted = withoutPageHeader(sample.inserted);
    if (!kept.inRecovery)
        followPrimary(node, kept);
    else if (m_source == node)
        m_source.reset(); // it became a standby: what it wrote before is another history
    m_samples[node] = kept;
}

void LagBook::markSilent(std::size_t node)
{
    m_samples[node].reset();
}

void LagBook::followPrimary(std::size_t node, const PositionSample &sample)
{
    if (m_source != node || m_timeline != sample.timeline) {
        m_flushed.clear();
        m_inserted.clear();
        m_source = node;
        m_timeline = sample.timeline;
    }
    m_flushed.add(sample.at, sample.flushed);
    m_inserted.add(sample.at, std::max(sample.inserted, sample.flushed));
}

const PositionSample *LagBook::live(std::size_t node, MonotonicTime now) const
{
    const auto &sample = m_samples[node];
    return sample && now - sample->at <= silentAfter ? &*sample : nullptr;
}

LagReading LagBook::read(MonotonicTime now) const
{
    LagReading reading;
    reading.at = now;
    const PositionSample *primary = nullptr;
    const PositionSample *standby = nullptr;
    for (std::size_t node = 0; node < m_names.size(); ++node) {
        const PositionSample *sample = live(node, now);
        if (sample == nullptr)
            continue;
        (sample->inRecovery ? standby : primary) = sample;
        (sample->inRecovery ? reading.standby : reading.primary) = m_names[node];
    }
    if (primary == nullptr || standby == nullptr || primary->timeline == 0 ||
        primary->timeline != standby->timeline || primary->timeline != m_timeline)
        return reading;
    reading.sampledAt = std::min(primary->at, standby->at);
    reading.timeline = primary->timeline;
    reading.replayPaused = standby->replayPaused;
    // What was replayed was received, whatever the receiver of a restarted standby says.
    const auto received = std::max(standby->received, standby->replayed);
    reading.receive = lagBetween(m_flushed, primary->flushed, received, now);
    reading.replay = lagBetween(m_flushed, primary->flushed, standby->replayed, now);
    reading.exposure =
        lagBetween(m_inserted, std::max(primary->inserted, primary->flushed), received, now);
    return reading;
}

} // namespace tandem
