// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/secret_store.h"

#include "core/profile/json_reader.h"
#include "core/profile/secret_file.h"
#include "core/profile/utf8.h"

#include <algorithm>

namespace tandem {

namespace {

constexpr qsizetype shortestSecret = 3; // shorter ones cannot be kept out of journals

Error refusal(const Text &sentence)
{
    return {ErrorKind::Usage, sentence, {}, {}};
}

Result<void> checkKey(const QString &key)
{
    for (const char *known : {"admin", "replication", "rewind", "monitor", "workload"}) {
        if (key == QLatin1String(known))
            return {};
    }
    for (const char *prefix : {"ssh:", "sudo:", "key:"}) {
        if (key.startsWith(QLatin1String(prefix)) && key.size() > QLatin1String(prefix).size())
            return {};
    }
    return refusal(say("Profile", "\"%1\" is no name of a secret: known are admin, replication, "
                                  "rewind, monitor, workload, ssh:NODE, sudo:NODE and key:NODE.")
                       .arg(key.left(60)));
}

Result<void> checkSecret(const QString &key, const QString &value)
{
    if (value.size() < shortestSecret)
        return refusal(say("Profile",
                           "The secret \"%1\" is shorter than 3 characters, too short to "
                           "be kept out of journals: choose a longer one.")
                           .arg(key));
    const bool hasControl = std::any_of(
        value.begin(), value.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
    if (hasControl)
        return refusal(say("Profile", "The secret \"%1\" holds control characters or line ends, "
                                      "which no password file can carry: choose another one.")
                           .arg(key));
    return {};
}

Result<void> checkBoth(const QString &key, const Secret &secret)
{
    if (auto known = checkKey(key); !known.ok())
        return known;
    if (firstInvalidUtf8(secret.reveal()) >= 0)
        return refusal(
            say("Profile", "The secret \"%1\" is not text in UTF-8: choose another one.").arg(key));
    return checkSecret(key, QString::fromUtf8(secret.reveal()));
}

Result<std::map<QString, Secret>> secretsFrom(JsonValue &document, const QString &fileName)
{
    std::map<QString, Secret> secrets;
    if (document.kind != JsonValue::Kind::Object)
        return refusal(
            say("Profile", "%1 must hold one JSON object of names and secrets.").arg(fileName));
    for (JsonValue &member : document.items) {
        const auto atLine = [&](const Text &problem) {
            return refusal(say("Profile", "%1, line %2: %3")
                               .arg(fileName)
                               .arg(qint64(member.keyLine))
                               .arg(problem));
        };
        if (const auto key = checkKey(member.key); !key.ok())
            return atLine(key.error().sentence);
        if (member.kind != JsonValue::Kind::String)
            return atLine(say("Profile", "The secret \"%1\" must be a string in double quotes.")
                              .arg(member.key));
        if (const auto value = checkSecret(member.key, member.text); !value.ok())
            return atLine(value.error().sentence);
        secrets.insert_or_assign(member.key, Secret(member.text.toUtf8()));
        member.text.fill(QChar(0));
    }
    return secrets;
}

Result<std::map<QString, Secret>> readSecrets(const QString &fileName)
{
    auto bytes = readSecretFile(fileName);
    if (!bytes.ok())
        return bytes.error();
    if (!bytes.value())
        return std::map<QString, Secret>();
    auto document = readJson(*bytes.value(), fileName);
    bytes.value()->fill('\0');
    if (!document.ok())
        return document.error();
    return secretsFrom(document.value(), fileName);
}

QByteArray jsonOf(const std::map<QString, Secret> &secrets)
{
    QByteArray json = "{";
    for (const auto &[key, secret] : secrets) {
        json += json.size() > 1 ? ",\n  " : "\n  ";
        json += jsonQuoted(key) + ": " + jsonQuoted(QString::fromUtf8(secret.reveal()));
    }
    return json + "\n}\n";
}

} // namespace

Result<std::unique_ptr<FileSecretStore>> FileSecretStore::open(const QString &fileName)
{
    auto secrets = readSecrets(fileName);
    if (!secrets.ok())
        return secrets.error();
    std::unique_ptr<FileSecretStore> store(new FileSecretStore(fileName));
    store->m_secrets = std::move(secrets.value());
    return store;
}

std::optional<Secret> FileSecretStore::get(const QString &key) const
{
    const std::lock_guard lock(m_mutex);
    if (const auto kept = m_kept.find(key); kept != m_kept.end())
        return kept->second;
    const auto found = m_secrets.find(key);
    return found != m_secrets.end() ? std::optional(found->second) : std::nullopt;
}

Result<void> FileSecretStore::keep(const QString &key, const Secret &secret)
{
    if (auto sound = checkBoth(key, secret); !sound.ok())
        return sound;
    const std::lock_guard lock(m_mutex);
    m_kept.insert_or_assign(key, secret);
    return {};
}

Result<void> FileSecretStore::put(const QString &key, const Secret &secret)
{
    if (auto sound = checkBoth(key, secret); !sound.ok())
        return sound;
    const std::lock_guard lock(m_mutex);
    // Another program may have added secrets since; the file is the truth, and must still be
    // private.
    auto secrets = readSecrets(m_fileName);
    if (!secrets.ok())
        return secrets.error();
    secrets.value().insert_or_assign(key, secret);
    QByteArray json = jsonOf(secrets.value());
    auto written = writeSecretFile(m_fileName, json);
    json.fill('\0');
    if (written.ok())
        m_secrets = std::move(secrets.value());
    return written;
}

std::map<QString, Secret> FileSecretStore::all() const
{
    const std::lock_guard lock(m_mutex);
    std::map<QString, Secret> both = m_kept;
    both.insert(m_secrets.begin(), m_secrets.end());
    return both;
}

} // namespace tandem
