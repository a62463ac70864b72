// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/monitor/history.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <array>

class QCPAxisRect;
class QCPGraph;
class QCPItemStraightLine;
class QCPLayerable;
class QCustomPlot;

namespace tandem {

// The lag in bytes (above) and seconds (below) over the last minutes or hours, with marks for what
// happened and shades where no write was acknowledged. Where there was no data the line is broken.
// One crosshair for both; the wheel zooms, dragging pans, and then the chart stands still until
// goLive().
class LagChart : public QWidget
{
    Q_OBJECT

public:
    // Both outlive it.
    LagChart(History &history, const Theme &theme, QWidget *parent = nullptr);

    void setSpan(std::chrono::seconds span); // and live again
    void setLogarithmic(bool isLogarithmic);
    void goLive();
    [[nodiscard]] bool isLive() const { return m_isLive; }
    // Asks the history anew and draws; a chart that is not in sight does nothing.
    void refresh();
    bool savePicture(const QString &fileName); // PNG; false: it cannot be written
    // Unix seconds, then every measure's least, mean and most over the span in sight.
    bool saveTable(const QString &fileName) const; // CSV

Q_SIGNALS:
    void liveChanged(bool isLive);
    void momentChosen(std::int64_t ourMilliseconds); // double click; Unix time, our clock
    void crosshairMoved(const QString &words);       // what stands under it; empty: it is away

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    struct Series
    {
        Measure measure;
        QCPGraph *graph;
    };
    void addSeries(Measure measure, QCPAxisRect *rect);
    void makeRects();
    void restyle();
    void renewNames();
    void draw(MonotonicTime from, MonotonicTime to);
    void drawMarks(MonotonicTime from, MonotonicTime to);
    void moveCrosshair(const QPoint &at);
    void leave();
    void stopLive();
    [[nodiscard]] double keyOf(MonotonicTime at) const; // Unix seconds
    [[nodiscard]] MonotonicTime timeOf(double key) const;
    [[nodiscard]] QColor colorOf(Measure measure) const;

    History &m_history;
    const Theme &m_theme;
    std::chrono::seconds m_span{60};
    bool m_isLive = true;
    bool m_isLogarithmic = false;
    double m_offset = 0; // Unix seconds of the monotonic clock's zero
    QCustomPlot *m_plot;
    std::array<QCPAxisRect *, 2> m_rects{}; // bytes, seconds
    std::vector<Series> m_series;
    std::array<QCPItemStraightLine *, 2> m_crosshair{};
    std::vector<QCPLayerable *> m_marks; // belong to the plot
};

} // namespace tandem
