// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/pair_view.h"
#include "core/monitor/look.h"

namespace tandem {

// Joins the looks at one node by SQL and through its shell, which come in their own time. What the
// shell saw of the server before it changed its answer says nothing about the server now and is
// not told: right after a crash the last look still shows running processes. A value, one thread.
class NodeSight
{
public:
    explicit NodeSight(const QString &name) { m_facts.name = name; }

    void takeSql(const Look &look);
    void takeShell(const Look &look);

    [[nodiscard]] NodeFacts facts() const;
    [[nodiscard]] const NodeTimes &times() const { return m_times; }
    // By its last answer the server serves us: nothing to doubt.
    [[nodiscard]] bool isServing() const { return m_facts.replication.has_value(); }

private:
    NodeFacts m_facts; // of the last look at each side
    NodeTimes m_times;
    std::optional<ServerAnswer> m_answer;
    MonotonicTime m_answerSince{};  // begin of the first look that got this answer
    MonotonicTime m_shellBegunAt{}; // of the last look through the shell
};

} // namespace tandem
