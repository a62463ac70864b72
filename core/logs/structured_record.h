// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/logs/log_entry.h"
#include "core/logs/record_splitter.h"

namespace tandem {

// One record of a csvlog (13 to 18: 24 or more columns). A record of another form is an entry of
// severity Plain with its text; of a cut one, what was kept is read as far as its message.
[[nodiscard]] LogEntry parseCsvRecord(const LogRecord &record);

// One line of a jsonlog (15 to 18). Anything but such an object is an entry of severity Plain.
[[nodiscard]] LogEntry parseJsonRecord(const LogRecord &record);

} // namespace tandem
