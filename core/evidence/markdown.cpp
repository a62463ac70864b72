// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/evidence.h"

namespace tandem {

namespace {

class MarkdownWriter
{
public:
    explicit MarkdownWriter(bool translated) : m_translated(translated) {}

    QString words(const Text &text) const
    {
        return m_translated ? text.translated() : text.english();
    }
    void line(const QString &text = {}) { m_out += text + u'\n'; }
    void heading(int level, const Text &text) { line(QString(level, u'#') + u' ' + words(text)); line(); }

    // A fence longer than any run of backticks inside keeps foreign text from ending it.
    void block(const QString &text)
    {
        QString fence = QStringLiteral("```");
        while (text.contains(fence))
            fence += u'`';
        line(fence);
        line(text.endsWith(u'\n') ? text.chopped(1) : text);
        line(fence);
        line();
    }

    void stage(const StageEvidence &stage)
    {
        heading(2, Text::verbatim(stage.stage));
        line(words(stage.outcome.sentence));
        line();
        if (stage.outageSeconds) {
            line(words(say("Evidence", "Outage as the clients saw it: %1 s.").arg(seconds(stage.outageSeconds))));
            const OutageSplit &split = stage.split;
            line(words(say("Evidence", "Split: detect %1 s, decide %2 s, fence %3 s, promote %4 s, reconnect %5 s.")
                           .arg(seconds(split.detect))
                           .arg(seconds(split.decide))
                           .arg(seconds(split.fence))
                           .arg(seconds(split.promote))
                           .arg(seconds(split.reconnect))));
            line();
        }
        if (stage.audit)
            audit(*stage.audit);
        if (stage.certificate) {
            line(words(stage.certificate->holds()
                           ? say("Evidence", "Certificate: the old primary ended at %1, the new one had replayed %2 and "
                                             "its history forks at %3: nothing is lost.")
                                 .arg(stage.certificate->shutdownEndLsn)
                                 .arg(stage.certificate->replayLsn)
                                 .arg(stage.certificate->forkLsn)
                           : say("Evidence", "The certificate does not hold.")));
            line();
            block(stage.certificate->historyLine);
        }
        line(words(say("Evidence", "| step | node | result | seconds |")));
        line(QStringLiteral("|---|---|---|---:|"));
        for (const StepReport &step : stage.outcome.steps)
            line(QStringLiteral("| %1 | %2 | %3 | %4 |")
                     .arg(cell(words(step.title)), cell(step.node), tokenOf(step.status),
                          QString::number(secondsBetween(step.startedAt, step.endedAt), 'f', 3)));
        line();
        for (const StepReport &step : stage.outcome.steps) {
            if (step.output.trimmed().isEmpty())
                continue;
            line(QStringLiteral("%1 (%2):").arg(words(step.title), step.node));
            block(step.output.trimmed());
        }
    }

    void audit(const AuditReport &report)
    {
        line(words(say("Evidence", "Writes acknowledged: %1. Kept: %2. Lost: %3. In doubt: %4, of which %5 are there.")
                       .arg(qint64(report.acknowledged))
                       .arg(qint64(report.kept))
                       .arg(qint64(report.lostCount))
                       .arg(qint64(report.inDoubt))
                       .arg(qint64(report.doubtPresent))));
        line();
    }

    static QString seconds(const std::optional<double> &value)
    {
        return value ? QString::number(*value, 'f', 3) : QStringLiteral("-");
    }
    static QString cell(QString text)
    {
        return text.replace(u'|', QLatin1String("\\|")).replace(u'\n', u' ');
    }

    QString m_out;

private:
    bool m_translated;
};

} // namespace

QString markdownOf(const LabEvidence &evidence, bool translated)
{
    MarkdownWriter writer(translated);
    writer.heading(1, say("Evidence", "The failover lab on the pair %1").arg(evidence.pair));
    writer.line(writer.words(say("Evidence", "Started %1 (UTC), %2 s. Final state: %3.")
                                 .arg(evidence.startedAt)
                                 .arg(QString::number(evidence.seconds, 'f', 1))
                                 .arg(evidence.finalState)));
    writer.line();
    writer.heading(2, say("Evidence", "Expected results"));
    int number = 0;
    for (const Expectation &expectation : evidence.expectations)
        writer.line(QStringLiteral("%1. %2 %3 — %4")
                        .arg(++number)
                        .arg(expectation.holds ? QStringLiteral("✓") : QStringLiteral("✕"),
                             writer.words(expectation.sentence), writer.words(expectation.proof)));
    writer.line();
    if (evidence.wholeRun)
        writer.audit(*evidence.wholeRun);
    for (const StageEvidence &stage : evidence.stages)
        writer.stage(stage);
    return writer.m_out;
}

} // namespace tandem
