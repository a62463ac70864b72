// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/postgres/control_file.h"
#include "tests/fuzz/fuzz_entry.h"

namespace tandem::fuzz {

void readForeign(const QByteArray &bytes)
{
    const auto control = parseControlFile(QString::fromUtf8(bytes));
    require(control.ok() || !control.error().sentence.isEmpty(), "a refusal has a sentence");
    require(!control.ok() || !control->state.contains(u'\n'), "a state is one line");
}

} // namespace tandem::fuzz
