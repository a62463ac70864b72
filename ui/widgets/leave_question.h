// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/automation_desk.h"
#include "ui/desk/stage_desk.h"

#include <functional>

class QWidget;

namespace tandem {

// Asks whether the stage that runs is to be cancelled; once it has ended, or had by then, `then`
// follows. Does not wait.
void askToLeaveStage(QWidget *window, StageDesk &stages, const std::function<void()> &then);

// The same of the observer, whose going leaves the pair to itself; it ends its failover or failback
// first.
void askToEndObserver(QWidget *window, AutomationDesk &automation,
                      const std::function<void()> &then);

} // namespace tandem
