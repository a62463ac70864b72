// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace tandem {

// A JSON value that remembers where it stands in its file, so that errors can name the line.
struct JsonValue
{
    enum class Kind
    {
        Null,
        Bool,
        Number,
        String,
        Array,
        Object
    };
    Kind kind = Kind::Null;
    bool boolean = false;
    QString text;                 // a string's content; a number as it is written
    std::vector<JsonValue> items; // of an array; of an object its members, in the file's order
    QString key;                  // of a member: its name; the lines below are the value's
    int keyLine = 0;
    int line = 0;        // from 1
    qsizetype begin = 0; // the value's bytes in the file: [begin, end)
    qsizetype end = 0;

    // The member of that name; null when there is none or this is no object.
    [[nodiscard]] const JsonValue *member(const QString &name) const;
};

constexpr qsizetype largestJson = 1024 * 1024;
constexpr int deepestJson = 32;

// Reads one strict JSON document (RFC 8259) of at most `largestJson` bytes and `deepestJson`
// levels. Refuses keys given twice, invalid UTF-8 and NUL characters. Errors are of kind Usage and
// name line and column (in characters, from 1); they never quote the file's content.
[[nodiscard]] Result<JsonValue> readJson(const QByteArray &bytes, const QString &fileName);

// A string as a JSON literal with its quotes, UTF-8.
[[nodiscard]] QByteArray jsonQuoted(const QString &text);

} // namespace tandem
