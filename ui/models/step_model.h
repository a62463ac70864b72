// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runbook/plan.h"
#include "core/runbook/runner.h"

#include <QAbstractListModel>

namespace tandem {

// One row of a plan or of a run.
struct StepRow
{
    QString id;
    QString number; // "3." "3.1."; empty: a step of the runner's own (a record)
    bool isGroup = false;
    Text title;
    QString node;
    QString command;
    Text today;  // which way a guarded step goes by today's facts; empty: no guard
    Text danger; // what cannot be undone
    Text undo;
    std::optional<StepStatus> status; // absent: not come to yet
    MonotonicTime startedAt{};
    double seconds = 0; // once it ended
    QString output;
    std::optional<Error> error;
    std::optional<StepProgress> progress;
};

// The steps of a plan before it runs, and what became of them while it runs. GUI thread.
class StepModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role
    {
        IdRole = Qt::UserRole,
        StatusRole,
    };

    using QAbstractListModel::QAbstractListModel;

    void setPlan(const Plan &plan);
    void clear();
    // A step of the runner's own gets a row of its own at its place in time.
    void take(const StepReport &report);
    // Those that were not come to when the run ended stay as they are.
    [[nodiscard]] const StepRow &row(int index) const { return m_rows[std::size_t(index)]; }
    [[nodiscard]] int indexOf(const QString &id) const; // -1: none

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void advanced(int row, tandem::StepStatus status);

private:
    void append(const std::vector<Step> &steps, const Plan &plan, const QString &prefix);

    std::vector<StepRow> m_rows;
    int m_reached = -1; // the row that was touched last
};

} // namespace tandem
