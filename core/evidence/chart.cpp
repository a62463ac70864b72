// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/chart.h"

#include "core/evidence/html_text.h"
#include "core/evidence/svg_frame.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tandem {

namespace {

constexpr int columns = 600;
constexpr double longestStep = 1.0; // seconds between two points of one line

struct Point
{
    double at = 0;
    std::optional<double> value;
};

using Line = std::vector<Point>;

std::optional<double> numberOf(const std::optional<qint64> &value)
{
    return value ? std::optional(double(*value)) : std::nullopt;
}

std::array<Line, 3> linesOf(const std::vector<LagPoint> &points, LagUnit unit)
{
    std::array<Line, 3> lines;
    for (const LagPoint &p : points) {
        if (unit == LagUnit::Seconds) {
            lines[0].push_back({p.at, p.receiveSeconds});
            lines[1].push_back({p.at, p.replaySeconds});
            lines[2].push_back({p.at, p.exposureSeconds});
        } else {
            lines[0].push_back({p.at, numberOf(p.receiveBytes)});
            lines[1].push_back({p.at, numberOf(p.replayBytes)});
            lines[2].push_back({p.at, numberOf(p.exposureBytes)});
        }
    }
    return lines;
}

// One point a column: its highest value, or none when none of its points has one.
Line thinned(const Line &line, double seconds)
{
    if (line.size() <= std::size_t(columns))
        return line;
    Line out;
    std::int64_t last = -1;
    for (const Point &point : line) {
        const auto column = std::int64_t(point.at / std::max(seconds, 0.001) * columns);
        if (column != last || out.empty())
            out.push_back(point);
        else if (point.value && (!out.back().value || *point.value > *out.back().value))
            out.back() = point;
        last = column;
    }
    return out;
}

// The unit in which bytesText() writes that many bytes.
double byteUnit(double bytes)
{
    double unit = 1;
    for (int i = 0; i < 4 && bytes / unit >= 1024; ++i)
        unit *= 1024;
    return unit;
}

QString drawn(const Line &line, const char *style, const SvgFrame &plane)
{
    QString out;
    QStringList run;
    const auto flush = [&] {
        if (run.size() == 1)
            out +=
                QStringLiteral("<circle class=\"%1\" cx=\"%2\" cy=\"%3\" r=\"2\"/>\n")
                    .arg(QLatin1String(style), run[0].section(u',', 0, 0), run[0].section(u',', 1));
        else if (run.size() > 1)
            out += QStringLiteral("<polyline class=\"%1\" points=\"%2\"/>\n")
                       .arg(QLatin1String(style), run.join(u' '));
        run.clear();
    };
    double last = 0;
    for (const Point &point : line) {
        if (!point.value || (!run.isEmpty() && point.at - last > longestStep))
            flush();
        if (point.value)
            run << coordinate(plane.x(point.at)) + u',' + coordinate(plane.y(*point.value));
        last = point.at;
    }
    flush();
    return out;
}

} // namespace

QString bytesText(double bytes)
{
    static const std::array<const char *, 5> units = {"B", "KiB", "MiB", "GiB", "TiB"};
    std::size_t unit = 0;
    for (; bytes >= 1024 && unit + 1 < units.size(); ++unit)
        bytes /= 1024;
    const bool isWhole = unit == 0 || std::abs(bytes - std::round(bytes)) < 0.05;
    return QString::number(bytes, 'f', isWhole ? 0 : 1) + u' ' + QLatin1String(units[unit]);
}

QString lagChart(const std::vector<LagPoint> &points, LagUnit unit, const ChartFrame &frame,
                 const QString &caption)
{
    std::array<Line, 3> lines = linesOf(points, unit);
    double highest = 0;
    for (Line &line : lines) {
        line = thinned(line, frame.seconds);
        for (const Point &point : line)
            highest = std::max(highest, point.value.value_or(0));
    }
    const double base = unit == LagUnit::Bytes ? byteUnit(highest) : 1;
    const SvgFrame plane(0, frame.seconds, highest, base);
    const auto label = [unit](double value) {
        return unit == LagUnit::Bytes ? bytesText(value) : QString::number(value, 'g', 3);
    };
    QString content = plane.behind(frame, label);
    static const std::array<const char *, 3> styles = {"line receive", "line replay",
                                                       "line exposure"};
    for (std::size_t i = 0; i < lines.size(); ++i)
        content += drawn(lines[i], styles[i], plane);
    return plane.wrapped(content + plane.before(frame), caption);
}

QString writesChart(const WriteSlots &writes, const ChartFrame &frame, const QString &caption)
{
    int highest = 0;
    for (const auto &slot : writes.counts)
        highest = std::max(highest, slot[0] + slot[1]);
    const double to = writes.from + writes.length * double(writes.counts.size());
    const SvgFrame plane(writes.from, to, std::max(highest, 5)); // whole numbers on its axis
    QString content =
        plane.behind(frame, [](double value) { return QString::number(value, 'f', 0); });
    static const std::array<const char *, 2> styles = {"bar first", "bar second"};
    for (std::size_t i = 0; i < writes.counts.size(); ++i) {
        const double from = plane.x(writes.from + writes.length * double(i));
        const double wide = plane.x(writes.from + writes.length * double(i + 1)) - from;
        int below = 0;
        for (std::size_t node = 0; node < 2; ++node) {
            const int count = writes.counts[i][node];
            if (count == 0)
                continue;
            const double high = plane.y(below + count);
            content += rectangle(styles[node], from + wide * 0.05, high, std::max(wide * 0.9, 0.5),
                                 plane.y(below) - high);
            below += count;
        }
    }
    return plane.wrapped(content + plane.before(frame), caption);
}

QString splitBar(const OutageSplit &split, const QString &caption)
{
    const std::array<std::pair<const char *, std::optional<double>>, 5> parts = {
        std::pair("detect", split.detect), std::pair("decide", split.decide),
        std::pair("fence", split.fence), std::pair("promote", split.promote),
        std::pair("reconnect", split.reconnect)};
    double total = 0;
    for (const auto &[name, seconds] : parts)
        total += seconds.value_or(0);
    if (total <= 0)
        return {};
    constexpr double left = 2, width = 956, high = 26;
    QString content;
    double from = left;
    int number = 0;
    for (const auto &[name, seconds] : parts) {
        ++number;
        if (!seconds)
            continue;
        const double wide = width * *seconds / total;
        content += QStringLiteral("<rect class=\"part %1\" x=\"%2\" y=\"2.0\" width=\"%3\" "
                                  "height=\"%4\"/>\n")
                       .arg(QLatin1String(name), coordinate(from),
                            coordinate(std::max(wide - 1, 0.5)), coordinate(high));
        if (wide >= 18)
            content += QStringLiteral("<text class=\"inpart\" x=\"%1\" y=\"20.0\">%2</text>\n")
                           .arg(coordinate(from + wide / 2), QString::number(number));
        from += wide;
    }
    return QStringLiteral("<svg class=\"split\" viewBox=\"0 0 960 30\" role=\"img\" "
                          "aria-label=\"%1\">\n")
               .arg(htmlText(caption)) +
           content + QStringLiteral("</svg>\n");
}

} // namespace tandem
