// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"

#include "core/stages/remark.h"

#include <QJsonDocument>

#include <algorithm>
#include <cstdio>
#include <mutex>

#include <unistd.h>

namespace tandem {

namespace {

std::mutex outputMutex;  // steps of a group end in several threads
bool lineIsOpen = false; // a line of progress stands there, to be written over

// The cursor goes back to the begin of the line, and what stands there is wiped.
constexpr char wipe[] = "\r\033[K";

// What comes from servers and logs may hold anything; a terminal must not obey it.
bool steersTerminals(QChar c)
{
    return (c.category() == QChar::Other_Control && c != u'\n' && c != u'\t') ||
           c.category() == QChar::Other_Format;
}

QString shown(QString line)
{
    for (QChar &c : line) {
        if (steersTerminals(c))
            c = QChar::ReplacementCharacter;
    }
    return line;
}

// The same in JSON, byte-exact: such characters stand in strings only, where they may be escaped.
QString escaped(const QString &json)
{
    QString out;
    out.reserve(json.size());
    for (const QChar c : json) {
        if (steersTerminals(c))
            out += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else
            out += c;
    }
    return out;
}

void write(FILE *stream, const QString &line)
{
    const std::lock_guard lock(outputMutex);
    if (lineIsOpen)
        std::fwrite(wipe, 1, sizeof wipe - 1, stdout);
    lineIsOpen = false;
    std::fflush(stdout);
    const QByteArray bytes = line.toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
    std::fflush(stream);
}

// One line that the next one writes over; only for a person at a terminal.
void tellMoving(const QString &line)
{
    if (isatty(STDOUT_FILENO) == 0)
        return;
    const std::lock_guard lock(outputMutex);
    const QByteArray bytes = QByteArray(wipe) + line.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stdout);
    std::fflush(stdout);
    lineIsOpen = true;
}

QString progressText(const StepReport &step)
{
    const StepProgress &progress = *step.progress;
    const Text done = say("App", "%1: %2 of %3")
                          .arg(step.node)
                          .arg(sizeText(progress.doneBytes))
                          .arg(sizeText(progress.totalBytes));
    if (!progress.bytesPerSecond)
        return done.translated();
    const Text rate =
        say("App", "%1, %2/s").arg(done).arg(sizeText(std::int64_t(*progress.bytesPerSecond)));
    if (!progress.secondsLeft)
        return rate.translated();
    return say("App", "%1, about %2 s left")
        .arg(rate)
        .arg(qRound64(*progress.secondsLeft))
        .translated();
}

QJsonObject progressObject(const StepReport &step)
{
    const StepProgress &progress = *step.progress;
    return {{QStringLiteral("step"), step.id},
            {QStringLiteral("node"), step.node},
            {QStringLiteral("title"), step.title.translated()},
            {QStringLiteral("status"), QStringLiteral("progress")},
            {QStringLiteral("done_bytes"), qint64(progress.doneBytes)},
            {QStringLiteral("total_bytes"), qint64(progress.totalBytes)},
            {QStringLiteral("bytes_per_second"),
             progress.bytesPerSecond ? QJsonValue(*progress.bytesPerSecond) : QJsonValue()},
            {QStringLiteral("seconds_left"),
             progress.secondsLeft ? QJsonValue(*progress.secondsLeft) : QJsonValue()}};
}

// To standard error: the sentence, then what can be said beyond it.
void tellTrouble(const Text &sentence, const QString &details)
{
    const QString first = shown(sentence.translated());
    write(stderr, first);
    QString more = shown(details.trimmed());
    if (more.startsWith(first))
        more = more.mid(first.size()).trimmed();
    if (!more.isEmpty())
        write(stderr, more);
}

} // namespace

void tell(const QString &line)
{
    write(stdout, shown(line));
}

void tell(const Text &text)
{
    tell(text.translated());
}

void tellJson(const QJsonObject &object)
{
    write(stdout, escaped(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact))));
}

int fail(const CtlOptions &options, const Error &error)
{
    if (options.json)
        tellJson({{QStringLiteral("error"), error.sentence.translated()},
                  {QStringLiteral("code"), error.code},
                  {QStringLiteral("exit"), exitCodeOf(error.kind)}});
    else
        tellTrouble(error.sentence, error.details);
    return exitCodeOf(error.kind);
}

