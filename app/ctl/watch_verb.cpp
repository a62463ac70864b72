// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/status_text.h"

#include <QTime>

#include <algorithm>
#include <cstdio>

namespace tandem {

namespace {

constexpr Milliseconds oneLineEvery{1000};
constexpr Milliseconds ageTick{250};        // facts grow old without a new view
constexpr Milliseconds firstPatience{3000}; // for the first look at everything

bool isWhole(const PairView &view)
{
    return std::all_of(view.times.begin(), view.times.end(),
                       [](const NodeTimes &times) { return times.shellSeen && times.sqlSeen; });
}

StatusSight sightOf(const PairView &view, const Monitor &monitor)
{
    const MonotonicTime now = MonotonicClock::now();
    return {liveSnapshot(view, now), view.times, monitor.lag(), now};
}

// The first line shows what is there, not that the first looks are not over yet.
PairView firstView(const Monitor &monitor, const StopToken &stop)
{
    const Deadline deadline = Deadline::after(firstPatience);
    PairView view;
    while (!isWhole(view)) {
        auto newer = monitor.waitForNewer(view.number, deadline, stop);
        if (!newer)
            break;
        view = std::move(*newer);
    }
    return view;
}

} // namespace

int watchStatus(const CtlOptions &options, PairSession &session, const StopToken &stop)
{
    const Monitor &monitor = session.monitor();
    PairView view = firstView(monitor, stop);
    QString lastKey;
    std::optional<MonotonicTime> toldAt;
    // A reader of our output that went away ends the watch as well.
    while (!stop.stopRequested() && std::ferror(stdout) == 0) {
        const StatusSight sight = sightOf(view, monitor);
        const QString key = changeKey(sight);
        const bool hasChanged = key != lastKey;
        if (hasChanged || !toldAt || sight.now - *toldAt >= oneLineEvery) {
            if (options.json)
                tellJson(statusObject(sight));
            else
                tell(QTime::currentTime().toString(QStringLiteral("HH:mm:ss.zzz")) +
                     QStringLiteral("  ") + watchLine(sight) +
                     (hasChanged
                          ? QStringLiteral("  ") + deriveState(sight.live).sentence.translated()
                          : QString()));
            lastKey = key;
            toldAt = sight.now;
        }
        const auto wait = std::min<MonotonicClock::duration>(ageTick, *toldAt + oneLineEvery -
                                                                          MonotonicClock::now());
        if (auto newer = monitor.waitForNewer(view.number, Deadline::after(wait), stop))
            view = std::move(*newer);
    }
    return 0;
}

} // namespace tandem
