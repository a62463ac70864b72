// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/postgres/shell_facts.h"
#include "tests/fuzz/fuzz_entry.h"

namespace tandem::fuzz {

void readForeign(const QByteArray &bytes)
{
    NodeFacts facts;
    fillFromShell(facts, bytes);
    require(!facts.record || facts.host ||
                facts.record->heartbeatAgeMilliseconds == RecordFacts().heartbeatAgeMilliseconds,
            "an age needs a clock");
}

} // namespace tandem::fuzz
