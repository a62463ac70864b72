// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/telling_line.h"

#include <algorithm>

namespace tandem {

namespace {

bool couldHaveWritten(const TellingRule &rule, const LogEntry &entry)
{
    const bool isOfServer =
        entry.user.isEmpty() && entry.database.isEmpty() && entry.application.isEmpty();
    return entry.severity == rule.severity && (isOfServer || !rule.isOfServer);
}

bool hasPhrases(const TellingRule &rule, const LogEntry &entry)
{
    return std::all_of(rule.phrases.begin(), rule.phrases.end(),
                       [&](const QString &phrase) { return entry.message.contains(phrase); });
}

bool hasState(const TellingRule &rule, const LogEntry &entry)
{
    return !rule.sqlState.isEmpty() && entry.sqlState == rule.sqlState;
}

// Characters that mean something in an extended regular expression.
QString escaped(const QString &phrase)
{
    static const QString special = QStringLiteral("\\.[](){}*+?^$|");
    QString text;
    for (const QChar c : phrase) {
        if (special.contains(c))
            text += u'\\';
        text += c;
    }
    return text;
}

} // namespace

const TellingRule *tellingRuleOf(const LogEntry &entry)
{
    const auto &rules = tellingRules();
    for (const auto has : {hasPhrases, hasState}) {
        const auto found = std::find_if(rules.begin(), rules.end(), [&](const TellingRule &rule) {
            return couldHaveWritten(rule, entry) && has(rule, entry);
        });
        if (found != rules.end())
            return &*found;
    }
    return nullptr;
}

QString tellingPattern(const std::vector<TellingKind> &kinds)
{
    QStringList alternatives;
    for (const TellingRule &rule : tellingRules()) {
        if (std::find(kinds.begin(), kinds.end(), rule.kind) == kinds.end())
            continue;
        QStringList phrases;
        for (const QString &phrase : rule.phrases)
            phrases << escaped(phrase);
        alternatives << phrases.join(QStringLiteral(".*"));
    }
    alternatives.removeDuplicates();
    return alternatives.join(u'|');
}

} // namespace tandem
