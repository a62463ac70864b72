// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "core/logs/log_entry.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace tandem {

// What a telling line speaks of.
enum class TellingKind
{
    Crash,
    Stop,
    Start,
    Recovery,
    Promotion,
    Replication,
    Storage,
    Archive,
    Access,
    Checkpoint
};

// One row of the table: an entry that has all its phrases tells the sentence, the first such row
// counts; where there is none, the first row with the entry's SQLSTATE. Only what is written in
// English is recognised by phrases; our settings put the server's messages into English.
struct TellingRule
{
    QString token; // for JSON
    TellingKind kind = TellingKind::Crash;
    QStringList phrases;
    QString sqlState;       // also enough, in any language; empty: phrases only
    bool isOfServer = true; // no client's session can have written it: no user, no application
    LogSeverity severity = LogSeverity::Log; // this one, exactly
    Text sentence;
    QString example; // a line that PostgreSQL writes: message of such an entry
};

[[nodiscard]] const std::vector<TellingRule> &tellingRules();

// The rule that fits; null: an ordinary line.
[[nodiscard]] const TellingRule *tellingRuleOf(const LogEntry &entry);

// An extended regular expression for grep -E that finds lines of the rules of these kinds on a
// node, where the whole log need not be carried over. One line, no quotes.
[[nodiscard]] QString tellingPattern(const std::vector<TellingKind> &kinds);

} // namespace tandem
