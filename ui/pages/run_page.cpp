// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run_page.h"

#include "ui/models/figure_text.h"
#include "ui/models/stage_words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace tandem {

RunPage::RunPage(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    m_headline = new QLabel(this);
    m_headline->setObjectName(QStringLiteral("run_headline"));
    m_headline->setFont(theme.font(Theme::Size::Lead, true));
    m_sentence = new QLabel(this);
    m_sentence->setObjectName(QStringLiteral("run_sentence"));
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_sentence->setWordWrap(true);
    m_pane = new StepsPane(m_steps, theme, QStringLiteral("run"), StepTimes::Shown, this);
    m_goOn = new QPushButton(this);
    m_goOn->setObjectName(QStringLiteral("run_go_on"));
    m_goOn->setProperty("kind", "primary");
    m_cancel = new QPushButton(this);
    m_cancel->setObjectName(QStringLiteral("run_cancel"));
    auto *top = new QHBoxLayout;
    top->addWidget(m_headline);
    top->addWidget(m_sentence, 1);
    top->addWidget(m_goOn);
    top->addWidget(m_cancel);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::medium, spacing::small, spacing::medium, spacing::small);
    layout->setSpacing(spacing::small);
    layout->addLayout(top);
    layout->addWidget(m_pane, 1);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_isCancelled = true;
        renew();
        Q_EMIT cancelWanted();
    });
    connect(m_goOn, &QPushButton::clicked, this, [this] {
        m_waitsBefore.clear();
        renew();
        Q_EMIT goOnWanted();
    });
    // The step at work, then the one that failed, is the one to look at.
    connect(&m_steps, &StepModel::advanced, this, [this](int row, StepStatus status) {
        const bool isOfPlan = !m_steps.row(row).number.isEmpty();
        if (status == StepStatus::Failed || (status == StepStatus::Started && isOfPlan))
            m_pane->choose(row);
    });
    connect(&m_clock, &QTimer::timeout, this, [this] { m_headline->setText(headline()); });
    renew();
}

void RunPage::begin(const PreparedStagePtr &prepared)
{
    m_prepared = prepared;
    m_outcome.reset();
    m_isCancelled = false;
    m_waitsBefore.clear();
    m_begunAt = MonotonicClock::now();
    m_steps.setPlan(prepared->plan);
    m_clock.start(100);
    renew();
}

void RunPage::take(const StepReport &report)
{
    m_steps.take(report);
    m_pane->renewDetail();
}

void RunPage::waitBefore(const QString &stepId)
{
    m_waitsBefore = stepId;
    renew();
    m_goOn->setFocus();
}

void RunPage::end(const PreparedStagePtr &prepared, const Outcome &outcome)
{
    m_prepared = prepared;
    m_outcome = outcome;
    m_waitsBefore.clear();
    m_clock.stop();
    renew();
}

void RunPage::giveBack()
{
    m_prepared.reset();
    m_clock.stop();
    m_steps.clear();
    renew();
}

void RunPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        renew();
    QWidget::changeEvent(event);
}

QString RunPage::headline() const
{
    if (!m_prepared)
        return say("Ui", "Nothing has run yet").translated();
    const Text stage = stageTitle(m_prepared->stage);
    if (m_outcome)
        return say("Ui", "%1: %2, %3")
            .arg(stage)
            .arg(resultText(m_outcome->kind))
            .arg(durationText(secondsBetween(m_outcome->startedAt, m_outcome->endedAt)))
            .translated();
    return say("Ui", "%1 runs, %2")
        .arg(stage)
        .arg(QString::number(secondsBetween(m_begunAt, MonotonicClock::now()), 'f', 1) + u' ' +
             say("Ui", "s").translated())
        .translated();
}

void RunPage::renew()
{
    const bool isRunning = m_prepared && !m_outcome;
    m_headline->setText(headline());
    Text sentence;
    if (!m_prepared)
        sentence = say("Ui", "Choose a stage at the left: its plan is shown before anything runs.");
    else if (m_outcome)
        sentence = m_outcome->sentence;
    else if (m_isCancelled)
        sentence =
            say("Ui",
                "Cancelling: the step at work is ended (a promotion is waited for), what it holds "
                "is put down.");
    else if (!m_waitsBefore.isEmpty())
        sentence = say("Ui", "Waits for you before the step that is marked.");
    m_sentence->setText(sentence.translated());
    m_goOn->setVisible(!m_waitsBefore.isEmpty());
    m_goOn->setText(say("Ui", "Next step").translated());
    m_cancel->setVisible(isRunning);
    m_cancel->setEnabled(!m_isCancelled);
    m_cancel->setText(say("Ui", "Cancel").translated());
    m_cancel->setToolTip(
        say("Ui",
            "Ends the step at work, or waits for a promotion that has begun; a hand-over that "
            "cannot go on takes itself back.")
            .translated());
    m_pane->renewDetail();
}

} // namespace tandem
