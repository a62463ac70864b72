// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/transport/shell.h"

#include <optional>

namespace tandem {

// Why no shell may be given this command (a bad variable name, a zero byte); nothing: it is sound.
[[nodiscard]] std::optional<Error> problemOf(const ShellCommand &command);

// The most that a command may print on both streams together, in bytes.
constexpr qint64 outputLimit = 64LL * 1024 * 1024;

} // namespace tandem
