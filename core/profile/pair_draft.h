// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"

#include <vector>

namespace tandem {

// A node of a new pair, as a person typed it.
struct NodeDraft
{
    QString name;
    QString host;
    QString sshUser;
    QString sshPort = QStringLiteral("22");
    QString sshAlias;    // a Host of ~/.ssh/config; user, port and key then come from there
    QString sshIdentity; // a private key; empty: the usual ones
    QString postgresPort = QStringLiteral("5432");
    QString version = QStringLiteral("17");
    QString cluster = QStringLiteral("main");
    QString dataDirectory; // empty: Debian's layout
    bool operator==(const NodeDraft &) const = default;
};

// A new pair, as a person typed it. The first node is the home primary.
struct PairDraft
{
    QString name = QStringLiteral("lab");
    Environment environment = Environment::Lab;
    QString database = QStringLiteral("testdb");
    QString admin = QStringLiteral("main1");
    QString clientNetwork; // empty: none
    std::array<NodeDraft, 2> nodes;
    bool operator==(const PairDraft &) const = default;
};

// What is wrong with one field: "name", "nodes[1].host" ..., as in the draft's own members.
struct FieldProblem
{
    QString field;
    Text sentence; // a whole sentence, to stand at the field
};

// Every field by the rules that a profile is read by; empty: the draft is sound. Pure.
[[nodiscard]] std::vector<FieldProblem> problemsOf(const PairDraft &draft);

// The profile of a sound draft. An error says what is wrong beyond single fields, as two nodes that
// are one server.
[[nodiscard]] Result<Profile> profileOf(const PairDraft &draft);

// Fills what a connection string tells: postgresql://user@host1:5432,host2:5433/database. One host
// goes to the first node that has none. A password in it is refused, because it would stay visible.
[[nodiscard]] Result<PairDraft> withConnectionString(const PairDraft &draft, const QString &text);

// A `Host` of an ssh_config with what stands directly below it, as a proposal: ssh itself says what
// counts in the end.
struct SshConfigHost
{
    QString alias;
    QString hostName; // empty: not told
    bool operator==(const SshConfigHost &) const = default;
};

// Those that have a plain name (no pattern), in their order. Pure.
[[nodiscard]] std::vector<SshConfigHost> sshConfigHosts(const QString &text);

} // namespace tandem
