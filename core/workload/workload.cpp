// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/workload.h"

#include "core/postgres/sql_access.h"
#include "core/workload/reader_session.h"
#include "core/workload/writer_session.h"

namespace tandem {

namespace {

constexpr Milliseconds finishGrace{500};

SessionTargets targetsIn(const Profile &profile, const SecretStore &secrets)
{
    // Ways of their own: what clients read and write holds nobody else up.
    const SqlAccess access(profile, secrets);
    const auto to = [&](const NodeProfile &node) {
        return SessionTarget{node.name,
                             access.target(node, QStringLiteral("workload"), profile.database)};
    };
    return {to(profile.nodes[0]), to(profile.nodes[1])};
}

} // namespace

Workload::Workload(const Profile &profile, const SecretStore &secrets,
                   const WorkloadOptions &options, Ledger &ledger)
    : m_options(options), m_targets(targetsIn(profile, secrets)), m_ledger(ledger)
{
    for (int i = 1; i <= m_options.writers; ++i)
        m_lanes.push_back(std::make_unique<Lane>(QStringLiteral("tandem writer %1").arg(i),
                                                 LaneKind::Writer, m_seconds));
    for (int i = 1; i <= m_options.readers; ++i)
        m_lanes.push_back(std::make_unique<Lane>(QStringLiteral("tandem reader %1").arg(i),
                                                 LaneKind::Reader, m_seconds));
}

Workload::~Workload()
{
    stop();
}

void Workload::start()
{
    if (m_finder)
        return;
    const MonotonicTime startedAt = MonotonicClock::now();
    m_seconds.begin(startedAt);
    for (const std::unique_ptr<Lane> &lane : m_lanes)
        lane->begin(startedAt);
    m_finder = std::make_unique<PrimaryFinder>(m_targets, m_finish.token());
    m_context = std::make_unique<SessionContext>(SessionContext{
        m_options, m_targets, *m_finder, m_logins, m_acks, m_ledger, startedAt, m_finish.token(),
        m_abort.token(), [this](const Error &error) { fail(error); }});
    for (int i = 0; i < int(m_lanes.size()); ++i) {
        const bool writes = i < m_options.writers;
        const int number = writes ? i + 1 : i + 1 - m_options.writers;
        launch([this, writes, number, lane = m_lanes[std::size_t(i)].get()] {
            if (writes)
                WriterSession(number, *m_context, *lane).run();
            else
                ReaderSession(number, *m_context, *lane).run();
        });
    }
}

void Workload::stop()
{
    m_finish.requestStop();
    {
        std::unique_lock lock(m_mutex);
        m_ended.wait_for(lock, finishGrace, [this] { return m_running == 0; });
    }
    m_abort.requestStop();
    for (std::thread &thread : m_threads)
        thread.join();
    m_threads.clear();
    const std::lock_guard lock(m_mutex);
    if (!m_stoppedAt)
        m_stoppedAt = MonotonicClock::now();
}

std::vector<SecondFigures> Workload::seconds(std::size_t newest)
{
    std::optional<MonotonicTime> stoppedAt;
    {
        const std::lock_guard lock(m_mutex);
        stoppedAt = m_stoppedAt;
    }
    return m_seconds.points(stoppedAt.value_or(MonotonicClock::now()), newest);
}

std::vector<LaneTrack> Workload::tracks(std::size_t newest)
{
    std::vector<LaneTrack> out;
    for (const std::unique_ptr<Lane> &lane : m_lanes)
        out.push_back(lane->track(newest));
    return out;
}

WorkloadFigures Workload::figures() const
{
    WorkloadFigures out;
    for (const std::unique_ptr<Lane> &lane : m_lanes)
        out.lanes.push_back(lane->figures());
    const std::lock_guard lock(m_mutex);
    out.failure = m_failure;
    return out;
}

void Workload::launch(std::function<void()> session)
{
    {
        const std::lock_guard lock(m_mutex);
        ++m_running;
    }
    m_threads.emplace_back([this, session = std::move(session)] {
        session();
        {
            const std::lock_guard lock(m_mutex);
            --m_running;
        }
        m_ended.notify_all();
    });
}

void Workload::fail(const Error &error)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_failure)
            m_failure = error;
    }
    m_finish.requestStop();
}

} // namespace tandem
