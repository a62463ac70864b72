// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/host_keys.h"

#include "core/transport/ssh_session.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace tandem {

namespace {

constexpr Milliseconds patience{10000};
constexpr qint64 longestFile = 16 * 1024 * 1024;

QString fingerprintOf(ssh_key key)
{
    unsigned char *hash = nullptr;
    size_t size = 0;
    if (!key || ssh_get_publickey_hash(key, SSH_PUBLICKEY_HASH_SHA256, &hash, &size) != 0)
        return {};
    char *text = ssh_get_fingerprint_hash(SSH_PUBLICKEY_HASH_SHA256, hash, size);
    QString fingerprint = QString::fromLatin1(text);
    ssh_string_free_char(text);
    ssh_clean_pubkey_hash(&hash);
    return fingerprint;
}

QString described(ssh_key key)
{
    return QLatin1String(ssh_key_type_to_char(ssh_key_type(key))) + u' ' + fingerprintOf(key);
}

SshKey shownKey(const SshSession &session)
{
    ssh_key key = nullptr;
    ssh_get_server_publickey(session.handle(), &key);
    return SshKey(key);
}

QByteArray nameInFile(const SshEndpoint &endpoint)
{
    return knownHostName(endpoint.host, endpoint.port).toUtf8();
}

Result<QByteArray> contentOf(const SshEndpoint &endpoint)
{
    QFile file(endpoint.knownHosts);
    if (!file.exists())
        return QByteArray();
    if (QFileInfo(file).isFile() && file.size() <= longestFile && file.open(QIODevice::ReadOnly))
        return file.readAll();
    return Error{ErrorKind::Refused,
                 say("Transport", "The file of known SSH hosts %1 cannot be read, so %2 cannot be "
                                  "told from an impostor; mend the file's mode or size.")
                     .arg(endpoint.knownHosts)
                     .arg(endpoint.node),
                 file.errorString(),
                 {}};
}

// What the file says about this host, whatever the type: "ssh-ed25519 SHA256:...", one a line.
QStringList namedKeys(const SshEndpoint &endpoint, const QByteArray &content)
{
    QStringList keys;
    const QByteArray host = nameInFile(endpoint);
    for (QByteArray line : content.split('\n')) {
        line = line.trimmed();
        if (line.startsWith("@revoked"))
            line = line.mid(8).trimmed();
        if (line.isEmpty() || line.startsWith('#') || line.startsWith('@'))
            continue;
        struct ssh_knownhosts_entry *entry = nullptr;
        if (ssh_known_hosts_parse_line(host.constData(), line.constData(), &entry) == SSH_OK &&
            entry)
            keys += described(entry->publickey);
        ssh_knownhosts_entry_free(entry);
    }
    return keys;
}

bool isRevoked(const SshEndpoint &endpoint, const QByteArray &content, ssh_key key)
{
    QByteArray revoked;
    for (const QByteArray &line : content.split('\n')) {
        if (line.trimmed().startsWith("@revoked"))
            revoked += line + '\n';
    }
    return namedKeys(endpoint, revoked).contains(described(key));
}

Error changed(const SshEndpoint &endpoint, const QStringList &named, ssh_key key)
{
    return Error{
        ErrorKind::Refused,
        say("Transport", "The host key of %1 at %2 is not the one that is known: either "
                         "the host was made anew or somebody stands between. Nothing was "
                         "sent. Compare the fingerprints on the host's own console; only "
                         "then take the old line out of %3.")
            .arg(endpoint.node)
            .arg(endpoint.address())
            .arg(endpoint.knownHosts),
        QStringLiteral("known: %1\nshown: %2").arg(named.join(QLatin1String(", ")), described(key)),
        QStringLiteral("changed-host-key")};
}

Error unknown(const SshEndpoint &endpoint, ssh_key key)
{
    return Error{ErrorKind::NeedsDecision,
                 say("Transport", "The host key of %1 at %2 is not known yet: %3. Compare it with "
                                  "ssh-keygen -lf on the host's own console before trusting it.")
                     .arg(endpoint.node)
                     .arg(endpoint.address())
                     .arg(described(key)),
                 fingerprintOf(key), QStringLiteral("unknown-host-key")};
}

Result<void> append(const SshSession &session, QByteArray content)
{
    const SshEndpoint &endpoint = session.endpoint();
    char *line = nullptr;
    if (ssh_session_export_known_hosts_entry(session.handle(), &line) == SSH_OK) {
        if (!content.isEmpty() && !content.endsWith('\n'))
            content += '\n';
        content += QByteArray(line).trimmed() + '\n';
        ssh_string_free_char(line);
        const QFileInfo info(endpoint.knownHosts);
        QDir().mkpath(info.absolutePath());
        // Of a link, the file behind it.
        QSaveFile file(info.exists() ? info.canonicalFilePath() : endpoint.knownHosts);
        const auto mode = info.exists() ? info.permissions() : QFile::ReadOwner | QFile::WriteOwner;
        if (file.open(QIODevice::WriteOnly) && file.setPermissions(mode) &&
            file.write(content) == content.size() && file.commit())
            return {};
    }
    return Error{ErrorKind::Refused,
                 say("Transport", "The host key of %1 could not be written to %2; nothing is "
                                  "trusted. Make the file writable and try again.")
                     .arg(endpoint.node)
                     .arg(endpoint.knownHosts),
                 {},
                 {}};
}

} // namespace

