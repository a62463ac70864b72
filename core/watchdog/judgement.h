// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/watchdog/decision.h"

#include <QJsonObject>

#include <vector>

namespace tandem {

// A decision about one pair with all that led to it, for people, journals and windows.
struct Judgement
{
    PairSighting sighting;
    Decision decision;
    QString primary, standby; // whom the sighting means

    [[nodiscard]] Text sentence() const; // the decision's, names filled in
    // One sentence for each thing that was seen and each policy that had a say.
    [[nodiscard]] std::vector<Text> reasons(const Automation &policy) const;
    // {action, reason, sentence, primary, standby, seen:{...}, code}; the sentence translated or
    // not.
    [[nodiscard]] QJsonObject toJson(const Automation &policy, bool translated) const;
    bool operator==(const Judgement &) const = default;
};

[[nodiscard]] Judgement judge(const PairSighting &sighting, const Automation &policy,
                              const QString &primary, const QString &standby);

} // namespace tandem
