// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tandem {

// The first `longest` characters, then a mark that says in English how many were left out; a text
// that is not longer stays as it is.
[[nodiscard]] QString cutText(const QString &text, qsizetype longest);

} // namespace tandem
