// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/secret_store.h"
#include "core/sandbox/sandbox.h"
#include "tests/support/guarded_directory.h"

namespace tandem {

// A fresh embedded pair in a temporary directory, both servers running, with its own secret store.
// Stopped and deleted at the end, also when the test fails, crashes or is killed.
class DemoPair
{
public:
    [[nodiscard]] static Result<std::unique_ptr<DemoPair>>
    start(const SandboxOptions &options = {});
    DemoPair(const DemoPair &) = delete;
    DemoPair &operator=(const DemoPair &) = delete;
    ~DemoPair();

    [[nodiscard]] Sandbox &sandbox() { return *m_sandbox; }
    [[nodiscard]] const Profile &profile() const { return m_sandbox->profile(); }
    [[nodiscard]] FileSecretStore &secrets() { return *m_secrets; }
    // A path beside the pair, for journals and reports of the test.
    [[nodiscard]] QString path(const QString &name) const { return m_place.path(name); }

private:
    DemoPair() = default;
    GuardedDirectory m_place;
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<FileSecretStore> m_secrets;
};

} // namespace tandem
