// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/automation_desk.h"
#include "ui/theme/theme.h"

#include <QDateTime>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTimer>
#include <QWidget>

#include <deque>

namespace tandem {

// The pair when nobody looks after it: what automation would do now and why, by which policies, the
// observer of this program, the watchdogs of the nodes, and what they did.
class AutomationPage : public QWidget
{
    Q_OBJECT

public:
    AutomationPage(AutomationDesk &desk, const Theme &theme, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    static constexpr std::size_t mostEvents = 1000; // the newest

    struct Logged
    {
        QDateTime at;
        AutomationEvent event;
    };
    void connectDesk();
    void look();
    void renew();
    void renewJudgement();
    void renewWatchdogs();
    void renewLog();

    AutomationDesk &m_desk;
    std::optional<Judgement> m_judgement;
    std::optional<std::vector<AgentStatus>> m_watchdogs;
    std::deque<Logged> m_events;
    QTimer m_looks; // while the page is seen
    QLabel *m_question, *m_decision, *m_reasons, *m_observing, *m_watchdogWords, *m_told;
    QPushButton *m_ask, *m_observe, *m_pause, *m_clear, *m_watchdogOn, *m_watchdogOff;
    QPlainTextEdit *m_log;
};

} // namespace tandem
