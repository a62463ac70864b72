// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/state.h"
#include "core/evidence/lag_point.h"
#include "core/evidence/log_extract.h"
#include "core/evidence/write_slots.h"
#include "core/runbook/runner.h"
#include "core/workload/audit.h"
#include "core/workload/outage.h"

#include <QJsonObject>

#include <vector>

namespace tandem {

// What a report is made of: values only, already redacted.

struct Certificate
{
    QString shutdownEndLsn, replayLsn, forkLsn, historyLine;
    // All three positions are there and equal.
    [[nodiscard]] bool holds() const;
};

struct StageEvidence
{
    QString stage; // token
    Outcome outcome;
    std::optional<double> outageSeconds;
    OutageSplit split;
    std::optional<AuditReport> audit;
    std::optional<Certificate> certificate;
    QString startedAt; // of its journal: UTC, ISO 8601; empty: not kept
    double from = 0;   // seconds since the run's start
    double to = 0;
    // The time without an acknowledged write, and the writes around it.
    std::optional<double> outageFrom, outageTo;
    std::optional<WriteSlots> writes;
};

// One expected result of the lab, checked.
struct Expectation
{
    Text sentence;
    bool holds = false;
    Text proof; // what was seen
};

struct LabEvidence
{
    QString run; // its name among the runs of a pair; empty: not kept
    QString pair;
    std::array<QString, 2> nodes; // in the order of the profile
    QString startedAt;            // UTC, ISO 8601
    std::vector<StageEvidence> stages;
    std::vector<Expectation> expectations;
    std::optional<AuditReport> wholeRun; // after the clients were stopped
    QString finalState;                  // token
    double seconds = 0;
    std::vector<LagPoint> lag;
    std::optional<WriteSlots> writes; // of the whole run
    std::vector<LogExtract> logs;
    // Every expectation holds and every stage is done, and there are both.
    [[nodiscard]] bool allHold() const;
};

// The three positions of a planned hand-over, as far as it came; absent when it did not stop the
// acting primary.
[[nodiscard]] std::optional<Certificate> certificateOf(const Outcome &outcome);

// The outage of a hand-over without clients of ours: from the start of its first deciding step to
// its first committed write.
[[nodiscard]] OutageSplit splitOfSteps(const Outcome &outcome);

// Pure renderings: the same input gives the same bytes.
[[nodiscard]] QString markdownOf(const LabEvidence &evidence, bool translated);
// One file without a script or a reference to anything else; well-formed XML too.
[[nodiscard]] QString htmlOf(const LabEvidence &evidence, bool translated);
// {outage_seconds, split, acknowledged, kept, lost, in_doubt, certificate}; what was not seen is
// null.
[[nodiscard]] QJsonObject jsonOf(const StageEvidence &stage);
[[nodiscard]] QJsonObject jsonOf(const Certificate &certificate);
[[nodiscard]] QJsonObject jsonOf(const OutageSplit &split);
[[nodiscard]] OutageSplit splitOf(const QJsonObject &json); // its total is the sum of its parts

} // namespace tandem
