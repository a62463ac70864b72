// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/outage_panel.h"

#include "ui/models/figure_text.h"
#include "ui/models/outage_words.h"
#include "ui/models/stage_words.h"

#include <QEvent>
#include <QPainter>

namespace tandem {

namespace {

QString costText(const AuditReport &audit)
{
    return say("Ui", "acknowledged %1, kept %2, lost %3, in doubt %4")
        .arg(countText(audit.acknowledged))
        .arg(countText(audit.kept))
        .arg(countText(audit.lostCount))
        .arg(countText(audit.inDoubt))
        .translated();
}

// A number stays on the line of the word before it.
QString keptTogether(QString words)
{
    for (qsizetype i = 0; i + 1 < words.size(); ++i) {
        if (words[i] == u' ' && words[i + 1].isDigit())
            words[i] = QChar::Nbsp;
    }
    return words;
}

} // namespace

OutagePanel::OutagePanel(const Theme &theme, QWidget *parent) : QFrame(parent), m_theme(theme)
{
    setProperty("kind", "card");
    setObjectName(QStringLiteral("outage"));
    setFixedWidth(280);
}

void OutagePanel::setSight(const ClientsSight &sight)
{
    m_sight = sight;
    setAccessibleName(QStringLiteral("%1 %2. %3")
                          .arg(outageCaption(m_sight), outageFigure(m_sight), cost())
                          .trimmed());
    update();
}

void OutagePanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        setSight(ClientsSight(m_sight));
    QFrame::changeEvent(event);
}

QString OutagePanel::cost() const
{
    if (m_sight.wholeRun)
        return say("Ui", "whole run: %1").arg(costText(*m_sight.wholeRun)).translated();
    if (!m_sight.problem.isEmpty())
        return m_sight.problem.translated();
    if (m_sight.outage && m_sight.outage->audit)
        return costText(*m_sight.outage->audit);
    if (m_sight.outage && !m_sight.outage->auditProblem.isEmpty())
        return m_sight.outage->auditProblem.translated();
    return {};
}

void OutagePanel::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    const Tokens &t = m_theme.tokens();
    QPainter painter(this);
    QRect area =
        rect().adjusted(spacing::medium, spacing::small, -spacing::medium, -spacing::small);
    painter.setFont(m_theme.font(Theme::Size::Tiny));
    painter.setPen(t.muted);
    painter.drawText(area, Qt::AlignLeft | Qt::AlignTop, outageCaption(m_sight));
    area.setTop(area.top() + 16);
    painter.setFont(m_theme.font(Theme::Size::Hall, true));
    painter.setPen(m_sight.silentFor ? t.down : m_sight.outage ? t.text : t.muted);
    painter.drawText(area, Qt::AlignLeft | Qt::AlignTop, outageFigure(m_sight));
    area.setTop(area.top() + 36);
    if (m_sight.outage && m_sight.outage->split.total && !m_sight.silentFor)
        paintSplit(painter, QRect(area.left(), area.top(), area.width(), 36));
    area.setTop(area.top() + 40);
    const auto &audit = m_sight.wholeRun ? m_sight.wholeRun
                        : m_sight.outage ? m_sight.outage->audit
                                         : std::nullopt;
    painter.setFont(m_theme.font(Theme::Size::Tiny));
    painter.setPen(audit && audit->lostCount > 0 ? t.down : t.text);
    painter.drawText(area, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, keptTogether(cost()));
}

// One bar as long as the outage, its parts in their order; each says its name and time below.
void OutagePanel::paintSplit(QPainter &painter, const QRect &area) const
{
    const OutageSplit &split = m_sight.outage->split;
    painter.setFont(m_theme.font(Theme::Size::Tiny));
    double from = 0;
    QPoint words(area.left(), area.top() + 20);
    for (const OutagePart &part : outageParts(split, m_theme.tokens())) {
        const int left = area.left() + int(area.width() * from / *split.total);
        from += part.seconds;
        const int right = area.left() + int(area.width() * std::min(1.0, from / *split.total));
        painter.fillRect(QRect(left, area.top(), std::max(1, right - left), 8), part.color);
        const QString text = part.name.translated() + u' ' + QString::number(part.seconds, 'f', 2);
        const int width = painter.fontMetrics().horizontalAdvance(text);
        if (words.x() + width > area.right())
            words = QPoint(area.left(), words.y() + 14);
        painter.setPen(part.color);
        painter.drawText(words, text);
        words.rx() += width + spacing::small;
    }
}

} // namespace tandem
