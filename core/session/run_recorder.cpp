// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/run_recorder.h"

#include "core/session/report_files.h"

#include <QFileInfo>

namespace tandem {

Result<std::unique_ptr<RunRecorder>> RunRecorder::begin(PairSession &session, const QString &kind,
                                                        const RunHead &head)
{
    auto journal =
        Journal::create(runDirectory(session.stateDirectory()), kind, session.redactor());
    if (!journal.ok())
        return journal.error();
    std::unique_ptr<RunRecorder> recorder(new RunRecorder(std::move(*journal)));
    if (auto written = recorder->m_journal->append(runEvent(head)); !written.ok())
        return written.error();
    return recorder;
}

QString RunRecorder::run() const
{
    return QFileInfo(m_journal->fileName()).completeBaseName();
}

void RunRecorder::append(const QJsonObject &event)
{
    if (m_failure)
        return;
    if (auto written = m_journal->append(event); !written.ok())
        m_failure = written.error();
}

void RunRecorder::stage(const QString &stage, const Outcome &outcome,
                        std::optional<MonotonicTime> start)
{
    QJsonObject event =
        stageEvent(stage, QFileInfo(outcome.journal).fileName(),
                   outcome.journal.isEmpty() ? QString() : digestOfFile(outcome.journal), start);
    if (outcome.journal.isEmpty()) // it was refused before it began one
        event.insert(QStringLiteral("sentence"), outcome.sentence.toJson());
    append(event);
}

void RunRecorder::handover(const HandoverRecord &handover)
{
    append(handoverEvent(handover));
}

void RunRecorder::rows(const std::vector<WriteKey> &rows)
{
    for (const QJsonObject &event : rowEvents(rows))
        append(event);
}

void RunRecorder::wholeRun(const AuditReport &audit, const QString &ledgerFile)
{
    append(wholeRunEvent(audit, digestOfFile(ledgerFile)));
}

void RunRecorder::lag(const std::vector<LagPoint> &points)
{
    for (const QJsonObject &event : lagEvents(points))
        append(event);
}

void RunRecorder::log(const LogExtract &log)
{
    append(logEvent(log));
}

void RunRecorder::expectation(const Expectation &expectation)
{
    append(expectationEvent(expectation));
}

Result<void> RunRecorder::end(const QString &state, double seconds)
{
    append(endEvent(state, seconds));
    if (m_failure)
        return *m_failure;
    return {};
}

} // namespace tandem
