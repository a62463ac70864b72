// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QString>

#include <functional>
#include <vector>

namespace tandem {

// A sentence for people: the English source, its translation context and its arguments.
// It is a value; journals render it in English, the edge of the program in the user's language.
// Write it as say("Context", "Text with %1").arg(value), so that lupdate finds it.
class Text
{
public:
    Text() = default;
    Text(const char *context, const char *source) : m_context(context), m_source(source) {}

    // Words of somebody else (a server's message, a name): shown as they are in every language.
    static Text verbatim(const QString &words);

    // Fills the lowest %N that is still free. Arguments are never searched for %N again.
    [[nodiscard]] Text arg(const QString &value) const;
    [[nodiscard]] Text arg(qint64 value) const;
    [[nodiscard]] Text arg(const Text &value) const;

    // The same sentence with every verbatim argument passed through `change`.
    [[nodiscard]] Text withWords(const std::function<QString(const QString &)> &change) const;

    [[nodiscard]] QString english() const;
    [[nodiscard]] QString translated() const;
    [[nodiscard]] bool isEmpty() const;

    // For files that are rendered again later, in any language: verbatim words are a string, a
    // sentence is {"context","source","arguments"}. fromJson(toJson()) renders the same.
    [[nodiscard]] QJsonValue toJson() const;
    [[nodiscard]] static Text fromJson(const QJsonValue &json);

    bool operator==(const Text &other) const { return english() == other.english(); }

private:
    [[nodiscard]] QString render(bool translate) const;

    const char *m_context = nullptr; // static storage; null for verbatim words
    const char *m_source = nullptr;  // static storage
    QString m_words;
    std::vector<Text> m_arguments;
};

// The one spelling that lupdate is told about (see translations/CMakeLists.txt).
[[nodiscard]] Text say(const char *context, const char *source);

} // namespace tandem
