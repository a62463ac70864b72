// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/json_reader.h"
#include "core/profile/profile_rules.h"

#include <utility>
#include <vector>

namespace tandem {

// What is wrong with a profile, all of it: one look shows every line to mend.
class ProblemList
{
public:
    void add(int line, const Text &problem);
    [[nodiscard]] bool isEmpty() const { return m_problems.empty(); }
    // The first problem by line as the sentence, all of them as details. Kind Usage.
    [[nodiscard]] Error toError(const QString &fileName) const;

private:
    std::vector<std::pair<int, Text>> m_problems;
};

enum class Need
{
    Required,
    Optional
};

// One object of the profile, read key by key. Every problem goes into the list with the key's full
// path ("nodes[1].postgres.port"); the reader then gives the fallback and goes on.
class FieldReader
{
public:
    // Reports the keys that are not in `known`. `path` is empty for the document itself.
    FieldReader(const JsonValue &object, QString path, const QStringList &known,
                ProblemList &problems);

    [[nodiscard]] QString text(const char *key, Need need, Rule rule,
                               const QString &fallback = {}) const;
    [[nodiscard]] QStringList texts(const char *key, Rule rule) const;
    [[nodiscard]] int whole(const char *key, Need need, int least, int most, int fallback) const;
    template <typename T>
    [[nodiscard]] T choice(const char *key, Need need,
                           const std::vector<std::pair<const char *, T>> &words, T fallback) const;
    // The object under `key`; null when it is absent or no object.
    [[nodiscard]] const JsonValue *object(const char *key, Need need) const;
    [[nodiscard]] const JsonValue *array(const char *key, Need need) const;

    [[nodiscard]] QString pathOf(const char *key) const;
    [[nodiscard]] int lineOf(const char *key) const; // the object's own line when the key is absent

private:
    [[nodiscard]] const JsonValue *find(const char *key, Need need) const;
    [[nodiscard]] const JsonValue *ofKind(const char *key, Need need, JsonValue::Kind kind,
                                          const Text &expected) const;
    [[nodiscard]] qsizetype chosen(const char *key, Need need, const QStringList &words) const;

    const JsonValue &m_object;
    const QString m_path;
    ProblemList &m_problems;
};

template <typename T>
T FieldReader::choice(const char *key, Need need,
                      const std::vector<std::pair<const char *, T>> &words, T fallback) const
{
    QStringList tokens;
    for (const auto &[token, value] : words)
        tokens << QLatin1String(token);
    const qsizetype index = chosen(key, need, tokens);
    return index < 0 ? fallback : words[static_cast<size_t>(index)].second;
}

// A value as it may be shown: short, without control characters.
[[nodiscard]] QString shownValue(const QString &value);

} // namespace tandem
