// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/journal_desk.h"
#include "ui/desk/pair_sight.h"
#include "ui/theme/theme.h"

#include <QAbstractScrollArea>

namespace tandem {

// The history of the WAL as a graph: one lane for each timeline, where it forked and in which
// stage, what only the old primary had written behind the fork, and where both nodes are now.
// Read anew whenever it comes into sight and after every change of a timeline.
class TimelinesPage : public QAbstractScrollArea
{
    Q_OBJECT

public:
    // Both outlive it.
    TimelinesPage(JournalDesk &desk, const Theme &theme, QWidget *parent = nullptr);

    void setSight(const PairSight &sight);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void renew();
    void paintStretch(QPainter &painter, std::size_t index, int y) const;
    void paintNodes(QPainter &painter, std::size_t index, int x, int y) const;
    [[nodiscard]] QString describe(const TimelineStretch &stretch) const;
    // Nodes that are on that timeline, with their positions.
    [[nodiscard]] std::vector<const NodeFacts *> nodesOn(std::uint32_t timeline) const;

    JournalDesk &m_desk;
    const Theme &m_theme;
    PairSight m_sight;
    std::vector<TimelineStretch> m_stretches;
    Text m_problem;
    int m_step = 0; // from one fork to the next, in the width that there is
};

} // namespace tandem
