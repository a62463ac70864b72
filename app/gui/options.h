// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "ui/main_window.h"

#include <QSize>

namespace tandem {

// What the window's program was called with.
struct GuiOptions
{
    WindowOptions window;
    std::optional<QString> language;
    std::optional<Appearance> appearance;
    QSize size;       // of the window; empty: as it was
    QString pictures; // a directory: plays the lab on the demo pair and saves pictures there
    QString answer;   // help or version: printed, and nothing is opened
};

// What Qt must know before there is an application: --scale, and that pictures need no screen. What
// it does not understand is left to readGuiOptions().
void prepareScreen(int argc, char **argv);
// Errors are of kind Usage.
[[nodiscard]] Result<GuiOptions> readGuiOptions(const QStringList &arguments);

} // namespace tandem
