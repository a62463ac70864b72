// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/automation.h"

namespace tandem {

Automation Automation::standardOf(Environment environment)
{
    Automation standard;
    if (environment == Environment::Lab)
        standard.back = ReturnPolicy::ResyncAndFailback;
    return standard;
}

QString tokenOf(UnreachablePolicy policy)
{
    switch (policy) {
    case UnreachablePolicy::Never:
        return QStringLiteral("never");
    case UnreachablePolicy::IfSynchronous:
        return QStringLiteral("synchronous");
    case UnreachablePolicy::Always:
        return QStringLiteral("always");
    }
    return {};
}

QString tokenOf(ReturnPolicy policy)
{
    switch (policy) {
    case ReturnPolicy::Nothing:
        return QStringLiteral("nothing");
    case ReturnPolicy::Resync:
        return QStringLiteral("resync");
    case ReturnPolicy::ResyncAndFailback:
        return QStringLiteral("resync-and-failback");
    }
    return {};
}

} // namespace tandem
