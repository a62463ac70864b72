// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/node_card.h"

#include "ui/models/figure_text.h"

#include <QEvent>
#include <QStyle>
#include <QVBoxLayout>

namespace tandem {

namespace {

const QString none = QStringLiteral("–");

ElidedLabel *lineLabel(QWidget *parent, const QFont &font, bool isMuted)
{
    auto *label = new ElidedLabel(parent);
    label->setFont(font);
    if (isMuted)
        label->setProperty("kind", "muted");
    return label;
}

QString versionText(const NodeFacts &node)
{
    if (node.replication && node.replication->serverVersion > 0)
        return QStringLiteral("PostgreSQL %1.%2")
            .arg(node.replication->serverVersion / 10000)
            .arg(node.replication->serverVersion % 10000);
    if (node.data && node.data->majorVersion > 0)
        return QStringLiteral("PostgreSQL %1").arg(node.data->majorVersion);
    return {};
}

} // namespace

NodeCard::NodeCard(std::size_t index, const Profile &profile, const Theme &theme, QWidget *parent)
    : QFrame(parent), m_index(index), m_profile(profile), m_theme(theme)
{
    const NodeProfile &node = profile.nodes[index];
    setProperty("kind", "card");
    setObjectName(QStringLiteral("node_card_%1").arg(node.name));
    m_name = new QLabel(node.name, this);
    m_name->setFont(theme.font(Theme::Size::Lead, true));
    m_name->setTextFormat(Qt::PlainText);
    m_badge = new Badge(theme, this);
    m_badge->setObjectName(QStringLiteral("badge_%1").arg(node.name));
    m_address = lineLabel(this, theme.font(Theme::Size::Tiny), true);
    m_position = lineLabel(this, theme.fixedFont(), false);
    m_figures = lineLabel(this, theme.font(Theme::Size::Body), false);
    m_replication = lineLabel(this, theme.font(Theme::Size::Tiny), true);
    m_archive = lineLabel(this, theme.font(Theme::Size::Tiny), true);
    m_archive->setObjectName(QStringLiteral("archive_%1").arg(node.name));
    m_remark = new QLabel(this);
    m_remark->setFont(theme.font(Theme::Size::Tiny));
    m_remark->setWordWrap(true);
    m_remark->setTextFormat(Qt::PlainText);
    m_remark->setObjectName(QStringLiteral("remark_%1").arg(node.name));
    m_remark->setProperty("kind", "danger");
    m_actions = new QWidget(this);
    m_first = new QPushButton(m_actions);
    m_second = new QPushButton(m_actions);
    m_first->setObjectName(QStringLiteral("node_action_1_%1").arg(node.name));
    m_second->setObjectName(QStringLiteral("node_action_2_%1").arg(node.name));
    connect(m_first, &QPushButton::clicked, this, [this] { Q_EMIT stageWanted(*m_stages[0]); });
    connect(m_second, &QPushButton::clicked, this, [this] { Q_EMIT stageWanted(*m_stages[1]); });

    build();
    renew();
}

void NodeCard::build()
{
    auto *actions = new QHBoxLayout(m_actions);
    actions->setContentsMargins(0, 0, 0, 0);
    actions->setSpacing(spacing::hair);
    actions->addWidget(m_first);
    actions->addWidget(m_second);
    m_top = new QHBoxLayout;
    m_top->addWidget(m_name);
    m_top->addSpacing(spacing::small);
    m_top->addWidget(m_badge, 1);
    m_top->addWidget(m_actions);
    m_badge->setMinimumHeight(m_first->sizeHint().height()); // as high without a button
    auto *remarks = new QVBoxLayout;
    remarks->setSpacing(spacing::hair / 2);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_replication, m_archive, m_remark})
        remarks->addWidget(widget);
    remarks->addStretch();
    m_bottom = new QHBoxLayout;
    m_bottom->addLayout(remarks, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::medium, spacing::small, spacing::medium, spacing::small);
    layout->setSpacing(spacing::hair / 2);
    layout->addLayout(m_top);
    for (ElidedLabel *label : {m_address, m_position, m_figures})
        layout->addWidget(label);
    layout->addLayout(m_bottom);
    layout->addStretch();
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // both cards are equally wide
}

