// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "core/runbook/runner.h"
#include "core/workload/outage.h"
#include "ui/desk/pair_sight.h"
#include "ui/theme/tokens.h"

namespace tandem {

// What a stage's button says ("Promote vm2"), by what is seen of the pair now.
[[nodiscard]] Text actionText(Stage stage, const PairSight &sight, const Profile &profile);
// The stage as a heading ("Failover").
[[nodiscard]] Text stageTitle(Stage stage);
// The node it acts on as a person thinks of it; empty: the pair.
[[nodiscard]] QString nodeActedOn(Stage stage, const PairSight &sight, const Profile &profile);
// It destroys or risks something on purpose: drawn as danger, never the default.
[[nodiscard]] bool isDangerous(Stage stage);

// A role badge: a letter, a word and a shape, so that colour is never alone.
struct RoleWords
{
    enum class Shape
    {
        Square,
        Circle,
        Diamond
    };
    QString letter;
    Text word;
    Shape shape = Shape::Diamond;
    QColor color;
};
[[nodiscard]] RoleWords roleWordsOf(const NodeFacts &node, const Tokens &tokens);

// One part of an outage that has a name and a colour of its own; those not seen are left out.
struct OutagePart
{
    Text name;
    double seconds = 0;
    QColor color;
};
[[nodiscard]] std::vector<OutagePart> outageParts(const OutageSplit &split, const Tokens &tokens);

// How grave a state is, for the banner and the verdict's colour.
enum class Gravity
{
    Good,
    Notice,
    Lag,
    Alarm,
    Unknown
};
[[nodiscard]] Gravity gravityOf(PairState state);
// The verdict stands in the banner, across the whole window, and nowhere else: an alarm, or writes
// that hang.
[[nodiscard]] bool isInBanner(const PairSight &sight);
[[nodiscard]] Text stateTitle(PairState state); // "Healthy", "Primary down"
[[nodiscard]] Text resultText(Outcome::Kind kind);
[[nodiscard]] Text statusText(StepStatus status);
// What a record or a journal calls a stage, as a heading; a word that is no stage stays as it is.
[[nodiscard]] Text operationText(const QString &token);
// pg_controldata's own words for a state; those not known stay as they are.
[[nodiscard]] Text controlStateText(const QString &words);
[[nodiscard]] QColor colorOf(Gravity gravity, const Tokens &tokens);

} // namespace tandem
