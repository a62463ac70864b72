// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/row_match.h"
#include "ui/theme/theme.h"

#include <QAbstractTableModel>

namespace tandem {

// The rows of a table as one node has them; the first column says how each stands to the other
// node's: "=" "≠" "+" (only here), so that colour is never alone. GUI thread.
class RowModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit RowModel(const Theme &theme, QObject *parent = nullptr);

    void setRows(const SqlTable &table, const std::vector<RowMatch> &matches);
    [[nodiscard]] int differing() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] RowMatch matchOf(int row) const;

    const Theme &m_theme;
    SqlTable m_table;
    std::vector<RowMatch> m_matches;
};

} // namespace tandem
