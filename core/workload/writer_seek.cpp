// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/writer_session.h"

#include <utility>

namespace tandem {

namespace {

constexpr Milliseconds openPatience{1000};
constexpr Milliseconds holdPatience{250}; // a mute standby must not keep us from the other node

} // namespace

// Waits for a node that accepts writes, with a session to the standby in hand, so that a promotion
// costs one question and no login.
std::optional<WriterSession::Session> WriterSession::seek()
{
    const PrimaryFinder::Seeking seeking(m_context.finder);
    std::optional<Session> held;
    PrimaryFinder::View view = m_context.finder.view();
    while (!m_context.finish.stopRequested()) {
        const auto writable = chooseWritable(view.seen, view.floor, m_lastNode);
        if (writable) {
            const bool inHand = held && held->node == writable->node;
            auto session = take(writable->node, writable->timeline,
                                inHand ? std::exchange(held, std::nullopt) : std::nullopt);
            if (session)
                return session;
        } else {
            tellOldPrimary(view);
            holdStandby(view, held);
        }
        view = m_context.finder.waitForNews(view.version, Milliseconds(5));
    }
    return std::nullopt;
}

std::optional<WriterSession::Session> WriterSession::take(int node, std::uint32_t timeline,
                                                          std::optional<Session> held)
{
    // Opening under a lease: a promotion elsewhere ends the wait for a node that went mute.
    auto lease =
        std::make_unique<PrimaryFinder::Lease>(m_context.finder, timeline, m_context.finish);
    if (!held) {
        const auto pass = m_context.logins.enter(openPatience, lease->token());
        if (!pass)
            return std::nullopt;
        auto opened =
            openSession(m_context.targets[std::size_t(node)], m_name, openPatience, lease->token());
        if (!opened) {
            if (opened.error().kind != ErrorKind::Cancelled) {
                m_lane.failed(opened.error());
                m_context.finish.sleepFor(pauseAfter(opened.error()));
            }
            return std::nullopt;
        }
        held.emplace(Session{node, std::move(*opened), nullptr});
    }
    const auto stance = askStance(held->connection, openPatience, lease->token());
    if (!stance || stance->stance != NodeStance::Primary ||
        !m_context.finder.confirm(node, stance->timeline))
        return std::nullopt;
    // From here on a running transaction may end after `finish`; only `abort` breaks it off.
    held->lease =
        std::make_unique<PrimaryFinder::Lease>(m_context.finder, stance->timeline, m_context.abort);
    return held;
}

void WriterSession::tellOldPrimary(const PrimaryFinder::View &view)
{
    for (int node = 0; node < int(view.seen.size()); ++node) {
        const Sighting &sighting = view.seen[std::size_t(node)];
        if (sighting.stance == NodeStance::Primary && sighting.timeline < view.floor)
            m_lane.waits(say("Workload", "%1 accepts writes on timeline %2 although timeline %3 "
                                         "exists, so nothing is written to this old primary.")
                             .arg(m_context.targets[std::size_t(node)].name)
                             .arg(sighting.timeline)
                             .arg(view.floor)
                             .english());
    }
}

void WriterSession::holdStandby(const PrimaryFinder::View &view, std::optional<Session> &held)
{
    if (held && !held->connection.isOpen())
        held.reset();
    if (held)
        return;
    const auto node = chooseReadable(view.seen);
    if (!node || view.seen[std::size_t(*node)].stance != NodeStance::Standby)
        return;
    const auto pass = m_context.logins.enter(holdPatience, m_context.finish);
    if (!pass || m_context.finder.view().version != view.version)
        return; // what was seen may be over
    auto opened =
        openSession(m_context.targets[std::size_t(*node)], m_name, holdPatience, m_context.finish);
    if (!opened) {
        m_context.finish.sleepFor(pauseAfter(opened.error()));
        return;
    }
    // The server learns the tables now, not in the first transaction. Its answer is no matter.
    (void)opened->exec(
        QStringLiteral("select from public.users, public.orders, pgtandem.ledger limit 0"),
        Deadline::after(holdPatience), m_context.finish);
    held.emplace(Session{*node, std::move(*opened), nullptr});
}

} // namespace tandem
