// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evidence/log_extract.h"
#include "core/session/pair_session.h"

namespace tandem {

// The telling lines of both nodes' newest server logs; a message that comes again and again is
// taken three times. Blocking. A node that cannot be reached adds nothing.
[[nodiscard]] std::vector<LogExtract> logExtracts(PairSession &session, const StopToken &stop);

} // namespace tandem
