// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stages/copy_steps.h"

#include "core/stages/config_text.h"

namespace tandem {

namespace {

Step removePartialStep(const NodeProfile &target, const QString &idSuffix)
{
    return StepBuilder::shell(
               QStringLiteral("remove-partial") + idSuffix,
               say("Stages", "Remove the copy on %1 that was not finished").arg(target.name),
               target, QStringLiteral("remove_copy"),
               {QStringLiteral("data"), QStringLiteral("bin")})
        .changes(say("Stages", "the next run copies anew"))
        .idempotent()
        .seenByShell(target, QStringLiteral("server_state"), statePaths,
                     QStringLiteral("copy_there"), CaptureType::Boolean, QStringLiteral("false"))
        .timeout(std::chrono::minutes(10));
}

} // namespace

Step copyStep(const StageContext &context, const NodeProfile &target, const NodeProfile &source,
              const QString &idSuffix)
{
    const Profile &profile = context.profile;
    return StepBuilder::shell(QStringLiteral("clone") + idSuffix,
                              say("Stages", "Copy %1 to %2, beside what is there, and verify it")
                                  .arg(source.name)
                                  .arg(target.name),
                              target, QStringLiteral("clone"),
                              {QStringLiteral("data"), QStringLiteral("bin"), QStringLiteral("own"),
                               QStringLiteral("passfile")})
        .input(QStringLiteral("source"),
               literal(peerConninfo(profile, target, profile.roles.replication, {})))
        .input(QStringLiteral("slot"), literal(slotFor(profile, target.name)))
        .changes(say("Stages", "delete the copy"))
        .idempotent()
        .seenByShell(target, QStringLiteral("server_state"), statePaths,
                     QStringLiteral("copy_ready"), CaptureType::Boolean, QStringLiteral("true"))
        .cancelled(say("Stages", "Cancelled: the data directory of %1 was not touched, and the "
                                 "copy beside it that was not finished is removed.")
                       .arg(target.name))
        .onFailure({removePartialStep(target, idSuffix)})
        .timeout(std::chrono::hours(12));
}

Step swapStep(const NodeProfile &target, const QString &idSuffix)
{
    return StepBuilder::shell(
               QStringLiteral("swap") + idSuffix,
               say("Stages", "Put the copy in place on %1 and keep the old "
                             "directory")
                   .arg(target.name),
               target, QStringLiteral("swap_data"),
               {QStringLiteral("data"), QStringLiteral("bin"), QStringLiteral("own")})
        .capture(QStringLiteral("kept"), CaptureType::Text)
        .changes(say("Stages", "rename the kept directory back"))
        .seenByShell(target, QStringLiteral("server_state"), statePaths,
                     QStringLiteral("copy_ready"), CaptureType::Boolean, QStringLiteral("false"));
}

} // namespace tandem
