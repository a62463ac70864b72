// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/node_words.h"

#include "core/base/clock.h"
#include "core/transport/local_shell.h"

#include <QFile>
#include <QFileInfo>

namespace tandem::words {

QString shell(const NodeProfile &node, const QString &script)
{
    LocalShell shell(node.name, node.postgres.osUser);
    ShellCommand command;
    command.script = QStringLiteral("cd /\n") + script;
    const auto ran = shell.run(command, {});
    if (!ran)
        return ran.error().sentence.english();
    return QString::fromUtf8(ran->output + ran->errors).trimmed();
}

QString sql(const NodeProfile &node, const QString &statement)
{
    const QString sockets = QFileInfo(node.postgres.dataDirectory).path() + QStringLiteral("/run");
    return shell(node, QStringLiteral("%1/psql -X -A -t -q -w -h %2 -p %3 -U postgres -c %4")
                           .arg(shellQuoted(node.postgres.binDirectory), shellQuoted(sockets),
                                QString::number(node.postgres.port), shellQuoted(statement)));
}

std::int64_t postmasterId(const NodeProfile &node)
{
    QFile file(node.postgres.dataDirectory + QStringLiteral("/postmaster.pid"));
    return file.open(QIODevice::ReadOnly) ? file.readLine().trimmed().toLongLong() : 0;
}

bool endsSoon(const NodeProfile &node, std::int64_t process)
{
    const Deadline deadline = Deadline::after(Milliseconds(5000));
    const QString question = QStringLiteral("ps -o stat= -p %1").arg(process);
    for (;;) {
        const QString state = shell(node, question);
        if (state.isEmpty() || state.startsWith(u'Z'))
            return true;
        if (deadline.expired())
            return false;
        (void)StopToken().sleepFor(Milliseconds(10));
    }
}

} // namespace tandem::words
