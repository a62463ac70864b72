// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/pair_fields.h"

namespace tandem {

const std::vector<PairField> &pairFields()
{
    static const std::vector<PairField> rows = {
        {"name", say("Ui", "Pair"), [](PairDraft &d, std::size_t) -> QString & { return d.name; }},
        {"database", say("Ui", "Database"),
         [](PairDraft &d, std::size_t) -> QString & { return d.database; }},
        {"admin", say("Ui", "Administrator role"),
         [](PairDraft &d, std::size_t) -> QString & { return d.admin; }},
        {"clientNetwork", say("Ui", "Clients' network"),
         [](PairDraft &d, std::size_t) -> QString & { return d.clientNetwork; }}};
    return rows;
}

const std::vector<PairField> &nodeFields()
{
    static const std::vector<PairField> rows = {
        {"name", say("Ui", "Name"),
         [](PairDraft &d, std::size_t n) -> QString & { return d.nodes[n].name; }},
        {"host", say("Ui", "Host"),
         [](PairDraft &d, std::size_t n) -> QString & { return d.nodes[n].host; }},
        {"postgresPort", say("Ui", "Port of PostgreSQL"),
         [](PairDraft &d, std::size_t n) -> QString & { return d.nodes[n].postgresPort; }},
        {"sshUser", say("Ui", "SSH user"),
         [](PairDraft &d, std::size_t n) -> QString & { return d.nodes[n].sshUser; }},
        {"sshPort", say("Ui", "SSH port"),
         [](PairDraft &d, std::size_t n) -> QString & { return d.nodes[n].sshPort; }},
        {"sshIdentity", say("Ui", "Key file"),
         [](PairDraft &d, std::size_t n) -> QString & { return d.nodes[n].sshIdentity; }},
        {"version", say("Ui", "Version of PostgreSQL"),
         [](PairDraft &d, std::size_t n) -> QString & { return d.nodes[n].version; }},
        {"cluster", say("Ui", "Debian cluster"),
         [](PairDraft &d, std::size_t n) -> QString & { return d.nodes[n].cluster; }},
        {"dataDirectory", say("Ui", "Data directory"),
         [](PairDraft &d, std::size_t n) -> QString & { return d.nodes[n].dataDirectory; }}};
    return rows;
}

} // namespace tandem
