// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/watchdog/fact_columns.h"

#include <algorithm>
#include <cstring>

namespace tandem {

namespace {

// A column of a member of PairSighting and one of Automation.
template <auto Fact, auto Allowed>
FactColumn seen(const char *name, const char *letters)
{
    return {name, letters,
            [](const PairSighting &s, const Automation &) { return unsigned(s.*Fact); },
            [](const Pattern &p) { return (p.*Allowed).bits(); },
            [](PairSighting &s, Automation &, unsigned value) {
                using Value = std::remove_reference_t<decltype(s.*Fact)>;
                s.*Fact = static_cast<Value>(value);
            }};
}

template <auto Fact, auto Allowed>
FactColumn policy(const char *name, const char *letters)
{
    return {name, letters,
            [](const PairSighting &, const Automation &a) { return unsigned(a.*Fact); },
            [](const Pattern &p) { return (p.*Allowed).bits(); },
            [](PairSighting &, Automation &a, unsigned value) {
                using Value = std::remove_reference_t<decltype(a.*Fact)>;
                a.*Fact = static_cast<Value>(value);
            }};
}

} // namespace

const std::vector<FactColumn> &factColumns()
{
    using S = PairSighting;
    using A = Automation;
    using P = Pattern;
    static const std::vector<FactColumn> columns = {
        seen<&S::primary, &P::primary>("primary", "untbsailcdfqw"),
        seen<&S::standby, &P::standby>("standby", "relpuoxd"),
        seen<&S::fence, &P::fence>("fence", "yn"),
        seen<&S::armed, &P::armed>("armed", "nas"),
        seen<&S::backlog, &P::backlog>("backlog", "wb"),
        seen<&S::holder, &P::holder>("holder", "ns"),
        seen<&S::past, &P::past>("past_failover", "noc"),
        seen<&S::isPaused, &P::isPaused>("paused", "ny"),
        seen<&S::isDue, &P::isDue>("due", "ny"),
        seen<&S::isRestarted, &P::isRestarted>("restarted", "ny"),
        seen<&S::homeIsPrimary, &P::homeIsPrimary>("home_is_primary", "ny"),
        policy<&A::failover, &P::failover>("policy_failover", "ny"),
        policy<&A::restartFirst, &P::restartFirst>("policy_restart_first", "ny"),
        policy<&A::unreachable, &P::unreachable>("policy_unreachable", "nsa"),
        policy<&A::back, &P::back>("policy_return", "nrf"),
    };
    return columns;
}

bool matches(const Pattern &pattern, const PairSighting &sighting, const Automation &policy)
{
    const auto &columns = factColumns();
    return std::all_of(columns.begin(), columns.end(), [&](const FactColumn &column) {
        return (column.allowed(pattern) >> column.value(sighting, policy) & 1U) != 0;
    });
}

QString codeOf(const PairSighting &sighting, const Automation &policy)
{
    QString code;
    for (const FactColumn &column : factColumns())
        code += QLatin1Char(column.letters[column.value(sighting, policy)]);
    return code;
}

QString globOf(const Pattern &pattern)
{
    QString glob;
    for (const FactColumn &column : factColumns()) {
        QString letters;
        for (unsigned value = 0; column.letters[value] != '\0'; ++value) {
            if ((column.allowed(pattern) >> value & 1U) != 0)
                letters += QLatin1Char(column.letters[value]);
        }
        if (letters.size() == qsizetype(std::strlen(column.letters)))
            glob += u'?';
        else
            glob += letters.size() == 1 ? letters : u'[' + letters + u']';
    }
    return glob;
}

} // namespace tandem
