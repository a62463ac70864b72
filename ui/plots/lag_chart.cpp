// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/lag_chart.h"

#include "ui/models/figure_text.h"
#include "ui/plots/bytes_ticker.h"

#include <QEvent>
#include <QSaveFile>
#include <QVBoxLayout>

#include <limits>

namespace tandem {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

Text nameOf(Measure measure)
{
    switch (measure) {
    case Measure::ReceiveSeconds:
        return say("Ui", "not received, s");
    case Measure::ReplaySeconds:
        return say("Ui", "not replayed, s");
    case Measure::ReceiveBytes:
        return say("Ui", "not received, bytes");
    case Measure::ReplayBytes:
        return say("Ui", "not replayed, bytes");
    case Measure::ExposureBytes:
        return say("Ui", "at risk, bytes");
    case Measure::ExposureSeconds:
        return say("Ui", "at risk, s");
    }
    return {};
}

bool isBytes(Measure measure)
{
    return measure == Measure::ReceiveBytes || measure == Measure::ReplayBytes ||
           measure == Measure::ExposureBytes;
}

} // namespace

LagChart::LagChart(History &history, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_history(history), m_theme(theme), m_plot(new QCustomPlot(this))
{
    setObjectName(QStringLiteral("lag_chart"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);
    m_plot->setNoAntialiasingOnDrag(true);
    makeRects();
    for (const Measure measure :
         {Measure::ExposureBytes, Measure::ReceiveBytes, Measure::ReplayBytes})
        addSeries(measure, m_rects[0]);
    for (const Measure measure : {Measure::ReceiveSeconds, Measure::ReplaySeconds})
        addSeries(measure, m_rects[1]);
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_plot->setMouseTracking(true);
    connect(m_plot, &QCustomPlot::mouseMove, this,
            [this](const QMouseEvent *event) { moveCrosshair(event->pos()); });
    connect(m_plot, &QCustomPlot::mouseDoubleClick, this, [this](const QMouseEvent *event) {
        const double key = m_rects[1]->axis(QCPAxis::atBottom)->pixelToCoord(event->position().x());
        Q_EMIT momentChosen(std::int64_t(key * 1000));
    });
    connect(m_plot, &QCustomPlot::mouseWheel, this, &LagChart::stopLive);
    connect(m_plot, &QCustomPlot::mousePress, this, &LagChart::stopLive);
    connect(&theme, &Theme::changed, this, [this] {
        restyle();
        refresh();
    });
    restyle();
    renewNames();
}

void LagChart::makeRects()
{
    m_plot->plotLayout()->clear();
    auto *margins = new QCPMarginGroup(m_plot);
    for (std::size_t i = 0; i < m_rects.size(); ++i) {
        auto *rect = new QCPAxisRect(m_plot);
        rect->setMarginGroup(QCP::msLeft | QCP::msRight, margins);
        rect->setRangeDrag(Qt::Horizontal);
        rect->setRangeZoom(Qt::Horizontal);
        m_plot->plotLayout()->addElement(int(i), 0, rect);
        auto *legend = new QCPLegend;
        rect->insetLayout()->addElement(legend, Qt::AlignLeft | Qt::AlignTop);
        legend->setLayer(QStringLiteral("legend"));
        legend->setFillOrder(QCPLayoutGrid::foColumnsFirst);
        legend->setBorderPen(Qt::NoPen);
        legend->setBrush(Qt::NoBrush);
        m_rects[i] = rect;
        auto ticker = QSharedPointer<QCPAxisTickerDateTime>::create();
        ticker->setDateTimeFormat(QStringLiteral("HH:mm:ss"));
        rect->axis(QCPAxis::atBottom)->setTicker(ticker);
    }
    m_rects[0]->axis(QCPAxis::atLeft)->setTicker(QSharedPointer<BytesTicker>::create());
    m_rects[0]->axis(QCPAxis::atBottom)->setTickLabels(false);
    // One time axis for both.
    const auto link = [this](std::size_t from, std::size_t to) {
        connect(m_rects[from]->axis(QCPAxis::atBottom),
                qOverload<const QCPRange &>(&QCPAxis::rangeChanged),
                m_rects[to]->axis(QCPAxis::atBottom),
                qOverload<const QCPRange &>(&QCPAxis::setRange));
    };
    link(0, 1);
    link(1, 0);
    for (std::size_t i = 0; i < m_rects.size(); ++i) {
        m_crosshair[i] = new QCPItemStraightLine(m_plot);
        m_crosshair[i]->setClipAxisRect(m_rects[i]);
        for (QCPItemPosition *position : m_crosshair[i]->positions()) {
            position->setAxisRect(m_rects[i]);
            position->setAxes(m_rects[i]->axis(QCPAxis::atBottom),
                              m_rects[i]->axis(QCPAxis::atLeft));
        }
        m_crosshair[i]->setVisible(false);
    }
}

void LagChart::addSeries(Measure measure, QCPAxisRect *rect)
{
    QCPGraph *graph = m_plot->addGraph(rect->axis(QCPAxis::atBottom), rect->axis(QCPAxis::atLeft));
    graph->setLineStyle(QCPGraph::lsLine);
    graph->setAdaptiveSampling(true);
    auto *legend = qobject_cast<QCPLegend *>(rect->insetLayout()->elementAt(0));
    graph->removeFromLegend();
    graph->addToLegend(legend);
    m_series.push_back({measure, graph});
}

QColor LagChart::colorOf(Measure measure) const
{
    const Tokens &t = m_theme.tokens();
    if (measure == Measure::ExposureBytes || measure == Measure::ExposureSeconds)
        return t.transition;
    return measure == Measure::ReplayBytes || measure == Measure::ReplaySeconds ? t.lag : t.primary;
}

void LagChart::restyle()
{
    const Tokens &t = m_theme.tokens();
    m_plot->setBackground(t.surface);
    for (QCPAxisRect *rect : m_rects) {
        for (QCPAxis *axis : rect->axes()) {
            axis->setBasePen(QPen(t.border));
            axis->setTickPen(QPen(t.border));
            axis->setSubTickPen(Qt::NoPen);
            axis->setTickLabelColor(t.muted);
            axis->setTickLabelFont(m_theme.font(Theme::Size::Tiny));
            axis->grid()->setPen(QPen(t.border, 1, Qt::DotLine));
            axis->grid()->setZeroLinePen(QPen(t.border));
        }
        auto *legend = qobject_cast<QCPLegend *>(rect->insetLayout()->elementAt(0));
        legend->setFont(m_theme.font(Theme::Size::Tiny));
        legend->setTextColor(t.text);
    }
    for (const Series &series : m_series)
        series.graph->setPen(QPen(colorOf(series.measure), 1)); // wider pens are far slower
    for (QCPItemStraightLine *line : m_crosshair)
        line->setPen(QPen(t.muted, 1));
}

void LagChart::renewNames()
{
    for (const Series &series : m_series)
        series.graph->setName(nameOf(series.measure).translated());
}

void LagChart::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        renewNames();
        refresh();
    }
    QWidget::changeEvent(event);
}

