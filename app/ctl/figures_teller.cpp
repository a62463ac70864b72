// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/figures_teller.h"

#include <QJsonArray>

#include <algorithm>

namespace tandem {

namespace {

// The lines come one by one, so the heads give the widths.
void tellCells(const QStringList &heads, const QStringList &cells, const QString &end)
{
    QString line;
    for (qsizetype i = 0; i < cells.size(); ++i)
        line += QStringLiteral("  ") + cells.at(i).rightJustified(heads.at(i).size());
    if (!end.isEmpty())
        line += QStringLiteral("  ") + end.section(u'\n', 0, 0);
    tell(line);
}

QString nodeOfWriters(const WorkloadFigures &figures)
{
    for (const LaneFigures &lane : figures.lanes) {
        if (lane.kind == LaneKind::Writer && lane.connected)
            return lane.node;
    }
    return {};
}

QString milliseconds(const std::optional<double> &value)
{
    return value ? QString::number(*value, 'f', 1) : QStringLiteral("-");
}

QJsonValue seen(const std::optional<double> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

} // namespace

void FiguresTeller::tellNow(const WorkloadFigures &figures,
                            const std::vector<SecondFigures> &seconds, bool isLast)
{
    for (const SecondFigures &second : seconds) {
        if (second.second >= m_next)
            tellSecond(figures, second);
        m_next = std::max(m_next, second.second + 1);
    }
    if (isLast && m_next == 0) // broken off in its first second
        tellSecond(figures, {});
}

void FiguresTeller::tellSecond(const WorkloadFigures &figures, const SecondFigures &second)
{
    if (m_json)
        tellObject(figures, second);
    else
        tellLine(figures, second);
}

void FiguresTeller::tellObject(const WorkloadFigures &figures, const SecondFigures &second) const
{
    QJsonArray lanes;
    for (const LaneFigures &lane : figures.lanes)
        lanes.append(QJsonObject{{QStringLiteral("lane"), lane.name},
                                 {QStringLiteral("node"), lane.node},
                                 {QStringLiteral("connected"), lane.connected},
                                 {QStringLiteral("ok"), qint64(lane.ok)},
                                 {QStringLiteral("errors"), qint64(lane.errors)},
                                 {QStringLiteral("rollbacks"), qint64(lane.rollbacks)},
                                 {QStringLiteral("in_doubt"), qint64(lane.doubts)}});
    const QString node = nodeOfWriters(figures);
    tellJson({{QStringLiteral("second"), qint64(second.second + 1)},
              {QStringLiteral("node"), node.isEmpty() ? QJsonValue() : QJsonValue(node)},
              {QStringLiteral("acknowledged"), qint64(second.acknowledged)},
              {QStringLiteral("rolled_back"), qint64(second.rolledBack)},
              {QStringLiteral("in_doubt"), qint64(second.inDoubt)},
              {QStringLiteral("errors"), qint64(second.errors)},
              {QStringLiteral("reads"), qint64(second.reads)},
              {QStringLiteral("commit_ms"),
               QJsonObject{{QStringLiteral("median"), seen(second.medianMs)},
                           {QStringLiteral("p95"), seen(second.p95Ms)},
                           {QStringLiteral("max"), seen(second.maxMs)}}},
              {QStringLiteral("lanes"), lanes}});
}

void FiguresTeller::tellLine(const WorkloadFigures &figures, const SecondFigures &second)
{
    const QStringList heads{
        say("App", "second").translated(),       say("App", "writes on").translated(),
        say("App", "acknowledged").translated(), say("App", "rolled back").translated(),
        say("App", "in doubt").translated(),     say("App", "reads").translated(),
        say("App", "errors").translated(),       say("App", "median ms").translated(),
        say("App", "p95 ms").translated(),       say("App", "max ms").translated()};
    QString problem;
    for (const LaneFigures &lane : figures.lanes) {
        if (!lane.connected && problem.isEmpty())
            problem = lane.problem;
    }
    if (!m_isHeadTold)
        tellCells(heads, heads, {});
    m_isHeadTold = true;
    const QString node = nodeOfWriters(figures);
    tellCells(heads,
              {QString::number(second.second + 1), node.isEmpty() ? QStringLiteral("-") : node,
               QString::number(second.acknowledged), QString::number(second.rolledBack),
               QString::number(second.inDoubt), QString::number(second.reads),
               QString::number(second.errors), milliseconds(second.medianMs),
               milliseconds(second.p95Ms), milliseconds(second.maxMs)},
              problem);
}

} // namespace tandem
