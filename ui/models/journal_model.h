// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evidence/evidence.h"

#include <QAbstractTableModel>

namespace tandem {

// One stage that was run: what its journal tells.
struct JournalEntry
{
    QString file;
    StageEvidence stage;
    Text problem; // why the file cannot be read; the stage is then empty
};

// The journals of a pair, newest first, those that have the filter's words in them. GUI thread.
class JournalModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Started,
        StageName,
        Result,
        Took,
        Sentence,
        columns
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setEntries(std::vector<JournalEntry> entries);
    void setFilter(const QString &words);
    [[nodiscard]] const JournalEntry &entry(int row) const
    {
        return m_entries[m_shown[std::size_t(row)]];
    }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    void filter();
    [[nodiscard]] QString text(const JournalEntry &entry, int column) const;

    std::vector<JournalEntry> m_entries;
    std::vector<std::size_t> m_shown;
    QString m_words;
};

// A stage of a journal with its steps, their commands and output, to read and to copy.
[[nodiscard]] QString textOf(const JournalEntry &entry);

} // namespace tandem
