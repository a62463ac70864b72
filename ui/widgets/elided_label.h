// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace tandem {

// One line that never asks for more room than there is: what does not fit ends in "…" and stands
// whole in its tool tip.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    void setWords(const QString &words);

protected:
    void paintEvent(QPaintEvent *event) override;
    [[nodiscard]] QSize minimumSizeHint() const override;

private:
    [[nodiscard]] bool fits() const;
};

} // namespace tandem
