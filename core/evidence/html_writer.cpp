// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/html_writer.h"

#include "core/evidence/checklist.h"
#include "core/evidence/html_style.h"
#include "core/evidence/html_text.h"

#include <algorithm>

namespace tandem {

QString secondsText(const std::optional<double> &value)
{
    return value ? QString::number(*value, 'f', 3) : QStringLiteral("-");
}

QString orDash(const QString &text)
{
    return text.isEmpty() ? QStringLiteral("-") : text;
}

HtmlWriter::HtmlWriter(const LabEvidence &lab, bool translated)
    : m_lab(lab), m_translated(translated)
{
    m_frame.seconds = std::max(lab.seconds, 0.1);
    int number = 0;
    for (const StageEvidence &stage : lab.stages) {
        m_frame.marks.push_back({stage.from, QString::number(++number)});
        if (stage.outageFrom && stage.outageTo)
            m_frame.outages.push_back({*stage.outageFrom, *stage.outageTo});
        m_frame.seconds = std::max(m_frame.seconds, stage.to);
    }
    if (!lab.lag.empty())
        m_frame.seconds = std::max(m_frame.seconds, lab.lag.back().at);
}

QString HtmlWriter::words(const Text &text) const
{
    return htmlText(plain(text));
}

void HtmlWriter::heading(const Text &text)
{
    add(QStringLiteral("<h2>") + words(text) + QStringLiteral("</h2>\n"));
}

void HtmlWriter::paragraph(const Text &text, const char *style)
{
    add(style == nullptr ? QStringLiteral("<p>")
                         : QStringLiteral("<p class=\"%1\">").arg(QLatin1String(style)));
    add(words(text) + QStringLiteral("</p>\n"));
}

void HtmlWriter::card(const QString &figure, const QString &unit, const Text &below, bool isBad)
{
    add(QStringLiteral("<div class=\"card%1\"><b>")
            .arg(isBad ? QStringLiteral(" bad") : QString()));
    add(htmlText(figure));
    if (!unit.isEmpty())
        add(QStringLiteral(" <span class=\"unit\">") + htmlText(unit) + QStringLiteral("</span>"));
    add(QStringLiteral("</b>") + words(below) + QStringLiteral("</div>\n"));
}

void HtmlWriter::checked(bool holds, const Text &sentence, const Text &proof)
{
    add(QStringLiteral("<li><span class=\"sign %1\">%2</span>")
            .arg(holds ? QStringLiteral("yes") : QStringLiteral("no"),
                 holds ? QStringLiteral("✓") : QStringLiteral("✕")));
    add(words(sentence));
    if (!proof.isEmpty())
        add(QStringLiteral("<span class=\"proof\">") + words(proof) + QStringLiteral("</span>"));
    add(QStringLiteral("</li>\n"));
}

void HtmlWriter::legend(const std::vector<std::pair<const char *, Text>> &lines)
{
    add(QStringLiteral("<p class=\"legend\">"));
    for (const auto &[style, text] : lines) {
        const QString name = QLatin1String(style);
        add(QStringLiteral("<span><svg viewBox=\"0 0 28 12\" aria-hidden=\"true\">"));
        add(name.startsWith(QLatin1String("line"))
                ? QStringLiteral("<line class=\"%1\" x1=\"1\" y1=\"6\" x2=\"27\" y2=\"6\"/>")
                      .arg(name)
                : QStringLiteral("<rect class=\"%1\" x=\"1\" y=\"1\" width=\"26\" height=\"10\"/>")
                      .arg(name));
        add(QStringLiteral("</svg>") + words(text) + QStringLiteral("</span> "));
    }
    add(QStringLiteral("</p>\n"));
}

void HtmlWriter::head()
{
    const Text title = say("Evidence", "The failover lab on the pair %1").arg(m_lab.pair);
    add(QStringLiteral("<!DOCTYPE html>\n<html lang=\"%1\">\n<head>\n<meta charset=\"utf-8\"/>\n")
            .arg(words(say("Evidence", "en"))));
    add(QStringLiteral(
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"));
    add(QStringLiteral("<title>") + words(title) + QStringLiteral("</title>\n<style>") +
        QString::fromUtf8(htmlStyle()) + QStringLiteral("</style>\n</head>\n<body>\n<main>\n<h1>") +
        words(title) + QStringLiteral("</h1>\n"));
    paragraph(say("Evidence", "Started %1 (UTC), %2 s. Final state: %3.")
                  .arg(m_lab.startedAt)
                  .arg(QString::number(m_lab.seconds, 'f', 1))
                  .arg(orDash(m_lab.finalState)),
              "muted");
}

void HtmlWriter::figures()
{
    const auto held = std::count_if(m_lab.expectations.begin(), m_lab.expectations.end(),
                                    [](const Expectation &e) { return e.holds; });
    add(QStringLiteral("<div class=\"cards\">\n"));
    card(QStringLiteral("%1 / %2").arg(held).arg(m_lab.expectations.size()), {},
         say("Evidence", "expected results hold"), !m_lab.allHold());
    for (const StageEvidence &stage : m_lab.stages) {
        if (!stage.outageSeconds)
            continue;
        card(secondsText(stage.outageSeconds), plain(say("Evidence", "s")),
             say("Evidence", "without an acknowledged write in the %1").arg(stage.stage), false);
    }
    if (m_lab.wholeRun) {
        card(QString::number(m_lab.wholeRun->kept), {},
             say("Evidence", "acknowledged writes kept, of %1")
                 .arg(qint64(m_lab.wholeRun->acknowledged)),
             false);
        card(QString::number(m_lab.wholeRun->lostCount), {}, say("Evidence", "lost"), false);
        card(QString::number(m_lab.wholeRun->inDoubt), {}, say("Evidence", "in doubt"), false);
    }
    add(QStringLiteral("</div>\n"));
}

void HtmlWriter::expectations()
{
    heading(say("Evidence", "Expected results"));
    add(QStringLiteral("<section>\n"));
    if (m_lab.expectations.empty())
        paragraph(say("Evidence", "They were not looked at, because the lab ended before."));
    else
        add(QStringLiteral("<ol>\n"));
    for (const Expectation &expectation : m_lab.expectations)
        checked(expectation.holds, expectation.sentence, expectation.proof);
    if (!m_lab.expectations.empty())
        add(QStringLiteral("</ol>\n"));
    add(QStringLiteral("</section>\n"));
}

void HtmlWriter::checklist()
{
    heading(say("Evidence", "What the lab asks to show"));
    add(QStringLiteral("<section>\n<ul>\n"));
    for (const ChecklistItem &item : checklistOf(m_lab))
        checked(item.isThere, item.sentence,
                item.isThere ? Text() : say("Evidence", "missing in this report"));
    add(QStringLiteral("</ul>\n</section>\n"));
}

void HtmlWriter::runCharts()
{
    heading(say("Evidence", "The run over time"));
    add(QStringLiteral("<section>\n"));
    QString stages;
    for (std::size_t i = 0; i < m_lab.stages.size(); ++i)
        stages += QStringLiteral("%1%2 %3")
                      .arg(i == 0 ? QString() : QStringLiteral(" · "))
                      .arg(i + 1)
                      .arg(m_lab.stages[i].stage);
    paragraph(say("Evidence", "Seconds since the start; the dotted lines are the stages: %1. "
                              "Outages are shaded.")
                  .arg(stages),
              "muted");
    add(QStringLiteral("<h3>") + words(say("Evidence", "Acknowledged writes")) +
        QStringLiteral("</h3>\n"));
    if (m_lab.writes) {
        const Text caption = say("Evidence", "Acknowledged writes in every %1 s")
                                 .arg(QString::number(m_lab.writes->length, 'g', 3));
        add(writesChart(*m_lab.writes, m_frame, plain(caption)));
        legend({{"bar first", say("Evidence", "on %1").arg(m_lab.nodes[0])},
                {"bar second", say("Evidence", "on %1").arg(m_lab.nodes[1])}});
        paragraph(caption, "muted");
    } else {
        paragraph(say("Evidence", "No client's writes were recorded in this run."), "muted");
    }
    add(QStringLiteral("<h3>") + words(say("Evidence", "Replication lag")) +
        QStringLiteral("</h3>\n"));
    if (m_lab.lag.empty()) {
        paragraph(say("Evidence", "No lag was recorded in this run."), "muted");
    } else {
        add(lagChart(m_lab.lag, LagUnit::Seconds, m_frame,
                     plain(say("Evidence", "Replication lag in seconds"))));
        add(lagChart(m_lab.lag, LagUnit::Bytes, m_frame,
                     plain(say("Evidence", "Replication lag in bytes"))));
        legend({{"line receive", say("Evidence", "not received")},
                {"line replay", say("Evidence", "not replayed")},
                {"line exposure", say("Evidence", "lost if the primary died now")}});
        paragraph(say("Evidence", "Above in seconds, below in bytes; a gap means that nothing was "
                                  "seen then."),
                  "muted");
    }
    add(QStringLiteral("</section>\n"));
}

void HtmlWriter::logs()
{
    if (m_lab.logs.empty())
        return;
    heading(say("Evidence", "From the servers' logs"));
    for (const LogExtract &log : m_lab.logs) {
        add(QStringLiteral("<section class=\"long\">\n<h3>") + htmlText(log.node) +
            QStringLiteral("</h3>\n<p class=\"muted\">") + htmlText(plain(originOf(log))) +
            QStringLiteral("</p>\n"));
        add(htmlBlock(log.lines.join(u'\n')));
        add(QStringLiteral("</section>\n"));
    }
}

void HtmlWriter::foot()
{
    add(QStringLiteral("<footer>\n"));
    if (!m_lab.run.isEmpty())
        paragraph(say("Evidence", "Run %1. Every figure comes from its journals and its write "
                                  "ledger; report.json beside this page names them with their "
                                  "checksums.")
                      .arg(m_lab.run));
    add(QStringLiteral("</footer>\n</main>\n</body>\n</html>\n"));
}

QString HtmlWriter::page()
{
    head();
    figures();
    expectations();
    checklist();
    if (!m_lab.stages.empty())
        runCharts();
    if (m_lab.wholeRun) {
        heading(say("Evidence", "The writes of the whole run"));
        add(QStringLiteral("<section>\n"));
        audit(*m_lab.wholeRun);
        add(QStringLiteral("</section>\n"));
    }
    logs();
    int number = 0;
    for (const StageEvidence &one : m_lab.stages)
        stage(one, ++number);
    foot();
    return m_out;
}

QString htmlOf(const LabEvidence &evidence, bool translated)
{
    return HtmlWriter(evidence, translated).page();
}

} // namespace tandem
