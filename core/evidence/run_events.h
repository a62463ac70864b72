// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evidence/evidence.h"
#include "core/workload/ledger_contents.h"

#include <map>

namespace tandem {

// The events of a run file: what a report needs beyond the stages' journals and the ledger. A run
// file is a Journal like the stages' ones. Pure values and their JSON form; the tests' checker
// reads the same forms.

struct RunHead
{
    QString pair;
    std::array<QString, 2> nodes; // in the order of the profile
    QString startedAt;            // UTC, ISO 8601
    MonotonicTime start{};
    QString ledger; // the ledger's file name, without its directory
};

// What a hand-over adds to its stage's journal.
struct HandoverRecord
{
    QString stage; // token
    RecordRange records;
    std::optional<MonotonicTime> crashedAt, detectedAt;
    MonotonicTime until{}; // acknowledgements up to here were looked at
    std::optional<AuditReport> audit;
    QString ledger;       // file name without directory; empty: the run's own
    QString ledgerDigest; // SHA-256 in hex of a ledger that is not the run's own
};

[[nodiscard]] QJsonObject runEvent(const RunHead &head);
// `digest`: SHA-256 of the whole journal, hex.
// `start`: the run's start by the clock of that journal, when it was written before a restart of
// the machine and its moments mean nothing beside those of the others.
[[nodiscard]] QJsonObject stageEvent(const QString &stage, const QString &journal,
                                     const QString &digest,
                                     std::optional<MonotonicTime> start = std::nullopt);
// handoverOf(handoverEvent(x)) is x.
[[nodiscard]] QJsonObject handoverEvent(const HandoverRecord &handover);
[[nodiscard]] HandoverRecord handoverOf(const QJsonObject &event);
// The rows of the run on the primary at its end, as ranges, so that every figure of the audit can
// be derived again; in pieces. Of more than 200,000 ranges none is kept, and that is said.
[[nodiscard]] std::vector<QJsonObject> rowEvents(std::vector<WriteKey> rows);
[[nodiscard]] QJsonObject wholeRunEvent(const AuditReport &audit, const QString &ledgerDigest);
[[nodiscard]] std::vector<QJsonObject> lagEvents(const std::vector<LagPoint> &points);
[[nodiscard]] QJsonObject logEvent(const LogExtract &log);
[[nodiscard]] QJsonObject expectationEvent(const Expectation &expectation);
[[nodiscard]] QJsonObject endEvent(const QString &state, double seconds);

// What a run left on the disk, as it was read.
struct RunSources
{
    QString run; // its name
    std::vector<QJsonObject> events;
    std::map<QString, std::vector<QJsonObject>> journals; // by file name without directory
    std::optional<LedgerContents> ledger;
    std::map<QString, LedgerContents> otherLedgers; // of hand-overs under other clients, by name
};

// The evidence that those files hold; the same files give the same evidence. A run without its end
// is one that was broken off. An error when it is no run, or of a newer format.
[[nodiscard]] Result<LabEvidence> evidenceOf(const RunSources &sources);
// Stages that were run one by one, without a run file; `journals` in their order.
[[nodiscard]] LabEvidence evidenceOf(const QString &pair, const std::array<QString, 2> &nodes,
                                     const std::vector<std::vector<QJsonObject>> &journals);

} // namespace tandem
