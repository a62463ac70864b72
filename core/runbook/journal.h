// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/redactor.h"

#include <QFile>
#include <QJsonObject>
#include <QString>

#include <memory>
#include <mutex>

namespace tandem {

// The client's journal of one run: one JSON object a line, each with a running number, wall-clock
// time, the checksum of the line before it and its own one, so that a changed byte is noticed.
// Every line is redacted on entry and on disk (fdatasync) before append() returns.
// Safe from every thread.
class Journal
{
public:
    // Makes DIRECTORY/<UTC time>-<stage>-<number>.jsonl with mode 0600.
    [[nodiscard]] static Result<std::unique_ptr<Journal>>
    create(const QString &directory, const QString &stage, const Redactor &redactor);

    // An error means the disk refused: no further step may start.
    Result<void> append(QJsonObject event);
    [[nodiscard]] QString fileName() const { return m_file.fileName(); }

    // The events of a journal. Strict but for a torn last line, which is left out.
    // A line is OBJECT without its closing brace, then `,"sum":"S"}`: S are the first 16 hex digits
    // of the SHA-256 of OBJECT; "previous" holds those of the whole line before.
    [[nodiscard]] static Result<std::vector<QJsonObject>> read(const QString &fileName);

private:
    Journal(const QString &fileName, const Redactor &redactor);
    std::mutex m_mutex;
    QFile m_file;
    const Redactor &m_redactor;
    int m_number = 0;
    QString m_previous; // checksum of the line before
};

} // namespace tandem
