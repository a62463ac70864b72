// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/watchdog/decision.h"

#include "core/watchdog/decision_table.h"

#include <algorithm>

namespace tandem {

namespace {

// For double quotes of bash; names are variables there.
QString shellSentence(const DecisionRow &row)
{
    QString text = row.sentence.arg(QStringLiteral("\x01")).arg(QStringLiteral("\x02")).english();
    for (const char *special : {"\\", "\"", "$", "`"})
        text.replace(QLatin1String(special), QLatin1String("\\") + QLatin1String(special));
    return text.replace(u'\x01', QLatin1String("$primary"))
        .replace(u'\x02', QLatin1String("$standby"));
}

} // namespace

const DecisionRow &rowFor(const PairSighting &sighting, const Automation &policy)
{
    const auto &rows = decisionTable();
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const DecisionRow &r) {
        return matches(r.pattern, sighting, policy);
    });
    return *row; // the last one holds always
}

Decision decide(const PairSighting &sighting, const Automation &policy)
{
    const DecisionRow &row = rowFor(sighting, policy);
    return {row.remedy, row.reason, row.sentence};
}

QString shellDecisionTable()
{
    QString order;
    for (const FactColumn &column : factColumns())
        order += u' ' + QLatin1String(column.name);
    QString out =
        QStringLiteral("# decide CODE: the first pattern that fits. A letter for each of:\n"
                       "#%1.\n"
                       "decide() {\n"
                       "    case $1 in\n")
            .arg(order);
    for (const DecisionRow &row : decisionTable())
        out += QStringLiteral("    %1) action=%2 reason=%3\n        sentence=\"%4\" ;;\n")
                   .arg(&row == &decisionTable().back() ? QStringLiteral("*") : globOf(row.pattern),
                        tokenOf(row.remedy), QLatin1String(row.reason), shellSentence(row));
    return out + QStringLiteral("    esac\n}\n");
}

QString tokenOf(Remedy remedy)
{
    switch (remedy) {
    case Remedy::Nothing:
        return QStringLiteral("nothing");
    case Remedy::Wait:
        return QStringLiteral("wait");
    case Remedy::RestartLocally:
        return QStringLiteral("restart");
    case Remedy::FailOver:
        return QStringLiteral("failover");
    case Remedy::Resync:
        return QStringLiteral("resync");
    case Remedy::FailBack:
        return QStringLiteral("failback");
    case Remedy::Ask:
        return QStringLiteral("ask");
    }
    return {};
}

QString tokenOf(PrimarySeen seen)
{
    switch (seen) {
    case PrimarySeen::Unclear:
        return QStringLiteral("unclear");
    case PrimarySeen::NoPair:
        return QStringLiteral("no_pair");
    case PrimarySeen::Two:
        return QStringLiteral("two");
    case PrimarySeen::BothFollow:
        return QStringLiteral("both_follow");
    case PrimarySeen::Serves:
        return QStringLiteral("serves");
    case PrimarySeen::Answers:
        return QStringLiteral("answers");
    case PrimarySeen::Starting:
        return QStringLiteral("starting");
    case PrimarySeen::HandedOver:
        return QStringLiteral("handed_over");
    case PrimarySeen::Stopped:
        return QStringLiteral("stopped");
    case PrimarySeen::Dead:
        return QStringLiteral("dead");
    case PrimarySeen::Frozen:
        return QStringLiteral("frozen");
    case PrimarySeen::Silent:
        return QStringLiteral("silent");
    case PrimarySeen::Unfenced:
        return QStringLiteral("unfenced");
    }
    return {};
}

QString tokenOf(StandbySeen seen)
{
    switch (seen) {
    case StandbySeen::Receives:
        return QStringLiteral("receives");
    case StandbySeen::Ended:
        return QStringLiteral("ended");
    case StandbySeen::Lost:
        return QStringLiteral("lost");
    case StandbySeen::Paused:
        return QStringLiteral("paused");
    case StandbySeen::Unseen:
        return QStringLiteral("unseen");
    case StandbySeen::Out:
        return QStringLiteral("out");
    case StandbySeen::OutOfSight:
        return QStringLiteral("out_of_sight");
    case StandbySeen::Down:
        return QStringLiteral("down");
    }
    return {};
}

} // namespace tandem
