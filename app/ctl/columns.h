// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace tandem {

// Text in columns for a terminal: each as wide as its widest cell, two spaces between them.
class Columns
{
public:
    enum class Align
    {
        Left,
        Right
    };

    explicit Columns(std::vector<Align> aligns) : m_aligns(std::move(aligns)) {}

    // Cells that are missing at the end are empty.
    void row(const QStringList &cells) { m_rows.push_back(cells); }
    // Every row as a line with that indent, without spaces at its end.
    [[nodiscard]] QStringList lines(int indent = 2) const;

private:
    std::vector<Align> m_aligns;
    std::vector<QStringList> m_rows;
};

} // namespace tandem
