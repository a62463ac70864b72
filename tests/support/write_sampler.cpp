// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/write_sampler.h"

#include "core/postgres/connection.h"
#include "core/postgres/sql_access.h"

#include <algorithm>
#include <optional>

namespace tandem::testing {

namespace {

using namespace std::chrono_literals;

constexpr Milliseconds samplePause = 20ms;
constexpr Milliseconds adjacent = 200ms; // a busy machine wakes a sampler late
constexpr Milliseconds patience = 1000ms;

const QString writeOne = QStringLiteral("select case when not pg_is_in_recovery() then "
                                        "pg_logical_emit_message(true, 'sampler', '') end as lsn");

} // namespace

std::vector<SampledWrite> writesBetween(const std::vector<SampledWrite> &one,
                                        const std::vector<SampledWrite> &other)
{
    std::vector<SampledWrite> between;
    for (const SampledWrite &write : other) {
        const auto after =
            std::lower_bound(one.begin(), one.end(), write.ackedAt,
                             [](const SampledWrite &w, MonotonicTime at) { return w.sentAt < at; });
        if (after == one.begin() || after == one.end())
            continue;
        // One of `one` may lie across it: the last that had ended counts.
        auto before = after;
        while (before != one.begin() && std::prev(before)->ackedAt > write.sentAt)
            --before;
        if (before == one.begin())
            continue;
        if (after->ackedAt - std::prev(before)->ackedAt < adjacent)
            between.push_back(write);
    }
    return between;
}

WriteSampler::WriteSampler(const PairSession &session)
{
    for (std::size_t i = 0; i < m_threads.size(); ++i) {
        const ConnectTarget target = session.access().target(
            session.profile().nodes[i], QStringLiteral("admin"), session.profile().database);
        m_threads[i] = std::thread([this, i, target] { sample(i, target); });
    }
}

WriteSampler::~WriteSampler()
{
    m_stop.requestStop();
    for (std::thread &thread : m_threads)
        thread.join();
}

void WriteSampler::sample(std::size_t node, const ConnectTarget &target)
{
    const StopToken stop = m_stop.token();
    std::optional<Connection> session;
    while (!stop.stopRequested()) {
        const MonotonicTime begun = MonotonicClock::now();
        if (!session || !session->isOpen()) {
            session.reset();
            if (auto opened = Connection::open(target, Deadline::after(patience), stop);
                opened.ok())
                session = std::move(*opened);
        }
        if (session) {
            const MonotonicTime sentAt = MonotonicClock::now();
            const auto rows = session->exec(writeOne, Deadline::after(patience), stop);
            if (rows.ok() && !rows->text(QStringLiteral("lsn")).isEmpty()) {
                const std::lock_guard lock(m_mutex);
                m_writes[node].push_back({sentAt, MonotonicClock::now()});
            }
        }
        const auto left = begun + samplePause - MonotonicClock::now();
        if (left.count() > 0)
            stop.sleepFor(left);
    }
}

QStringList WriteSampler::twoWriters() const
{
    const std::lock_guard lock(m_mutex);
    const auto first = writesBetween(m_writes[0], m_writes[1]);
    const auto second = writesBetween(m_writes[1], m_writes[0]);
    if (first.empty() && second.empty())
        return {};
    return {QStringLiteral("I3: both nodes acknowledged writes at a time: %1 and %2 of them")
                .arg(first.size())
                .arg(second.size())};
}

std::size_t WriteSampler::acknowledged(std::size_t node) const
{
    const std::lock_guard lock(m_mutex);
    return m_writes.at(node).size();
}

} // namespace tandem::testing
