// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/columns.h"
#include "app/ctl/ctl.h"

#include "core/stages/check.h"

#include <QJsonArray>

namespace tandem {

namespace {

QJsonValue lsnValue(const std::optional<Lsn> &lsn)
{
    return lsn ? QJsonValue(lsn->toString()) : QJsonValue();
}

// How far the standby's replay is behind the primary, both as just seen.
std::optional<qint64> bytesBehind(const NodeFacts &node, const ClusterSnapshot &snapshot)
{
    const NodeFacts *primary = snapshot.primary();
    if (primary == nullptr || !node.replication || !node.replication->inRecovery ||
        !node.replication->replayed || !primary->replication->insert)
        return std::nullopt;
    return qint64(bytesBetween(*node.replication->replayed, *primary->replication->insert));
}

// One node of `status --json`: unseen values are null.
QJsonObject nodeObject(const NodeFacts &node, const ClusterSnapshot &snapshot)
{
    const auto &replication = node.replication;
    const auto behind = bytesBehind(node, snapshot);
    const quint64 identifier = replication ? replication->systemIdentifier
                               : node.data ? node.data->systemIdentifier
                                           : 0;
    return {
        {QStringLiteral("name"), node.name},
        {QStringLiteral("role"), roleToken(node)},
        {QStringLiteral("home_role"),
         node.name == snapshot.homePrimary ? QStringLiteral("primary") : QStringLiteral("standby")},
        {QStringLiteral("timeline"), replication && replication->timeline != 0
                                         ? QJsonValue(qint64(replication->timeline))
                                         : QJsonValue()},
        {QStringLiteral("lsn"), replication ? lsnValue(replication->insert) : QJsonValue()},
        {QStringLiteral("receive_lsn"),
         replication ? lsnValue(replication->received) : QJsonValue()},
        {QStringLiteral("replay_lsn"),
         replication ? lsnValue(replication->replayed) : QJsonValue()},
        {QStringLiteral("lag_bytes"), behind ? QJsonValue(*behind) : QJsonValue()},
        {QStringLiteral("lag_seconds"), QJsonValue()}, // needs a sampler that runs for a while
        {QStringLiteral("system_identifier"),
         identifier != 0 ? QJsonValue(QString::number(identifier)) : QJsonValue()},
        {QStringLiteral("seen_seconds_ago"),
         isSeen(node) ? QJsonValue(secondsBetween(snapshot.seenAt, MonotonicClock::now()))
                      : QJsonValue()},
        {QStringLiteral("fenced"), node.record ? QJsonValue(node.record->fenced) : QJsonValue()}};
}

// What a node's replication, or the lack of it, comes to in a few words.
Text replicationText(const NodeFacts &node, const ClusterSnapshot &snapshot)
{
    if (!node.replication)
        return Text::verbatim(node.sql ? node.sql->code : QString());
    if (!node.replication->inRecovery)
        return {};
    if (!node.replication->receiverStreaming)
        return say("App", "does not stream");
    const auto behind = bytesBehind(node, snapshot);
    return behind ? say("App", "streams, %1 bytes behind").arg(*behind) : say("App", "streams");
}

QStringList nodeLines(const ClusterSnapshot &snapshot)
{
    using Align = Columns::Align;
    const auto words = [](const Text &text) { return text.translated(); };
    Columns columns({Align::Left, Align::Left, Align::Right, Align::Left, Align::Left});
    columns.row({words(say("App", "node")), words(say("App", "role")),
                 words(say("App", "timeline")), words(say("App", "position")),
                 words(say("App", "replication"))});
    for (const NodeFacts &node : snapshot.nodes) {
        const auto &seen = node.replication;
        const std::optional<Lsn> position = !seen              ? std::nullopt
                                            : seen->inRecovery ? seen->replayed
                                                               : seen->insert;
        columns.row(
            {node.name, roleToken(node),
             seen && seen->timeline != 0 ? QString::number(seen->timeline) : QStringLiteral("-"),
             position ? position->toString() : QStringLiteral("-"),
             words(replicationText(node, snapshot))});
    }
    return columns.lines();
}

QString markOf(std::optional<bool> holds)
{
    return !holds ? QStringLiteral("?") : *holds ? QStringLiteral("✓") : QStringLiteral("✕");
}

void tellStatus(const StateVerdict &verdict, const ClusterSnapshot &snapshot)
{
    tell(QStringLiteral("%1: %2").arg(tokenOf(verdict.state), verdict.sentence.translated()));
    tell(QString());
    for (const QString &line : nodeLines(snapshot))
        tell(line);
    tell(QString());
    Columns actions({Columns::Align::Left, Columns::Align::Left, Columns::Align::Left});
    for (const Advice &advice : adviceFor(snapshot))
        actions.row({markOf(advice.allowed), tokenOf(advice.stage), advice.reason.translated()});
    for (const QString &line : actions.lines())
        tell(line);
    if (const auto next = recommended(snapshot)) {
        tell(QString());
        tell(say("App", "Suggested next: pgtandemctl run %1").arg(tokenOf(*next)));
    }
}

QJsonObject statusObject(const StateVerdict &verdict, const ClusterSnapshot &snapshot)
{
    QJsonArray nodes;
    for (const NodeFacts &node : snapshot.nodes)
        nodes.append(nodeObject(node, snapshot));
    QJsonArray actions;
    for (const Advice &advice : adviceFor(snapshot))
        actions.append(QJsonObject{{QStringLiteral("stage"), tokenOf(advice.stage)},
                                   {QStringLiteral("allowed"), advice.allowed},
                                   {QStringLiteral("reason"), advice.reason.translated()}});
    return {{QStringLiteral("state"), tokenOf(verdict.state)},
            {QStringLiteral("sentence"), verdict.sentence.translated()},
            {QStringLiteral("nodes"), nodes},
            {QStringLiteral("actions"), actions}};
}

} // namespace

int runStatus(const CtlOptions &options, const StopToken &stop)
{
    auto session = openPair(options);
    if (!session.ok())
        return fail(options, session.error());
    const auto snapshot = observePair(**session, stop);
    if (!snapshot.ok())
        return fail(options, snapshot.error());
    const StateVerdict verdict = deriveState(*snapshot);
    if (options.json)
        tellJson(statusObject(verdict, *snapshot));
    else
        tellStatus(verdict, *snapshot);
    const bool anySeen = isSeen(snapshot->nodes[0]) || isSeen(snapshot->nodes[1]);
    return anySeen ? 0 : exitCodeOf(ErrorKind::Unreachable);
}

int runCheck(const CtlOptions &options, const StopToken &stop)
{
    auto session = openPair(options);
    if (!session.ok())
        return fail(options, session.error());
    const auto snapshot = observePair(**session, stop);
    if (!snapshot.ok())
        return fail(options, snapshot.error());
    const auto rows = checkPair({(*session)->profile(), *snapshot}, (*session)->world(), stop);
    if (stop.stopRequested())
        return fail(options, cancelledError());
    bool allHold = true;
    bool anyReached = false;
    Columns columns(
        {Columns::Align::Left, Columns::Align::Left, Columns::Align::Left, Columns::Align::Left});
    for (const CheckRow &row : rows) {
        allHold = allHold && row.holds == true;
        anyReached = anyReached || row.holds == true;
        if (options.json)
            tellJson({{QStringLiteral("node"), row.node},
                      {QStringLiteral("hop"), row.hop.translated()},
                      {QStringLiteral("holds"), row.holds ? QJsonValue(*row.holds) : QJsonValue()},
                      {QStringLiteral("verdict"), row.verdict.translated()},
                      {QStringLiteral("code"), row.code}});
        const QString whose = row.node.isEmpty() ? say("App", "both").translated() : row.node;
        columns.row({markOf(row.holds), whose, row.hop.translated(), row.verdict.translated()});
    }
    if (!options.json) {
        for (const QString &line : columns.lines())
            tell(line);
    }
    if (allHold)
        return 0;
    return exitCodeOf(anyReached ? ErrorKind::Failed : ErrorKind::Unreachable);
}

} // namespace tandem
