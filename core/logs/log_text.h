// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <optional>

namespace tandem {

// Text of a log is whatever a client could make the server write. Here it becomes harmless: bytes
// that are no UTF-8 become U+FFFD, control characters (NUL and the escape of a terminal's codes)
// their visible pictures U+2400..U+2421, and characters that turn the writing direction U+FFFD.
// Line ends and tabs stay.
[[nodiscard]] QString visibleText(const QByteArray &bytes);
[[nodiscard]] QString visibleText(const QString &text);

// "2026-11-24 09:55:34.123 MSK" (%m; the fraction may be missing) as Unix milliseconds. Zones are
// what PostgreSQL itself understands by default, and numbers (+03, -0330). Nothing: no such time.
[[nodiscard]] std::optional<std::int64_t> logTime(const QString &stamp, const QString &zone);

} // namespace tandem
