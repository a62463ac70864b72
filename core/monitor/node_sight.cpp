// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/node_sight.h"

#include "core/postgres/node_probe.h"

namespace tandem {

void NodeSight::takeSql(const Look &look)
{
    m_facts.sql = look.facts.sql;
    m_facts.replication = look.facts.replication;
    m_times.sqlSeen = look.endedAt;
    m_times.sqlBegun = look.begunAt;
    const auto answer = look.facts.sql ? std::optional(look.facts.sql->answer) : std::nullopt;
    if (answer != m_answer) {
        m_answer = answer;
        m_answerSince = look.begunAt;
    }
    if (answer && *answer != ServerAnswer::Silent)
        m_times.serverHeard = look.endedAt;
    if (look.facts.replication)
        m_times.roleHeard = look.endedAt;
}

void NodeSight::takeShell(const Look &look)
{
    m_facts.host = look.facts.host;
    m_facts.hostProblem = look.facts.hostProblem;
    m_facts.hostCode = look.facts.hostCode;
    m_facts.data = look.facts.data;
    m_facts.process = look.facts.process;
    m_facts.record = look.facts.record;
    m_times.shellSeen = look.endedAt;
    m_shellBegunAt = look.begunAt;
    if (look.facts.host)
        m_times.hostHeard = look.endedAt;
}

NodeFacts NodeSight::facts() const
{
    NodeFacts facts = m_facts;
    if (m_answer && m_shellBegunAt < m_answerSince && !m_facts.replication) {
        facts.process.reset();
        if (facts.data)
            facts.data->controlState.clear();
    }
    settleDirection(facts);
    return facts;
}

} // namespace tandem
