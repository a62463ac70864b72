// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plan_sheet.h"

#include "ui/models/stage_words.h"
#include "ui/widgets/stage_chooser.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QStyle>
#include <QVBoxLayout>

namespace tandem {

PlanSheet::PlanSheet(const PreparedStagePtr &prepared, const PairSight &sight,
                     const Profile &profile, const Theme &theme, QWidget *parent)
    : QDialog(parent), m_prepared(prepared), m_sight(sight), m_profile(profile), m_theme(theme)
{
    setObjectName(QStringLiteral("plan_sheet"));
    setModal(true);
    build();
    connect(&theme, &Theme::changed, this, &PlanSheet::renew);
    setPrepared(prepared);
    resize(std::min(900, parent->width() - 2 * spacing::huge),
           std::min(640, parent->height() - 2 * spacing::huge));
}

void PlanSheet::build()
{
    m_title = new QLabel(this);
    m_title->setFont(m_theme.font(Theme::Size::Title, true));
    m_why = new QLabel(this);
    m_why->setObjectName(QStringLiteral("plan_why"));
    m_conditions = new QLabel(this);
    m_conditions->setObjectName(QStringLiteral("plan_conditions"));
    m_notice = new QLabel(this);
    m_notice->setObjectName(QStringLiteral("plan_notice"));
    m_notice->setProperty("kind", "danger");
    for (QLabel *label : {m_why, m_conditions, m_notice}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::huge, spacing::large, spacing::huge, spacing::large);
    layout->setSpacing(spacing::small);
    layout->addWidget(m_title);
    layout->addWidget(m_why);
    layout->addWidget(m_conditions);
    layout->addWidget(m_notice);
    m_chooser = StageChooser::make(m_prepared->stage, m_prepared->snapshot, m_profile, this);
    if (m_chooser != nullptr) {
        layout->addWidget(m_chooser);
        connect(m_chooser, &StageChooser::chosen, this, [this](const StageOptions &options) {
            m_isPlanning = true;
            renewButtons();
            Q_EMIT optionsChosen(m_prepared->stage, options);
        });
    }
    m_pane = new StepsPane(m_steps, m_theme, QStringLiteral("plan"), StepTimes::None, this);
    layout->addWidget(m_pane, 1);
    layout->addWidget(makeDangerBand());
    layout->addWidget(makeButtons());
}

QWidget *PlanSheet::makeDangerBand()
{
    m_danger = new QFrame(this);
    m_danger->setProperty("kind", "danger-band");
    m_dangerWords = new QLabel(m_danger);
    m_dangerWords->setObjectName(QStringLiteral("plan_danger"));
    m_dangerWords->setTextFormat(Qt::PlainText);
    m_dangerWords->setWordWrap(true);
    m_word = new QLineEdit(m_danger);
    m_word->setObjectName(QStringLiteral("plan_word"));
    m_word->setFixedWidth(220);
    auto *layout = new QHBoxLayout(m_danger);
    layout->addWidget(m_dangerWords, 1);
    layout->addWidget(m_word);
    connect(m_word, &QLineEdit::textChanged, this, &PlanSheet::renewButtons);
    return m_danger;
}

QWidget *PlanSheet::makeButtons()
{
    auto *row = new QWidget(this);
    m_run = new QPushButton(row);
    m_step = new QPushButton(row);
    m_copy = new QPushButton(row);
    m_cancel = new QPushButton(row);
    m_run->setObjectName(QStringLiteral("plan_run"));
    m_step->setObjectName(QStringLiteral("plan_step"));
    m_copy->setObjectName(QStringLiteral("plan_copy"));
    m_cancel->setObjectName(QStringLiteral("plan_cancel"));
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_copy);
    layout->addStretch();
    layout->addWidget(m_cancel);
    layout->addWidget(m_step);
    layout->addWidget(m_run);
    connect(m_run, &QPushButton::clicked, this,
            [this] { Q_EMIT runWanted(m_prepared, m_word->text(), false); });
    connect(m_step, &QPushButton::clicked, this,
            [this] { Q_EMIT runWanted(m_prepared, m_word->text(), true); });
    connect(m_copy, &QPushButton::clicked, this, [this] { Q_EMIT scriptWanted(m_prepared); });
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    const bool isDanger = isDangerous(m_prepared->stage) || m_prepared->plan.confirmation;
    m_run->setProperty("kind", isDanger ? "danger" : "primary");
    m_run->setAutoDefault(!isDanger);
    m_run->setDefault(!isDanger);
    for (QPushButton *button : {m_step, m_copy, m_cancel})
        button->setAutoDefault(false);
    return row;
}

