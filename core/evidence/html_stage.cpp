// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/html_text.h"
#include "core/evidence/html_writer.h"

namespace tandem {

namespace {

Text wordOf(StepStatus status)
{
    switch (status) {
    case StepStatus::Started:
        return say("Evidence", "begun");
    case StepStatus::Done:
        return say("Evidence", "done");
    case StepStatus::AlreadyDone:
        return say("Evidence", "held already");
    case StepStatus::Skipped:
        return say("Evidence", "not needed");
    case StepStatus::Failed:
        return say("Evidence", "failed");
    }
    return {};
}

} // namespace

void HtmlWriter::stage(const StageEvidence &stage, int number)
{
    add(QStringLiteral("<h2>%1. %2</h2>\n").arg(number).arg(htmlText(stage.stage)));
    add(stage.outcome.isDone() ? QStringLiteral("<section class=\"long\">\n")
                               : QStringLiteral("<section class=\"long bad\">\n"));
    paragraph(stage.outcome.sentence);
    paragraph(say("Evidence", "Begun at second %1, took %2 s.")
                  .arg(QString::number(stage.from, 'f', 1))
                  .arg(secondsText(stage.to - stage.from)),
              "muted");
    if (!stage.outcome.isDone())
        add(htmlBlock(stage.outcome.details));
    outage(stage);
    if (stage.audit)
        audit(*stage.audit);
    if (stage.certificate)
        certificate(*stage.certificate);
    for (const StepReport &one : stage.outcome.steps)
        step(one);
    add(QStringLiteral("</section>\n"));
}

void HtmlWriter::outage(const StageEvidence &stage)
{
    if (!stage.outageSeconds)
        return;
    const Text sentence = say("Evidence", "Outage as the clients saw it: %1 s.")
                              .arg(secondsText(stage.outageSeconds));
    add(QStringLiteral("<h3>") + words(sentence) + QStringLiteral("</h3>\n"));
    if (stage.writes && stage.outageFrom && stage.outageTo) {
        ChartFrame frame;
        frame.outages = {{*stage.outageFrom, *stage.outageTo}};
        const Text caption =
            say("Evidence", "Acknowledged writes in every %1 s around the outage (shaded)")
                .arg(QString::number(stage.writes->length, 'g', 3));
        add(writesChart(*stage.writes, frame, plain(caption)));
        legend({{"bar first", say("Evidence", "on %1").arg(m_lab.nodes[0])},
                {"bar second", say("Evidence", "on %1").arg(m_lab.nodes[1])}});
        paragraph(caption, "muted");
    }
    split(stage.split);
}

void HtmlWriter::split(const OutageSplit &split)
{
    struct Part
    {
        const char *style;
        Text name;
        std::optional<double> seconds;
    };
    const std::vector<Part> parts = {
        {"part detect", say("Evidence", "detect"), split.detect},
        {"part decide", say("Evidence", "decide"), split.decide},
        {"part fence", say("Evidence", "fence"), split.fence},
        {"part promote", say("Evidence", "promote"), split.promote},
        {"part reconnect", say("Evidence", "reconnect"), split.reconnect}};
    const QString bar = splitBar(split, plain(say("Evidence", "The parts of the outage")));
    if (bar.isEmpty())
        return;
    add(bar);
    std::vector<std::pair<const char *, Text>> lines;
    int number = 0;
    for (const Part &part : parts)
        lines.emplace_back(part.style, say("Evidence", "%1 %2 %3 s")
                                           .arg(++number)
                                           .arg(part.name)
                                           .arg(secondsText(part.seconds)));
    legend(lines);
    if (split.total)
        paragraph(say("Evidence", "From the first mark to the first new acknowledgement: %1 s.")
                      .arg(secondsText(split.total)),
                  "muted");
}

void HtmlWriter::certificate(const Certificate &certificate)
{
    add(QStringLiteral("<h3>") + words(say("Evidence", "Certificate")) +
        QStringLiteral("</h3>\n<table>\n"));
    const auto row = [&](const Text &name, const QString &position) {
        add(QStringLiteral("<tr><td>%1</td><td><code>%2</code></td></tr>\n")
                .arg(words(name), htmlText(orDash(position))));
    };
    row(say("Evidence", "the old primary's WAL ends at (E)"), certificate.shutdownEndLsn);
    row(say("Evidence", "the new primary had replayed"), certificate.replayLsn);
    row(say("Evidence", "its history forks at"), certificate.forkLsn);
    add(QStringLiteral("</table>\n"));
    add(htmlBlock(certificate.historyLine));
    paragraph(certificate.holds()
                  ? say("Evidence", "✓ The three positions are equal: nothing is lost.")
                  : say("Evidence", "✕ The three positions are not equal: it does not hold."));
}

void HtmlWriter::audit(const AuditReport &report)
{
    add(QStringLiteral("<table>\n<tr>"));
    for (const Text &head : {say("Evidence", "acknowledged"), say("Evidence", "kept"),
                             say("Evidence", "lost"), say("Evidence", "in doubt"),
                             say("Evidence", "of these there"), say("Evidence", "rolled back")})
        add(QStringLiteral("<th class=\"n\">") + words(head) + QStringLiteral("</th>"));
    add(QStringLiteral("</tr>\n<tr>"));
    for (const std::int64_t count : {report.acknowledged, report.kept, report.lostCount,
                                     report.inDoubt, report.doubtPresent, report.rolledBack})
        add(QStringLiteral("<td class=\"n\">%1</td>").arg(count));
    add(QStringLiteral("</tr>\n</table>\n"));
    if (report.duplicates != 0 || report.rolledBackPresent != 0 || report.unknownRows != 0)
        paragraph(say("Evidence", "Not as it must be: rows there twice: %1, rows that were rolled "
                                  "back and are there: %2, rows of no known write: %3.")
                      .arg(qint64(report.duplicates))
                      .arg(qint64(report.rolledBackPresent))
                      .arg(qint64(report.unknownRows)),
                  "bad");
    if (report.lost.empty())
        return;
    QStringList keys;
    for (const WriteKey &key : report.lost)
        keys << QStringLiteral("%1/%2").arg(key.session).arg(key.seq);
    paragraph(say("Evidence", "The lost writes as session/number (the first %1 of %2): %3")
                  .arg(qint64(keys.size()))
                  .arg(qint64(report.lostCount))
                  .arg(keys.join(QLatin1String(", "))));
}

void HtmlWriter::step(const StepReport &step)
{
    const bool isOpen = step.status == StepStatus::Failed;
    add(QStringLiteral("<details%1>\n<summary>")
            .arg(isOpen ? QStringLiteral(" open=\"open\"") : QString()));
    if (step.status != StepStatus::Skipped)
        add(QStringLiteral("<span class=\"time\">%1</span>")
                .arg(words(say("Evidence", "%1 s")
                               .arg(secondsText(secondsBetween(step.startedAt, step.endedAt))))));
    add(QStringLiteral("<span class=\"badge %1\">%2</span> <b>%3</b> ")
            .arg(htmlText(tokenOf(step.status)), words(wordOf(step.status)), htmlText(step.node)));
    add(words(step.title) + QStringLiteral("</summary>\n"));
    add(htmlBlock(step.command));
    if (!step.output.trimmed().isEmpty()) {
        paragraph(say("Evidence", "output:"), "muted");
        add(htmlBlock(step.output));
    }
    if (step.error) {
        paragraph(step.error->sentence, "bad");
        add(htmlBlock(step.error->details));
    }
    add(QStringLiteral("</details>\n"));
}

} // namespace tandem
