// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/presentation.h"

#include "ui/models/figure_text.h"
#include "ui/models/outage_words.h"
#include "ui/models/stage_words.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

namespace tandem {

namespace {

constexpr int scenes = 3;
constexpr double margin = 48; // of a window of 1280 x 720

void paintShape(QPainter &painter, const RoleWords &role, const QRectF &area)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(role.color);
    const QPointF c = area.center();
    const double r = area.width() / 2;
    switch (role.shape) {
    case RoleWords::Shape::Square:
        painter.drawRoundedRect(area, r / 4, r / 4);
        break;
    case RoleWords::Shape::Circle:
        painter.drawEllipse(area);
        break;
    case RoleWords::Shape::Diamond:
        painter.drawPolygon(QPolygonF({QPointF(c.x(), c.y() - r), QPointF(c.x() + r, c.y()),
                                       QPointF(c.x(), c.y() + r), QPointF(c.x() - r, c.y())}));
        break;
    }
}

} // namespace

Presentation::Presentation(const Profile &profile, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_profile(profile), m_theme(theme)
{
    setObjectName(QStringLiteral("presentation"));
    setAttribute(Qt::WA_OpaquePaintEvent);
    setFocusPolicy(Qt::StrongFocus);
    hide();
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Presentation::setSight(const PairSight &sight)
{
    m_sight = sight;
    if (isVisible())
        renew();
}

void Presentation::setClients(const ClientsSight &clients)
{
    m_clients = clients;
    if (isVisible())
        renew();
}

void Presentation::setScene(Scene scene)
{
    m_scene = scene;
    renew();
}

void Presentation::renew()
{
    setAccessibleName(sentence());
    update();
}

void Presentation::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        renew();
    QWidget::changeEvent(event);
}

// The keys of remote controls: page up and down; some send the arrows.
void Presentation::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
    case Qt::Key_F5:
        Q_EMIT left();
        return;
    case Qt::Key_Right:
    case Qt::Key_PageDown:
    case Qt::Key_Space:
    case Qt::Key_Down:
        turn(1);
        return;
    case Qt::Key_Left:
    case Qt::Key_PageUp:
    case Qt::Key_Up:
    case Qt::Key_Backspace:
        turn(-1);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void Presentation::mousePressEvent(QMouseEvent *event)
{
    turn(event->button() == Qt::RightButton ? -1 : 1);
}

void Presentation::turn(int by)
{
    setScene(static_cast<Scene>((int(m_scene) + by + scenes) % scenes));
}

QString Presentation::sentence() const
{
    if (!m_sight.isLooked)
        return say("Ui", "Looking ...").translated();
    switch (m_scene) {
    case Scene::Nodes:
        return m_sight.verdict.sentence.translated();
    case Scene::Outage:
        if (m_clients.silentFor)
            return say("Ui", "No write is acknowledged.").translated();
        if (!m_clients.outage)
            return say("Ui", "The clients have seen no outage.").translated();
        if (const auto &audit = m_clients.outage->audit)
            return say("Ui", "Of %1 acknowledged writes %2 are kept, %3 are lost, %4 in doubt.")
                .arg(countText(audit->acknowledged))
                .arg(countText(audit->kept))
                .arg(countText(audit->lostCount))
                .arg(countText(audit->inDoubt))
                .translated();
        return say("Ui", "Writes go on; what became of them is being counted.").translated();
    case Scene::Next:
        if (!m_sight.next)
            return say("Ui", "Nothing needs to be done now.").translated();
        if (const Advice *advice = m_sight.adviceOf(*m_sight.next))
            return advice->reason.translated();
        return {};
    }
    return {};
}

double Presentation::unit() const
{
    return std::min(width() / 1280.0, height() / 720.0);
}

QFont Presentation::font(double size, bool bold) const
{
    QFont font = m_theme.font(Theme::Size::Body, bold);
    font.setPixelSize(std::max(8, int(size * unit())));
    return font;
}

void Presentation::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    const double u = unit();
    const QColor color = colorOf(gravityOf(m_sight.verdict.state), t);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), t.window);
    QRectF area = QRectF(rect()).adjusted(margin * u, margin * u / 2, -margin * u, -margin * u / 2);
    painter.setFont(font(22, false));
    painter.setPen(t.muted);
    painter.drawText(area, Qt::AlignLeft | Qt::AlignTop, m_profile.name);
    painter.drawText(area, Qt::AlignRight | Qt::AlignBottom,
                     QStringLiteral("%1 / %2").arg(int(m_scene) + 1).arg(scenes));
    painter.setFont(font(16, false));
    painter.drawText(area, Qt::AlignLeft | Qt::AlignBottom,
                     say("Ui", "arrow keys: next and back   Esc: leave").translated());
    area.adjust(0, 36 * u, 0, -36 * u);
    painter.setFont(font(48, true));
    painter.setPen(color);
    painter.drawText(area, Qt::AlignLeft | Qt::AlignTop,
                     m_sight.isLooked ? stateTitle(m_sight.verdict.state).translated() : QString());
    area.adjust(0, 70 * u, 0, 0);
    painter.setFont(font(28, false));
    painter.setPen(t.text);
    painter.drawText(QRectF(area.left(), area.top(), area.width(), 110 * u),
                     Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, sentence());
    area.adjust(0, 120 * u, 0, 0);
    switch (m_scene) {
    case Scene::Nodes:
        paintNodes(painter, area);
        break;
    case Scene::Outage:
        paintOutage(painter, area);
        break;
    case Scene::Next:
        paintNext(painter, area);
        break;
    }
}

