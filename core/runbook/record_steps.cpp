// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runbook/record_steps.h"

#include "core/base/embedded_text.h"
#include "core/base/system_user.h"

#include <QCoreApplication>
#include <QSysInfo>

#include <cerrno>
#include <csignal>
#include <unistd.h>

namespace tandem {

namespace {

QString runbookScript(const char *name)
{
    return embeddedText(QStringLiteral(":/runbook/scripts/%1.sh").arg(QLatin1String(name)));
}

QString withLibrary(const char *name)
{
    return runbookScript("record_library") + runbookScript(name);
}

} // namespace

Step takeRecordStep(const RecordClaim &claim, const Plan &plan, const QString &owner,
                    const QString &goneOwner)
{
    Step step;
    step.id = QStringLiteral("take-record-") + claim.node;
    step.title = say("Runbook", "Take %1 for this stage").arg(claim.node);
    step.node = claim.node;
    step.action = ShellAction{withLibrary("record_take"), OsIdentity::Postgres, {}};
    step.inputs = {{QStringLiteral("record"), literal(claim.recordFile)},
                   {QStringLiteral("seen_epoch"), literal(QString::number(claim.seenEpoch))},
                   {QStringLiteral("epoch"), literal(QString::number(plan.epoch))},
                   {QStringLiteral("operation"), literal(tokenOf(plan.stage))},
                   {QStringLiteral("owner"), literal(owner)},
                   {QStringLiteral("gone_owner"), literal(goneOwner)}};
    step.timeout = Milliseconds(30000);
    step.refusalKind = ErrorKind::Refused;
    step.captures = {{QStringLiteral("take_exit"), CaptureType::Integer, QStringLiteral("@exit")},
                     {QStringLiteral("holder"), CaptureType::Text, {}}};
    const auto exitIsNot = [&](int code, const Text &otherwise) {
        return Condition{QStringLiteral("take_exit"), Compare::NotEqual, literal(code), otherwise};
    };
    step.expect = {
        exitIsNot(heldExit,
                  say("Runbook", "A stage is at work on %1, run by %2: wait until it is over, "
                                 "then look again.")
                      .arg(claim.node)
                      .arg(QStringLiteral("{holder}"))),
        exitIsNot(overtakenExit,
                  say("Runbook", "%2 was at work on %1 since it was looked at: look again.")
                      .arg(claim.node)
                      .arg(QStringLiteral("{holder}"))),
        exitIsNot(newerRecordExit,
                  say("Runbook",
                      "The record of %1 was written by a newer version of this program: use "
                      "that one for this pair.")
                      .arg(claim.node)),
        exitIsNot(unreadableRecordExit,
                  say("Runbook",
                      "The record of %1 cannot be read, so it cannot be told whether a stage is at "
                      "work there or the node is fenced: see to that by hand, then delete %2.")
                      .arg(claim.node)
                      .arg(claim.recordFile)),
        exitIsNot(busyExit,
                  say("Runbook",
                      "A command of an earlier stage is still at work on %1: %2. Wait until it "
                      "has ended, then run the stage again.")
                      .arg(claim.node)
                      .arg(QStringLiteral("{holder}"))),
        {QStringLiteral("take_exit"), Compare::Equal, literal(0),
         say("Runbook",
             "The record of %1 cannot be written (%2): give its directory to the server's "
             "user.")
             .arg(claim.node)
             .arg(claim.recordFile)}};
    return step;
}

Step releaseRecordStep(const RecordClaim &claim, const Plan &plan)
{
    Step step;
    step.id = QStringLiteral("release-record-") + claim.node;
    step.title = say("Runbook", "Give %1 back").arg(claim.node);
    step.node = claim.node;
    step.action = ShellAction{recordSetScript(), OsIdentity::Postgres, {}};
    step.inputs = guardInputs(claim, plan.epoch);
    step.inputs.push_back({QStringLiteral("fields"), literal(QStringLiteral("operation="))});
    step.timeout = Milliseconds(30000);
    return step;
}

ShellCommand heartbeatCommand(const RecordClaim &claim, quint64 epoch)
{
    ShellCommand command;
    command.script = recordSetScript();
    command.variables = {{QStringLiteral("record"), claim.recordFile},
                         {QStringLiteral("epoch"), QString::number(epoch)},
                         {QStringLiteral("fields"), QString()}};
    command.timeout = Milliseconds(5000);
    return command;
}

QString recordLibrary()
{
    return runbookScript("record_library");
}

QString guardedScript(const QString &script)
{
    return recordLibrary() + (script.isEmpty() ? QStringLiteral("record_guard\n")
                                               : QStringLiteral("record_begin\n") + script);
}

std::vector<Input> guardInputs(const RecordClaim &claim, quint64 epoch)
{
    return {{QStringLiteral("record"), literal(claim.recordFile)},
            {QStringLiteral("epoch"), literal(QString::number(epoch))}};
}

QString recordSetScript()
{
    return withLibrary("record_set");
}

QString ownerOfThisProcess()
{
    const auto account = systemUser(getuid());
    const QString user =
        account ? QString::fromLocal8Bit(account->name) : QString::number(getuid());
    QString owner = QStringLiteral("%1@%2 process %3")
                        .arg(user, QSysInfo::machineHostName())
                        .arg(QCoreApplication::applicationPid());
    owner.remove(u'\n');
    return owner;
}

bool isGone(const QString &owner)
{
    const QString here = u'@' + QSysInfo::machineHostName() + QStringLiteral(" process ");
    const qsizetype at = owner.indexOf(here);
    if (at < 0)
        return false;
    bool ok = false;
    const int pid = owner.mid(at + here.size()).toInt(&ok);
    return ok && pid > 0 && kill(pid, 0) != 0 && errno == ESRCH;
}

} // namespace tandem
