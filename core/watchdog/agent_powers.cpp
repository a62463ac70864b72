// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/watchdog/agent_powers.h"

#include "core/base/embedded_text.h"
#include "core/runbook/record_steps.h"
#include "core/runbook/script_requests.h"
#include "core/runbook/script_text.h"
#include "core/watchdog/agent_files.h"
#include "core/watchdog/agent_plans.h"
#include "core/watchdog/agent_texts.h"

#include <map>
#include <set>
#include <tuple>

namespace tandem {

namespace {

using Given = ScriptRequest::Given;

// Requests as lines of bash: each script with its names once, and every value that it may have.
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
    [[nodiscard]] QString lines() const
    {
        const std::pair<QString, QString> libraries[] = {
            {QStringLiteral("record"), withoutFileHeader(recordLibrary())},
            {QStringLiteral("begin"), QStringLiteral("record_begin\n")},
            {QStringLiteral("node"),
             withoutFileHeader(embeddedText(QStringLiteral(":/stages/scripts/node_library.sh")))}};
        QString out;
        for (const auto &[name, text] : libraries)
            out += textVariable(name, text);
        int number = 0;
        for (const auto &[key, values] : m_requests) {
            const auto &[user, names, body] = key;
            out += QStringLiteral("know %1 %2 %3 ").arg(++number).arg(user, shellQuoted(names));
            QString rest = body;
            for (const auto &[name, text] : libraries) { // each begins what follows, in this order
                if (rest.startsWith(text)) {
                    out += QStringLiteral("\"$%1\"").arg(name);
                    rest = rest.mid(text.size());
                }
            }
            out += shellQuoted(rest) + u'\n';
            for (const QString &value : values)
                out += QStringLiteral("with %1 ").arg(number) + shellQuoted(value) + u'\n';
            out += u'\n';
        }
        return out;
    }

private:
    using Key = std::tuple<QString, QString, QString>; // user, names, body
    std::map<Key, std::set<QString>> m_requests;
};

} // namespace

Result<QString> powersText(const Profile &profile, const NodeProfile &node)
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
    for (const ScriptRequest &request : agentRequests(node))
        known.add(request);
    return QStringLiteral("#!/bin/bash -p\n"
                          "# What the watchdogs of the pair %1 may do on %2 as the server's user "
                          "and as root, and nothing\n"
                          "# else: the scripts of their stages, with the values of this pair. "
                          "Written by Tandem.\n"
                          "set -u\n"
                          "export LC_ALL=C "
                          "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\n"
                          "cd / || exit 1\n"
                          "who=postgres\n"
                          "[ \"$EUID\" -ne 0 ] || who=root\n"
                          "declare -A known=() may=()\n"
                          "know() { known[\"$2 $3\"$'\\n'\"$4\"]=$1; }\n"
                          "with() { may[\"$1 $2\"]=1; }\n\n")
               .arg(commentWords(profile.name), commentWords(node.name)) +
           known.lines() +
           withoutFileHeader(embeddedText(QStringLiteral(":/watchdog/scripts/powers.sh"))) +
           QStringLiteral("serve\n");
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