QString knownHostName(const QString &host, int port)
{
    const QString name = host.toLower();
    return port == 22 ? name : QStringLiteral("[%1]:%2").arg(name).arg(port);
}

Result<void> checkHostKey(const SshSession &session)
{
    const SshEndpoint &endpoint = session.endpoint();
    const auto content = contentOf(endpoint);
    if (!content)
        return content.error();
    const SshKey key = shownKey(session);
    const QStringList named = namedKeys(endpoint, *content);
    if (key && isRevoked(endpoint, *content, key.get()))
        return changed(endpoint, named, key.get());
    switch (key ? ssh_session_is_known_server(session.handle()) : SSH_KNOWN_HOSTS_ERROR) {
    case SSH_KNOWN_HOSTS_OK:
        if (named.contains(described(key.get())))
            return {};
        break;
    case SSH_KNOWN_HOSTS_CHANGED:
    case SSH_KNOWN_HOSTS_OTHER:
        return changed(endpoint, named, key.get());
    case SSH_KNOWN_HOSTS_NOT_FOUND:
    case SSH_KNOWN_HOSTS_UNKNOWN:
        // The library reads past what it cannot parse; a host we see named is not unknown.
        if (named.isEmpty())
            return unknown(endpoint, key.get());
        return changed(endpoint, named, key.get());
    case SSH_KNOWN_HOSTS_ERROR:
        break;
    }
    return Error{ErrorKind::Refused,
                 say("Transport", "The host key of %1 could not be checked against %2; mend that "
                                  "file.")
                     .arg(endpoint.node)
                     .arg(endpoint.knownHosts),
                 QString::fromUtf8(ssh_get_error(session.handle())),
                 {}};
}

namespace {

// Writes down the key that the host shows, if none is known for it; `compared`: and if it is this.
Result<std::optional<QString>> trustShownKey(const NodeProfile &node,
                                             const std::optional<QString> &compared,
                                             const StopToken &stop)
{
    const Deadline deadline = Deadline::after(patience);
    const auto endpoint = endpointOf(node, deadline, stop);
    if (!endpoint)
        return endpoint.error();
    const auto session = SshSession::openUnverified(*endpoint, deadline, stop);
    if (!session)
        return session.error();
    const auto known = checkHostKey(**session);
    if (known)
        return std::optional<QString>();
    if (known.error().code != QLatin1String("unknown-host-key"))
        return known.error();
    const QString shown = known.error().details;
    if (compared && shown != *compared)
        return Error{ErrorKind::Refused,
                     say("Transport", "The host key of %1 is not the one you compared any more; "
                                      "nothing is trusted.")
                         .arg(node.name),
                     QStringLiteral("compared: %1\nshown: %2").arg(*compared, shown),
                     QStringLiteral("changed-host-key")};
    const auto content = contentOf(*endpoint);
    if (!content)
        return content.error();
    if (const auto written = append(**session, *content); !written)
        return written.error();
    return std::optional<QString>(shown);
}

} // namespace

Result<void> trustHostKey(const NodeProfile &node, const QString &fingerprint,
                          const StopToken &stop)
{
    const auto trusted = trustShownKey(node, fingerprint, stop);
    if (!trusted)
        return trusted.error();
    return {};
}

Result<std::optional<QString>> trustNewHostKey(const NodeProfile &node, const StopToken &stop)
{
    return trustShownKey(node, std::nullopt, stop);
}

} // namespace tandem
