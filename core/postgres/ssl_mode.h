// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"

namespace tandem {

// libpq's sslmode for a session to that host: a socket directory has no TLS, and libpq would refuse
// it with verify-full.
[[nodiscard]] inline const char *sslModeFor(TlsMode mode, const QString &host)
{
    if (host.startsWith(u'/'))
        return "prefer";
    switch (mode) {
    case TlsMode::Require:
        return "require";
    case TlsMode::VerifyFull:
        return "verify-full";
    case TlsMode::Prefer:
        break;
    }
    return "prefer";
}

} // namespace tandem
