// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/leave_question.h"

#include <QMessageBox>
#include <QPointer>
#include <QPushButton>

namespace tandem {

namespace {

struct Question
{
    const char *name;
    Text words, more, stay, leave;
};

// Opens it; `left` follows when the person leaves.
void ask(QWidget *window, const Question &question, const std::function<void()> &left)
{
    auto *box = new QMessageBox(QMessageBox::Question, window->windowTitle(),
                                question.words.translated(), QMessageBox::NoButton, window);
    box->setObjectName(QLatin1String(question.name));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(question.more.translated());
    box->addButton(question.stay.translated(), QMessageBox::RejectRole);
    QPushButton *leave = box->addButton(question.leave.translated(), QMessageBox::DestructiveRole);
    leave->setObjectName(QLatin1String(question.name) + QStringLiteral("_now"));
    QObject::connect(leave, &QPushButton::clicked, window, left);
    box->open();
}

} // namespace

void askToLeaveStage(QWidget *window, StageDesk &stages, const std::function<void()> &then)
{
    const Question question{
        "leave_stage", say("Ui", "A stage is running. Cancel it and leave the pair?"),
        say("Ui", "A stage that is cancelled ends its step, takes back what cannot stay half done, "
                  "and puts down what it holds on the nodes. Run again, it goes on from there."),
        say("Ui", "Let it run"), say("Ui", "Cancel it and leave")};
    const QPointer<StageDesk> desk(&stages);
    ask(window, question, [window, desk, then] {
        if (!desk || !desk->isRunning()) {
            then();
            return;
        }
        QObject::connect(
            desk, &StageDesk::ended, window, [then] { then(); }, Qt::QueuedConnection);
        desk->cancel();
    });
}

void askToEndObserver(QWidget *window, AutomationDesk &automation,
                      const std::function<void()> &then)
{
    const Question question{
        "leave_observer", say("Ui", "The observer looks after this pair. End it and leave?"),
        say("Ui", "Without it nobody fails this pair over by itself, unless watchdogs are on the "
                  "nodes. A failover or failback that it is making is ended first."),
        say("Ui", "Let it observe"), say("Ui", "End it and leave")};
    const QPointer<AutomationDesk> desk(&automation);
    ask(window, question, [window, desk, then] {
        if (!desk || !desk->isObserving()) {
            then();
            return;
        }
        QObject::connect(
            desk, &AutomationDesk::observingChanged, window, [then] { then(); },
            Qt::QueuedConnection);
        desk->setObserving(false);
    });
}

} // namespace tandem
