// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/wal_arrow.h"

#include "ui/models/figure_text.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>

namespace tandem {

namespace {

constexpr int mostWidth = 240;

} // namespace

WalArrow::WalArrow(const Profile &profile, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_profile(profile), m_theme(theme)
{
    setObjectName(QStringLiteral("wal_arrow"));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    setMaximumWidth(mostWidth);
}

void WalArrow::setSight(const PairSight &sight)
{
    m_sight = sight;
    const QString words = (QStringList(above()) + below()).join(QStringLiteral(", "));
    const bool goesLeft = m_sight.live.standby() == &m_sight.live.nodes[0];
    if (words == accessibleName() && goesLeft == m_goesLeft)
        return;
    m_goesLeft = goesLeft;
    setAccessibleName(words);
    update();
}

void WalArrow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        setSight(PairSight(m_sight));
    QWidget::changeEvent(event);
}

WalArrow::Flow WalArrow::flow() const
{
    const NodeFacts *standby = m_sight.live.standby();
    if (standby != nullptr && standby->replication->receiverStreaming)
        return Flow::Streams;
    return standby != nullptr && m_sight.live.primary() != nullptr ? Flow::Expected : Flow::None;
}

const SenderFacts *WalArrow::sender() const
{
    const NodeFacts *primary = m_sight.live.primary();
    const NodeFacts *standby = m_sight.live.standby();
    if (primary == nullptr || standby == nullptr)
        return nullptr;
    for (const SenderFacts &one : primary->replication->senders) {
        if (one.applicationName == standby->name)
            return &one;
    }
    return nullptr;
}

QString WalArrow::above() const
{
    switch (flow()) {
    case Flow::Streams:
        break;
    case Flow::Expected:
        return say("Ui", "nothing streams").translated();
    case Flow::None:
        return say("Ui", "no WAL flows").translated();
    }
    const SenderFacts *seen = sender();
    if (seen == nullptr)
        return say("Ui", "WAL").translated();
    const bool isSync =
        seen->syncState == QLatin1String("sync") || seen->syncState == QLatin1String("quorum");
    return (isSync ? say("Ui", "WAL, synchronous") : say("Ui", "WAL, asynchronous")).translated();
}

QStringList WalArrow::below() const
{
    const NodeFacts *standby = m_sight.live.standby();
    if (standby == nullptr)
        return {};
    const LagReading &lag = m_sight.lag;
    if (m_sight.live.primary() == nullptr)
        return {say("Ui", "lag unknown").translated(),
                say("Ui", "no primary answers").translated()};
    if (lag.standby != standby->name || !lag.replay.bytes) {
        const std::size_t index = standby == &m_sight.live.nodes[0] ? 0 : 1;
        return {say("Ui", "lag unknown").translated(),
                heardText(m_sight.times[index == 0 ? 1 : 0], m_sight.now).translated()};
    }
    const Delay &delay = lag.replay.delay;
    QStringList lines;
    if (lag.receive.bytes)
        lines << say("Ui", "not received: %1").arg(bytesText(*lag.receive.bytes)).translated();
    lines << say("Ui", "not replayed: %1").arg(bytesText(*lag.replay.bytes)).translated();
    if (delay.seconds)
        lines << say("Ui", "behind by %1").arg(durationText(*delay.seconds)).translated();
    else if (delay.secondsAtLeast)
        lines << say("Ui", "behind by more than %1")
                     .arg(durationText(*delay.secondsAtLeast))
                     .translated();
    return lines;
}

void WalArrow::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool goesLeft = m_goesLeft;
    const Flow flows = flow();
    const QColor color = flows == Flow::Streams    ? t.standby
                         : flows == Flow::Expected ? t.lag
                                                   : t.unknown;
    const int y = spacing::huge + spacing::small;
    const int left = spacing::small;
    const int right = width() - spacing::small;
    painter.setPen(QPen(color, 3, flows == Flow::Streams ? Qt::SolidLine : Qt::DashLine));
    painter.drawLine(left + (flows != Flow::None && goesLeft ? 10 : 0), y,
                     right - (flows != Flow::None && !goesLeft ? 10 : 0), y);
    if (flows != Flow::None) {
        const int tip = goesLeft ? left : right;
        const int back = goesLeft ? tip + 14 : tip - 14;
        QPainterPath head(QPointF(tip, y));
        head.lineTo(back, y - 7);
        head.lineTo(back, y + 7);
        head.closeSubpath();
        painter.fillPath(head, color);
    }
    painter.setFont(m_theme.font(Theme::Size::Body, true));
    painter.setPen(color);
    painter.drawText(QRect(0, 0, width(), y - 8), Qt::AlignHCenter | Qt::AlignBottom, above());
    painter.setFont(m_theme.font(Theme::Size::Body));
    painter.setPen(t.text);
    QRect line(0, y + 10, width(), 18);
    for (const QString &words : below()) {
        painter.drawText(line, Qt::AlignCenter,
                         painter.fontMetrics().elidedText(words, Qt::ElideRight, width()));
        line.translate(0, 18);
    }
}

} // namespace tandem
