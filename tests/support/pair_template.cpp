// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/pair_template.h"

#include "core/sandbox/process_scan.h"

#include <QDir>
#include <QProcess>

#include <csignal>

namespace tandem::testing {

namespace {

Result<void> script(const QString &text, const QStringList &words)
{
    QProcess shell;
    shell.start(QStringLiteral("/bin/sh"),
                QStringList{QStringLiteral("-ec"), text, QStringLiteral("copy")} + words);
    if (shell.waitForFinished(120000) && shell.exitCode() == 0)
        return {};
    return Error{
        ErrorKind::Failed, Text::verbatim(QString::fromUtf8(shell.readAllStandardError())), {}, {}};
}

QStringList runningNodes(const Sandbox &sandbox)
{
    QStringList running;
    for (const NodeProfile &node : sandbox.profile().nodes) {
        if (!postgresProcessesBelow(sandbox.directory() + u'/' + node.name).empty())
            running << node.name;
    }
    return running;
}

Result<void> start(Sandbox &sandbox, const QStringList &nodes)
{
    for (const QString &node : nodes) {
        if (auto started = sandbox.start(node, {}); !started.ok())
            return started;
    }
    return {};
}

// Their modification times and owners, too: the program compares them.
const QString copyText = QStringLiteral("rm -rf \"$2\"/vm1 \"$2\"/vm2 \"$2\"/secrets.json\n"
                                        "mkdir -p \"$2\"\n"
                                        "cp -a --reflink=auto \"$1\"/vm1 \"$1\"/vm2 \"$2\"\n"
                                        "if [ -f \"$1\"/secrets.json ]; then\n"
                                        "    cp -a \"$1\"/secrets.json \"$2\"\n"
                                        "fi\n");

} // namespace

Result<PairTemplate> PairTemplate::save(Sandbox &sandbox, const QString &place)
{
    PairTemplate kept;
    kept.m_place = place;
    kept.m_running = runningNodes(sandbox);
    if (auto stopped = sandbox.stopAll({}); !stopped.ok())
        return stopped.error();
    if (auto copied = script(copyText, {sandbox.directory(), place}); !copied.ok())
        return copied.error();
    if (auto started = start(sandbox, kept.m_running); !started.ok())
        return started.error();
    return kept;
}

Result<void> PairTemplate::putBack(Sandbox &sandbox) const
{
    // What they would still write is thrown away.
    for (auto left = postgresProcessesBelow(sandbox.directory()); !left.empty();
         left = postgresProcessesBelow(sandbox.directory())) {
        for (const std::int64_t process : left)
            ::kill(static_cast<pid_t>(process), SIGKILL);
        Q_UNUSED(StopToken().sleepFor(Milliseconds(5)))
    }
    if (auto copied = script(copyText, {m_place, sandbox.directory()}); !copied.ok())
        return copied;
    return start(sandbox, m_running);
}

void PairTemplate::remove() const
{
    QDir(m_place).removeRecursively();
}

} // namespace tandem::testing
