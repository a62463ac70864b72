// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/leave_question.h"

#include <QEvent>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>

namespace tandem {

namespace {

struct LeaveWords
{
    const char *name;
    Text words, more, stay, leave;
};

// In the language of the moment, however long it stays open.
class QuestionBox : public QMessageBox
{
public:
    QuestionBox(LeaveWords words, QWidget *window)
        : QMessageBox(QMessageBox::Question, window->windowTitle(), {}, QMessageBox::NoButton,
                      window),
          m_words(std::move(words))
    {
        setObjectName(QLatin1String(m_words.name));
        setAttribute(Qt::WA_DeleteOnClose);
        m_stay = addButton(QString(), QMessageBox::RejectRole);
        m_leave = addButton(QString(), QMessageBox::DestructiveRole);
        m_leave->setObjectName(QLatin1String(m_words.name) + QStringLiteral("_now"));
        renew();
    }

    [[nodiscard]] QPushButton *leave() const { return m_leave; }

protected:
    void changeEvent(QEvent *event) override
    {
        if (event->type() == QEvent::LanguageChange)
            renew();
        QMessageBox::changeEvent(event);
    }

private:
    void renew()
    {
        setText(m_words.words.translated());
        setInformativeText(m_words.more.translated());
        m_stay->setText(m_words.stay.translated());
        m_leave->setText(m_words.leave.translated());
    }

    const LeaveWords m_words;
    QPushButton *m_stay;
    QPushButton *m_leave;
};

// Opens it; `left` follows when the person leaves.
void ask(QWidget *window, const LeaveWords &question, const std::function<void()> &left)
{
    auto *box = new QuestionBox(question, window);
    QObject::connect(box->leave(), &QPushButton::clicked, window, left);
    box->open();
}

} // namespace

void askToLeaveStage(QWidget *window, StageDesk &stages, const std::function<void()> &then)
{
    const LeaveWords question{
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
    const LeaveWords question{
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
