// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"

#include "core/runbook/script.h"

namespace tandem {

int runScript(const CtlOptions &options, const StopToken &stop)
{
    const auto stage = stageArgument(options);
    if (!stage.ok())
        return fail(options, stage.error());
    auto session = openPair(options, stop);
    if (!session.ok())
        return fail(options, session.error());
    const Profile &profile = (*session)->profile();
    const QString from = options.from == QLatin1String("client") ? QString() : options.from;
    if (!from.isEmpty() && profile.node(from) == nullptr) {
        return fail(options, {ErrorKind::Usage,
                              say("App", "--from wants client, %1 or %2, not \"%3\".")
                                  .arg(profile.nodes[0].name)
                                  .arg(profile.nodes[1].name)
                                  .arg(from),
                              {},
                              {}});
    }
    const auto snapshot = observePair(**session, stop);
    if (!snapshot.ok())
        return fail(options, snapshot.error());
    const auto plan = planNow(**session, *stage, *snapshot, options.stage);
    if (!plan.ok())
        return fail(options, plan.error());
    const auto script = options.step.isEmpty() ? scriptOf(*plan, profile, from)
                                               : stepScriptOf(*plan, profile, options.step, from);
    if (!script.ok())
        return fail(options, script.error());
    if (options.json)
        tellJson({{QStringLiteral("stage"), tokenOf(*stage)},
                  {QStringLiteral("from"), options.from},
                  {QStringLiteral("script"), *script}});
    else
        tell(script->chopped(1));
    return 0;
}

} // namespace tandem
