// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/status_text.h"

#include "app/ctl/columns.h"

#include "core/cluster/not_up.h"

#include <QJsonArray>

namespace tandem {

namespace {

QString words(const Text &text)
{
    return text.translated();
}

QString secondsText(double seconds)
{
    return QString::number(seconds, 'f', seconds < 100 ? 2 : 0);
}

QJsonValue lsnValue(const std::optional<Lsn> &lsn)
{
    return lsn ? QJsonValue(lsn->toString()) : QJsonValue();
}

QJsonValue numberValue(const std::optional<double> &number)
{
    return number ? QJsonValue(*number) : QJsonValue();
}

// How far the standby's replay is behind the primary: as sampled, else as both were just seen.
std::optional<qint64> bytesBehind(const NodeFacts &node, const StatusSight &sight)
{
    if (sight.lag.standby == node.name && sight.lag.replay.bytes)
        return qint64(*sight.lag.replay.bytes);
    const NodeFacts *primary = sight.live.primary();
    if (primary == nullptr || !node.replication || !node.replication->inRecovery ||
        !node.replication->replayed || !primary->replication->insert)
        return std::nullopt;
    return qint64(bytesBetween(*node.replication->replayed, *primary->replication->insert));
}

std::optional<double> secondsBehind(const NodeFacts &node, const StatusSight &sight)
{
    return sight.lag.standby == node.name ? sight.lag.replay.delay.seconds : std::nullopt;
}

QJsonObject nodeObject(size_t index, const StatusSight &sight)
{
    const NodeFacts &node = sight.live.nodes[index];
    const auto &replication = node.replication;
    const auto behind = bytesBehind(node, sight);
    const auto heard = lastHeard(sight.times[index]);
    const quint64 identifier = replication ? replication->systemIdentifier
                               : node.data ? node.data->systemIdentifier
                                           : 0;
    return {
        {QStringLiteral("name"), node.name},
        {QStringLiteral("role"), roleToken(node)},
        {QStringLiteral("home_role"), node.name == sight.live.homePrimary
                                          ? QStringLiteral("primary")
                                          : QStringLiteral("standby")},
        {QStringLiteral("timeline"), replication && replication->timeline != 0
                                         ? QJsonValue(qint64(replication->timeline))
                                         : QJsonValue()},
        {QStringLiteral("lsn"), replication ? lsnValue(replication->insert) : QJsonValue()},
        {QStringLiteral("receive_lsn"),
         replication ? lsnValue(replication->received) : QJsonValue()},
        {QStringLiteral("replay_lsn"),
         replication ? lsnValue(replication->replayed) : QJsonValue()},
        {QStringLiteral("lag_bytes"), behind ? QJsonValue(*behind) : QJsonValue()},
        {QStringLiteral("lag_seconds"), numberValue(secondsBehind(node, sight))},
        {QStringLiteral("system_identifier"),
         identifier != 0 ? QJsonValue(QString::number(identifier)) : QJsonValue()},
        {QStringLiteral("seen_seconds_ago"),
         heard ? QJsonValue(secondsBetween(*heard, sight.now)) : QJsonValue()},
        {QStringLiteral("fenced"), node.record ? QJsonValue(node.record->fenced) : QJsonValue()}};
}

// How far a standby that streams is behind, as exactly as it is known.
Text lagText(const NodeFacts &node, const StatusSight &sight)
{
    const auto bytes = bytesBehind(node, sight);
    if (!bytes)
        return say("App", "streams");
    if (const auto seconds = secondsBehind(node, sight))
        return say("App", "streams, %1 bytes and %2 s behind")
            .arg(*bytes)
            .arg(secondsText(*seconds));
    return say("App", "streams, %1 bytes behind").arg(*bytes);
}

// What a node's replication, or the lack of it, comes to in a few words.
Text replicationText(const NodeFacts &node, const StatusSight &sight)
{
    if (!node.replication)
        return Text::verbatim(node.sql ? node.sql->code : QString());
    if (!node.replication->inRecovery)
        return {};
    if (!node.replication->receiverStreaming)
        return say("App", "does not stream");
    return lagText(node, sight);
}

std::optional<Lsn> positionOf(const NodeFacts &node)
{
    if (!node.replication)
        return std::nullopt;
    return node.replication->inRecovery ? node.replication->replayed : node.replication->insert;
}

QStringList nodeLines(const StatusSight &sight)
{
    using Align = Columns::Align;
    Columns columns({Align::Left, Align::Left, Align::Right, Align::Left, Align::Left});
    columns.row({words(say("App", "node")), words(say("App", "role")),
                 words(say("App", "timeline")), words(say("App", "position")),
                 words(say("App", "replication"))});
    for (const NodeFacts &node : sight.live.nodes) {
        const auto &seen = node.replication;
        const auto position = positionOf(node);
        columns.row(
            {node.name, roleToken(node),
             seen && seen->timeline != 0 ? QString::number(seen->timeline) : QStringLiteral("-"),
             position ? position->toString() : QStringLiteral("-"),
             words(replicationText(node, sight))});
    }
    return columns.lines();
}

// "vm1 primary 0/5000148", or how long ago the node was heard.
QString watchedNode(size_t index, const StatusSight &sight)
{
    const NodeFacts &node = sight.live.nodes[index];
    const auto position = positionOf(node);
    const QString detail =
        position
            ? position->toString()
            : QLatin1Char('(') + words(heardText(sight.times[index], sight.now)) + QLatin1Char(')');
    return QStringLiteral("%1 %2 %3").arg(node.name, roleToken(node), detail.leftJustified(11));
}

QString watchedLag(const LagReading &lag)
{
    if (!lag.replay.bytes)
        return words(say("App", "lag not known"));
    const Delay &delay = lag.replay.delay;
    const qint64 bytes = qint64(*lag.replay.bytes);
    if (delay.seconds)
        return words(
            say("App", "replay %1 bytes, %2 s behind").arg(bytes).arg(secondsText(*delay.seconds)));
    return words(say("App", "replay %1 bytes, more than %2 s behind")
                     .arg(bytes)
                     .arg(secondsText(delay.secondsAtLeast.value_or(0))));
}

} // namespace

QString markOf(std::optional<bool> holds)
{
    return !holds ? QStringLiteral("?") : *holds ? QStringLiteral("✓") : QStringLiteral("✕");
}

QJsonObject statusObject(const StatusSight &sight)
{
    const StateVerdict verdict = deriveState(sight.live);
    QJsonArray nodes;
    for (size_t i = 0; i < sight.live.nodes.size(); ++i)
        nodes.append(nodeObject(i, sight));
    QJsonArray actions;
    for (const Advice &advice : adviceFor(sight.live))
        actions.append(QJsonObject{{QStringLiteral("stage"), tokenOf(advice.stage)},
                                   {QStringLiteral("allowed"), advice.allowed},
                                   {QStringLiteral("reason"), advice.reason.translated()}});
    return {{QStringLiteral("state"), tokenOf(verdict.state)},
            {QStringLiteral("sentence"), verdict.sentence.translated()},
            {QStringLiteral("nodes"), nodes},
            {QStringLiteral("actions"), actions}};
}

QStringList statusLines(const StatusSight &sight)
{
    const StateVerdict verdict = deriveState(sight.live);
    QStringList lines{
        QStringLiteral("%1: %2").arg(tokenOf(verdict.state), verdict.sentence.translated()), {}};
    lines += nodeLines(sight);
    for (const NodeFacts &node : sight.live.nodes) {
        if (const Text sentence = notUpOf(node).sentence; !sentence.isEmpty())
            lines += {QString(), words(sentence)};
    }
    lines += QString();
    Columns actions({Columns::Align::Left, Columns::Align::Left, Columns::Align::Left});
    for (const Advice &advice : adviceFor(sight.live))
        actions.row({markOf(advice.allowed), tokenOf(advice.stage), advice.reason.translated()});
    lines += actions.lines();
    if (const auto next = recommended(sight.live))
        lines += {QString(),
                  words(say("App", "Suggested next: pgtandemctl run %1").arg(tokenOf(*next)))};
    return lines;
}

QString watchLine(const StatusSight &sight)
{
    return QStringLiteral("%1  %2  %3  %4")
        .arg(tokenOf(deriveState(sight.live).state).leftJustified(15), watchedNode(0, sight),
             watchedNode(1, sight), watchedLag(sight.lag));
}

QString changeKey(const StatusSight &sight)
{
    QStringList key{tokenOf(deriveState(sight.live).state)};
    for (const NodeFacts &node : sight.live.nodes) {
        const auto &seen = node.replication;
        key += {tokenOf(conditionOf(node)), tokenOf(notUpOf(node).kind),
                QString::number(seen ? seen->timeline : 0),
                QLatin1String(seen && seen->replayPaused ? "paused" : ""),
                QLatin1String(node.record && node.record->fenced ? "fenced" : "")};
    }
    return key.join(u' ');
}

} // namespace tandem
