// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/workload_options.h"

#include <cmath>

namespace tandem {

namespace {

Error usageError(const Text &sentence)
{
    return {ErrorKind::Usage, sentence, {}, {}};
}

bool isRate(double rate)
{
    return std::isfinite(rate) && rate >= 0 && rate <= WorkloadOptions::fastestRate;
}

} // namespace

Result<void> WorkloadOptions::check() const
{
    if (writers < 0 || readers < 0 || writers + readers < 1 || writers + readers > mostSessions)
        return usageError(say("Workload", "%1 writers and %2 readers cannot be: there may be 1 to "
                                          "%3 sessions in all.")
                              .arg(writers)
                              .arg(readers)
                              .arg(mostSessions));
    if (!isRate(rate) || !isRate(ratePerWriter))
        return usageError(say("Workload", "A rate is a number of transactions a second from 0 "
                                          "(full speed) to %1.")
                              .arg(fastestRate));
    if (rate > 0 && ratePerWriter > 0)
        return usageError(say("Workload", "Give the rate of all writers or the rate of each one, "
                                          "not both."));
    if (mix.insert < 0 || mix.update < 0 || mix.rollback < 0 ||
        mix.insert + mix.update + mix.rollback != 100)
        return usageError(say("Workload", "The shares of a mix are 0 to 100 and make 100 "
                                          "together."));
    if (pauseBetweenMs < 0 || readPauseMs < 0)
        return usageError(say("Workload", "A pause between two transactions is not negative."));
    return {};
}

std::chrono::nanoseconds WorkloadOptions::period() const
{
    const double each = ratePerWriter > 0 ? ratePerWriter : rate / (writers > 0 ? writers : 1);
    if (each <= 0)
        return std::chrono::nanoseconds(0);
    return std::chrono::nanoseconds(std::int64_t(std::llround(1e9 / each)));
}

} // namespace tandem
