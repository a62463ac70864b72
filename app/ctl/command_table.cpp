// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command_table.h"

namespace tandem {

const std::vector<VerbRow> &verbs()
{
    static const std::vector<VerbRow> rows = {
        {QStringLiteral("init"), QStringLiteral("[FILE]"), runInit,
         say("App", "writes a profile for the two nodes given with --node")},
        {QStringLiteral("check"),
         {},
         runCheck,
         say("App", "looks at every hop to both nodes, mends nothing")},
        {QStringLiteral("status"),
         {},
         runStatus,
         say("App", "the pair's state, both nodes, what may be done")},
        {QStringLiteral("plan"), QStringLiteral("STAGE"), runPlan,
         say("App", "shows what a stage would do, changes nothing")},
        {QStringLiteral("script"), QStringLiteral("STAGE"), runScript,
         say("App", "prints a stage as one bash script that does the same")},
        {QStringLiteral("run"), QStringLiteral("STAGE"), runStage, say("App", "runs a stage")},
        {QStringLiteral("workload"),
         {},
         runWorkload,
         say("App", "clients that write and read, then the audit")},
        {QStringLiteral("logs"), QStringLiteral("[NODE]"), runLogs,
         say("App", "the servers' logs on one clock, telling lines marked")},
        {QStringLiteral("report"),
         {},
         runReport,
         say("App", "writes the report of a run again from what was kept of it")},
        {QStringLiteral("demo"),
         {},
         runDemo,
         say("App", "plays the whole lab on two servers of its own")},
    };
    return rows;
}

const std::vector<OptionRow> &optionRows()
{
    static const QString file = QStringLiteral("FILE");
    static const QString directory = QStringLiteral("DIRECTORY");
    static const QString number = QStringLiteral("N");
    static const std::vector<OptionRow> rows = {
        {QStringLiteral("profile"), file, say("App", "the pair's profile"), {}},
        {QStringLiteral("secrets"),
         file,
         say("App", "its passwords (mode 0600); else PROFILE.secrets.json beside it"),
         {}},
        {QStringLiteral("state-dir"),
         directory,
         say("App", "where journals and ledgers are kept"),
         {}},
        {QStringLiteral("json"), {}, say("App", "one JSON object a line"), {}},
        {QStringLiteral("lang"), QStringLiteral("LANGUAGE"), say("App", "en or ru"), {}},
        {QStringLiteral("watch"),
         {},
         say("App", "status: a line for every change and each second until Ctrl-C (exit 0)"),
         {}},
        {QStringLiteral("commands"), {}, say("App", "plan: with every command"), {}},
        {QStringLiteral("from"), QStringLiteral("client|NODE"),
         say("App", "script: where it will run"), QStringLiteral("client")},
        {QStringLiteral("step"),
         QStringLiteral("ID"),
         say("App", "script: only this step, as a command to paste"),
         {}},
        {QStringLiteral("yes"),
         {},
         say("App", "run: ask no question (a typed word is still asked for)"),
         {}},
        {QStringLiteral("confirm"),
         QStringLiteral("WORD"),
         say("App", "run: the typed word of a stage that asks for one"),
         {}},
        {QStringLiteral("variant"), QStringLiteral("NAME"),
         say("App", "run crash: all, postmaster, backend, immediate, freeze, wal-link or "
                    "move-data"),
         QStringLiteral("all")},
        {QStringLiteral("method"), QStringLiteral("NAME"),
         say("App", "run resync: auto, follow, rewind or clone"), QStringLiteral("auto")},
        {QStringLiteral("kept"),
         QStringLiteral("NAME"),
         say("App", "run clean: only this one, as .kept-TIME; may be given several times"),
         {}},
        {QStringLiteral("node"),
         QStringLiteral("NAME=HOST"),
         say("App", "init: a node; given twice, the first is the primary"),
         {}},
        {QStringLiteral("user"), QStringLiteral("NAME"), say("App", "init: the login on the hosts"),
         QStringLiteral("main")},
        {QStringLiteral("postgres"), number,
         say("App", "init: PostgreSQL's major version on the hosts"), QStringLiteral("17")},
        {QStringLiteral("dir"),
         directory,
         say("App", "demo: an empty directory for its servers; report: a demo's one"),
         {}},
        {QStringLiteral("report"),
         directory,
         say("App", "demo, report: where report.md, .html and .json go; or NAME.md"),
         {}},
        {QStringLiteral("run"), QStringLiteral("RUN"),
         say("App", "report: a run's name, latest, or journals for stages run one by one"),
         QStringLiteral("latest")},
        {QStringLiteral("keep"), {}, say("App", "demo: leave the pair running"), {}},
        {QStringLiteral("stop"), {}, say("App", "demo: stop the pair that was left running"), {}},
        {QStringLiteral("writers"), number, say("App", "clients that write, 1 to 100"),
         QStringLiteral("4")},
        {QStringLiteral("readers"), number,
         say("App", "clients that read, 0 to 99; at most 100 of both"), QStringLiteral("2")},
        {QStringLiteral("rate"), number,
         say("App", "workload: transactions a second of all writers, 0 for full speed"),
         QStringLiteral("0")},
        {QStringLiteral("writer-rate"), number,
         say("App", "workload: the same of each writer, instead of --rate"), QStringLiteral("0")},
        {QStringLiteral("mix"), QStringLiteral("MIX"),
         say("App", "workload: lab, inserts, updates, rollbacks, or "
                    "insert=70,update=20,rollback=10"),
         QStringLiteral("lab")},
        {QStringLiteral("seconds"), number, say("App", "workload: how long, 0 until Ctrl-C"),
         QStringLiteral("0")},
        {QStringLiteral("lines"), number, say("App", "logs: the last N entries, 0 to 100000"),
         QStringLiteral("50")},
        {QStringLiteral("follow"), {}, say("App", "logs: go on until Ctrl-C"), {}},
        {QStringLiteral("help"), {}, say("App", "shows this"), {}},
        {QStringLiteral("version"), {}, say("App", "shows the program's version"), {}},
    };
    return rows;
}

} // namespace tandem
