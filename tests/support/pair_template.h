// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/sandbox/sandbox.h"

namespace tandem::testing {

// A copy of an embedded pair beside it, to be put back as often as a test needs that state. Both
// ways end every server of the pair and start again those that ran when it was saved.
class PairTemplate
{
public:
    // `place`: a directory that is made.
    [[nodiscard]] static Result<PairTemplate> save(Sandbox &sandbox, const QString &place);
    Result<void> putBack(Sandbox &sandbox) const;
    void remove() const;

private:
    QString m_place;
    QStringList m_running; // nodes whose server ran
};

} // namespace tandem::testing
