// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/timelines_page.h"

#include "ui/models/figure_text.h"
#include "ui/models/stage_words.h"

#include <QDateTime>
#include <QEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace tandem {

namespace {

constexpr int laneHeight = 46;
constexpr int top = 34;
constexpr int nameWidth = 110;
constexpr int widestStep = 150; // from one fork to the next
constexpr int narrowestStep = 50;
constexpr int wordsWidth = 430;    // beside a fork
constexpr int discardedWidth = 70; // of the branch that was left behind

std::uint32_t timelineOf(const NodeFacts &node)
{
    if (node.replication)
        return node.replication->timeline;
    return node.data ? node.data->timeline : 0;
}

std::optional<Lsn> positionOf(const NodeFacts &node)
{
    if (!node.replication)
        return node.data ? std::optional(node.data->latestCheckpoint) : std::nullopt;
    return node.replication->inRecovery ? node.replication->replayed : node.replication->insert;
}

} // namespace

TimelinesPage::TimelinesPage(JournalDesk &desk, const Theme &theme, QWidget *parent)
    : QAbstractScrollArea(parent), m_desk(desk), m_theme(theme)
{
    setObjectName(QStringLiteral("timelines"));
    setFrameShape(QFrame::NoFrame);
    viewport()->setAutoFillBackground(false);
    connect(&desk, &JournalDesk::timelinesRead, this,
            [this](const std::vector<TimelineStretch> &stretches) {
                m_stretches = stretches;
                m_problem = {};
                renew();
            });
    connect(&desk, &JournalDesk::timelinesFailed, this, [this](const Error &error) {
        m_problem = error.sentence;
        renew();
    });
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
    renew();
}

void TimelinesPage::setSight(const PairSight &sight)
{
    const auto places = [](const PairSight &seen) {
        std::vector<std::pair<std::uint32_t, std::optional<Lsn>>> all;
        for (const NodeFacts &node : seen.live.nodes)
            all.emplace_back(timelineOf(node), positionOf(node));
        return all;
    };
    const auto before = places(m_sight);
    const auto now = places(sight);
    m_sight = sight;
    if (before == now || !isVisible())
        return;
    if (before[0].first != now[0].first || before[1].first != now[1].first)
        m_desk.readTimelines();
    viewport()->update();
}

void TimelinesPage::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    m_desk.readTimelines();
}

void TimelinesPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        renew();
    QAbstractScrollArea::changeEvent(event);
}

void TimelinesPage::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    renew();
}

