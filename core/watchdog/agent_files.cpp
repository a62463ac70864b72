// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/watchdog/agent_files.h"

#include "core/base/embedded_text.h"
#include "core/postgres/layout.h"
#include "core/runbook/script.h"
#include "core/runbook/script_text.h"
#include "core/watchdog/agent_plans.h"
#include "core/watchdog/agent_powers.h"
#include "core/watchdog/agent_texts.h"
#include "core/watchdog/decision_table.h"
#include "core/watchdog/fact_columns.h"

#include <QCryptographicHash>

namespace tandem {

namespace {

QString word(const char *name, const QString &value)
{
    return QLatin1String(name) + u'=' + shellQuoted(value) + u'\n';
}

QString number(const char *name, std::int64_t value)
{
    return QLatin1String(name) + u'=' + QString::number(value) + u'\n';
}

// One connection for all: a new one costs a quarter of a second each. One whose host is gone ends
// by itself, or it would be waited for long after the host is back.
QString sharedSsh(const AgentPlace &place)
{
    return QStringLiteral("-o ControlMaster=auto -o ControlPersist=300 -o ServerAliveInterval=2 "
                          "-o ServerAliveCountMax=3 -o ControlPath=") +
           shellQuoted(place.state + QStringLiteral("/ssh-%C"));
}

// The words of an array that runs what comes on standard input as the server's user.
QString runWords(const NodeProfile &node, const QString &from, const AgentPlace &place)
{
    const ScriptReach reach = reachOf(node, from);
    const QString become =
        node.transport == TransportKind::Local
            ? QStringLiteral("sh -s")
            : QStringLiteral("sudo -n -u ") + shellQuoted(reach.osUser) + u' ' + powersPath(node);
    if (reach.isHere)
        return u'(' + become + u')';
    return QStringLiteral("(ssh ") + sharedSsh(place) + u' ' + reach.words.join(u' ') + u' ' +
           shellQuoted(become) + u')';
}

QString settingsOf(const Profile &profile, const NodeProfile &me)
{
    const NodeProfile &peer = profile.peerOf(me.name);
    const AgentPlace place = AgentPlace::of(me);
    const Layout mine = Layout::of(me);
    const Layout theirs = Layout::of(peer);
    const Automation &policy = profile.automation;
    QString out;
    out += word("me", me.name) + word("peer", peer.name) + word("home", profile.homePrimary);
    out += word("my_host", me.host) + number("my_port", me.postgres.port);
    out += word("peer_host", peer.host) + number("peer_port", peer.postgres.port);
    out += word("my_data", mine.dataDirectory) + word("my_bin", mine.binDirectory) +
           word("my_record", mine.recordFile) + word("my_role_file", mine.roleFile);
    out += word("peer_data", theirs.dataDirectory) + word("peer_bin", theirs.binDirectory) +
           word("peer_record", theirs.recordFile);
    out += word("database", profile.database) + word("login", profile.roles.admin);
    out += QStringLiteral("tls=") + sslModeWord(profile.tls) +
           QStringLiteral("\nroot_certificate=") + rootCertificateWord(profile, me.name) + u'\n';
    out += word("psql", mine.binDirectory.isEmpty() ? QStringLiteral("psql")
                                                    : mine.binDirectory + QStringLiteral("/psql"));
    out += word("directory", place.directory) + word("state", place.state) +
           word("passfile", place.passFile);
    out += QStringLiteral("run_self=") + runWords(me, me.name, place) + u'\n';
    out += QStringLiteral("run_there=") + runWords(peer, me.name, place) + u'\n';
    out += QStringLiteral("# Whether these are the nodes' programs of powers, and no shell.\n") +
           number("self_powers", me.transport == TransportKind::Local ? 0 : 1) +
           number("there_powers", peer.transport == TransportKind::Local ? 0 : 1);
    const bool isLocal = me.transport == TransportKind::Local;
    out += word("login_user", isLocal ? QString() : me.ssh.user);
    const bool isSynchronous = profile.mode == ReplicationMode::Sync;
    out += QStringLiteral("# The pair is %1. Policies, as the decision table reads them.\n")
               .arg(isSynchronous ? QLatin1String("synchronous") : QLatin1String("asynchronous"));
    const QString code = codeOf({}, policy);
    out += word("policy_code", code.right(4));
    out += number("policy_lag_bytes", policy.lagBytes);
    out += number("policy_confirm", policy.confirmMilliseconds);
    out += number("policy_silence", policy.silenceMilliseconds);
    out += number("policy_restart", policy.restartSeconds);
    out += number("policy_failback_wait", policy.failbackWaitSeconds);
    out += number("policy_cooldown", policy.cooldownSeconds);
    return out;
}

// The two logins know each other by what prepare gave them; a client's keys are nothing to a node.
Profile asNodesSeeIt(Profile profile)
{
    for (NodeProfile &node : profile.nodes) {
        node.ssh.identity.clear();
        node.ssh.knownHosts.clear();
        node.ssh.alias.clear();
    }
    return profile;
}

QByteArray watchdogText(const Profile &profile, const NodeProfile &me)
{
    QString out = QStringLiteral("#!/usr/bin/env bash\n"
                                 "# The watchdog of %1, for the pair %2: watches %3 from here, and "
                                 "promotes %1 when it is lost.\n"
                                 "# Needs bash 5.1 or newer, psql, ssh, GNU coreutils. Usage: "
                                 "watchdog (runs until it is ended).\n"
                                 "# Written by Tandem; changed by hand it does not run any more.\n"
                                 "# shellcheck disable=SC1003,SC2016,SC2034\n"
                                 "set -u\n"
                                 "export LC_ALL=C TZ=UTC\n"
                                 "# --- Settings.\n")
                      .arg(commentWords(me.name), commentWords(profile.name),
                           commentWords(profile.peerOf(me.name).name));
    out += settingsOf(profile, me);
    out += QStringLiteral("# --- What follows from what is seen.\n") + shellDecisionTable();
    out += QStringLiteral("# --- What nodes run, in their own POSIX sh.\n");
    for (const AgentText &each : agentTexts(me))
        out += textVariable(each.variable, each.request.body);
    for (const char *name : {"given_text", "powers_request"})
        out += withoutFileHeader(
            embeddedText(QStringLiteral(":/runbook/scripts/%1.sh").arg(QLatin1String(name))));
    for (const char *part : {"tools", "look", "door", "run"})
        out += withoutFileHeader(embeddedText(
            QStringLiteral(":/watchdog/scripts/agent_%1.sh").arg(QLatin1String(part))));
    return out.toUtf8();
}

} // namespace

AgentPlace AgentPlace::of(const NodeProfile &node)
{
    const Layout layout = Layout::of(node);
    if (node.transport == TransportKind::Local)
        return {layout.ownDirectory + QStringLiteral("/watchdog"),
                layout.ownDirectory + QStringLiteral("/watchdog-state"),
                layout.ownDirectory + QStringLiteral("/watchdog-state/passfile")};
    const QString place = QStringLiteral("/var/lib/pgtandem-watchdog");
    return {QStringLiteral("/usr/local/lib/pgtandem-watchdog"), place,
            place + QStringLiteral("/passfile")};
}

Result<std::vector<AgentFile>> agentFiles(const Profile &clientsProfile, const QString &node)
{
    const Profile profile = asNodesSeeIt(clientsProfile);
    const NodeProfile *me = profile.node(node);
    if (me == nullptr)
        return Error{ErrorKind::Usage,
                     say("Watchdog", "There is no node \"%1\" in this pair.").arg(node),
                     {},
                     {}};
    const auto plans = agentPlans(profile, node);
    if (!plans.ok())
        return plans.error();
    std::vector<AgentFile> files{{QStringLiteral("watchdog"), 0755, watchdogText(profile, *me)}};
    for (const AgentPlan &each : *plans) {
        auto script = scriptOf(each.plan, profile, node, powersPath(*me));
        if (!script.ok())
            return script.error();
        QByteArray text = script->toUtf8();
        text.replace("node_ssh=(-", "node_ssh=(" + sharedSsh(AgentPlace::of(*me)).toUtf8() + " -");
        files.push_back({each.name, 0755, text});
    }
    if (me->transport != TransportKind::Local) {
        const auto powers = powersFiles(profile, *me);
        if (!powers.ok())
            return powers.error();
        files.insert(files.end(), powers->begin(), powers->end());
        files.push_back({QStringLiteral("sudoers"), 0644, sudoRule(*me).toUtf8()});
    }
    QByteArray sums;
    for (const AgentFile &file : files)
        sums += QCryptographicHash::hash(file.text, QCryptographicHash::Sha256).toHex() + "  " +
                file.name.toUtf8() + '\n';
    files.push_back({QStringLiteral("files.sha256"), 0644, sums});
    return files;
}

QByteArray agentSums(const Profile &profile, const QString &node)
{
    const auto files = agentFiles(profile, node);
    return files.ok()
               ? QCryptographicHash::hash(files->back().text, QCryptographicHash::Sha256).toHex()
               : QByteArray();
}

} // namespace tandem