void LagChart::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

double LagChart::keyOf(MonotonicTime at) const
{
    return m_offset + std::chrono::duration<double>(at.time_since_epoch()).count();
}

MonotonicTime LagChart::timeOf(double key) const
{
    return MonotonicTime(std::chrono::duration_cast<MonotonicClock::duration>(
        std::chrono::duration<double>(key - m_offset)));
}

void LagChart::setSpan(std::chrono::seconds span)
{
    m_span = span;
    goLive();
}

void LagChart::setLogarithmic(bool isLogarithmic)
{
    m_isLogarithmic = isLogarithmic;
    QCPAxis *axis = m_rects[0]->axis(QCPAxis::atLeft);
    axis->setScaleType(isLogarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    if (isLogarithmic)
        axis->setTicker(QSharedPointer<BytesLogTicker>::create());
    else
        axis->setTicker(QSharedPointer<BytesTicker>::create());
    refresh();
}

void LagChart::goLive()
{
    const bool isNews = !m_isLive;
    m_isLive = true;
    refresh();
    if (isNews)
        Q_EMIT liveChanged(true);
}

void LagChart::stopLive()
{
    if (!m_isLive)
        return;
    m_isLive = false;
    Q_EMIT liveChanged(false);
}

void LagChart::refresh()
{
    if (!isVisible())
        return;
    const MonotonicTime now = MonotonicClock::now();
    if (m_isLive || m_offset == 0)
        m_offset = double(QDateTime::currentMSecsSinceEpoch()) / 1000 -
                   std::chrono::duration<double>(now.time_since_epoch()).count();
    QCPAxis *time = m_rects[1]->axis(QCPAxis::atBottom);
    if (m_isLive)
        time->setRange(keyOf(now - m_span), keyOf(now));
    draw(timeOf(time->range().lower), timeOf(time->range().upper));
}

void LagChart::draw(MonotonicTime from, MonotonicTime to)
{
    const int pixels = std::max(100, m_plot->width());
    std::array<double, 2> most{};
    for (const Series &series : m_series) {
        QVector<QCPGraphData> points;
        const std::vector<ChartPoint> chart = m_history.chart(series.measure, from, to, pixels);
        points.reserve(qsizetype(chart.size()));
        const std::size_t rect = isBytes(series.measure) ? 0 : 1;
        for (const ChartPoint &point : chart) {
            double value = point.values ? point.values->most : nothing;
            if (point.values)
                most[rect] = std::max(most[rect], value);
            if (rect == 0 && m_isLogarithmic)
                value = std::max(1.0, value); // a logarithm has no zero
            points.append(QCPGraphData(keyOf(point.at), value));
        }
        series.graph->data()->set(points, true);
    }
    m_rects[0]
        ->axis(QCPAxis::atLeft)
        ->setRange(m_isLogarithmic ? 1 : 0, std::max(1024.0, most[0] * 1.15));
    m_rects[1]->axis(QCPAxis::atLeft)->setRange(0, std::max(0.05, most[1] * 1.15));
    for (const QCPAxisRect *rect : m_rects) // labels never run into each other
        rect->axis(QCPAxis::atLeft)->ticker()->setTickCount(std::clamp(rect->height() / 20, 2, 5));
    drawMarks(from, to);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void LagChart::drawMarks(MonotonicTime from, MonotonicTime to)
{
    const Tokens &t = m_theme.tokens();
    for (QCPLayerable *mark : m_marks)
        m_plot->removeItem(qobject_cast<QCPAbstractItem *>(mark));
    m_marks.clear();
    for (const EventMark &mark : m_history.marks(from, to)) {
        for (QCPAxisRect *rect : m_rects) {
            QCPAxis *x = rect->axis(QCPAxis::atBottom);
            QCPAxis *y = rect->axis(QCPAxis::atLeft);
            if (mark.kind == EventMark::Kind::Outage && mark.until) {
                auto *shade = new QCPItemRect(m_plot);
                shade->setClipAxisRect(rect);
                QColor color = t.down;
                color.setAlpha(60);
                shade->setBrush(color);
                shade->setPen(Qt::NoPen);
                for (QCPItemPosition *position : {shade->topLeft, shade->bottomRight}) {
                    position->setAxisRect(rect);
                    position->setAxes(x, y);
                    position->setTypeX(QCPItemPosition::ptPlotCoords);
                    position->setTypeY(QCPItemPosition::ptAxisRectRatio);
                }
                shade->topLeft->setCoords(keyOf(mark.at), 0);
                shade->bottomRight->setCoords(keyOf(*mark.until), 1);
                m_marks.push_back(shade);
                continue;
            }
            auto *line = new QCPItemStraightLine(m_plot);
            line->setClipAxisRect(rect);
            for (QCPItemPosition *position : {line->point1, line->point2}) {
                position->setAxisRect(rect);
                position->setAxes(x, y);
            }
            line->point1->setCoords(keyOf(mark.at), 0);
            line->point2->setCoords(keyOf(mark.at), 1);
            const bool isBad =
                mark.kind == EventMark::Kind::SessionEnd || mark.kind == EventMark::Kind::Stall;
            line->setPen(QPen(isBad ? t.down : t.transition, 1, Qt::DashLine));
            m_marks.push_back(line);
        }
    }
}

void LagChart::moveCrosshair(const QPoint &at)
{
    const bool isInside = m_rects[0]->rect().contains(at) || m_rects[1]->rect().contains(at);
    if (!isInside) {
        leave();
        return;
    }
    const double key = m_rects[1]->axis(QCPAxis::atBottom)->pixelToCoord(at.x());
    for (QCPItemStraightLine *line : m_crosshair) {
        line->point1->setCoords(key, 0);
        line->point2->setCoords(key, 1);
        line->setVisible(true);
    }
    QStringList words{
        QDateTime::fromMSecsSinceEpoch(qint64(key * 1000)).toString(QStringLiteral("HH:mm:ss.z"))};
    for (const Series &series : m_series) {
        const auto point = series.graph->data()->findBegin(key);
        if (point == series.graph->data()->constEnd() || std::isnan(point->value))
            continue;
        words << QStringLiteral("%1: %2").arg(
            series.graph->name(), isBytes(series.measure)
                                      ? bytesText(std::uint64_t(std::max(0.0, point->value)))
                                      : durationText(point->value));
    }
    // What happened close by.
    const double reach = m_rects[1]->axis(QCPAxis::atBottom)->range().size() / 100;
    const std::vector<EventMark> marks = m_history.marks(timeOf(key - reach), timeOf(key + reach));
    if (!marks.empty())
        words << marks.back().text.translated();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
    Q_EMIT crosshairMoved(words.join(QStringLiteral("   ")));
}

void LagChart::leave()
{
    if (!m_crosshair[0]->visible())
        return;
    for (QCPItemStraightLine *line : m_crosshair)
        line->setVisible(false);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
    Q_EMIT crosshairMoved({});
}

bool LagChart::savePicture(const QString &fileName)
{
    return m_plot->savePng(fileName, 0, 0, 2);
}

bool LagChart::saveTable(const QString &fileName) const
{
    const QCPRange range = m_rects[1]->axis(QCPAxis::atBottom)->range();
    QByteArray table("unix_seconds,measure,least,mean,most\n");
    static const std::pair<Measure, const char *> measures[] = {
        {Measure::ReceiveSeconds, "receive_seconds"},
        {Measure::ReplaySeconds, "replay_seconds"},
        {Measure::ReceiveBytes, "receive_bytes"},
        {Measure::ReplayBytes, "replay_bytes"},
        {Measure::ExposureBytes, "exposure_bytes"},
        {Measure::ExposureSeconds, "exposure_seconds"}};
    for (const auto &[measure, name] : measures) {
        for (const ChartPoint &point :
             m_history.chart(measure, timeOf(range.lower), timeOf(range.upper), 5000)) {
            if (!point.values)
                continue;
            table += QByteArray::number(keyOf(point.at), 'f', 3) + ',' + name + ',' +
                     QByteArray::number(point.values->least, 'g', 9) + ',' +
                     QByteArray::number(point.values->mean, 'g', 9) + ',' +
                     QByteArray::number(point.values->most, 'g', 9) + '\n';
        }
    }
    QSaveFile file(fileName);
    return file.open(QIODevice::WriteOnly) && file.write(table) == table.size() && file.commit();
}

} // namespace tandem
