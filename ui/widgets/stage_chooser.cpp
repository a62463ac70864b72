// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/stage_chooser.h"

#include "ui/theme/tokens.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace tandem {

namespace {

Text nameOf(CrashVariant variant)
{
    switch (variant) {
    case CrashVariant::All:
        return say("Ui", "kill -9 of every server process");
    case CrashVariant::Postmaster:
        return say("Ui", "kill -9 of the postmaster alone");
    case CrashVariant::Backend:
        return say("Ui", "kill -9 of one client session");
    case CrashVariant::Immediate:
        return say("Ui", "immediate stop");
    case CrashVariant::Freeze:
        return say("Ui", "freeze the server");
    case CrashVariant::WalLink:
        return say("Ui", "pause the WAL link");
    case CrashVariant::MoveData:
        return say("Ui", "move the data directory away");
    case CrashVariant::Pkill:
        return say("Ui", "pkill -9 postgres on the host");
    case CrashVariant::Halt:
        return say("Ui", "switch the host off");
    case CrashVariant::Unplug:
        return say("Ui", "unplug the host's network");
    }
    return {};
}

Text nameOf(ResyncMethod method)
{
    switch (method) {
    case ResyncMethod::Automatic:
        return say("Ui", "automatic");
    case ResyncMethod::Follow:
        return say("Ui", "follow");
    case ResyncMethod::Rewind:
        return say("Ui", "rewind");
    case ResyncMethod::Clone:
        return say("Ui", "clone");
    }
    return {};
}

Text sentenceOf(ResyncMethod method)
{
    switch (method) {
    case ResyncMethod::Automatic:
        return say("Ui", "Follows if the node has nothing of its own, else the way that is quicker "
                         "by the bytes it moves.");
    case ResyncMethod::Follow:
        return say("Ui", "Only starts it as a standby; refused if it has writes of its own.");
    case ResyncMethod::Rewind:
        return say("Ui", "pg_rewind: takes back what differs, keeps the rest.");
    case ResyncMethod::Clone:
        return say("Ui",
                   "A whole new copy beside the old data, which are kept until it is proven.");
    }
    return {};
}

} // namespace

StageChooser *StageChooser::make(Stage stage, const ClusterSnapshot &snapshot,
                                 const Profile &profile, QWidget *parent)
{
    std::vector<Choice> choices;
    if (stage == Stage::Crash) {
        for (const CrashChoice &choice : crashChoices({profile, snapshot})) {
            StageOptions options;
            options.crash = choice.variant;
            choices.push_back({options, nameOf(choice.variant),
                               choice.allowed ? choice.sentence : choice.reason, choice.allowed});
        }
        return new StageChooser(say("Ui", "How"), choices, parent);
    }
    if (stage == Stage::Resync) {
        for (const ResyncMethod method : allResyncMethods()) {
            StageOptions options;
            options.resync = method;
            choices.push_back({options, nameOf(method), sentenceOf(method), true});
        }
        return new StageChooser(say("Ui", "How"), choices, parent);
    }
    return nullptr;
}

StageChooser::StageChooser(Text title, std::vector<Choice> choices, QWidget *parent)
    : QWidget(parent), m_title(std::move(title)), m_choices(std::move(choices))
{
    m_label = new QLabel(this);
    m_box = new QComboBox(this);
    m_box->setObjectName(QStringLiteral("plan_choice"));
    for (std::size_t i = 0; i < m_choices.size(); ++i)
        m_box->addItem(QString());
    auto *model = qobject_cast<QStandardItemModel *>(m_box->model());
    for (std::size_t i = 0; i < m_choices.size(); ++i)
        model->item(int(i))->setEnabled(m_choices[i].allowed);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::small);
    layout->addWidget(m_label);
    layout->addWidget(m_box);
    layout->addStretch();
    connect(m_box, &QComboBox::activated, this,
            [this](int index) { Q_EMIT chosen(m_choices[std::size_t(index)].options); });
    renew();
}

void StageChooser::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        renew();
    QWidget::changeEvent(event);
}

void StageChooser::renew()
{
    m_label->setText(m_title.translated());
    m_box->setAccessibleName(m_title.translated());
    for (std::size_t i = 0; i < m_choices.size(); ++i) {
        m_box->setItemText(int(i), m_choices[i].name.translated());
        m_box->setItemData(int(i), m_choices[i].sentence.translated(), Qt::ToolTipRole);
    }
}

} // namespace tandem
