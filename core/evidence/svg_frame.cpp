// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/svg_frame.h"

#include "core/evidence/html_text.h"

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

// 1, 2 or 5 times a power of ten, so that at most five steps reach `highest`.
double niceStep(double highest)
{
    const double least = highest / 5;
    const double unit = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
        if (unit * factor >= least * (1 - 1e-9))
            return unit * factor;
    }
    return unit * 10;
}

QString text(const char *style, double x, double y, const QString &words)
{
    return QStringLiteral("<text class=\"%1\" x=\"%2\" y=\"%3\">%4</text>\n")
        .arg(QLatin1String(style), coordinate(x), coordinate(y), htmlText(words));
}

QString line(const char *style, double x1, double y1, double x2, double y2)
{
    return QStringLiteral("<line class=\"%1\" x1=\"%2\" y1=\"%3\" x2=\"%4\" y2=\"%5\"/>\n")
        .arg(QLatin1String(style), coordinate(x1), coordinate(y1), coordinate(x2), coordinate(y2));
}

} // namespace

QString coordinate(double value)
{
    const double rounded = std::round(value * 10) / 10;
    return QString::number(rounded == 0 ? 0.0 : rounded, 'f', 1);
}

QString rectangle(const char *style, double x, double y, double width, double height)
{
    return QStringLiteral("<rect class=\"%1\" x=\"%2\" y=\"%3\" width=\"%4\" height=\"%5\"/>\n")
        .arg(QLatin1String(style), coordinate(x), coordinate(y), coordinate(width),
             coordinate(height));
}

SvgFrame::SvgFrame(double from, double to, double highest, double unit)
    : m_from(from),
      m_to(std::max(to, from + 0.001)),
      m_step(unit * niceStep(highest > 0 && std::isfinite(highest) ? highest / unit : 1))
{
    m_highest = m_step * std::max(std::ceil(highest / m_step - 1e-9), 1.0);
}

double SvgFrame::x(double seconds) const
{
    return left + (right - left) * (std::clamp(seconds, m_from, m_to) - m_from) / (m_to - m_from);
}

double SvgFrame::y(double value) const
{
    return bottom - (bottom - top) * std::clamp(value, 0.0, m_highest) / m_highest;
}

QString SvgFrame::behind(const ChartFrame &frame, const std::function<QString(double)> &label) const
{
    QString out;
    for (const ChartSpan &span : frame.outages) {
        if (span.to < m_from || span.from > m_to)
            continue;
        const double begin = x(span.from);
        const double wide = std::max(x(span.to) - begin, 2.0);
        out += rectangle("outage", begin, top, wide, bottom - top);
    }
    const int steps = int(std::lround(m_highest / m_step));
    for (int i = 0; i <= steps; ++i) {
        const double at = y(i * m_step);
        out += line(i == 0 ? "axis" : "grid", left, at, right, at);
        out += text("tick end", left - 8, at + 4, label(i * m_step));
    }
    const double step = niceStep((m_to - m_from) * 0.6);
    const auto first = std::int64_t(std::ceil(m_from / step - 1e-9));
    for (std::int64_t i = first; double(i) * step <= m_to + 1e-9; ++i) {
        const double seconds = double(i) * step;
        out += line("axis", x(seconds), bottom, x(seconds), bottom + 4);
        out += text("tick mid", x(seconds), bottom + 18,
                    QString::number(seconds == 0 ? 0.0 : seconds, 'f', step < 1 ? 1 : 0));
    }
    return out;
}

QString SvgFrame::before(const ChartFrame &frame) const
{
    QString out;
    double lastLabel = -1000;
    for (const ChartMark &mark : frame.marks) {
        if (mark.at < m_from || mark.at > m_to)
            continue;
        out += line("mark", x(mark.at), top, x(mark.at), bottom);
        // Marks that lie close together keep their labels apart.
        lastLabel = std::max(x(mark.at), lastLabel + 16);
        out += text("tick mid", lastLabel, top - 8, mark.label);
    }
    return out;
}

QString SvgFrame::wrapped(const QString &content, const QString &caption) const
{
    return QStringLiteral("<svg class=\"chart\" viewBox=\"0 0 %1 %2\" role=\"img\" "
                          "aria-label=\"%3\">\n")
               .arg(int(width))
               .arg(int(height))
               .arg(htmlText(caption)) +
           content + QStringLiteral("</svg>\n");
}

} // namespace tandem
