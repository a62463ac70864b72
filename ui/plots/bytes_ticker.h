// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/figure_text.h"
#include "ui/plots/qcustomplot_library.h"

#include <algorithm>
#include <cmath>

namespace tandem {

// Sizes by 1024 on an axis.
class BytesTicker : public QCPAxisTicker
{
protected:
    // Powers of two, so that "2 KiB" is no odd number of bytes.
    double getTickStep(const QCPRange &range) override
    {
        return std::max(1.0, std::exp2(std::round(std::log2(range.size() / 4))));
    }
    int getSubTickCount(double) override { return 0; }
    QString getTickLabel(double tick, const QLocale &, QChar, int) override
    {
        return bytesText(std::uint64_t(std::max(0.0, tick)));
    }
};

class BytesLogTicker : public QCPAxisTickerLog
{
protected:
    QString getTickLabel(double tick, const QLocale &, QChar, int) override
    {
        return bytesText(std::uint64_t(std::max(0.0, tick)));
    }
};

} // namespace tandem
