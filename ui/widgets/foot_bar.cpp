// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/foot_bar.h"

#include <QEvent>
#include <QPainter>

namespace tandem {

namespace {

constexpr int footHeight = 26;

bool isFresh(const std::optional<MonotonicTime> &heard, MonotonicTime now)
{
    return heard && now - *heard <= staleAfter;
}

} // namespace

FootBar::FootBar(const Profile &profile, const Theme &theme, QWidget *parent)
    : QFrame(parent), m_profile(profile), m_theme(theme)
{
    setProperty("kind", "foot");
    setObjectName(QStringLiteral("foot"));
    setFixedHeight(footHeight);
}

void FootBar::setSight(const PairSight &sight)
{
    const auto answers = [](const PairSight &seen) {
        std::array<bool, 4> ways{};
        for (std::size_t i = 0; i < 2; ++i) {
            ways[i * 2] = isFresh(seen.times[i].hostHeard, seen.now);
            ways[i * 2 + 1] = isFresh(seen.times[i].serverHeard, seen.now);
        }
        return ways;
    };
    const bool isNews = answers(sight) != answers(m_sight);
    m_sight = sight;
    if (isNews)
        update();
}

void FootBar::setActivity(const Text &words)
{
    m_activity = words;
    setAccessibleName(words.translated());
    update();
}

void FootBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        update();
    QFrame::changeEvent(event);
}

// A way that answers is a filled dot, one that does not an open ring.
void FootBar::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    const Tokens &t = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_theme.font(Theme::Size::Tiny));
    int x = spacing::large;
    for (std::size_t i = 0; i < 2; ++i) {
        const NodeProfile &node = m_profile.nodes[i];
        const QString host = node.transport == TransportKind::Ssh
                                 ? QStringLiteral("ssh ") + node.name
                                 : say("Ui", "host of %1").arg(node.name).translated();
        const std::pair<QString, bool> ways[] = {
            {host, isFresh(m_sight.times[i].hostHeard, m_sight.now)},
            {QStringLiteral("pg ") + node.name,
             isFresh(m_sight.times[i].serverHeard, m_sight.now)}};
        for (const auto &[name, answers] : ways) {
            const QRectF dot(x, height() / 2.0 - 3.5, 7, 7);
            painter.setPen(QPen(answers ? t.standby : t.down, 1.5));
            painter.setBrush(answers ? QBrush(t.standby) : QBrush(Qt::NoBrush));
            painter.drawEllipse(dot);
            x += 7 + spacing::hair + 2;
            painter.setPen(answers ? t.muted : t.down);
            painter.drawText(QRect(x, 0, width(), height()), Qt::AlignVCenter, name);
            x += painter.fontMetrics().horizontalAdvance(name) + spacing::large;
        }
    }
    painter.setPen(t.muted);
    painter.drawText(rect().adjusted(x, 0, -spacing::large, 0), Qt::AlignRight | Qt::AlignVCenter,
                     m_activity.translated());
}

} // namespace tandem
