// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/automation.h"
#include "core/watchdog/sighting.h"

#include <QString>

#include <initializer_list>
#include <vector>

namespace tandem {

// A set of the values of one fact; by default all of them.
template <typename E>
class AnyOf
{
public:
    constexpr AnyOf() = default;
    constexpr AnyOf(E value) : m_bits(1U << unsigned(value)) {} // NOLINT: a value is its set
    constexpr AnyOf(std::initializer_list<E> values) : m_bits(0)
    {
        for (const E value : values)
            m_bits |= 1U << unsigned(value);
    }
    [[nodiscard]] constexpr unsigned bits() const { return m_bits; }

private:
    unsigned m_bits = ~0U;
};

// Which sightings and policies a row of the decision table is about.
struct Pattern
{
    AnyOf<PrimarySeen> primary = {};
    AnyOf<StandbySeen> standby = {};
    AnyOf<Fence> fence = {};
    AnyOf<Armed> armed = {};
    AnyOf<Backlog> backlog = {};
    AnyOf<Holder> holder = {};
    AnyOf<PastFailover> past = {};
    AnyOf<bool> isPaused = {};
    AnyOf<bool> isDue = {};
    AnyOf<bool> isRestarted = {};
    AnyOf<bool> homeIsPrimary = {};
    AnyOf<bool> failover = {}; // policies
    AnyOf<bool> restartFirst = {};
    AnyOf<UnreachablePolicy> unreachable = {};
    AnyOf<ReturnPolicy> back = {};
};

// One fact of the domain as one letter, so that a sighting with its policy is a short word and a
// row is a pattern of it that a shell's `case` understands.
struct FactColumn
{
    const char *name;
    const char *letters; // one for each value, in the enumeration's order
    unsigned (*value)(const PairSighting &, const Automation &);
    unsigned (*allowed)(const Pattern &); // a bit for each value
    void (*put)(PairSighting &, Automation &, unsigned value);
};
[[nodiscard]] const std::vector<FactColumn> &factColumns();

[[nodiscard]] bool matches(const Pattern &pattern, const PairSighting &sighting,
                           const Automation &policy);
// "dePsw..." a letter for each column.
[[nodiscard]] QString codeOf(const PairSighting &sighting, const Automation &policy);
// The same with ? and [..]; matches exactly the codes of what matches().
[[nodiscard]] QString globOf(const Pattern &pattern);

} // namespace tandem
