// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/journal_model.h"

#include "ui/models/figure_text.h"
#include "ui/models/stage_words.h"

#include <QDateTime>
#include <QFileInfo>

namespace tandem {

namespace {

QString startText(const JournalEntry &entry)
{
    const QDateTime at = QDateTime::fromString(entry.stage.startedAt, Qt::ISODate).toLocalTime();
    return at.isValid() ? at.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"))
                        : QFileInfo(entry.file).fileName();
}

} // namespace

void JournalModel::setEntries(std::vector<JournalEntry> entries)
{
    beginResetModel();
    m_entries = std::move(entries);
    filter();
    endResetModel();
}

void JournalModel::setFilter(const QString &words)
{
    beginResetModel();
    m_words = words;
    filter();
    endResetModel();
}

void JournalModel::filter()
{
    m_shown.clear();
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        bool has = m_words.isEmpty();
        for (int column = 0; column < columns && !has; ++column)
            has = text(m_entries[i], column).contains(m_words, Qt::CaseInsensitive);
        if (has)
            m_shown.push_back(i);
    }
}

int JournalModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int JournalModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString JournalModel::text(const JournalEntry &entry, int column) const
{
    const Outcome &outcome = entry.stage.outcome;
    switch (column) {
    case Started:
        return startText(entry);
    case StageName:
        return operationText(entry.stage.stage).translated();
    case Result:
        return entry.problem.isEmpty() ? resultText(outcome.kind).translated() : QString();
    case Took:
        return entry.problem.isEmpty()
                   ? durationText(secondsBetween(outcome.startedAt, outcome.endedAt))
                   : QString();
    case Sentence:
        return (entry.problem.isEmpty() ? outcome.sentence : entry.problem).translated();
    default:
        return {};
    }
}

QVariant JournalModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    if (role == Qt::TextAlignmentRole && index.column() == Took)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    return text(entry(index.row()), index.column());
}

QVariant JournalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Started:
        return say("Ui", "started").translated();
    case StageName:
        return say("Ui", "stage").translated();
    case Result:
        return say("Ui", "result").translated();
    case Took:
        return say("Ui", "took").translated();
    case Sentence:
        return say("Ui", "what it said").translated();
    default:
        return {};
    }
}

QString textOf(const JournalEntry &entry)
{
    const Outcome &outcome = entry.stage.outcome;
    QStringList lines{entry.file, outcome.sentence.translated()};
    if (!outcome.details.trimmed().isEmpty())
        lines << outcome.details.trimmed();
    for (const StepReport &step : outcome.steps) {
        lines << QString()
              << QStringLiteral("[%1] %2: %3, %4")
                     .arg(step.node, step.title.translated(), statusText(step.status).translated(),
                          durationText(secondsBetween(step.startedAt, step.endedAt)));
        if (step.error)
            lines << step.error->sentence.translated();
        if (!step.command.isEmpty() && step.status != StepStatus::Skipped)
            lines << step.command;
        if (!step.output.trimmed().isEmpty())
            lines << QStringLiteral("> ") +
                         step.output.trimmed().replace(u'\n', QStringLiteral("\n> "));
    }
    return lines.join(u'\n');
}

} // namespace tandem