void Presentation::paintNodes(QPainter &painter, const QRectF &area) const
{
    const double node = area.width() * 0.34;
    const double height = std::min(area.height(), 280 * unit());
    paintNode(painter, QRectF(area.left(), area.top(), node, height), 0);
    paintNode(painter, QRectF(area.right() - node, area.top(), node, height), 1);
    paintArrow(painter,
               QRectF(area.left() + node, area.top(), area.width() - 2 * node, area.height()));
}

void Presentation::paintNode(QPainter &painter, const QRectF &area, std::size_t index) const
{
    const Tokens &t = m_theme.tokens();
    const double u = unit();
    const NodeFacts &facts = m_sight.live.nodes[index];
    const RoleWords role = roleWordsOf(facts, t);
    painter.setPen(QPen(role.color, 3 * u));
    painter.setBrush(t.surface);
    painter.drawRoundedRect(area, 14 * u, 14 * u);
    const QRectF mark(area.left() + 24 * u, area.top() + 26 * u, 64 * u, 64 * u);
    paintShape(painter, role, mark);
    painter.setFont(font(34, true));
    painter.setPen(t.isDark ? t.onAccent : QColor(Qt::white));
    painter.drawText(mark, Qt::AlignCenter, role.letter);
    const QRectF words = area.adjusted(104 * u, 20 * u, -16 * u, 0);
    painter.setFont(font(32, true));
    painter.setPen(t.text);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignTop, m_profile.nodes[index].name);
    painter.setFont(font(24, true));
    painter.setPen(role.color);
    painter.drawText(words.adjusted(0, 44 * u, 0, 0), Qt::AlignLeft | Qt::AlignTop,
                     role.word.translated());
    painter.setFont(font(22, false));
    painter.setPen(t.text);
    QStringList lines;
    if (const auto &seen = facts.replication) {
        lines << say("Ui", "timeline %1").arg(qint64(seen->timeline)).translated();
        const auto position = seen->inRecovery ? seen->replayed : seen->insert;
        lines << (position ? position->toString() : QStringLiteral("–"));
    } else {
        lines << m_sight.notUp[index].sentence.translated();
    }
    painter.drawText(area.adjusted(24 * u, 112 * u, -16 * u, -12 * u),
                     Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, lines.join(u'\n'));
}

