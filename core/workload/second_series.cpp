// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/second_series.h"

#include <algorithm>

namespace tandem {

namespace {

constexpr std::size_t mostCommits = 100000;

// The smallest value that at least that share of all is not above.
double quantile(std::vector<float> &values, double share)
{
    const auto rank = std::size_t(share * double(values.size()) + 0.999999);
    const auto place = values.begin() + std::ptrdiff_t(std::max<std::size_t>(rank, 1) - 1);
    std::nth_element(values.begin(), place, values.end());
    return double(*place);
}

} // namespace

SecondSeries::SecondSeries(std::size_t capacity) : m_capacity(std::max<std::size_t>(capacity, 1)) {}

void SecondSeries::begin(MonotonicTime start)
{
    const std::lock_guard lock(m_mutex);
    m_start = start;
}

void SecondSeries::acknowledged(MonotonicTime at, std::chrono::nanoseconds commitTime)
{
    const std::lock_guard lock(m_mutex);
    advance(at);
    ++m_now.acknowledged;
    if (m_commitMs.size() < mostCommits)
        m_commitMs.push_back(std::chrono::duration<float, std::milli>(commitTime).count());
}

void SecondSeries::happened(Event event, MonotonicTime at)
{
    const std::lock_guard lock(m_mutex);
    advance(at);
    switch (event) {
    case Event::RolledBack:
        ++m_now.rolledBack;
        break;
    case Event::InDoubt:
        ++m_now.inDoubt;
        break;
    case Event::Error:
        ++m_now.errors;
        break;
    case Event::Read:
        ++m_now.reads;
        break;
    }
}

std::vector<SecondFigures> SecondSeries::points(MonotonicTime now, std::size_t newest)
{
    const std::lock_guard lock(m_mutex);
    advance(now);
    std::vector<SecondFigures> out;
    const std::int64_t ended = m_now.second;
    const auto kept = std::int64_t(std::min(newest, m_ring.size()));
    for (std::int64_t second = std::max<std::int64_t>(ended - kept, 0); second < ended; ++second)
        out.push_back(m_ring[std::size_t(second) % m_capacity]);
    return out;
}

void SecondSeries::advance(MonotonicTime now)
{
    const std::int64_t second = m_start ? (now - *m_start) / std::chrono::seconds(1) : 0;
    if (second <= m_now.second)
        return;
    close();
    // After a pause longer than the ring holds, only its newest seconds matter.
    m_now.second = std::max(m_now.second, second - std::int64_t(m_capacity));
    while (m_now.second < second)
        close();
}

void SecondSeries::close()
{
    if (!m_commitMs.empty()) {
        m_now.medianMs = quantile(m_commitMs, 0.5);
        m_now.p95Ms = quantile(m_commitMs, 0.95);
        m_now.maxMs = quantile(m_commitMs, 1.0);
        m_commitMs.clear();
    }
    const std::size_t place = std::size_t(m_now.second) % m_capacity;
    if (m_ring.size() <= place)
        m_ring.resize(place + 1);
    m_ring[place] = m_now;
    const std::int64_t next = m_now.second + 1;
    m_now = {};
    m_now.second = next;
}

} // namespace tandem