void NodeCard::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    placeActions();
}

// Neither the badge's word nor a position is what gives way: small print is.
void NodeCard::placeActions()
{
    const int room = width() - 2 * spacing::medium;
    const int wanted = m_actions->sizeHint().width();
    const int badge = m_name->sizeHint().width() + m_badge->sizeHint().width() + 3 * spacing::small;
    QHBoxLayout *row = badge + wanted <= room ? m_top : m_bottom;
    if (row->indexOf(m_actions) >= 0)
        return;
    (row == m_top ? m_bottom : m_top)->removeWidget(m_actions);
    row->addWidget(m_actions, 0, row == m_top ? Qt::Alignment() : Qt::AlignBottom);
}

void NodeCard::setSight(const PairSight &sight)
{
    m_sight = sight;
    renew();
}

void NodeCard::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        renew();
    QFrame::changeEvent(event);
}

void NodeCard::renew()
{
    const NodeFacts &node = m_sight.live.nodes[m_index];
    const NodeProfile &profile = m_profile.nodes[m_index];
    m_badge->setFacts(node);
    QStringList address{profile.host + u':' + QString::number(profile.postgres.port)};
    if (const QString version = versionText(node); !version.isEmpty())
        address << version;
    if (node.host && node.host->freeBytes >= 0)
        address << say("Ui", "%1 free")
                       .arg(bytesText(std::uint64_t(node.host->freeBytes)))
                       .translated();
    m_address->setWords(address.join(QStringLiteral("   ")));
    m_position->setWords(positionLine(node));
    m_figures->setWords(figuresLine(node));
    m_replication->setWords(replicationLine(node));
    m_archive->setWords(archiveLine(node));
    for (ElidedLabel *label : {m_figures, m_replication, m_archive})
        label->setVisible(!label->text().isEmpty());
    const QString words = remark();
    m_remark->setText(words);
    m_remark->setVisible(!words.isEmpty());
    m_remark->setToolTip(node.hostProblem.translated()); // in the words of whoever refused
    renewButtons();
}

QString NodeCard::positionLine(const NodeFacts &node) const
{
    const auto &seen = node.replication;
    if (!seen && node.data && node.data->kind == DataDirectoryFacts::Kind::Initialised)
        return say("Ui", "timeline %1   checkpoint %2")
            .arg(qint64(node.data->timeline))
            .arg(node.data->latestCheckpoint.toString())
            .translated();
    if (!seen)
        return say("Ui", "timeline %1   position %2").arg(none).arg(none).translated();
    const QString timeline = seen->timeline != 0 ? QString::number(seen->timeline) : none;
    const auto text = [](const std::optional<Lsn> &lsn) { return lsn ? lsn->toString() : none; };
    if (!seen->inRecovery)
        return say("Ui", "timeline %1   writes at %2")
            .arg(timeline)
            .arg(text(seen->insert))
            .translated();
    return say("Ui", "timeline %1   replayed %2")
        .arg(timeline)
        .arg(text(seen->replayed))
        .translated();
}

QString NodeCard::figuresLine(const NodeFacts &node) const
{
    const auto &seen = node.replication;
    if (!seen)
        return {};
    QStringList parts{say("Ui", "up %1").arg(uptimeText(seen->uptimeSeconds)).translated(),
                      say("Ui", "sessions: %1").arg(qint64(seen->clientSessions)).translated()};
    if (!seen->inRecovery) {
        const auto rate = m_sight.commitsPerSecond[m_index];
        parts << say("Ui", "commits: %1/s")
                     .arg(rate ? countText(qRound64(*rate)) : none)
                     .translated();
    }
    return parts.join(QStringLiteral("   "));
}

