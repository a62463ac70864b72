// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evidence/evidence.h"
#include "core/session/pair_session.h"
#include "core/workload/workload_options.h"

#include <QJsonObject>
#include <QStringList>

namespace tandem {

// What the verbs of pgtandemctl get from the command line.
struct CtlOptions
{
    QString profileFile;
    QString secretsFile;
    QString stateDirectory;
    bool json = false;
    bool acceptNewHostKeys = false; // trust the key of a host for which none is known
    bool yes = false;               // no question before a stage that asks for no typed word
    QString confirm;                // the typed word, given beforehand
    QStringList nodes;              // init: NAME=HOST, home first
    QString user;                   // init: login on the hosts
    int postgresVersion = 17;       // init: major version on the hosts
    QString directory;              // demo: where the pair lives
    QString report;                 // demo, report: where the report goes
    QString run;                    // report: which run
    bool keep = false;              // demo: leave the pair running
    bool stop = false;              // demo: stop a pair that was left running
    int seconds = 0;                // workload: 0 = until interrupted
    bool watch = false;             // status: until interrupted
    int lines = 50;                 // logs: how many of the entries that are there
    bool follow = false;            // logs: go on until interrupted
    bool commands = false;          // plan: show every command
    StageOptions stage;             // plan, run: what is chosen beside the stage
    QString from;                   // script: "client", or the node it is to run on
    QString step;                   // script: only this step
    QStringList arguments;          // behind the verb
    WorkloadOptions workload;       // demo, workload: sessions; workload: rate and mix
};

// Every verb: blocking, returns the program's exit code.
int runInit(const CtlOptions &options, const StopToken &stop);
int runCheck(const CtlOptions &options, const StopToken &stop);
int runStatus(const CtlOptions &options, const StopToken &stop);
// `status --watch`: until interrupted, which is its normal end.
int watchStatus(const CtlOptions &options, PairSession &session, const StopToken &stop);
int runPlan(const CtlOptions &options, const StopToken &stop);
int runScript(const CtlOptions &options, const StopToken &stop);
int runStage(const CtlOptions &options, const StopToken &stop);
// `watchdog WORD`: decide, pause, resume, clear; on, off, status of those on the nodes.
int runWatchdog(const CtlOptions &options, const StopToken &stop);
// Until interrupted, which is its normal end.
int runObserve(const CtlOptions &options, const StopToken &stop);
int runWorkload(const CtlOptions &options, const StopToken &stop);
int runLogs(const CtlOptions &options, const StopToken &stop);
int runReport(const CtlOptions &options, const StopToken &stop);
int runDemo(const CtlOptions &options, const StopToken &stop);

// Output. People's words go to standard output, errors to standard error; with --json standard
// output carries one JSON object a line and nothing else.
void tell(const QString &line);
void tell(const Text &text);
void tellJson(const QJsonObject &object);
// Prints the error and returns its exit code.
int fail(const CtlOptions &options, const Error &error);
// One line for a step that ended; steps that were skipped are silent. Safe from every thread.
[[nodiscard]] RunObserver stepTeller(const CtlOptions &options, const Profile &profile);
// The result of a stage: the sentence, or the contract's last JSON object.
int tellOutcome(const CtlOptions &options, Stage stage, const Outcome &outcome,
                const QJsonObject &more = {});

// Opens the pair that the options name; an Error says which file is wrong.
[[nodiscard]] Result<std::unique_ptr<PairSession>> openPair(const CtlOptions &options,
                                                            const StopToken &stop);
// What can be seen of the pair now; an Error when a person cancelled.
[[nodiscard]] Result<ClusterSnapshot> observePair(PairSession &session, const StopToken &stop);
// Something of the node was seen: its host answered, or its server's address did.
[[nodiscard]] bool isSeen(const NodeFacts &node);
// The stage named behind the verb.
[[nodiscard]] Result<Stage> stageArgument(const CtlOptions &options);
// The stage's plan, or why there is none now.
[[nodiscard]] Result<Plan> planNow(const PairSession &session, Stage stage,
                                   const ClusterSnapshot &snapshot,
                                   const StageOptions &options = {});

[[nodiscard]] Error cancelledError();
[[nodiscard]] Text certificateText(const Certificate &certificate);

} // namespace tandem
