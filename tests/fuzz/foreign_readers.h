// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

// Readers of what we write, after the rules of who reads it, and sharing nothing with our writers.
namespace tandem::fuzz {

// A quoted string of postgresql.conf: guc-file.l's STRING and GUC_scanstr(). Nothing: the server
// would call it a syntax error, or something stands behind it.
[[nodiscard]] std::optional<QByteArray> readConfString(const QByteArray &text);

// The value of the one KEYWORD=VALUE that `text` is: libpq's conninfo_parse().
[[nodiscard]] std::optional<QByteArray> readConninfoPart(const QByteArray &text,
                                                         const QByteArray &keyword);

// The one token that a line of pg_hba.conf is: hba.c's next_token(). Nothing: more or less than one
// token, or one that is not taken literally.
[[nodiscard]] std::optional<QByteArray> readHbaName(const QByteArray &text);

// The one word that a POSIX shell makes of it, with single quotes and backslashes alone.
[[nodiscard]] std::optional<QByteArray> readShellWord(const QByteArray &text);

} // namespace tandem::fuzz
