// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace tandem {

// The place of the first byte that is no well-formed UTF-8 (or is NUL); -1 when there is none.
[[nodiscard]] qsizetype firstInvalidUtf8(const QByteArray &bytes);

} // namespace tandem
