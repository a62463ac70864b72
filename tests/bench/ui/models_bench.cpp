// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the window's heavy parts cost by themselves: log lines into the book beside a ready-made
// text widget, and a redraw of the lag chart over an hour and a day.
#include "ui/models/log_book.h"
#include "ui/plots/lag_chart.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QPlainTextEdit>

#include <algorithm>
#include <cstdio>

using namespace tandem;

namespace {

constexpr int batchSize = 1000;

std::vector<LogLine> batchOf(int from)
{
    std::vector<LogLine> lines(batchSize);
    for (int i = 0; i < batchSize; ++i) {
        LogLine &line = lines[std::size_t(i)];
        line.entry.node = QStringLiteral("vm1");
        line.entry.ourMilliseconds = from + i;
        line.entry.entry.severity = i % 50 == 0 ? LogSeverity::Error : LogSeverity::Log;
        line.entry.entry.message =
            QStringLiteral("duration: 0.123 ms  statement: insert into orders values (%1)")
                .arg(from + i);
    }
    return lines;
}

void benchLog(int lines)
{
    std::vector<std::vector<LogLine>> batches;
    for (int from = 0; from < lines; from += batchSize)
        batches.push_back(batchOf(from));
    QStringList texts;
    for (const auto &batch : batches) {
        for (const LogLine &line : batch)
            texts << messageOf(line);
    }
    QElapsedTimer timer;
    LogBook book;
    timer.start();
    for (auto &batch : batches)
        book.add(std::move(batch));
    const double ours = double(timer.nsecsElapsed()) / 1e9;
    QPlainTextEdit edit;
    edit.setMaximumBlockCount(int(LogBook::mostLines));
    timer.restart();
    for (const QString &text : texts)
        edit.appendPlainText(text);
    const double ready = double(timer.nsecsElapsed()) / 1e9;
    std::printf("log lines a second: book %.0f, QPlainTextEdit %.0f, ratio %.1f\n", lines / ours,
                lines / ready, ready / ours);
}

// Ten samples a second for a day, as the sampler would have given them.
void fill(History &history)
{
    const MonotonicTime now = MonotonicClock::now();
    for (int i = 0; i < 864000; ++i) {
        LagReading reading;
        reading.at = now - std::chrono::milliseconds(100) * (864000 - i);
        const auto bytes = std::uint64_t(i % 977) * 64;
        for (Lag *lag : {&reading.receive, &reading.replay, &reading.exposure}) {
            lag->bytes = bytes;
            lag->delay.seconds = double(bytes) / 1e6;
        }
        history.add(reading);
    }
}

void benchChart(LagChart &chart, const char *name, std::chrono::seconds span)
{
    chart.setSpan(span);
    QCoreApplication::processEvents();
    std::vector<double> times;
    for (int i = 0; i < 30; ++i) {
        QElapsedTimer timer;
        timer.start();
        chart.refresh();
        QCoreApplication::processEvents(); // the queued redraw and its paint
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    std::printf("chart redraw %s, 5 series: median %.2f ms, worst of 30 %.2f ms\n", name,
                times[times.size() / 2], times.back());
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    benchLog(200000);
    Theme theme(application);
    History history;
    fill(history);
    LagChart chart(history, theme);
    chart.resize(1040, 280);
    chart.show();
    benchChart(chart, "1 min", std::chrono::minutes(1));
    benchChart(chart, "1 h", std::chrono::hours(1));
    benchChart(chart, "24 h", std::chrono::hours(24));
    return 0;
}
