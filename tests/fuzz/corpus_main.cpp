// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzz_entry.h"

#include <QDir>

#include <cstdio>

// Reads every file of the directory named behind the program's name, once; each also cut in half.
int main(int count, char **words)
{
    const QDir directory(count == 2 ? QString::fromLocal8Bit(words[1]) : QString());
    const QStringList names = directory.entryList(QDir::Files);
    if (count != 2 || names.isEmpty()) {
        std::fprintf(stderr, "There is no corpus: name its directory.\n");
        return 2;
    }
    for (const QString &name : names) {
        QFile file(directory.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return 2;
        std::printf("%s\n", qPrintable(name));
        std::fflush(stdout);
        const QByteArray bytes = file.readAll();
        tandem::fuzz::readForeign(bytes);
        tandem::fuzz::readForeign(bytes.left(bytes.size() / 2));
    }
    return 0;
}
