// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/row_model.h"

#include <algorithm>

namespace tandem {

RowModel::RowModel(const Theme &theme, QObject *parent)
    : QAbstractTableModel(parent), m_theme(theme)
{
}

// Only a change of shape resets the view, so that it stays where a person scrolled to.
void RowModel::setRows(const SqlTable &table, const std::vector<RowMatch> &matches)
{
    const bool isSameShape =
        table.columns == m_table.columns && table.rows.size() == m_table.rows.size();
    if (!isSameShape)
        beginResetModel();
    m_table = table;
    m_matches = matches;
    if (!isSameShape)
        endResetModel();
    else if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int RowModel::differing() const
{
    return int(std::count_if(m_matches.begin(), m_matches.end(),
                             [](RowMatch match) { return match != RowMatch::Same; }));
}

RowMatch RowModel::matchOf(int row) const
{
    return std::size_t(row) < m_matches.size() ? m_matches[std::size_t(row)] : RowMatch::Same;
}

int RowModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_table.rows.size());
}

int RowModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_table.columns.isEmpty() ? 0 : int(m_table.columns.size()) + 1;
}

QVariant RowModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= columnCount())
        return {};
    const RowMatch match = matchOf(index.row());
    if (role == Qt::BackgroundRole && match != RowMatch::Same)
        return m_theme.tokens().dangerBand;
    if (role == Qt::ForegroundRole && match != RowMatch::Same)
        return m_theme.tokens().dangerText;
    if (role != Qt::DisplayRole)
        return {};
    if (index.column() == 0)
        return match == RowMatch::Same      ? QStringLiteral("=")
               : match == RowMatch::Differs ? QStringLiteral("≠")
                                            : QStringLiteral("+");
    const auto &row = m_table.rows[std::size_t(index.row())];
    const auto column = std::size_t(index.column() - 1);
    if (column >= row.size())
        return {};
    return row[column].value_or(QStringLiteral("NULL"));
}

QVariant RowModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section == 0)
        return {};
    return m_table.columns.value(section - 1);
}

} // namespace tandem