void Presentation::paintArrow(QPainter &painter, const QRectF &area) const
{
    const Tokens &t = m_theme.tokens();
    const double u = unit();
    const NodeFacts *standby = m_sight.live.standby();
    const bool streams = standby != nullptr && standby->replication->receiverStreaming;
    const bool goesLeft = standby == &m_sight.live.nodes[0];
    const double y = area.top() + 60 * u;
    const double left = area.left() + 20 * u;
    const double right = area.right() - 20 * u;
    const QColor color = streams ? t.standby : t.unknown;
    painter.setPen(QPen(color, 6 * u, streams ? Qt::SolidLine : Qt::DashLine));
    const double tipLength = standby != nullptr ? 24 * u : 0;
    painter.drawLine(QPointF(left + (goesLeft ? tipLength : 0), y),
                     QPointF(right - (goesLeft ? 0 : tipLength), y));
    if (standby != nullptr) {
        const double tip = goesLeft ? left : right;
        const double back = goesLeft ? tip + 28 * u : tip - 28 * u;
        QPainterPath head(QPointF(tip, y));
        head.lineTo(back, y - 16 * u);
        head.lineTo(back, y + 16 * u);
        head.closeSubpath();
        painter.fillPath(head, color);
    }
    const auto &bytes = m_sight.lag.replay.bytes;
    const bool isKnown = standby != nullptr && bytes && m_sight.lag.standby == standby->name;
    const Text words = !streams  ? say("Ui", "no WAL flows")
                       : isKnown ? say("Ui", "not replayed: %1").arg(bytesText(*bytes))
                                 : say("Ui", "lag unknown");
    painter.setFont(font(24, true));
    painter.setPen(streams ? t.text : t.muted);
    painter.drawText(QRectF(area.left(), y + 26 * u, area.width(), 80 * u),
                     Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, words.translated());
}

void Presentation::paintOutage(QPainter &painter, const QRectF &area) const
{
    const Tokens &t = m_theme.tokens();
    const double u = unit();
    painter.setFont(font(24, true));
    painter.setPen(t.muted);
    painter.drawText(area, Qt::AlignLeft | Qt::AlignTop, outageCaption(m_clients));
    painter.setFont(font(110, true));
    painter.setPen(m_clients.silentFor ? t.down : t.text);
    painter.drawText(area.adjusted(0, 30 * u, 0, 0), Qt::AlignLeft | Qt::AlignTop,
                     outageFigure(m_clients));
    if (m_clients.silentFor || !m_clients.outage || !m_clients.outage->split.total)
        return;
    const std::vector<OutagePart> parts = outageParts(m_clients.outage->split, t);
    QRectF bar(area.left(), area.top() + 180 * u, area.width(), 28 * u);
    double x = bar.left();
    double words = bar.left();
    painter.setFont(font(24, true));
    for (const OutagePart &part : parts) {
        const double width =
            std::max(2.0, bar.width() * part.seconds / *m_clients.outage->split.total);
        painter.fillRect(QRectF(x, bar.top(), width, bar.height()), part.color);
        x += width;
        const QString text = QStringLiteral("%1 %2").arg(part.name.translated(),
                                                         QString::number(part.seconds, 'f', 2));
        painter.setPen(part.color);
        painter.drawText(QPointF(words, bar.bottom() + 40 * u), text);
        words += painter.fontMetrics().horizontalAdvance(text) + 28 * u;
    }
}

void Presentation::paintNext(QPainter &painter, const QRectF &area) const
{
    const Tokens &t = m_theme.tokens();
    painter.setFont(font(64, true));
    painter.setPen(m_sight.next ? t.accent : t.standby);
    painter.drawText(area, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                     m_sight.next ? actionText(*m_sight.next, m_sight, m_profile).translated()
                                  : QStringLiteral("✓"));
}

} // namespace tandem
