// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/ctl.h"

#include "core/workload/workload.h"

namespace tandem {

// Tells a workload's figures, a line a second: for people, or one JSON object with its sessions.
class FiguresTeller
{
public:
    explicit FiguresTeller(bool json) : m_json(json) {}

    // Every one of `seconds` that was not told yet; with `isLast` also what was counted since.
    void tellNow(const WorkloadFigures &figures, const std::vector<SecondFigures> &seconds,
                 bool isLast);

private:
    void tellSecond(const WorkloadFigures &figures, const SecondFigures &second);
    void tellObject(const WorkloadFigures &figures, const SecondFigures &second) const;
    void tellLine(const WorkloadFigures &figures, const SecondFigures &second);

    bool m_json;
    bool m_isHeadTold = false;
    std::int64_t m_next = 0; // the second to tell next
};

} // namespace tandem
