// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/watchdog/agent_powers.h"

#include "core/base/embedded_text.h"
#include "core/runbook/script_requests.h"
#include "core/runbook/script_text.h"
#include "core/watchdog/agent_plans.h"
#include "core/watchdog/agent_texts.h"

#include <map>
#include <set>
#include <tuple>

namespace tandem {

namespace {

using Given = ScriptRequest::Given;

// Requests as lines of bash, in a file for each size of a script: what a request needs is found by
// reading one of them. Each script stands there once for its names, with every value it may have.
class Known
{
public:
    void add(const ScriptRequest &request)
    {
        QStringList names;
        for (const Given &given : request.given)
            names << given.name;
        const QString user = request.identity == OsIdentity::Root ? QStringLiteral("root")
                                                                  : QStringLiteral("postgres");
        auto &values = m_requests[Key(user, names.join(u' '), request.body)];
        for (const Given &given : request.given)
            values.insert(given.value ? given.name + u'=' + *given.value : given.name);
    }
    [[nodiscard]] std::map<qsizetype, QString> files() const
    {
        std::map<qsizetype, QString> files;
        int number = 0;
        for (const auto &[key, values] : m_requests) {
            const auto &[user, names, body] = key;
            ++number;
            QString &out = files[body.toUtf8().size()];
            out += QStringLiteral("know %1 %2 %3 ").arg(number).arg(user, shellQuoted(names)) +
                   shellQuoted(body) + u'\n';
            for (const QString &value : values)
                out += QStringLiteral("with %1 ").arg(number) + shellQuoted(value) + u'\n';
        }
        return files;
    }

private:
    using Key = std::tuple<QString, QString, QString>; // user, names, body
    std::map<Key, std::set<QString>> m_requests;
};

} // namespace

Result<std::vector<AgentFile>> powersFiles(const Profile &profile, const NodeProfile &node)
{
    Known known;
    for (const NodeProfile &from : profile.nodes) {
        const auto plans = agentPlans(profile, from.name);
        if (!plans.ok())
            return plans.error();
        for (const AgentPlan &each : *plans) {
            const auto requests = requestsTo(each.plan, profile, node.name);
            if (!requests.ok())
                return requests.error();
            for (const ScriptRequest &request : *requests)
                known.add(request);
        }
    }
    for (const AgentText &each : agentTexts(node))
        known.add(each.request);
    const QString text =
        QStringLiteral(
            "#!/bin/bash -p\n"
            "# What the watchdogs of the pair %1 may do on %2 as the server's user and as "
            "root, and nothing\n"
            "# else: the scripts of their stages, with the values of this pair. Written "
            "by Tandem.\n"
            "set -uf\n"
            "export LC_ALL=C "
            "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\n"
            "cd / || exit 1\n"
            "who=postgres\n"
            "[ \"$EUID\" -ne 0 ] || who=root\n"
            "place=%3\n")
            .arg(commentWords(profile.name), commentWords(node.name),
                 shellQuoted(powersPath(node))) +
        withoutFileHeader(embeddedText(QStringLiteral(":/runbook/scripts/given_text.sh"))) +
        withoutFileHeader(embeddedText(QStringLiteral(":/watchdog/scripts/powers.sh")));
    std::vector<AgentFile> files{{QStringLiteral("powers"), 0755, text.toUtf8()}};
    for (const auto &[size, lines] : known.files())
        files.push_back({QStringLiteral("powers-%1").arg(size), 0644, lines.toUtf8()});
    return files;
}

QString powersPath(const NodeProfile &node)
{
    return AgentPlace::of(node).directory + QStringLiteral("/powers");
}

QString sudoRule(const NodeProfile &node)
{
    if (node.transport == TransportKind::Local || node.ssh.user == QLatin1String("root"))
        return {};
    QString login;
    for (const QChar c : node.ssh.user) {
        if (!c.isLetterOrNumber() && c != u'_' && c != u'-' && c != u'.')
            login += u'\\';
        login += c;
    }
    return QStringLiteral("# Written by Tandem: what the watchdog's login may do here as another "
                          "user, without a password.\n"
                          "%1 ALL=(root, %2) NOPASSWD: %3 \"\"\n")
        .arg(login, reachOf(node, {}).osUser, powersPath(node));
}

} // namespace tandem
