// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stages/handover.h"

namespace tandem {

Result<Plan> planFailback(const StageContext &context)
{
    const NodeProfile &home = context.profile.home();
    return planHandover(Stage::Failback, context, context.profile.peerOf(home.name), home);
}

} // namespace tandem
