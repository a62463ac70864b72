// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/step_model.h"

#include "core/runbook/preview.h"

namespace tandem {

void StepModel::setPlan(const Plan &plan)
{
    beginResetModel();
    m_rows.clear();
    m_reached = -1;
    append(plan.steps, plan, {});
    endResetModel();
}

void StepModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_reached = -1;
    endResetModel();
}

void StepModel::append(const std::vector<Step> &steps, const Plan &plan, const QString &prefix)
{
    int number = 0;
    for (const Step &step : steps) {
        StepRow row;
        row.number = prefix + QString::number(++number) + u'.';
        row.isGroup = step.isGroup();
        row.title = step.isGroup() ? say("Ui", "At the same time:") : step.title;
        row.today = todayOf(step, plan);
        if (!step.isGroup()) {
            row.id = step.id;
            row.node = step.node;
            row.command = commandOf(step);
            row.danger = step.danger;
            row.undo = step.undo;
        }
        m_rows.push_back(row);
        append(step.together, plan, row.number);
    }
}

int StepModel::indexOf(const QString &id) const
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (!m_rows[i].isGroup && m_rows[i].id == id)
            return int(i);
    }
    return -1;
}

void StepModel::take(const StepReport &report)
{
    int index = indexOf(report.id);
    if (index < 0) {
        index = m_reached + 1;
        beginInsertRows({}, index, index);
        StepRow row;
        row.id = report.id;
        row.title = report.title;
        row.node = report.node;
        m_rows.insert(m_rows.begin() + index, row);
        endInsertRows();
    }
    StepRow &row = m_rows[std::size_t(index)];
    m_reached = std::max(m_reached, index);
    const bool isNews = row.status != report.status;
    row.status = report.status;
    row.startedAt = report.startedAt;
    row.progress = report.progress;
    if (!report.command.isEmpty())
        row.command = report.command;
    if (report.status != StepStatus::Started) {
        row.seconds = secondsBetween(report.startedAt, report.endedAt);
        row.output = report.output;
        row.error = report.error;
    }
    Q_EMIT dataChanged(this->index(index), this->index(index));
    if (isNews)
        Q_EMIT advanced(index, report.status);
}

int StepModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant StepModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const StepRow &row = m_rows[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return QStringLiteral("%1 %2").arg(row.number, row.title.translated()).trimmed();
    case Qt::ToolTipRole:
        // A title may not fit its row.
        return row.today.isEmpty() ? row.title.translated()
                                   : row.title.translated() + u'\n' + row.today.translated();
    case IdRole:
        return row.id;
    case StatusRole:
        return row.status ? tokenOf(*row.status) : QString();
    default:
        return {};
    }
}

} // namespace tandem
