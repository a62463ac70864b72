// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/pair_fixture.h"

namespace tandem {

Result<std::unique_ptr<DemoPair>> DemoPair::start(const SandboxOptions &options)
{
    std::unique_ptr<DemoPair> pair(new DemoPair);
    auto sandbox = Sandbox::create(pair->path(QStringLiteral("pair")), options, {});
    if (!sandbox)
        return sandbox.error();
    pair->m_sandbox = std::move(*sandbox);
    auto secrets = FileSecretStore::open(pair->m_sandbox->secretsFile());
    if (!secrets)
        return secrets.error();
    pair->m_secrets = std::move(*secrets);
    return pair;
}

DemoPair::~DemoPair()
{
    if (!m_sandbox)
        return;
    const auto stopped = m_sandbox->stopAll({});
    if (!stopped)
        qWarning("%s", qPrintable(stopped.error().sentence.english()));
}

} // namespace tandem
