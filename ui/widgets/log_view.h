// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/log_book.h"
#include "ui/theme/theme.h"

#include <QAbstractScrollArea>

namespace tandem {

// Draws the lines of a LogBook that are in sight, straight from it: however many there are, a
// paint costs what is visible. Follows the end until a person scrolls up.
class LogView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    LogView(LogBook &book, const Theme &theme, QWidget *parent = nullptr);

    // The book has grown, or shows other lines.
    void renew();
    void setFollowing(bool isFollowing);
    [[nodiscard]] bool isFollowing() const { return m_isFollowing; }
    [[nodiscard]] int currentRow() const;
    void setCurrentRow(int row);
    [[nodiscard]] QString selectedText() const;

Q_SIGNALS:
    void currentChanged();
    void followingChanged(bool isFollowing);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] int rowsInSight() const;
    [[nodiscard]] int rowAtPoint(const QPoint &at) const;
    void paintRow(QPainter &painter, const QRect &area, int row) const;
    void select(int row, bool extends);
    [[nodiscard]] std::pair<std::int64_t, std::int64_t> selection() const;

    LogBook &m_book;
    const Theme &m_theme;
    bool m_isFollowing = true;
    bool m_isRenewing = false;
    std::int64_t m_current = -1; // numbers of lines, which stay however many come or go
    std::int64_t m_anchor = -1;
};

} // namespace tandem
