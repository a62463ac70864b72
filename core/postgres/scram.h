// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/secret.h"

namespace tandem {

// The SCRAM-SHA-256 verifier of a password, made on the client, so that ALTER ROLE never carries
// the password itself. Differs from call to call (random salt).
[[nodiscard]] Result<QString> scramVerifier(const Secret &password);

} // namespace tandem
