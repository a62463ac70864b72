// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runbook/step.h"

#include <QByteArray>

#include <map>

namespace tandem {

// One captured value with its type. Booleans are "true" or "false", LSNs in their written form.
struct Value
{
    CaptureType type = CaptureType::Text;
    QString text;
    bool operator==(const Value &) const = default;
};

// The captures of a run so far, by name.
class Values
{
public:
    void set(const QString &name, const Value &value) { m_values[name] = value; }
    [[nodiscard]] bool has(const QString &name) const { return m_values.count(name) != 0; }
    // Empty when it was not captured.
    [[nodiscard]] QString text(const QString &name) const;
    [[nodiscard]] const std::map<QString, Value> &all() const { return m_values; }
    void merge(const Values &other);
    // Replaces every {name} by its captured text.
    [[nodiscard]] QString fill(const QString &text) const;

private:
    std::map<QString, Value> m_values;
};

// Reads a raw text as that type. Errors say what was read instead.
[[nodiscard]] Result<Value> readValue(const Capture &capture, const QString &raw);

// Does the condition hold? A capture that is missing never satisfies a condition.
// PasswordVerifier operands are a programming error here and never hold.
[[nodiscard]] bool holds(const Condition &condition, const Values &values);
[[nodiscard]] bool allHold(const std::vector<Condition> &conditions, const Values &values);
// The first that does not hold.
[[nodiscard]] const Condition *firstFailing(const std::vector<Condition> &conditions,
                                            const Values &values);

// "key=value" lines of a command's output; other lines are left out. The last of a key wins.
[[nodiscard]] std::map<QString, QString> keyValueLines(const QByteArray &output);

} // namespace tandem
