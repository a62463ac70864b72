// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/lag_chart.h"

#include <QButtonGroup>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QWidget>

namespace tandem {

// The lag chart with its spans, scale and exports.
class LagPage : public QWidget
{
    Q_OBJECT

public:
    LagPage(History &history, const Theme &theme, QWidget *parent = nullptr);

Q_SIGNALS:
    void momentChosen(std::int64_t ourMilliseconds);
    void told(const tandem::Text &words); // where an export went, or why it did not

protected:
    void changeEvent(QEvent *event) override;

private:
    void renew();
    void refresh();
    [[nodiscard]] std::vector<double> newestValues(MonotonicTime now) const;
    void renewPace(std::chrono::seconds span);
    void save(bool asPicture);

    const History &m_history;
    const Theme &m_theme;
    std::vector<double> m_values; // as they were drawn last
    MonotonicTime m_drawnAt{};
    LagChart *m_chart;
    QButtonGroup *m_spans;
    QPushButton *m_scale;
    QPushButton *m_live;
    QPushButton *m_picture;
    QPushButton *m_table;
    QLabel *m_words;
    QTimer m_refresh;
};

} // namespace tandem
