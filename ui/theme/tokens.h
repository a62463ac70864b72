// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace tandem {

// The colours of one appearance, by what they mean. Values; a test holds them to their contrasts:
// text 4.5:1 on its ground, badges and lines 3:1 (WCAG 2.1).
struct Tokens
{
    bool isDark = false;
    QColor window, surface, raised;
    QColor border, text, muted;
    QColor primary, standby, lag, down, transition, unknown; // roles and conditions
    QColor accent, onAccent;                                 // focus and the recommended button
    QColor dangerBand, dangerText;
    QColor noticeBand, selection;
    QColor severityWarning, severityError;
};

[[nodiscard]] const Tokens &lightTokens();
[[nodiscard]] const Tokens &darkTokens();

// The contrast ratio of two opaque colours, 1 to 21 (WCAG 2.1, relative luminance).
[[nodiscard]] double contrastOf(const QColor &a, const QColor &b);

// The grid: everything is spaced by these, in pixels.
namespace spacing {
constexpr int hair = 4;
constexpr int small = 8;
constexpr int medium = 12;
constexpr int large = 16;
constexpr int huge = 24;
constexpr int radius = 8;
constexpr int row = 28; // of a table
} // namespace spacing

} // namespace tandem
