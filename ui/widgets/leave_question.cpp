// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/leave_question.h"

#include <QMessageBox>
#include <QPointer>
#include <QPushButton>

namespace tandem {

void askToLeaveStage(QWidget *window, StageDesk &stages, const std::function<void()> &then)
{
    auto *box =
        new QMessageBox(QMessageBox::Question, window->windowTitle(),
                        say("Ui", "A stage is running. Cancel it and leave the pair?").translated(),
                        QMessageBox::NoButton, window);
    box->setObjectName(QStringLiteral("leave_stage"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(
        say("Ui", "A stage that is cancelled ends its step, takes back what cannot stay half done, "
                  "and puts down what it holds on the nodes. Run again, it goes on from there.")
            .translated());
    box->addButton(say("Ui", "Let it run").translated(), QMessageBox::RejectRole);
    QPushButton *leave =
        box->addButton(say("Ui", "Cancel it and leave").translated(), QMessageBox::DestructiveRole);
    leave->setObjectName(QStringLiteral("leave_stage_now"));
    const QPointer<StageDesk> desk(&stages);
    QObject::connect(leave, &QPushButton::clicked, window, [window, desk, then] {
        if (!desk || !desk->isRunning()) {
            then();
            return;
        }
        QObject::connect(
            desk, &StageDesk::ended, window, [then] { then(); }, Qt::QueuedConnection);
        desk->cancel();
    });
    box->open();
}

} // namespace tandem
