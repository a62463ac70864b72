// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runbook/journal.h"
#include "tests/fuzz/fuzz_entry.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QTemporaryDir>

namespace tandem::fuzz {

namespace {

// Objects a line, numbered and with the checksum of the line before.
QByteArray withChecksums(const QByteArray &objects)
{
    QByteArray file;
    QByteArray previous;
    int number = 0;
    for (const QByteArray &line : objects.split('\n')) {
        QJsonObject object = QJsonDocument::fromJson(line).object();
        object.insert(QStringLiteral("n"), ++number);
        object.insert(QStringLiteral("previous"), QString::fromLatin1(previous));
        const QByteArray text = QJsonDocument(object).toJson(QJsonDocument::Compact);
        previous = QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().left(16);
        file += text + '\n';
    }
    return file;
}

} // namespace

// Behind a '+' stand events alone, or no input would ever pass the checksum.
// The journal is read from files alone, so each input becomes one.
void readForeign(const QByteArray &bytes)
{
    const bool isBare = bytes.startsWith('+');
    static QTemporaryDir directory;
    const QString name = directory.filePath(QStringLiteral("a.jsonl"));
    {
        QFile file(name);
        require(file.open(QIODevice::WriteOnly | QIODevice::Truncate), "the file is made");
        file.write(isBare ? withChecksums(bytes.mid(1)) : bytes);
    }
    const auto events = Journal::read(name);
    if (!events.ok()) {
        require(!events.error().sentence.isEmpty(), "a refusal has a sentence");
        return;
    }
    require(!isBare || static_cast<qsizetype>(events->size()) == bytes.count('\n') + 1,
            "every event is read");
    require(static_cast<qsizetype>(events->size()) <= bytes.count('\n') + 1, "an event is a line");
}

} // namespace tandem::fuzz
