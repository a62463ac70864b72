// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/file_handle.h"
#include "core/transport/ssh_endpoint.h"

#include <sys/types.h>

namespace tandem {

// The `ssh -W` that carries a session through jump hosts; its destructor ends it and collects it.
// One thread.
class JumpProcess
{
public:
    JumpProcess() = default;
    explicit JumpProcess(pid_t pid) : m_pid(pid) {}
    JumpProcess(JumpProcess &&other) noexcept : m_pid(std::exchange(other.m_pid, -1)) {}
    JumpProcess &operator=(JumpProcess &&other) noexcept
    {
        std::swap(m_pid, other.m_pid);
        return *this;
    }
    ~JumpProcess();

private:
    pid_t m_pid = -1;
};

struct SshSocket
{
    JumpProcess jump;  // none: connected directly
    FileHandle stream; // connected, non-blocking, TCP_NODELAY
};

// Every address of the host is tried in turn. Errors: Unreachable (code "refused", "silent" or
// "resolve"), Cancelled.
[[nodiscard]] Result<SshSocket> openSshSocket(const SshEndpoint &endpoint, const Deadline &deadline,
                                              const StopToken &stop);

} // namespace tandem
