// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runbook/script.h"

#include "core/base/embedded_text.h"
#include "core/postgres/layout.h"
#include "core/runbook/record_steps.h"
#include "core/runbook/script_steps.h"
#include "core/runbook/script_text.h"

#include <algorithm>

namespace tandem {

namespace {

QString runbookText(const char *name)
{
    return embeddedText(QStringLiteral(":/runbook/scripts/%1.sh").arg(QLatin1String(name)));
}

QString placeWords(const Profile &profile, const QString &from)
{
    if (from.isEmpty())
        return QStringLiteral("on a client that reaches both nodes");
    return QStringLiteral("on the node %1, from where %2 is reached")
        .arg(from, profile.peerOf(from).name);
}

QString userWords(const Profile &profile, const QString &from)
{
    QStringList users;
    for (const NodeProfile &node : profile.nodes) {
        const ScriptReach reach = reachOf(node, from);
        if (!reach.isHere)
            users << QStringLiteral("%1 over ssh (keys, no question), there as %2 by sudo -n")
                         .arg(node.name, reach.osUser);
        else
            users << QStringLiteral("%1 on the spot, as %2 (or as root, which becomes %2)")
                         .arg(node.name, reach.osUser);
    }
    return users.join(QStringLiteral("; "));
}

QString headerOf(const Plan &plan, const Profile &profile, const QString &from)
{
    const QString stage = tokenOf(plan.stage);
    QStringList lines{
        QStringLiteral("%1: %2").arg(stage, commentWords(plan.why.english())),
        QStringLiteral("Pair %1: %2 (%3:%4) and %5 (%6:%7).")
            .arg(profile.name, profile.nodes[0].name, profile.nodes[0].host)
            .arg(profile.nodes[0].postgres.port)
            .arg(profile.nodes[1].name, profile.nodes[1].host)
            .arg(profile.nodes[1].postgres.port),
        QStringLiteral("Runs %1. Acts: %2.")
            .arg(placeWords(profile, from), userWords(profile, from)),
        QStringLiteral(
            "Needs: bash 3.2 or newer, psql, GNU timeout and the other coreutils, ssh for "
            "nodes that are elsewhere."),
        {},
        QStringLiteral("Usage: bash FILE [--passfile FILE] [--secrets FILE] [--confirm WORD]"),
        QStringLiteral("Passwords are in no line of it: psql reads them from the passfile (or from "
                       "$PGPASSFILE), or from"),
        QStringLiteral("the pair's secrets file; both must have mode 0600."),
        QStringLiteral("With --epoch NODE=NUMBER, as just read from its record, that is not read "
                       "again first."),
        QStringLiteral("With --ready WORD it prepares itself, and begins once its standard input "
                       "says \"WORD begin\"; ten seconds without"),
        QStringLiteral("that, or \"WORD leave\", end it with 6, nothing done."),
        QStringLiteral("Exit: 0 done, 1 a step failed, 2 usage, 3 refused and nothing changed, 4 "
                       "not reachable,"),
        QStringLiteral("5 needs a decision, 130 cancelled (Ctrl-C brings back what it can)."),
        QStringLiteral("Prints one line a step (\xe2\x9c\x93 done, = it held already, - skipped, "
                       "\xe2\x9c\x95 failed), then what was told as name=value."),
        QStringLiteral("It looks before it acts, and what it decides it decides when it runs: it "
                       "may be kept and run later."),
        QStringLiteral("A connection's own deadline is never under 2 s inside psql; shorter ones "
                       "are kept by timeout(1)."),
        QStringLiteral(
            "Of a login that a server refuses psql tells no SQLSTATE: the usual ones are "
            "read from its words."),
        QStringLiteral(
            "From bash 5 on it holds a shell on each node and a session with each server "
            "as long as it runs."),
        QStringLiteral("A command on another host that is cancelled may run on there for a moment; "
                       "the record guards the next."),
    };
    // Most of the text is the program's own.
    QString out = QStringLiteral("#!/usr/bin/env bash\n"
                                 "# SPDX-FileCopyrightText: 2026 The Tandem authors\n"
                                 "# SPDX-License-Identifier: GPL-3.0-or-later\n");
    for (const QString &line : lines)
        out += line.isEmpty() ? QStringLiteral("#\n")
                              : QStringLiteral("# ") + commentWords(line) + u'\n';
    // Names are put together when it runs, and functions are called by their names.
    return out +
           QStringLiteral(
               "\n# shellcheck disable=SC1003,SC2015,SC2016,SC2030,SC2031,SC2034,SC2154,SC2317\n"
               "shopt -u patsub_replacement 2>/dev/null # bash 5.2: & is a letter\n"
               "LC_ALL=C\nexport LC_ALL\n\n");
}

// The session of the first statement, if nothing is done before it, as shell words: it may be begun
// early. Sets it; false: a later step may be looked at, too.
bool findFirstSession(const std::vector<Step> &steps, QString &words)
{
    for (const Step &step : steps) {
        if (findFirstSession(step.together, words) || step.changes || !step.when.empty())
            return true;
        const auto *sql = std::get_if<SqlAction>(&step.action);
        if (step.isGroup() || sql == nullptr || sql->fresh || sql->role == QLatin1String("os") ||
            captureFrom(step.captures, "@code") != nullptr)
            continue;
        words =
            QStringList{shellQuoted(step.node), shellQuoted(sql->role), shellQuoted(sql->database)}
                .join(u' ');
        return true;
    }
    return false;
}

QString nodesOf(const Plan &plan, const Profile &profile, const QString &from,
                const QString &powers)
{
    QString out = QStringLiteral("# --- The pair.\nall_nodes=(%1 %2)\nclaims=(")
                      .arg(shellQuoted(profile.nodes[0].name), shellQuoted(profile.nodes[1].name));
    QStringList claims;
    for (const RecordClaim &claim : plan.claims)
        claims << shellQuoted(claim.node);
    QString session;
    findFirstSession(plan.steps, session);
    out += claims.join(u' ') + QStringLiteral(")\nfirst_session=(") + session +
           QStringLiteral(")\n# at_node NAME: where it is and how it is reached.\n"
                          "at_node() {\n    node=$1\n    case $1 in\n");
    for (const NodeProfile &node : profile.nodes) {
        const Layout layout = Layout::of(node);
        const ScriptReach reach = reachOf(node, from);
        const auto claim = std::find_if(plan.claims.begin(), plan.claims.end(),
                                        [&](const RecordClaim &c) { return c.node == node.name; });
        const bool isClaimed = claim != plan.claims.end();
        const auto line = [&](const char *name, const QString &value) {
            out += QStringLiteral("        ") + QLatin1String(name) + u'=' + value + u'\n';
        };
        out += QStringLiteral("    ") + shellQuoted(node.name) + QStringLiteral(")\n");
        line("node_host", shellQuoted(node.host));
        line("node_port", QString::number(node.postgres.port));
        line("node_reach", QLatin1String(reach.isHere ? "here" : "ssh"));
        line("node_is_local", QLatin1String(node.transport == TransportKind::Local ? "1" : "0"));
        line("node_ssh", u'(' + reach.words.join(u' ') + u')');
        line("node_user", shellQuoted(reach.osUser));
        line("node_bin", shellQuoted(layout.binDirectory));
        line("node_data", shellQuoted(layout.dataDirectory));
        line("node_record", shellQuoted(isClaimed ? claim->recordFile : layout.recordFile));
        line("node_epoch", QLatin1String(isClaimed ? "$stage_epoch" : "''"));
        if (!powers.isEmpty())
            line("node_powers",
                 shellQuoted(node.transport == TransportKind::Local ? QString() : powers));
        out += QStringLiteral("        ;;\n");
    }
    return out + QStringLiteral("    esac\n}\n");
}

QString loginsOf(const Profile &profile, const QString &from)
{
    QString out = QStringLiteral("# sql_login ROLE: sets $login, its name on the servers.\n"
                                 "sql_login() {\n    case $1 in\n");
    for (const char *key : {"admin", "replication", "rewind", "monitor", "workload"})
        out += QStringLiteral("    ") + QLatin1String(key) + QStringLiteral(") login=") +
               shellQuoted(loginOf(profile.roles, QLatin1String(key))) + QStringLiteral(" ;;\n");
    return out + QStringLiteral("    *) login='' ;;\n    esac\n}\nsql_tls=") +
           sslModeWord(profile.tls) + QStringLiteral("\nsql_root_certificate=") +
           rootCertificateWord(profile, from) + u'\n';
}

// Taken and given back by the steps that the runner plays, with what is only known at run time.
QString recordSteps(const Plan &plan, ScriptSteps &writer)
{
    QString out;
    for (size_t i = 0; i < plan.claims.size(); ++i) {
        const QString at = QString::number(i);
        const auto told = [&](const char *name) {
            return QStringLiteral("\"${%1[%2]}\"").arg(QLatin1String(name), at);
        };
        const std::map<QString, QString> given{
            {QStringLiteral("seen_epoch"), told("epochs")},
            {QStringLiteral("epoch"), QStringLiteral("\"$stage_epoch\"")},
            {QStringLiteral("owner"), QStringLiteral("\"$owner\"")},
            {QStringLiteral("gone_owner"), told("gone")}};
        out += writer.functionOf(takeRecordStep(plan.claims[i], plan, {}, {}),
                                 QStringLiteral("take_") + at,
                                 QStringLiteral("Before the first step."), given);
        out += writer.functionOf(releaseRecordStep(plan.claims[i], plan),
                                 QStringLiteral("release_") + at,
                                 QStringLiteral("After the last step."), given);
    }
    return out;
}

QString stateOf(const Plan &plan)
{
    QString out = QStringLiteral(
        "# --- What the library works on.\n"
        "typed_word='' ready_word='' passfile='' secrets_file='' work='' scratch='' timeout='' "
        "psql='' owner=''\n"
        "cancelled=0 stoppable=1 running='' heartbeat='' over=0 last_back='' in_group=0\n"
        "has_changed=0 outcome='' err_kind='' err_sentence='' err_details='' err_at=''\n"
        "epochs=() known_epochs=() gone=() taken=() part_outcomes=() secret_keys=() "
        "secret_values=() "
        "stage_epoch=''\n"
        "my_user='' my_machine='' claim='' with_secrets=0 output='' errors=''\n"
        "can_hold=0 mark='' held=0 held_keys=() held_pids=() held_in=() held_out=() held_free=() "
        "held_met=() wanted=() met=() fallen=()\n"
        "is_over=0 unmet='' reply='' until_ms=0\n");
    // Above every epoch that was seen when this was written; the run reads what is in force then.
    out += QStringLiteral("least_epoch=%1\n").arg(plan.epoch);
    out += QStringLiteral("confirm_word=") +
           shellQuoted(plan.confirmation ? plan.confirmation->word : QString()) +
           QStringLiteral("\nconfirm_sentence=") +
           shellQuoted(plan.confirmation ? plan.confirmation->sentence.english() : QString()) +
           QStringLiteral("\n\n");
    return out;
}

} // namespace

Result<QString> scriptOf(const Plan &plan, const Profile &profile, const QString &from,
                         const QString &powers)
{
    if (!from.isEmpty() && profile.node(from) == nullptr)
        return Error{ErrorKind::Usage,
                     say("Runbook", "There is no node \"%1\" in this pair.").arg(from),
                     {},
                     {}};
    if (auto problem = obstacleIn(plan.steps, profile, from))
        return *problem;
    ScriptSteps writer;
    const QString records = recordSteps(plan, writer);
    const QString functions = writer.functionsOf(plan.steps);
    QString out = headerOf(plan, profile, from);
    out += stateOf(plan);
    out += nodesOf(plan, profile, from, powers) + loginsOf(profile, from) + u'\n';
    for (const char *name : {"export_values", "given_text", "export_held", "export_nodes",
                             "export_sql", "export_secrets", "export_steps", "export_stage"})
        out += withoutFileHeader(runbookText(name)) + u'\n';
    if (!powers.isEmpty()) {
        for (const char *name : {"powers_request", "export_powers"})
            out += withoutFileHeader(runbookText(name)) + u'\n';
    }
    out += QStringLiteral("# --- What the nodes run, in their own POSIX sh.\n") +
           textVariable(QStringLiteral("text_record_library"), withoutFileHeader(recordLibrary())) +
           textVariable(QStringLiteral("text_record_set"), withoutFileHeader(recordSetScript())) +
           textVariable(QStringLiteral("text_record_look"),
                        withoutFileHeader(runbookText("record_look"))) +
           textVariable(QStringLiteral("text_psql_as_server_user"),
                        withoutFileHeader(runbookText("psql_as_server_user"))) +
           writer.texts();
    out += QStringLiteral("# --- The records.\n") + records;
    out += QStringLiteral("# --- The steps.\n") + functions;
    out += QStringLiteral("read_options \"$@\"\nrun_stage\n");
    return out;
}

} // namespace tandem
