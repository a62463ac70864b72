// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/transport/file_handle.h"
#include "core/transport/os_account.h"

#include <QByteArray>

#include <optional>

#include <sys/types.h>

namespace tandem {

// One running /bin/sh -c SCRIPT, leader of its own session and process group.
// Created, used and destroyed in one thread. Never leaves a zombie: the destructor kills the whole
// group and collects the child.
class ChildProcess
{
public:
    // Error when the process could not be made or could not become `account`.
    [[nodiscard]] static Result<ChildProcess> start(const QByteArray &script,
                                                    const OsAccount &account, bool withInput);
    ChildProcess(ChildProcess &&other) noexcept;
    ChildProcess &operator=(ChildProcess &&) = delete;
    ~ChildProcess();

    // Our ends of its standard streams, non-blocking.
    FileHandle input;
    FileHandle output;
    FileHandle errors;

    // Readable when the child has ended; -1: the system offers none, look with collect().
    [[nodiscard]] int exitDescriptor() const { return m_exitWatch.get(); }
    // The wait status once the child has ended; it is collected then. Does not block.
    std::optional<int> collect();
    [[nodiscard]] bool isCollected() const { return m_status.has_value(); }

    // The whole group, also when the leader is gone and others of the group live on.
    void signalGroup(int signal) const;
    [[nodiscard]] bool isGroupAlive() const;

private:
    explicit ChildProcess(pid_t pid) : m_pid(pid) {}
    pid_t m_pid = -1;
    FileHandle m_exitWatch;
    std::optional<int> m_status;
};

} // namespace tandem
