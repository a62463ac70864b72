// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/stop.h"
#include "core/profile/profile.h"

#include <optional>

namespace tandem {

class SshSession;

// How a host stands in a file of known hosts: its name, or [name]:port where the port is not 22.
[[nodiscard]] QString knownHostName(const QString &host, int port);

// Ok only when the file of known hosts names exactly this key for the host.
// A host it does not name: NeedsDecision, code "unknown-host-key", the key's SHA256 fingerprint as
// the details. Another key or another type than it names: Refused, code "changed-host-key", both
// fingerprints in the details; there is no way round it but to mend the file by hand.
[[nodiscard]] Result<void> checkHostKey(const SshSession &session);

// Writes the key the node's host shows now into its file of known hosts, when its fingerprint is
// exactly `fingerprint` ("SHA256:..."), the one a person has compared. Never replaces a key. The
// file is replaced as a whole; a new one has the mode 0600.
// Blocking, one session of its own. Errors: those of a connection; Refused.
[[nodiscard]] Result<void> trustHostKey(const NodeProfile &node, const QString &fingerprint,
                                        const StopToken &stop);

// The same for whatever key the host shows now, uncompared, because a person said so: its
// fingerprint; absent when a key is known already. A changed key is refused as above.
[[nodiscard]] Result<std::optional<QString>> trustNewHostKey(const NodeProfile &node,
                                                             const StopToken &stop);

} // namespace tandem
