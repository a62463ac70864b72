// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/figures.h"

namespace tandem {

std::int64_t WorkloadFigures::acknowledged() const
{
    std::int64_t sum = 0;
    for (const LaneFigures &lane : lanes)
        sum += lane.kind == LaneKind::Writer ? lane.ok : 0;
    return sum;
}

Lane::Lane(const QString &name, LaneKind kind)
{
    m_figures.name = name;
    m_figures.kind = kind;
}

LaneFigures Lane::figures() const
{
    const std::lock_guard lock(m_mutex);
    return m_figures;
}

void Lane::connectedTo(const QString &node)
{
    const std::lock_guard lock(m_mutex);
    m_figures.node = node;
    m_figures.connected = true;
}

void Lane::disconnected()
{
    const std::lock_guard lock(m_mutex);
    m_figures.connected = false;
}

void Lane::succeeded(MonotonicTime at)
{
    const std::lock_guard lock(m_mutex);
    ++m_figures.ok;
    m_figures.lastAck = at;
    m_figures.problem.clear();
}

void Lane::failed(const Error &error)
{
    const std::lock_guard lock(m_mutex);
    ++m_figures.errors;
    m_figures.problem = error.sentence.english();
}

void Lane::rolledBack()
{
    const std::lock_guard lock(m_mutex);
    ++m_figures.rollbacks;
}

void Lane::doubted(const QString &why)
{
    const std::lock_guard lock(m_mutex);
    ++m_figures.doubts;
    m_figures.problem = why;
}

void Lane::waits(const QString &why)
{
    const std::lock_guard lock(m_mutex);
    m_figures.problem = why;
}

} // namespace tandem
