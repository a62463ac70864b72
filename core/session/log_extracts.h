// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evidence/log_extract.h"
#include "core/logs/log_entry.h"
#include "core/session/pair_session.h"

namespace tandem {

// An entry as a report prints it: one line, not redacted.
[[nodiscard]] QString reportLineOf(const LogEntry &entry);

// The telling lines and the troubles of both servers' logs since that moment (Unix milliseconds by
// our clock), redacted; a message that comes again and again is taken three times. Blocking.
// A node whose log cannot be read adds nothing.
[[nodiscard]] std::vector<LogExtract> logExtracts(PairSession &session, std::int64_t since,
                                                  const StopToken &stop);

} // namespace tandem
