// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/watchdog/agent_files.h"
#include "tests/unit/stages/lab_snapshots.h"

#include <QProcess>
#include <QTemporaryFile>

namespace tandem::words {

// What the watchdog of vm2 prints when its own functions are used so; its errors else.
inline QString itsWords(const QString &use)
{
    const auto files = agentFiles(lab::profileOfHosts(), QStringLiteral("vm2"));
    QByteArray text = files->front().text;
    const qsizetype main = text.lastIndexOf("\ncase ${1-} in\n");
    if (main < 0)
        return QStringLiteral("it has no main part");
    text.truncate(main + 1);
    // From a file: of its standard input bash takes one byte at a time.
    QTemporaryFile file;
    if (!file.open())
        return QStringLiteral("it cannot be written");
    file.write(text + "work=$(mktemp -d)\nstate=$work\ntrap 'rm -rf \"$state\"' EXIT\n" +
               use.toUtf8());
    file.flush();
    QProcess bash;
    bash.start(QStringLiteral("bash"), {file.fileName()});
    bash.waitForFinished();
    return QString::fromUtf8(bash.readAllStandardOutput() + bash.readAllStandardError()).trimmed();
}

} // namespace tandem::words
