// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/stage_rail.h"

#include "ui/models/stage_words.h"

#include <QEvent>
#include <QStyle>
#include <QVBoxLayout>

namespace tandem {

namespace {

constexpr int railWidth = 220;

} // namespace

StageRail::StageRail(const Profile &profile, const Theme &theme, QWidget *parent)
    : QFrame(parent), m_profile(profile), m_theme(theme)
{
    setProperty("kind", "rail");
    setFixedWidth(railWidth);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::small, spacing::medium, spacing::small, spacing::small);
    layout->setSpacing(2);
    addHeading(say("Ui", "STAGES"));
    for (const Stage stage : {Stage::Prepare, Stage::Setup, Stage::SeedData, Stage::Crash,
                              Stage::Failover, Stage::Resync, Stage::Failback, Stage::Verify})
        addStage(stage);
    layout->addSpacing(spacing::medium);
    addHeading(say("Ui", "AT ANY TIME"));
    for (const Stage stage :
         {Stage::Switchover, Stage::ModeSync, Stage::ModeAsync, Stage::Restore, Stage::Clean})
        addStage(stage);
    layout->addStretch();
    connect(&theme, &Theme::changed, this, qOverload<>(&StageRail::renew));
    renew();
}

void StageRail::addHeading(const Text &words)
{
    auto *label = new QLabel(this);
    label->setFont(m_theme.font(Theme::Size::Tiny, true));
    label->setProperty("kind", "muted");
    label->setContentsMargins(spacing::small, 0, 0, spacing::hair);
    layout()->addWidget(label);
    m_headings.emplace_back(label, words);
}

void StageRail::addStage(Stage stage)
{
    auto *button = new QPushButton(this);
    button->setObjectName(QStringLiteral("stage_%1").arg(tokenOf(stage)));
    button->setProperty("kind", "rail");
    button->setFlat(true);
    button->setIconSize(QSize(14, 14));
    connect(button, &QPushButton::clicked, this, [this, stage] { press(stage); });
    layout()->addWidget(button);
    m_entries.push_back({stage, button});
}

void StageRail::press(Stage stage)
{
    const Text name = actionText(stage, m_sight, m_profile);
    const Advice *advice = m_sight.adviceOf(stage);
    if (m_running)
        Q_EMIT refused(
            say("Ui", "%1: another stage runs, wait for its end or cancel it.").arg(name));
    else if (!m_sight.isLooked || advice == nullptr)
        Q_EMIT refused(say("Ui", "%1: no look at the pair has ended yet.").arg(name));
    else if (!advice->allowed)
        Q_EMIT refused(say("Ui", "%1: %2").arg(name).arg(advice->reason));
    else
        Q_EMIT stageWanted(stage);
}

void StageRail::setSight(const PairSight &sight)
{
    m_sight = sight;
    renew();
}

void StageRail::setRunning(std::optional<Stage> stage)
{
    m_running = stage;
    renew();
}

void StageRail::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        renew();
    QFrame::changeEvent(event);
}

void StageRail::renew()
{
    for (const auto &[label, words] : m_headings)
        label->setText(words.translated());
    for (const Entry &entry : m_entries)
        renew(entry);
}

// Observed on the nodes themselves, whoever did it.
bool StageRail::isAchieved(Stage stage) const
{
    const auto &nodes = m_sight.live.nodes;
    const bool isPaired =
        nodes[0].record && nodes[0].record->paired && nodes[1].record && nodes[1].record->paired;
    switch (stage) {
    case Stage::Prepare:
    case Stage::Setup:
        return isPaired;
    case Stage::ModeSync:
        return m_sight.live.primary() != nullptr &&
               !m_sight.live.primary()->replication->synchronousStandbyNames.isEmpty();
    case Stage::ModeAsync:
        return isPaired && m_sight.live.primary() != nullptr &&
               m_sight.live.primary()->replication->synchronousStandbyNames.isEmpty();
    case Stage::SeedData:
    case Stage::Verify:
    case Stage::Crash:
    case Stage::Restore:
    case Stage::Failover:
    case Stage::Resync:
    case Stage::Failback:
    case Stage::Switchover:
    case Stage::Clean:
        return false;
    }
    return false;
}

void StageRail::renew(const Entry &entry)
{
    const Tokens &t = m_theme.tokens();
    const Advice *advice = m_sight.adviceOf(entry.stage);
    const bool isAllowed = m_sight.isLooked && advice != nullptr && advice->allowed && !m_running;
    const bool isNext = isAllowed && m_sight.next == entry.stage;
    QString icon = QStringLiteral("locked");
    QColor color = t.muted;
    if (m_running == entry.stage) {
        icon = QStringLiteral("running");
        color = t.accent;
    } else if (isAchieved(entry.stage)) {
        icon = QStringLiteral("done");
        color = t.standby;
    } else if (isAllowed) {
        icon = QStringLiteral("ready");
        color = isNext ? t.accent : t.text;
    }
    const QString text = actionText(entry.stage, m_sight, m_profile).translated();
    const QString reason = advice != nullptr ? advice->reason.translated() : QString();
    // Every look comes here; only what changed is drawn again.
    const QString shown = QStringList{icon, color.name(), text, reason}.join(u'\n');
    if (entry.button->property("shown").toString() == shown)
        return;
    entry.button->setProperty("shown", shown);
    entry.button->setIcon(m_theme.icon(icon, color));
    entry.button->setText(text);
    // The style sheet shows these properties; it is asked again only when one changed.
    const QString look = isNext      ? QStringLiteral("next")
                         : isAllowed ? QStringLiteral("open")
                                     : QStringLiteral("shut");
    if (entry.button->property("look").toString() != look) {
        entry.button->setProperty("look", look);
        entry.button->style()->unpolish(entry.button);
        entry.button->style()->polish(entry.button);
    }
    entry.button->setToolTip(reason);
    entry.button->setAccessibleName(text);
    entry.button->setAccessibleDescription(reason);
}

} // namespace tandem
