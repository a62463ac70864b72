// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"

namespace tandem {

// The file that the profile names under tls_root_certificate, "~/" filled in; empty: none.
[[nodiscard]] QString rootCertificateFile(const Profile &profile);

// The certificates of that file and nothing else that may stand there, as a key does; empty when
// the profile names none. Errors are of kind Usage.
[[nodiscard]] Result<QString> readRootCertificate(const Profile &profile);

} // namespace tandem