QString NodeCard::replicationLine(const NodeFacts &node) const
{
    const auto &seen = node.replication;
    if (!seen)
        return node.data && !node.data->controlState.isEmpty()
                   ? say("Ui", "control file: %1")
                         .arg(controlStateText(node.data->controlState))
                         .translated()
                   : QString();
    QStringList parts;
    for (const SlotFacts &slot : seen->slots)
        parts << (slot.active ? say("Ui", "slot %1 in use") : say("Ui", "slot %1 not in use"))
                     .arg(slot.name)
                     .translated();
    if (seen->replayPaused)
        parts << say("Ui", "replay is paused").translated();
    if (seen->commitsWaiting > 0)
        parts << say("Ui", "commits that wait: %1").arg(qint64(seen->commitsWaiting)).translated();
    if (node.record && node.record->fenced)
        parts << say("Ui", "fenced").translated();
    if (node.record && !node.record->operation.isEmpty())
        parts << say("Ui", "%1 runs here, started by %2")
                     .arg(operationText(node.record->operation))
                     .arg(node.record->owner)
                     .translated();
    return parts.join(QStringLiteral("   "));
}

QString NodeCard::archiveLine(const NodeFacts &node) const
{
    if (!node.replication || !node.replication->archive)
        return {};
    const ArchiveFacts &archive = *node.replication->archive;
    QStringList parts;
    if (archive.isFailing)
        parts << say("Ui", "archiving fails at %1 (%2 times)")
                     .arg(archive.failedFile)
                     .arg(countText(archive.failures))
                     .translated();
    else if (archive.lastSecondsAgo)
        parts << say("Ui", "archived %1 ago").arg(uptimeText(*archive.lastSecondsAgo)).translated();
    else
        parts << say("Ui", "nothing archived yet").translated();
    if (archive.waiting)
        parts << say("Ui", "segments that wait: %1").arg(countText(*archive.waiting)).translated();
    return parts.join(QStringLiteral("   "));
}

// Why the node is not up, or how old what is known of it is.
QString NodeCard::remark() const
{
    if (!m_sight.isLooked)
        return say("Ui", "Looking ...").translated();
    QStringList words;
    // Before the setup nobody has made the roles that we log in with.
    const bool isBeforeSetup = m_sight.verdict.state == PairState::Bare &&
                               m_sight.notUp[m_index].kind == NotUp::LoginRefused;
    if (isBeforeSetup)
        return say("Ui", "A server runs here; our roles are made by the setup.").translated();
    if (const Text &sentence = m_sight.notUp[m_index].sentence; !sentence.isEmpty())
        words << sentence.translated();
    if (isStale(m_sight.times[m_index], m_sight.now))
        words << heardText(m_sight.times[m_index], m_sight.now).translated() + u'.';
    return words.join(u' ');
}

// At most two: what is recommended for this node first.
void NodeCard::renewButtons()
{
    const QString &name = m_profile.nodes[m_index].name;
    std::vector<Stage> stages;
    for (const Stage stage :
         {Stage::Failover, Stage::Failback, Stage::Resync, Stage::Switchover, Stage::Crash}) {
        const Advice *advice = m_sight.adviceOf(stage);
        if (advice != nullptr && advice->allowed && nodeActedOn(stage, m_sight, m_profile) == name)
            stages.push_back(stage);
    }
    std::stable_sort(stages.begin(), stages.end(), [this](Stage a, Stage b) {
        return (m_sight.next == a) > (m_sight.next == b);
    });
    QPushButton *const buttons[] = {m_first, m_second};
    for (std::size_t i = 0; i < 2; ++i) {
        m_stages[i] = i < stages.size() ? std::optional(stages[i]) : std::nullopt;
        buttons[i]->setVisible(m_stages[i].has_value());
        if (!m_stages[i])
            continue;
        const QString kind = isDangerous(*m_stages[i])      ? QStringLiteral("danger")
                             : m_sight.next == *m_stages[i] ? QStringLiteral("primary")
                                                            : QStringLiteral("plain");
        if (buttons[i]->property("kind").toString() != kind) {
            buttons[i]->setProperty("kind", kind);
            buttons[i]->style()->unpolish(buttons[i]);
            buttons[i]->style()->polish(buttons[i]);
        }
        buttons[i]->setText(actionText(*m_stages[i], m_sight, m_profile).translated());
        buttons[i]->setToolTip(m_sight.adviceOf(*m_stages[i])->reason.translated());
    }
    m_actions->setVisible(m_stages[0].has_value());
    placeActions();
}

} // namespace tandem
