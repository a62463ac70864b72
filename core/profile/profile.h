// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/profile/automation.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <array>

namespace tandem {

enum class TransportKind
{
    Ssh,
    Local
};
enum class LayoutKind
{
    Debian,
    Plain
};
enum class ReplicationMode
{
    Async,
    Sync
};
enum class TlsMode
{
    Require,
    VerifyFull,
    Prefer
};

struct SshSettings
{
    QString user;
    int port = 22;
    QString identity; // path of a private key; "~" allowed
    QString knownHosts;
    QString alias; // a Host of ~/.ssh/config
    bool operator==(const SshSettings &) const = default;
};

struct PostgresSettings
{
    int port = 5432;
    LayoutKind layout = LayoutKind::Debian;
    int version = 0;                          // major version; 0: whatever the node has
    QString cluster = QStringLiteral("main"); // Debian's cluster name
    bool viaSsh = false;                      // SQL through the SSH connection
    QString dataDirectory;                    // plain: required; Debian: derived when empty
    QString configDirectory; // plain: where postgresql.conf lies, outside the data directory
    QString binDirectory;    // plain: where pg_ctl lies; empty: found through PATH and usual places
    QString osUser;          // local transport started by root: the server's OS user
    bool operator==(const PostgresSettings &) const = default;
};

struct NodeProfile
{
    QString name;
    QString host;
    TransportKind transport = TransportKind::Ssh;
    SshSettings ssh;
    PostgresSettings postgres;
    bool operator==(const NodeProfile &) const = default;
};

struct RoleNames
{
    QString admin = QStringLiteral("main1");
    QString replication = QStringLiteral("replicator");
    QString rewind = QStringLiteral("rewinder");
    QString monitor = QStringLiteral("tandem_monitor");
    QString workload = QStringLiteral("tandem_workload");
    bool operator==(const RoleNames &) const = default;
};

// One pair, without secrets. Reading it validates it: a Profile in hand is a sound one.
struct Profile
{
    QString name;
    Environment environment = Environment::Lab;
    QString homePrimary;
    QString database = QStringLiteral("testdb");
    QStringList clientNetworks; // CIDR
    std::array<NodeProfile, 2> nodes;
    RoleNames roles;
    ReplicationMode mode = ReplicationMode::Async;
    TlsMode tls = TlsMode::Require;
    // Only with verify-full: a PEM file on this machine, "~/" allowed. Empty: libpq's default file.
    QString tlsRootCertificate;
    Automation automation = Automation::standardOf(Environment::Lab);

    // Errors name the key ("nodes[1].postgres.port") and the line, and say what is expected.
    [[nodiscard]] static Result<Profile> fromJson(const QByteArray &json, const QString &fileName);
    [[nodiscard]] static Result<Profile> load(const QString &fileName);
    [[nodiscard]] QByteArray toJson() const; // readable, stable order; fromJson(toJson()) == *this

    [[nodiscard]] const NodeProfile *node(const QString &nodeName) const;
    [[nodiscard]] const NodeProfile &home() const;
    [[nodiscard]] const NodeProfile &peerOf(const QString &nodeName) const; // nodeName must exist

    bool operator==(const Profile &) const = default;
};

} // namespace tandem
