// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

namespace tandem {

int exitCodeOf(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Usage:
        return 2;
    case ErrorKind::Refused:
        return 3;
    case ErrorKind::Unreachable:
        return 4;
    case ErrorKind::NeedsDecision:
        return 5;
    case ErrorKind::Failed:
    case ErrorKind::TimedOut:
        return 1;
    case ErrorKind::Cancelled:
        return 130;
    }
    return 1;
}

} // namespace tandem
