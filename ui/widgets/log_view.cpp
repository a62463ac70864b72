// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/log_view.h"

#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

namespace tandem {

namespace {

QString severityText(LogSeverity severity)
{
    return severity == LogSeverity::Plain ? QString() : tokenOf(severity).toUpper();
}

QString timeText(std::int64_t milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds).toString(QStringLiteral("HH:mm:ss.zzz"));
}

} // namespace

LogView::LogView(LogBook &book, const Theme &theme, QWidget *parent)
    : QAbstractScrollArea(parent), m_book(book), m_theme(theme)
{
    setObjectName(QStringLiteral("log_view"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    renew();
}

int LogView::rowHeight() const
{
    return QFontMetrics(m_theme.fixedFont()).height() + spacing::hair;
}

int LogView::rowsInSight() const
{
    return std::max(1, viewport()->height() / rowHeight());
}

// The scroll bar counts lines, not pixels.
void LogView::renew()
{
    m_isRenewing = true;
    verticalScrollBar()->setPageStep(rowsInSight());
    verticalScrollBar()->setRange(0, std::max(0, m_book.count() - rowsInSight()));
    if (m_isFollowing)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    m_isRenewing = false;
    viewport()->update();
}

void LogView::setFollowing(bool isFollowing)
{
    if (isFollowing == m_isFollowing)
        return;
    m_isFollowing = isFollowing;
    if (isFollowing)
        renew();
    Q_EMIT followingChanged(isFollowing);
}

void LogView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    renew();
}

void LogView::scrollContentsBy(int, int)
{
    if (!m_isRenewing)
        setFollowing(verticalScrollBar()->value() == verticalScrollBar()->maximum());
    viewport()->update();
}

int LogView::currentRow() const
{
    if (m_current < 0)
        return -1;
    const int row = m_book.rowOf(m_current);
    return row < m_book.count() && m_book.numberAt(row) == m_current ? row : -1;
}

void LogView::setCurrentRow(int row)
{
    select(row, false);
}

void LogView::select(int row, bool extends)
{
    if (row < 0 || row >= m_book.count())
        return;
    m_current = m_book.numberAt(row);
    if (!extends || m_anchor < 0)
        m_anchor = m_current;
    const int top = verticalScrollBar()->value();
    if (row < top)
        verticalScrollBar()->setValue(row);
    else if (row >= top + rowsInSight())
        verticalScrollBar()->setValue(row - rowsInSight() + 1);
    viewport()->update();
    Q_EMIT currentChanged();
}

std::pair<std::int64_t, std::int64_t> LogView::selection() const
{
    return std::minmax(m_current, m_anchor);
}

QString LogView::selectedText() const
{
    if (m_current < 0)
        return {};
    const auto [first, last] = selection();
    QStringList lines;
    for (int row = m_book.rowOf(first); row < m_book.count() && m_book.numberAt(row) <= last;
         ++row) {
        const LogLine &line = m_book.at(row);
        lines << QStringList{timeText(line.entry.ourMilliseconds), line.entry.node,
                             severityText(line.entry.entry.severity), messageOf(line)}
                     .join(u' ');
    }
    return lines.join(u'\n');
}

int LogView::rowAtPoint(const QPoint &at) const
{
    return verticalScrollBar()->value() + at.y() / rowHeight();
}

void LogView::mousePressEvent(QMouseEvent *event)
{
    select(rowAtPoint(event->pos()), event->modifiers().testFlag(Qt::ShiftModifier));
}

void LogView::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        select(rowAtPoint(event->pos()), true);
}

void LogView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(selectedText());
        return;
    }
    const bool extends = event->modifiers().testFlag(Qt::ShiftModifier);
    const int row = std::max(0, currentRow());
    const int last = m_book.count() - 1;
    switch (event->key()) {
    case Qt::Key_Up:
        select(std::max(0, row - 1), extends);
        break;
    case Qt::Key_Down:
        select(std::min(last, row + 1), extends);
        break;
    case Qt::Key_PageUp:
        select(std::max(0, row - rowsInSight()), extends);
        break;
    case Qt::Key_PageDown:
        select(std::min(last, row + rowsInSight()), extends);
        break;
    case Qt::Key_Home:
        select(0, extends);
        break;
    case Qt::Key_End:
        select(last, extends);
        setFollowing(true);
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void LogView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme.tokens().surface);
    if (m_book.count() == 0) {
        painter.setPen(m_theme.tokens().muted);
        painter.drawText(viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap,
                         say("Ui", "No line passes the filter. The servers' logs appear here as "
                                   "they are written.")
                             .translated());
        return;
    }
    painter.setFont(m_theme.fixedFont());
    const int height = rowHeight();
    const int first = verticalScrollBar()->value();
    for (int row = first; row < m_book.count(); ++row) {
        const QRect area(0, (row - first) * height, viewport()->width(), height);
        if (area.top() > viewport()->height())
            break;
        paintRow(painter, area, row);
    }
}

void LogView::paintRow(QPainter &painter, const QRect &area, int row) const
{
    const Tokens &t = m_theme.tokens();
    const LogLine &line = m_book.at(row);
    const std::int64_t number = m_book.numberAt(row);
    const auto [first, last] = selection();
    if (m_current >= 0 && number >= first && number <= last)
        painter.fillRect(area, t.selection);
    else if (line.telling != nullptr)
        painter.fillRect(area, t.noticeBand);
    if (line.isMarked)
        painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), t.accent);
    const int letter = painter.fontMetrics().horizontalAdvance(u'0');
    int x = spacing::small;
    const auto column = [&](const QString &words, int letters, const QColor &color) {
        painter.setPen(color);
        painter.drawText(QRect(x, area.top(), letters * letter, area.height()), Qt::AlignVCenter,
                         words);
        x += (letters + 1) * letter;
    };
    column(timeText(line.entry.ourMilliseconds), 12, t.muted);
    const LogSeverity severity = line.entry.entry.severity;
    const QColor color = !line.note.isEmpty()               ? t.transition
                         : severity == LogSeverity::Warning ? t.severityWarning
                         : isTrouble(severity)              ? t.severityError
                                                            : t.text;
    column(line.entry.node.left(8), 8, t.muted);
    column(severityText(severity), 7, isTrouble(severity) ? color : t.muted);
    column(line.entry.entry.sqlState, 5, t.muted);
    painter.setPen(color);
    const QString message = messageOf(line).section(u'\n', 0, 0);
    painter.drawText(
        QRect(x, area.top(), area.right() - x, area.height()), Qt::AlignVCenter,
        painter.fontMetrics().elidedText(message.left(500), Qt::ElideRight, area.right() - x));
}

} // namespace tandem
