// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

#include <QString>

#include <mutex>
#include <vector>

namespace tandem {

// The one layer that keeps secrets out of journals, logs, reports and screens.
// It knows the secret values themselves. Safe from every thread.
class Redactor
{
public:
    void learn(const Secret &secret);
    // Replaces every known secret, also in its SQL- and JSON-escaped spelling, by "***".
    [[nodiscard]] QString redact(const QString &text) const;

private:
    mutable std::mutex m_mutex;
    std::vector<QString> m_known; // longest first, so that a secret inside another one is no trace
};

} // namespace tandem