void TimelinesPage::renew()
{
    const int count = int(m_stretches.size());
    const int height = top + count * laneHeight;
    const int room = viewport()->width() - nameWidth - wordsWidth;
    m_step = std::clamp(room / std::max(1, count), narrowestStep, widestStep);
    const int width = nameWidth + count * m_step + wordsWidth;
    verticalScrollBar()->setRange(0, std::max(0, height - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    horizontalScrollBar()->setRange(0, std::max(0, width - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    QStringList words;
    for (const TimelineStretch &stretch : m_stretches)
        words << describe(stretch);
    setAccessibleName(words.join(u' '));
    viewport()->update();
}

// One timeline and its end as a sentence: also what a screen reader says.
QString TimelinesPage::describe(const TimelineStretch &stretch) const
{
    if (!stretch.fork)
        return say("Ui", "timeline %1 goes on").arg(qint64(stretch.timeline)).translated();
    QString words = say("Ui", "timeline %1 ended at %2")
                        .arg(qint64(stretch.timeline))
                        .arg(stretch.fork->toString())
                        .translated();
    if (const auto stage = stageOf(stretch.stage)) {
        const QDateTime at = QDateTime::fromString(stretch.endedAt, Qt::ISODate).toLocalTime();
        words += QStringLiteral(" (%1, %2)")
                     .arg(stageTitle(*stage).translated(), at.toString(QStringLiteral("HH:mm:ss")));
    }
    return words;
}

std::vector<const NodeFacts *> TimelinesPage::nodesOn(std::uint32_t timeline) const
{
    std::vector<const NodeFacts *> nodes;
    for (const NodeFacts &node : m_sight.live.nodes) {
        if (timelineOf(node) == timeline)
            nodes.push_back(&node);
    }
    return nodes;
}

void TimelinesPage::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_stretches.empty() || !m_problem.isEmpty()) {
        painter.setFont(m_theme.font(Theme::Size::Body));
        painter.setPen(m_theme.tokens().muted);
        const Text words = !m_problem.isEmpty()
                               ? m_problem
                               : say("Ui", "The history of the WAL: every promotion forks it. Each "
                                           "timeline is drawn here once the pair was set up.");
        painter.drawText(viewport()->rect().adjusted(40, 0, -40, 0),
                         Qt::AlignCenter | Qt::TextWordWrap, words.translated());
        return;
    }
    painter.translate(-horizontalScrollBar()->value(), -verticalScrollBar()->value());
    for (std::size_t i = 0; i < m_stretches.size(); ++i)
        paintStretch(painter, i, top + int(i) * laneHeight);
}

void TimelinesPage::paintStretch(QPainter &painter, std::size_t index, int y) const
{
    const Tokens &t = m_theme.tokens();
    const TimelineStretch &stretch = m_stretches[index];
    const int begin = nameWidth + int(index) * m_step;
    const int end = begin + m_step;
    const QColor color = stretch.fork ? t.muted : t.primary;
    painter.setFont(m_theme.font(Theme::Size::Body, true));
    painter.setPen(t.text);
    painter.drawText(QRect(spacing::medium, y - 12, nameWidth, 24), Qt::AlignVCenter,
                     say("Ui", "timeline %1").arg(qint64(stretch.timeline)).translated());
    painter.setPen(QPen(color, 3, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(begin, y, end, y);
    if (!stretch.fork) {
        paintNodes(painter, index, end + spacing::small, y);
        return;
    }
    // The child leaves here.
    painter.drawLine(end, y, end, y + laneHeight);
    painter.setBrush(color);
    painter.drawEllipse(QPoint(end, y), 4, 4);
    const bool isLeftBehind = stretch.discardedCommits.value_or(0) > 0;
    if (isLeftBehind) {
        painter.setPen(QPen(t.down, 3, Qt::DotLine));
        painter.drawLine(end + 8, y, end + discardedWidth, y);
    }
    painter.setFont(m_theme.font(Theme::Size::Tiny));
    painter.setPen(t.text);
    const int x = end + (isLeftBehind ? discardedWidth + spacing::small : spacing::medium);
    painter.drawText(QRect(x, y - 22, wordsWidth, 18), Qt::AlignVCenter, describe(stretch));
    if (stretch.discardedCommits || stageOf(stretch.stage) == Stage::Failover) {
        const QString commits =
            stretch.discardedCommits ? countText(*stretch.discardedCommits) : QStringLiteral("–");
        painter.setPen(isLeftBehind ? t.down : t.muted);
        painter.drawText(QRect(x, y - 6, wordsWidth, 18), Qt::AlignVCenter,
                         say("Ui", "commits left behind: %1").arg(commits).translated());
    }
    paintNodes(painter, index, x, y + 18);
}

void TimelinesPage::paintNodes(QPainter &painter, std::size_t index, int x, int y) const
{
    painter.setFont(m_theme.font(Theme::Size::Body, true));
    for (const NodeFacts *node : nodesOn(m_stretches[index].timeline)) {
        const RoleWords role = roleWordsOf(*node, m_theme.tokens());
        const auto position = positionOf(*node);
        const QString words = QStringLiteral("%1 %2 %3")
                                  .arg(node->name, role.word.translated(),
                                       position ? position->toString() : QString());
        painter.setPen(role.color);
        painter.drawText(QRect(x, y - 12, 400, 24), Qt::AlignVCenter, words);
        x += painter.fontMetrics().horizontalAdvance(words) + spacing::huge;
    }
}

} // namespace tandem
