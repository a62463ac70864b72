// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/stop.h"
#include "core/profile/profile.h"
#include "core/sandbox/postgres_binaries.h"
#include "core/sandbox/sandbox_directory.h"
#include "core/sandbox/server_user.h"

#include <array>
#include <functional>

namespace tandem {

// The profile of an embedded pair in `directory`; the ports are still 0.
[[nodiscard]] Profile sandboxProfile(const SandboxDirectory &directory,
                                     const PostgresBinaries &binaries, const ServerUser &user);

// Makes, configures and starts both servers at the same time and enters their ports in `profile`.
// A port that another program takes in between is replaced. After an error parts may be left.
[[nodiscard]] Result<void> buildServers(Profile &profile, const PostgresBinaries &binaries,
                                        const ServerUser &user, const StopToken &stop);

// Runs `action` for 0 and 1 in two threads; the first node's error goes first.
[[nodiscard]] Result<void> forBothNodes(const std::function<Result<void>(size_t)> &action);

} // namespace tandem
