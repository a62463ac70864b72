// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/columns.h"
#include "app/ctl/ctl.h"
#include "app/ctl/status_text.h"

#include "core/monitor/lag_sampler.h"
#include "core/stages/check.h"

namespace tandem {

namespace {

// How long `status` waits for the lag beyond its look at the nodes.
constexpr Milliseconds samplingPatience{200};

} // namespace

int runStatus(const CtlOptions &options, const StopToken &stop)
{
    auto session = openPair(options, stop);
    if (!session.ok())
        return fail(options, session.error());
    if (options.watch)
        return watchStatus(options, **session, stop);
    // Samples while the nodes are being looked at, so that the lag is mostly known by then.
    const LagSampler sampler((*session)->access());
    const auto snapshot = observePair(**session, stop);
    if (!snapshot.ok())
        return fail(options, snapshot.error());
    const bool hasLag = snapshot->primary() != nullptr && snapshot->standby() != nullptr;
    StatusSight sight{*snapshot, {}, {}, {}};
    if (hasLag)
        sight.lag = sampler.waitUntilKnown(Deadline::after(samplingPatience), stop);
    sight.now = MonotonicClock::now();
    for (size_t i = 0; i < sight.times.size(); ++i) {
        if (isSeen(snapshot->nodes[i]))
            sight.times[i].hostHeard = snapshot->seenAt;
    }
    if (options.json)
        tellJson(statusObject(sight));
    else
        for (const QString &line : statusLines(sight))
            tell(line);
    const bool anySeen = isSeen(snapshot->nodes[0]) || isSeen(snapshot->nodes[1]);
    return anySeen ? 0 : exitCodeOf(ErrorKind::Unreachable);
}

int runCheck(const CtlOptions &options, const StopToken &stop)
{
    auto session = openPair(options, stop);
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
