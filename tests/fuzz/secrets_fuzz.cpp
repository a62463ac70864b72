// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/secret_store.h"
#include "tests/fuzz/fuzz_entry.h"

#include <QFile>
#include <QTemporaryDir>

namespace tandem::fuzz {

// The store reads files alone, so each input becomes one.
void readForeign(const QByteArray &bytes)
{
    static QTemporaryDir directory;
    const QString name = directory.filePath(QStringLiteral("secrets.json"));
    {
        QFile file(name);
        require(file.open(QIODevice::WriteOnly | QIODevice::Truncate), "the file is made");
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        file.write(bytes);
    }
    const auto store = FileSecretStore::open(name);
    if (!store.ok()) {
        const Error &error = store.error();
        require(!error.sentence.isEmpty(), "a refusal has a sentence");
        return;
    }
    for (const auto &[key, secret] : (*store)->all())
        require((*store)->get(key).has_value(), "what is listed can be had");
}

} // namespace tandem::fuzz
