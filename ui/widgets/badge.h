// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/stage_words.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace tandem {

// A node's role by shape, letter, word and colour.
class Badge : public QWidget
{
    Q_OBJECT

public:
    explicit Badge(const Theme &theme, QWidget *parent = nullptr);

    void setFacts(const NodeFacts &node);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    NodeFacts m_node;
    QString m_shown; // word and colour, as they are drawn
};

} // namespace tandem
