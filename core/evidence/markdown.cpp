// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/cut_text.h"
#include "core/evidence/checklist.h"
#include "core/evidence/html_writer.h"
#include "core/evidence/markdown_text.h"

namespace tandem {

namespace {

class MarkdownWriter
{
public:
    explicit MarkdownWriter(bool translated) : m_translated(translated) {}

    [[nodiscard]] QString result() const { return m_out; }
    void summary(const LabEvidence &evidence);
    void stage(const StageEvidence &stage);
    void audit(const AuditReport &report);
    void logs(const std::vector<LogExtract> &logs);
    void heading(int level, const Text &text)
    {
        line(QString(level, u'#') + u' ' + words(text));
        line();
    }

private:
    [[nodiscard]] QString words(const Text &text) const
    {
        return inlineMarkdown(m_translated ? text.translated() : text.english());
    }
    void line(const QString &text = {}) { m_out += text + u'\n'; }
    void paragraph(const Text &text)
    {
        line(words(text));
        line();
    }
    void block(const QString &text)
    {
        if (const QString fenced = fencedMarkdown(cutText(text, 40000)); !fenced.isEmpty())
            line(fenced);
    }
    void outage(const StageEvidence &stage);
    void certificate(const Certificate &certificate);
    void steps(const std::vector<StepReport> &steps);

    QString m_out;
    bool m_translated;
};

void MarkdownWriter::summary(const LabEvidence &evidence)
{
    heading(1, say("Evidence", "The failover lab on the pair %1").arg(evidence.pair));
    paragraph(say("Evidence", "Started %1 (UTC), %2 s. Final state: %3.")
                  .arg(evidence.startedAt)
                  .arg(QString::number(evidence.seconds, 'f', 1))
                  .arg(orDash(evidence.finalState)));
    heading(2, say("Evidence", "Expected results"));
    if (evidence.expectations.empty())
        line(words(say("Evidence", "They were not looked at, because the lab ended before.")));
    int number = 0;
    for (const Expectation &expectation : evidence.expectations)
        line(QStringLiteral("%1. %2 %3 — %4")
                 .arg(++number)
                 .arg(expectation.holds ? QStringLiteral("✓") : QStringLiteral("✕"),
                      words(expectation.sentence), words(expectation.proof)));
    line();
    heading(2, say("Evidence", "What the lab asks to show"));
    for (const ChecklistItem &item : checklistOf(evidence))
        line(QStringLiteral("- %1 %2%3")
                 .arg(item.isThere ? QStringLiteral("✓") : QStringLiteral("✕"),
                      words(item.sentence),
                      item.isThere ? QString()
                                   : QStringLiteral(" — ") +
                                         words(say("Evidence", "missing in this report"))));
    line();
    if (evidence.wholeRun) {
        heading(2, say("Evidence", "The writes of the whole run"));
        audit(*evidence.wholeRun);
    }
}

void MarkdownWriter::logs(const std::vector<LogExtract> &logs)
{
    if (logs.empty())
        return;
    heading(2, say("Evidence", "From the servers' logs"));
    for (const LogExtract &log : logs) {
        line(QStringLiteral("%1: %2").arg(inlineMarkdown(log.node), words(originOf(log))));
        line();
        block(log.lines.join(u'\n'));
    }
}

void MarkdownWriter::audit(const AuditReport &report)
{
    paragraph(say("Evidence", "Writes acknowledged: %1. Kept: %2. Lost: %3. In doubt: %4, of which "
                              "%5 are there.")
                  .arg(qint64(report.acknowledged))
                  .arg(qint64(report.kept))
                  .arg(qint64(report.lostCount))
                  .arg(qint64(report.inDoubt))
                  .arg(qint64(report.doubtPresent)));
    if (report.duplicates != 0 || report.rolledBackPresent != 0 || report.unknownRows != 0)
        paragraph(say("Evidence", "Not as it must be: rows there twice: %1, rows that were rolled "
                                  "back and are there: %2, rows of no known write: %3.")
                      .arg(qint64(report.duplicates))
                      .arg(qint64(report.rolledBackPresent))
                      .arg(qint64(report.unknownRows)));
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

void MarkdownWriter::outage(const StageEvidence &stage)
{
    if (!stage.outageSeconds)
        return;
    line(words(say("Evidence", "Outage as the clients saw it: %1 s.")
                   .arg(secondsText(stage.outageSeconds))));
    const OutageSplit &split = stage.split;
    paragraph(say("Evidence",
                  "Split: detect %1 s, decide %2 s, fence %3 s, promote %4 s, reconnect %5 s.")
                  .arg(secondsText(split.detect))
                  .arg(secondsText(split.decide))
                  .arg(secondsText(split.fence))
                  .arg(secondsText(split.promote))
                  .arg(secondsText(split.reconnect)));
}

void MarkdownWriter::certificate(const Certificate &certificate)
{
    const Text sentence =
        certificate.holds()
            ? say("Evidence", "Certificate: the old primary ended at %1, the new one had replayed "
                              "%2 and its history forks at %3: nothing is lost.")
            : say("Evidence", "The certificate does not hold: the old primary ended at %1, the new "
                              "one had replayed %2 and its history forks at %3.");
    paragraph(sentence.arg(orDash(certificate.shutdownEndLsn))
                  .arg(orDash(certificate.replayLsn))
                  .arg(orDash(certificate.forkLsn)));
    block(certificate.historyLine);
}

void MarkdownWriter::steps(const std::vector<StepReport> &steps)
{
    if (steps.empty())
        return;
    line(QStringLiteral("| %1 | %2 | %3 | %4 |")
             .arg(words(say("Evidence", "step")), words(say("Evidence", "node")),
                  words(say("Evidence", "result")), words(say("Evidence", "seconds"))));
    line(QStringLiteral("|---|---|---|---:|"));
    for (const StepReport &step : steps)
        line(QStringLiteral("| %1 | %2 | %3 | %4 |")
                 .arg(words(step.title), inlineMarkdown(step.node), tokenOf(step.status),
                      secondsText(secondsBetween(step.startedAt, step.endedAt))));
    line();
    for (const StepReport &step : steps) {
        if (step.output.trimmed().isEmpty() && step.command.isEmpty())
            continue;
        line(QStringLiteral("%1 (%2):").arg(words(step.title), inlineMarkdown(step.node)));
        line();
        block(step.command);
        block(step.output);
        if (step.error)
            block(step.error->details);
    }
}

void MarkdownWriter::stage(const StageEvidence &stage)
{
    heading(2, Text::verbatim(stage.stage));
    paragraph(stage.outcome.sentence);
    if (!stage.outcome.isDone())
        block(stage.outcome.details);
    outage(stage);
    if (stage.audit)
        audit(*stage.audit);
    if (stage.certificate)
        certificate(*stage.certificate);
    steps(stage.outcome.steps);
}

} // namespace

QString markdownOf(const LabEvidence &evidence, bool translated)
{
    MarkdownWriter writer(translated);
    writer.summary(evidence);
    writer.logs(evidence.logs);
    for (const StageEvidence &stage : evidence.stages)
        writer.stage(stage);
    return writer.result();
}

} // namespace tandem
