// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/log_entry.h"

namespace tandem {

QString tokenOf(LogSeverity severity)
{
    switch (severity) {
    case LogSeverity::Plain:
        return QStringLiteral("plain");
    case LogSeverity::Debug:
        return QStringLiteral("debug");
    case LogSeverity::Info:
        return QStringLiteral("info");
    case LogSeverity::Notice:
        return QStringLiteral("notice");
    case LogSeverity::Warning:
        return QStringLiteral("warning");
    case LogSeverity::Error:
        return QStringLiteral("error");
    case LogSeverity::Log:
        return QStringLiteral("log");
    case LogSeverity::Fatal:
        return QStringLiteral("fatal");
    case LogSeverity::Panic:
        return QStringLiteral("panic");
    }
    return {};
}

bool isTrouble(LogSeverity severity)
{
    switch (severity) {
    case LogSeverity::Plain:
    case LogSeverity::Debug:
    case LogSeverity::Info:
    case LogSeverity::Notice:
    case LogSeverity::Log:
        return false;
    case LogSeverity::Warning:
    case LogSeverity::Error:
    case LogSeverity::Fatal:
    case LogSeverity::Panic:
        return true;
    }
    return false;
}

} // namespace tandem
