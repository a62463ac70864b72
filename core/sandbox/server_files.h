// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"

namespace tandem {

// The configuration of one fresh server, in the shape a Debian package gives it.
struct ServerFiles
{
    QString settings; // postgresql.conf; ends with include_dir 'conf.d'
    QString hba;      // the superuser by peer on the socket, everybody else by scram-sha-256
    QString ident;    // lets the server's OS user in as the superuser postgres
};

// Pure. `osUser` is who runs the server. Directories: absolute, without control characters.
[[nodiscard]] ServerFiles serverFiles(const NodeProfile &node, const QString &osUser);

// Directory of the server's Unix socket, beside its data directory.
[[nodiscard]] QString socketDirectory(const NodeProfile &node);

} // namespace tandem
