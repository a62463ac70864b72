// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tandem {

// An empty directory with a short path below /tmp that every user may enter. At the end its
// PostgreSQL servers are ended and it is deleted; when the test crashes or is killed, a guard
// process does the same.
class GuardedDirectory
{
public:
    GuardedDirectory(); // aborts the test when the directory cannot be made
    ~GuardedDirectory();
    GuardedDirectory(const GuardedDirectory &) = delete;
    GuardedDirectory &operator=(const GuardedDirectory &) = delete;

    // A path inside; nothing is made.
    [[nodiscard]] QString path(const QString &name) const;

private:
    void startGuard();
    QString m_path;
    int m_alive = -1; // the guard waits until this end of its pipe is closed
};

} // namespace tandem
