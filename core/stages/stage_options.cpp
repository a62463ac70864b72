// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stages/stage_options.h"

namespace tandem {

QString tokenOf(CrashVariant variant)
{
    switch (variant) {
    case CrashVariant::All:
        return QStringLiteral("all");
    case CrashVariant::Postmaster:
        return QStringLiteral("postmaster");
    case CrashVariant::Backend:
        return QStringLiteral("backend");
    case CrashVariant::Immediate:
        return QStringLiteral("immediate");
    case CrashVariant::Freeze:
        return QStringLiteral("freeze");
    case CrashVariant::WalLink:
        return QStringLiteral("wal-link");
    case CrashVariant::MoveData:
        return QStringLiteral("move-data");
    case CrashVariant::Pkill:
        return QStringLiteral("pkill");
    case CrashVariant::Halt:
        return QStringLiteral("halt");
    case CrashVariant::Unplug:
        return QStringLiteral("unplug");
    }
    return {};
}

std::vector<CrashVariant> allCrashVariants()
{
    return {CrashVariant::All,       CrashVariant::Postmaster, CrashVariant::Backend,
            CrashVariant::Immediate, CrashVariant::Freeze,     CrashVariant::WalLink,
            CrashVariant::MoveData,  CrashVariant::Pkill,      CrashVariant::Halt,
            CrashVariant::Unplug};
}

std::optional<CrashVariant> crashVariantOf(const QString &token)
{
    for (const CrashVariant variant : allCrashVariants()) {
        if (tokenOf(variant) == token)
            return variant;
    }
    return std::nullopt;
}

QString tokenOf(ResyncMethod method)
{
    switch (method) {
    case ResyncMethod::Automatic:
        return QStringLiteral("auto");
    case ResyncMethod::Follow:
        return QStringLiteral("follow");
    case ResyncMethod::Rewind:
        return QStringLiteral("rewind");
    case ResyncMethod::Clone:
        return QStringLiteral("clone");
    }
    return {};
}

std::vector<ResyncMethod> allResyncMethods()
{
    return {ResyncMethod::Automatic, ResyncMethod::Follow, ResyncMethod::Rewind,
            ResyncMethod::Clone};
}

std::optional<ResyncMethod> resyncMethodOf(const QString &token)
{
    for (const ResyncMethod method : allResyncMethods()) {
        if (tokenOf(method) == token)
            return method;
    }
    return std::nullopt;
}

} // namespace tandem
