// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/tokens.h"

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

QColor hex(const char *name)
{
    return QColor(QLatin1String(name));
}

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminanceOf(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
           0.0722 * linear(color.blueF());
}

} // namespace

const Tokens &lightTokens()
{
    static const Tokens tokens = [] {
        Tokens t;
        t.isDark = false;
        t.window = hex("#F6F8FA");
        t.surface = hex("#FFFFFF");
        t.raised = hex("#FFFFFF");
        t.border = hex("#D5DBE1");
        t.text = hex("#1B2228");
        t.muted = hex("#5A6672");
        t.primary = hex("#0072B2");
        t.standby = hex("#007A59");
        t.lag = hex("#9A6700");
        t.down = hex("#C04A00");
        t.transition = hex("#9B4F80");
        t.unknown = hex("#626C76");
        t.accent = hex("#0B6BB8");
        t.onAccent = hex("#FFFFFF");
        t.dangerBand = hex("#FFF0EB");
        t.dangerText = hex("#A63A00");
        t.noticeBand = hex("#EAF3FB");
        t.selection = hex("#D6E8F7");
        t.severityWarning = hex("#8A5A00");
        t.severityError = hex("#B03A00");
        return t;
    }();
    return tokens;
}

const Tokens &darkTokens()
{
    static const Tokens tokens = [] {
        Tokens t;
        t.isDark = true;
        t.window = hex("#0F1419");
        t.surface = hex("#171D24");
        t.raised = hex("#1E2630");
        t.border = hex("#2C3641");
        t.text = hex("#E6EBF0");
        t.muted = hex("#97A3AF");
        t.primary = hex("#5BB3E6");
        t.standby = hex("#3CC79B");
        t.lag = hex("#F0B548");
        t.down = hex("#FF8A5C");
        t.transition = hex("#DDA0C6");
        t.unknown = hex("#97A3AF");
        t.accent = hex("#5BB3E6");
        t.onAccent = hex("#10202C");
        t.dangerBand = hex("#3A1D12");
        t.dangerText = hex("#FFB495");
        t.noticeBand = hex("#152635");
        t.selection = hex("#24405A");
        t.severityWarning = hex("#F0B548");
        t.severityError = hex("#FF8A5C");
        return t;
    }();
    return tokens;
}

double contrastOf(const QColor &a, const QColor &b)
{
    const double first = luminanceOf(a);
    const double second = luminanceOf(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace tandem
