// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QTest>

#include <optional>

namespace tandem::testing {

// Waits for what only programs that are started can tell: five times a second, so that the asking
// does not take the processor from what is waited for. Runs the event loop. False when time is up.
template <typename Condition>
[[nodiscard]] bool comesTrue(Condition condition, Milliseconds patience)
{
    std::optional<MonotonicTime> next;
    const auto isAskedAndTrue = [&] {
        if (next && MonotonicClock::now() < *next)
            return false;
        const bool isTrue = condition();
        next = MonotonicClock::now() + Milliseconds(200);
        return isTrue;
    };
    return QTest::qWaitFor(isAskedAndTrue, static_cast<int>(patience.count()));
}

} // namespace tandem::testing