void PlanSheet::setPrepared(const PreparedStagePtr &prepared)
{
    m_prepared = prepared;
    m_refusal.reset();
    m_isPlanning = false;
    m_steps.setPlan(prepared->plan);
    m_word->clear();
    int first = 0; // that has something to show
    while (first + 1 < m_steps.rowCount() && m_steps.row(first).isGroup)
        ++first;
    if (m_steps.rowCount() > 0)
        m_pane->choose(first);
    renew();
}

void PlanSheet::setRefusal(const Error &error)
{
    m_refusal = error;
    m_isPlanning = false;
    m_steps.clear();
    renew();
}

void PlanSheet::setSight(const PairSight &sight)
{
    m_sight = sight;
    m_conditions->setText(preconditions());
    renewButtons();
}

void PlanSheet::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        renew();
    QDialog::changeEvent(event);
}

// What must hold, as it is now and not as it was when the plan was made.
QString PlanSheet::preconditions() const
{
    const Advice *advice = m_sight.adviceOf(m_prepared->stage);
    QStringList lines;
    const auto line = [&lines](bool holds, const Text &words) {
        lines << (holds ? QStringLiteral("✓ ") : QStringLiteral("✕ ")) + words.translated();
    };
    line(true, say("Ui", "State: %1").arg(stateTitle(m_sight.verdict.state)));
    if (advice != nullptr)
        line(advice->allowed, advice->reason);
    for (const NodeFacts &node : m_sight.live.nodes) {
        if (!node.host)
            line(false, say("Ui", "The host of %1 does not answer.").arg(node.name));
        if (node.record && !node.record->operation.isEmpty())
            line(false, say("Ui", "%1 runs on %2, started by %3.")
                            .arg(operationText(node.record->operation))
                            .arg(node.name)
                            .arg(node.record->owner));
    }
    return lines.join(u'\n');
}

void PlanSheet::renew()
{
    const Plan &plan = m_prepared->plan;
    const Text name = actionText(m_prepared->stage, m_sight, m_profile);
    setWindowTitle(name.translated());
    m_title->setText(name.translated());
    QStringList why{plan.why.translated()};
    for (const Foreseen &seen : plan.foreseen) {
        if (seen.capture.isEmpty())
            why << seen.why.translated();
    }
    m_why->setText(m_refusal ? QString() : why.join(u'\n'));
    m_why->setVisible(!m_why->text().isEmpty());
    m_conditions->setText(preconditions());
    m_notice->setText(m_refusal ? m_refusal->sentence.translated()
                      : m_prepared->isRenewed
                          ? say("Ui", "The pair changed meanwhile: this is the plan as it is now; "
                                      "nothing has run yet.")
                                .translated()
                          : QString());
    m_notice->setVisible(!m_notice->text().isEmpty());
    const auto asked = wordAsked();
    m_danger->setVisible(asked.has_value() && !m_refusal);
    if (asked) {
        m_dangerWords->setText(asked->sentence.translated());
        m_word->setPlaceholderText(asked->word);
        m_word->setAccessibleName(asked->sentence.translated());
    }
    m_run->setText(name.translated());
    m_step->setText(say("Ui", "Step by step").translated());
    m_step->setToolTip(say("Ui", "Waits before every step until you go on.").translated());
    m_copy->setText(say("Ui", "Copy as script").translated());
    m_copy->setIcon(m_theme.icon(QStringLiteral("copy")));
    m_cancel->setText(say("Ui", "Cancel").translated());
    m_pane->renewDetail();
    renewButtons();
}

// A production pair asks for its name before anything that no plan asks for by itself.
std::optional<Confirmation> PlanSheet::wordAsked() const
{
    if (m_prepared->plan.confirmation || m_profile.environment != Environment::Production)
        return m_prepared->plan.confirmation;
    return Confirmation{
        say("Ui", "%1 is a production pair: type its name to run this.").arg(m_profile.name),
        m_profile.name};
}

void PlanSheet::renewButtons()
{
    const Advice *advice = m_sight.adviceOf(m_prepared->stage);
    const auto asked = wordAsked();
    const bool isAgreed = !asked || asked->word == m_word->text();
    const bool canRun =
        !m_refusal && !m_isPlanning && isAgreed && advice != nullptr && advice->allowed;
    m_run->setEnabled(canRun);
    m_step->setEnabled(canRun);
    m_copy->setEnabled(!m_refusal && !m_isPlanning);
}

} // namespace tandem
