// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/secret.h"

#include <QString>

#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace tandem {

// Where secrets are kept. Keys: "admin" "replication" "rewind" "monitor" "workload",
// "ssh:NODE" "sudo:NODE" "key:NODE". Safe from every thread.
class SecretStore
{
public:
    virtual ~SecretStore() = default;
    [[nodiscard]] virtual std::optional<Secret> get(const QString &key) const = 0;
    virtual Result<void> put(const QString &key, const Secret &secret) = 0;
    [[nodiscard]] virtual std::map<QString, Secret> all() const = 0;
};

// A JSON object in a file of mode 0600; wider modes are refused, never mended silently.
// Written to a temporary file and renamed.
class FileSecretStore : public SecretStore
{
public:
    // A file that does not exist is an empty store; it is made at the first put.
    [[nodiscard]] static Result<std::unique_ptr<FileSecretStore>> open(const QString &fileName);

    [[nodiscard]] std::optional<Secret> get(const QString &key) const override;
    Result<void> put(const QString &key, const Secret &secret) override;
    // Until the program ends, in memory alone; goes before what the file says.
    Result<void> keep(const QString &key, const Secret &secret);
    [[nodiscard]] std::map<QString, Secret> all() const override; // with those that are kept

private:
    explicit FileSecretStore(QString fileName) : m_fileName(std::move(fileName)) {}
    const QString m_fileName;
    mutable std::mutex m_mutex;
    std::map<QString, Secret> m_secrets; // of the file
    std::map<QString, Secret> m_kept;
};

} // namespace tandem
