// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"

#include "core/evidence/evidence.h"
#include "core/runbook/preview.h"
#include "core/stages/check.h"

#include <QJsonArray>

#include <iostream>
#include <string>
#include <unistd.h>

namespace tandem {

namespace {

QJsonValue lsnValue(const std::optional<Lsn> &lsn)
{
    return lsn ? QJsonValue(lsn->toString()) : QJsonValue();
}

// One node of `status --json`: unseen values are null.
QJsonObject nodeObject(const NodeFacts &node, const ClusterSnapshot &snapshot)
{
    const auto &replication = node.replication;
    const NodeFacts *primary = snapshot.primary();
    QJsonValue lagBytes;
    if (primary != nullptr && replication && replication->inRecovery && replication->replayed
        && primary->replication->insert)
        lagBytes = qint64(bytesBetween(*replication->replayed, *primary->replication->insert));
    const quint64 identifier = replication ? replication->systemIdentifier
                               : node.data ? node.data->systemIdentifier
                                           : 0;
    const bool seen = node.host || (node.sql && node.sql->answer != ServerAnswer::Silent);
    return {{QStringLiteral("name"), node.name},
            {QStringLiteral("role"), roleToken(node)},
            {QStringLiteral("home_role"), node.name == snapshot.homePrimary ? QStringLiteral("primary")
                                                                             : QStringLiteral("standby")},
            {QStringLiteral("timeline"), replication ? QJsonValue(qint64(replication->timeline)) : QJsonValue()},
            {QStringLiteral("lsn"), replication ? lsnValue(replication->insert) : QJsonValue()},
            {QStringLiteral("receive_lsn"), replication ? lsnValue(replication->received) : QJsonValue()},
            {QStringLiteral("replay_lsn"), replication ? lsnValue(replication->replayed) : QJsonValue()},
            {QStringLiteral("lag_bytes"), lagBytes},
            {QStringLiteral("lag_seconds"), QJsonValue()}, // needs a sampler that runs for a while
            {QStringLiteral("system_identifier"),
             identifier != 0 ? QJsonValue(QString::number(identifier)) : QJsonValue()},
            {QStringLiteral("seen_seconds_ago"),
             seen ? QJsonValue(secondsBetween(snapshot.seenAt, MonotonicClock::now())) : QJsonValue()},
            {QStringLiteral("fenced"), node.record ? QJsonValue(node.record->fenced) : QJsonValue()}};
}

QString lineOf(const NodeFacts &node)
{
    QString line = QStringLiteral("  %1  %2").arg(node.name, -12).arg(roleToken(node), -12);
    if (node.replication) {
        const ReplicationFacts &r = *node.replication;
        line += QStringLiteral("TL %1  %2").arg(r.timeline).arg(
            r.inRecovery ? (r.replayed ? r.replayed->toString() : QStringLiteral("-"))
                         : (r.insert ? r.insert->toString() : QStringLiteral("-")));
        if (r.inRecovery)
            line += r.receiverStreaming ? QStringLiteral("  streaming") : QStringLiteral("  not streaming");
    } else if (node.sql) {
        line += node.sql->code;
    }
    return line;
}

} // namespace

int runStatus(const CtlOptions &options, const StopToken &stop)
{
    auto session = openPair(options);
    if (!session.ok())
        return fail(options, session.error());
    const ClusterSnapshot snapshot = (*session)->observe(stop);
    const StateVerdict verdict = deriveState(snapshot);
    const bool anySeen = snapshot.nodes[0].sql || snapshot.nodes[0].host || snapshot.nodes[1].sql
                         || snapshot.nodes[1].host;
    if (options.json) {
        QJsonArray nodes;
        for (const NodeFacts &node : snapshot.nodes)
            nodes.append(nodeObject(node, snapshot));
        QJsonArray actions;
        for (const Advice &advice : adviceFor(snapshot))
            actions.append(QJsonObject{{QStringLiteral("stage"), tokenOf(advice.stage)},
                                       {QStringLiteral("allowed"), advice.allowed},
                                       {QStringLiteral("reason"), advice.reason.translated()}});
        tellJson({{QStringLiteral("state"), tokenOf(verdict.state)},
                  {QStringLiteral("sentence"), verdict.sentence.translated()},
                  {QStringLiteral("nodes"), nodes},
                  {QStringLiteral("actions"), actions}});
    } else {
        tell(QStringLiteral("%1: %2").arg(tokenOf(verdict.state), verdict.sentence.translated()));
        for (const NodeFacts &node : snapshot.nodes)
            tell(lineOf(node));
        for (const Advice &advice : adviceFor(snapshot))
            tell(QStringLiteral("  %1 %2: %3")
                     .arg(advice.allowed ? QStringLiteral("✓") : QStringLiteral("✕"), tokenOf(advice.stage),
                          advice.reason.translated()));
    }
    return anySeen ? 0 : exitCodeOf(ErrorKind::Unreachable);
}

int runCheck(const CtlOptions &options, const StopToken &stop)
{
    auto session = openPair(options);
    if (!session.ok())
        return fail(options, session.error());
    const ClusterSnapshot snapshot = (*session)->observe(stop);
    bool allHold = true;
    bool anyReached = false;
    for (const CheckRow &row :
         checkPair({(*session)->profile(), snapshot}, (*session)->world(), stop)) {
        allHold = allHold && row.holds == true;
        anyReached = anyReached || row.holds == true;
        if (options.json) {
            tellJson({{QStringLiteral("node"), row.node},
                      {QStringLiteral("hop"), row.hop.translated()},
                      {QStringLiteral("holds"), row.holds ? QJsonValue(*row.holds) : QJsonValue()},
                      {QStringLiteral("verdict"), row.verdict.translated()},
                      {QStringLiteral("code"), row.code}});
            continue;
        }
        const QString mark = !row.holds ? QStringLiteral("?") : *row.holds ? QStringLiteral("✓")
                                                                          : QStringLiteral("✕");
        tell(QStringLiteral("%1 %2 %3: %4")
                 .arg(mark, row.node, row.hop.translated(), row.verdict.translated()));
    }
    if (allHold)
        return 0;
    return exitCodeOf(anyReached ? ErrorKind::Failed : ErrorKind::Unreachable);
}

int runPlan(const CtlOptions &options, const StopToken &stop)
{
    const auto stage = stageArgument(options);
    if (!stage.ok())
        return fail(options, stage.error());
    auto session = openPair(options);
    if (!session.ok())
        return fail(options, session.error());
    const auto plan = (*session)->plan(*stage, (*session)->observe(stop));
    if (!plan.ok())
        return fail(options, plan.error());
    const QString preview = (*session)->redactor().redact(previewOf(*plan, options.commands, true));
    if (options.json)
        tellJson({{QStringLiteral("stage"), tokenOf(*stage)}, {QStringLiteral("preview"), preview}});
    else
        tell(preview.trimmed());
    return 0;
}

int runStage(const CtlOptions &options, const StopToken &stop)
{
    const auto stage = stageArgument(options);
    if (!stage.ok())
        return fail(options, stage.error());
    auto session = openPair(options);
    if (!session.ok())
        return fail(options, session.error());
    const ClusterSnapshot snapshot = (*session)->observe(stop);
    const auto plan = (*session)->plan(*stage, snapshot);
    if (!plan.ok()) {
        Outcome refused;
        refused.kind = Outcome::Kind::Refused;
        refused.sentence = plan.error().sentence;
        refused.details = plan.error().details;
        refused.exitCode = exitCodeOf(plan.error().kind);
        refused.stateAfter = deriveState(snapshot);
        return tellOutcome(options, *stage, refused);
    }
    QString word = options.confirm;
    const bool isPerson = !options.json && isatty(STDIN_FILENO) != 0;
    if (isPerson && (!options.yes || (plan->confirmation && word.isEmpty()))) {
        tell((*session)->redactor().redact(previewOf(*plan, false, true)).trimmed());
        tell(plan->confirmation ? say("App", "Type the word asked for above, or nothing to leave it:")
                                : say("App", "Type yes to run this, or nothing to leave it:"));
        std::string line;
        std::getline(std::cin, line);
        word = QString::fromStdString(line).trimmed();
        if (!plan->confirmation && word != QLatin1String("yes"))
            return fail(options, {ErrorKind::Cancelled, say("App", "Left; nothing was changed."), {}, {}});
    }
    const Outcome outcome = (*session)->run(*plan, snapshot, word, stop, stepTeller(options));
    QJsonObject more;
    if (const auto certificate = certificateOf(outcome); certificate && outcome.isDone()) {
        more.insert(QStringLiteral("certificate"), jsonOf(*certificate));
        if (!options.json)
            tell(say("App", "Certificate: E %1, replayed %2, forked at %3.")
                     .arg(certificate->shutdownEndLsn)
                     .arg(certificate->replayLsn)
                     .arg(certificate->forkLsn));
    }
    if (outcome.isDone() && outcome.endOf(Phase::Promote)) {
        // Without clients of ours the outage is what the steps took, from the first that decides to
        // the first committed write.
        const OutageSplit split = splitOfSteps(outcome);
        more.insert(QStringLiteral("outage_seconds"), split.total ? QJsonValue(*split.total) : QJsonValue());
        more.insert(QStringLiteral("split"), jsonOf(split));
    }
    return tellOutcome(options, *stage, outcome, more);
}

} // namespace tandem