RunObserver stepTeller(const CtlOptions &options, const Profile &profile)
{
    const bool json = options.json;
    const qsizetype width = std::max(profile.nodes[0].name.size(), profile.nodes[1].name.size());
    return [json, width](const StepReport &step) {
        const double seconds = secondsBetween(step.startedAt, step.endedAt);
        if (step.progress) {
            if (json)
                tellJson(progressObject(step));
            else
                tellMoving(QStringLiteral("  … ") + progressText(step));
            return;
        }
        const auto remark = remarkOn(step);
        if (json) {
            QJsonObject object{{QStringLiteral("step"), step.id},
                               {QStringLiteral("node"), step.node},
                               {QStringLiteral("title"), step.title.translated()},
                               {QStringLiteral("status"), tokenOf(step.status)}};
            if (step.status != StepStatus::Started)
                object.insert(QStringLiteral("seconds"), seconds);
            if (remark)
                object.insert(QStringLiteral("remark"), remark->translated());
            tellJson(object);
            return;
        }
        const char *mark = nullptr;
        switch (step.status) {
        case StepStatus::Started:
        case StepStatus::Skipped:
            return;
        case StepStatus::Done:
            mark = "✓";
            break;
        case StepStatus::AlreadyDone:
            mark = "=";
            break;
        case StepStatus::Failed:
            mark = "✕";
            break;
        }
        // Titles differ in length, so what is compared down the page stands before them.
        tell(QStringLiteral("  %1 %2  %3  %4")
                 .arg(QString::fromUtf8(mark),
                      say("App", "%1 s")
                          .arg(QString::number(seconds, 'f', 3))
                          .translated()
                          .rightJustified(9),
                      step.node.leftJustified(width), step.title.translated()));
        if (remark)
            tell(QString(15, u' ') + remark->translated());
    };
}

int tellOutcome(const CtlOptions &options, Stage stage, const Outcome &outcome,
                const QJsonObject &more)
{
    if (options.json) {
        QJsonObject object{{QStringLiteral("outcome"), tokenOf(outcome.kind)},
                           {QStringLiteral("stage"), tokenOf(stage)},
                           {QStringLiteral("state"), outcome.stateAfter
                                                         ? tokenOf(outcome.stateAfter->state)
                                                         : QStringLiteral("unknown")},
                           {QStringLiteral("sentence"), outcome.sentence.translated()}};
        for (auto it = more.begin(); it != more.end(); ++it)
            object.insert(it.key(), it.value());
        tellJson(object);
        return outcome.exitCode;
    }
    if (outcome.isDone()) {
        tell(outcome.sentence);
        return outcome.exitCode;
    }
    tellTrouble(outcome.sentence, outcome.details);
    if (outcome.stateAfter && !(outcome.stateAfter->sentence == outcome.sentence))
        write(stderr, shown(outcome.stateAfter->sentence.translated()));
    return outcome.exitCode;
}

Result<std::unique_ptr<PairSession>> openPair(const CtlOptions &options, const StopToken &stop)
{
    if (options.profileFile.isEmpty())
        return Error{ErrorKind::Usage,
                     say("App",
                         "Which pair? Name its profile with --profile FILE; \"pgtandemctl init\" "
                         "makes one."),
                     {},
                     {}};
    auto session =
        PairSession::open(options.profileFile, options.secretsFile, options.stateDirectory);
    if (!session.ok() || !options.acceptNewHostKeys)
        return session;
    const auto trusted = (*session)->trustNewHostKeys(stop);
    if (!trusted.ok())
        return trusted.error();
    for (const auto &[node, fingerprint] : *trusted) {
        if (options.json)
            tellJson({{QStringLiteral("trusted_host_key"), fingerprint},
                      {QStringLiteral("node"), node}});
        else
            tell(say("App", "The host key of %1 is trusted from now on: %2.")
                     .arg(node)
                     .arg(fingerprint));
    }
    return session;
}

Error cancelledError()
{
    return {ErrorKind::Cancelled, say("App", "Cancelled; nothing was changed."), {}, {}};
}

Text certificateText(const Certificate &certificate)
{
    return say("App", "Certificate: E %1, replayed %2, forked at %3.")
        .arg(certificate.shutdownEndLsn)
        .arg(certificate.replayLsn)
        .arg(certificate.forkLsn);
}

Result<ClusterSnapshot> observePair(PairSession &session, const StopToken &stop)
{
    const ClusterSnapshot snapshot = session.observe(stop);
    if (stop.stopRequested())
        return cancelledError();
    return snapshot;
}

bool isSeen(const NodeFacts &node)
{
    return node.host || (node.sql && node.sql->answer != ServerAnswer::Silent);
}

Result<Stage> stageArgument(const CtlOptions &options)
{
    QStringList stages;
    for (const Stage stage : allStages())
        stages << tokenOf(stage);
    const QString known = stages.join(QLatin1String(", "));
    const QString word = options.arguments.value(0);
    if (const auto stage = stageOf(word))
        return *stage;
    return Error{ErrorKind::Usage,
                 word.isEmpty()
                     ? say("App", "Which stage? There are %1.").arg(known)
                     : say("App", "\"%1\" is no stage; there are %2.").arg(word).arg(known),
                 {},
                 {}};
}

Result<Plan> planNow(const PairSession &session, Stage stage, const ClusterSnapshot &snapshot,
                     const StageOptions &options)
{
    auto plan = session.plan(stage, snapshot, options);
    if (plan.ok() || isSeen(snapshot.nodes[0]) || isSeen(snapshot.nodes[1]))
        return plan;
    Error error = plan.error();
    error.kind = ErrorKind::Unreachable;
    return error;
}

} // namespace tandem
