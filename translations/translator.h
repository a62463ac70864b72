// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tandem {

// Shows people's texts in that language from now on: "en", "ru", or empty for the system's.
// Returns false for a language there are no texts for; then English stays. Main thread only.
bool useLanguage(const QString &language);

} // namespace tandem
