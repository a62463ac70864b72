// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/pair_sight.h"

namespace tandem {

const Advice *PairSight::adviceOf(Stage stage) const
{
    for (const Advice &one : advice) {
        if (one.stage == stage)
            return &one;
    }
    return nullptr;
}

bool wantsSecret(const PairSight &sight, const std::function<bool(const QString &key)> &has)
{
    for (std::size_t i = 0; i < sight.live.nodes.size(); ++i) {
        const NodeFacts &node = sight.live.nodes[i];
        const auto isMissing = [&](const char *key) {
            return !has(QLatin1String(key) + node.name);
        };
        if (!node.host && node.hostCode == QLatin1String("login") &&
            (isMissing("ssh:") && isMissing("key:")))
            return true;
        if (!node.host && node.hostCode == QLatin1String("sudo") && isMissing("sudo:"))
            return true;
        const bool isPaired = node.record && node.record->paired;
        if (isPaired && sight.notUp[i].kind == NotUp::LoginRefused &&
            !has(QStringLiteral("admin")) && !has(QStringLiteral("monitor")))
            return true;
    }
    return false;
}

PairSight sightOf(const PairView &view, const LagReading &lag, MonotonicTime now)
{
    PairSight sight;
    sight.isLooked = view.number > 0;
    sight.live = liveSnapshot(view, now);
    sight.times = view.times;
    sight.lag = lag;
    sight.now = now;
    sight.verdict = deriveState(sight.live);
    sight.advice = adviceFor(sight.live);
    sight.next = recommended(sight.live);
    for (std::size_t i = 0; i < sight.notUp.size(); ++i)
        sight.notUp[i] = notUpOf(sight.live.nodes[i]);
    return sight;
}

} // namespace tandem
