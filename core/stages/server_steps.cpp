// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stages/server_steps.h"

namespace tandem {

using std::chrono::seconds;

Step stopStep(const NodeProfile &node)
{
    return StepBuilder::shell(
               QStringLiteral("stop-") + node.name,
               say("Stages", "Stop the server of %1 in an orderly way").arg(node.name), node,
               QStringLiteral("stop_server"), {QStringLiteral("data"), QStringLiteral("bin")})
        .input(QStringLiteral("patience"), literal(6000))
        .changes(say("Stages", "start it again"))
        .idempotent()
        .seenByShell(node, QStringLiteral("processes_left"), statePaths,
                     QStringLiteral("processes"), CaptureType::Integer, QStringLiteral("0"))
        .timeout(seconds(90))
        .refuse(ErrorKind::Failed,
                say("Stages", "The server of %1 does not stop: look at its log for a session or an "
                              "archive command that holds it, then run the stage again.")
                    .arg(node.name));
}

Step startStep(const NodeProfile &node)
{
    const bool isDebian = node.postgres.layout == LayoutKind::Debian;
    StepBuilder builder =
        StepBuilder::shell(QStringLiteral("start-") + node.name,
                           say("Stages", "Start the server of %1").arg(node.name), node,
                           isDebian ? QStringLiteral("start_unit") : QStringLiteral("start_server"),
                           {QStringLiteral("data"), QStringLiteral("bin"),
                            isDebian ? QStringLiteral("unit") : QStringLiteral("config"),
                            QStringLiteral("log")})
            .changes(say("Stages", "stop it again"))
            .timeout(seconds(90))
            .refuse(ErrorKind::Failed,
                    say("Stages", "The server of %1 does not start: its log says why; mend "
                                  "that and run the stage again.")
                        .arg(node.name));
    if (isDebian)
        builder.asRoot(); // only root may ask systemd for it
    Step step = builder;
    Probe running;
    running.action =
        ShellAction{stageScript(QStringLiteral("processes_left")), OsIdentity::Postgres, {}};
    running.inputs = pathInputs(node, statePaths);
    running.captures = {{QStringLiteral("processes"), CaptureType::Integer, {}}};
    running.expect = {{QStringLiteral("processes"), Compare::AtLeast, literal(1), {}}};
    step.after = running;
    return step;
}

std::vector<Step> settleSteps(const NodeProfile &node)
{
    if (node.postgres.layout != LayoutKind::Debian)
        return {};
    return {
        StepBuilder::shell(QStringLiteral("settle-") + node.name,
                           say("Stages", "systemd has the server of %1 as running").arg(node.name),
                           node, QStringLiteral("settle_unit"),
                           {QStringLiteral("data"), QStringLiteral("bin"), QStringLiteral("unit")})
            .timeout(seconds(90))
            .refuse(ErrorKind::Failed,
                    say("Stages", "The server of %1 serves, but systemd still waits for its "
                                  "start: look at systemctl status there, and do not reboot "
                                  "the host before that has ended.")
                        .arg(node.name))};
}

} // namespace tandem
