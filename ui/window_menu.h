// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <functional>

class QMenu;
class QWidget;

namespace tandem {

// What the window's menu can ask for.
struct MenuWishes
{
    std::function<void()> open;
    std::function<void()> add;
    std::function<void()> closePair;
    std::function<void()> quit;
    std::function<void()> secrets;
    std::function<void()> trustKeys;
    std::function<bool()> hasHosts; // a pair over SSH is open: there are keys to trust
    std::function<bool()> hasPair;
    std::function<void(Appearance)> appearance;
    std::function<void(const QString &)> language; // "en", "ru"
};

// The window's menu; its words follow the language, its shortcuts work everywhere in the window.
[[nodiscard]] QMenu *makeWindowMenu(const MenuWishes &wishes, const Theme &theme, QWidget *window);

} // namespace tandem
