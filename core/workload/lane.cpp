// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/lane.h"

namespace tandem {

namespace {

SlotState meanwhileOf(LaneState state)
{
    switch (state) {
    case LaneState::Off:
    case LaneState::Idle:
        return SlotState::None;
    case LaneState::Busy:
    case LaneState::Seeking:
        return SlotState::Waiting;
    }
    return SlotState::None;
}

} // namespace

Lane::Lane(const QString &name, LaneKind kind, SecondSeries &seconds) : m_seconds(seconds)
{
    m_figures.name = name;
    m_figures.kind = kind;
}

LaneFigures Lane::figures() const
{
    const std::lock_guard lock(m_mutex);
    return m_figures;
}

LaneTrack Lane::track(std::size_t newest)
{
    const std::lock_guard lock(m_mutex);
    if (m_figures.state != LaneState::Off)
        m_track.advance(MonotonicClock::now(), meanwhileOf(m_figures.state));
    return m_track.newest(newest);
}

void Lane::begin(MonotonicTime start)
{
    const std::lock_guard lock(m_mutex);
    m_track.begin(start);
}

void Lane::connectedTo(const QString &node)
{
    const std::lock_guard lock(m_mutex);
    m_figures.node = node;
    m_figures.connected = true;
    enter(LaneState::Idle);
}

void Lane::disconnected()
{
    const std::lock_guard lock(m_mutex);
    m_figures.connected = false;
    enter(LaneState::Seeking);
}

void Lane::seeks()
{
    const std::lock_guard lock(m_mutex);
    enter(LaneState::Seeking);
}

void Lane::works()
{
    const std::lock_guard lock(m_mutex);
    enter(LaneState::Busy);
}

void Lane::pauses()
{
    const std::lock_guard lock(m_mutex);
    enter(LaneState::Idle);
}

void Lane::ends()
{
    const std::lock_guard lock(m_mutex);
    m_figures.connected = false;
    enter(LaneState::Off);
}

void Lane::acknowledged(MonotonicTime at, std::chrono::nanoseconds commitTime)
{
    m_seconds.acknowledged(at, commitTime);
    const std::lock_guard lock(m_mutex);
    ++m_figures.ok;
    m_figures.lastAck = at;
    m_figures.problem.clear();
    note(at, SlotState::Ok);
}

void Lane::hasRead(MonotonicTime at)
{
    m_seconds.happened(SecondSeries::Event::Read, at);
    const std::lock_guard lock(m_mutex);
    ++m_figures.ok;
    m_figures.lastAck = at;
    m_figures.problem.clear();
    note(at, SlotState::Ok);
}

void Lane::failed(const Error &error)
{
    const MonotonicTime now = MonotonicClock::now();
    m_seconds.happened(SecondSeries::Event::Error, now);
    const std::lock_guard lock(m_mutex);
    ++m_figures.errors;
    m_figures.problem = error.sentence.english();
    note(now, SlotState::Error);
}

void Lane::rolledBack()
{
    const MonotonicTime now = MonotonicClock::now();
    m_seconds.happened(SecondSeries::Event::RolledBack, now);
    const std::lock_guard lock(m_mutex);
    ++m_figures.rollbacks;
    note(now, SlotState::Ok);
}

void Lane::doubted(const QString &why)
{
    const MonotonicTime now = MonotonicClock::now();
    m_seconds.happened(SecondSeries::Event::InDoubt, now);
    const std::lock_guard lock(m_mutex);
    ++m_figures.doubts;
    m_figures.problem = why;
    note(now, SlotState::Error);
}

void Lane::waits(const QString &why)
{
    const std::lock_guard lock(m_mutex);
    m_figures.problem = why;
}

void Lane::enter(LaneState state)
{
    m_track.advance(MonotonicClock::now(), meanwhileOf(m_figures.state));
    m_figures.state = state;
    m_track.note(meanwhileOf(state));
}

void Lane::note(MonotonicTime at, SlotState state)
{
    m_track.advance(at, meanwhileOf(m_figures.state));
    m_track.note(state);
}

} // namespace tandem
