// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/columns.h"

#include <algorithm>

namespace tandem {

QStringList Columns::lines(int indent) const
{
    std::vector<qsizetype> widths(m_aligns.size(), 0);
    for (const QStringList &row : m_rows) {
        for (size_t i = 0; i < widths.size(); ++i)
            widths[i] = std::max(widths[i], row.value(static_cast<qsizetype>(i)).size());
    }
    QStringList lines;
    for (const QStringList &row : m_rows) {
        QString line(indent, u' ');
        for (size_t i = 0; i < widths.size(); ++i) {
            const QString cell = row.value(static_cast<qsizetype>(i));
            line += m_aligns[i] == Align::Left ? cell.leftJustified(widths[i])
                                               : cell.rightJustified(widths[i]);
            line += QLatin1String("  ");
        }
        while (line.endsWith(u' '))
            line.chop(1);
        lines << line;
    }
    return lines;
}

} // namespace tandem
