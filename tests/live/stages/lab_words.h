// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evidence/evidence.h"
#include "core/stages/recipe.h"
#include "tests/support/lab_pair.h"

#include <QTest>

// What the live tests of stages say often.
namespace tandem::words {

inline QByteArray told(const Outcome &outcome)
{
    QString text = tokenOf(outcome.kind) + QStringLiteral(": ") + outcome.sentence.english() +
                   u'\n' + outcome.details;
    for (const StepReport &step : outcome.steps)
        text += QStringLiteral(" %1:%2").arg(step.id, tokenOf(step.status));
    text += u'\n';
    for (const auto &[name, value] : outcome.values.all())
        text += u' ' + name + u'=' + value.text;
    return text.toUtf8();
}

inline const StepReport *stepOf(const Outcome &outcome, const QString &id)
{
    const StepReport *found = nullptr;
    for (const StepReport &step : outcome.steps) {
        if (step.id == id)
            found = &step;
    }
    return found;
}

// The step was played and came to that.
inline bool isStep(const Outcome &outcome, const QString &id, StepStatus status)
{
    const StepReport *step = stepOf(outcome, id);
    return step != nullptr && step->status == status;
}

inline bool wasDone(const Outcome &outcome, const QString &id)
{
    return isStep(outcome, id, StepStatus::Done);
}

// A field of the node-side record; empty when it is not there.
inline QString recordField(LabPair &lab, const QString &node, const QString &field)
{
    return lab.shell(node, QStringLiteral("sed -n 's/^%1=//p' \"$record\"").arg(field)).trimmed();
}

// Everything a refused stage must leave as it was, as one text: directories, settings, the record
// but for who looked at it last, and how the servers stand.
inline QString fingerprint(LabPair &lab)
{
    static const QString files =
        QStringLiteral("for d in \"$data\"*; do [ -d \"$d\" ] && echo \"$d\"; done\n"
                       "ls -A \"$data\" | grep -v -e postmaster -e current_logfiles\n"
                       "ls -A \"$own\" 2>/dev/null | grep -v '^record$'\n"
                       "grep -v -e ^version= -e ^epoch= -e ^heartbeat= -e ^owner= -e ^boot= -e "
                       "'=$' -e '=0$' \"$record\" "
                       "2>/dev/null\n"
                       "cat \"$config\"/*.conf \"$config\"/conf.d/* 2>/dev/null | cksum\n");
    QString text;
    for (const NodeFacts &node : lab.session().observe({}).nodes) {
        text += node.name + QStringLiteral(" is ") + tokenOf(conditionOf(node)) + u'\n';
        if (node.replication) {
            text += QStringLiteral("timeline %1 paused %2\n")
                        .arg(node.replication->timeline)
                        .arg(node.replication->replayPaused);
            for (const SlotFacts &slot : node.replication->slots)
                text += QStringLiteral("slot %1\n").arg(slot.name);
        }
        text += lab.shell(node.name, files);
    }
    return text;
}

// The pair is as it was; with patience also where a server was started again meanwhile.
inline void checkUnchanged(LabPair &lab, const QString &before, Milliseconds patience = {})
{
    QString now;
    const auto isUnchanged = [&] {
        now = fingerprint(lab);
        return now == before;
    };
    const bool holds = QTest::qWaitFor(isUnchanged, static_cast<int>(patience.count()));
    const QStringList was = before.split(u'\n');
    QStringList differences;
    for (const QString &line : now.split(u'\n')) {
        if (!was.contains(line))
            differences << QStringLiteral("new: ") + line;
    }
    for (const QString &line : was) {
        if (!now.split(u'\n').contains(line))
            differences << QStringLiteral("gone: ") + line;
    }
    QVERIFY2(holds, qPrintable(differences.join(QStringLiteral("; "))));
}

// kill -9 of every server process of the node, the postmaster first.
inline void crash(LabPair &lab, const QString &node)
{
    const QString done = lab.shell(node, stageScript(QStringLiteral("kill_server")));
    QVERIFY2(done.contains(QStringLiteral("killed=")), qPrintable(done));
}

inline std::uint32_t timelineOf(LabPair &lab)
{
    const ClusterSnapshot snapshot = lab.session().observe({});
    const NodeFacts *primary = snapshot.primary();
    return primary != nullptr && primary->replication ? primary->replication->timeline : 0;
}

// The standby has replayed all that the primary wrote.
inline bool catchesUp(LabPair &lab, const QString &primary, const QString &standby)
{
    QString error;
    // Committed, so that all before it is flushed: hint bits alone wait half written in a page.
    const QString end = lab.sql(
        primary, QStringLiteral("select pg_logical_emit_message(true, 'pgtandem', '')"), &error);
    QString replayed;
    const bool reached = QTest::qWaitFor(
        [&] {
            replayed = lab.sql(standby, QStringLiteral("select pg_last_wal_replay_lsn()"), &error);
            return lab.sql(standby,
                           QStringLiteral("select pg_last_wal_replay_lsn() >= '%1'").arg(end)) ==
                   QLatin1String("t");
        },
        10000);
    if (!reached)
        qWarning("%s ends at \"%s\", %s has replayed \"%s\" %s", qPrintable(primary),
                 qPrintable(end), qPrintable(standby), qPrintable(replayed), qPrintable(error));
    return reached;
}

// After stages that went well: no slot that nobody uses, no fence, no lock, no stage at work.
inline void checkNothingIsLeft(LabPair &lab)
{
    const ClusterSnapshot snapshot = lab.session().observe({});
    for (const NodeFacts &node : snapshot.nodes) {
        QVERIFY2(node.replication.has_value(), qPrintable(node.name));
        QCOMPARE(node.replication->slots.size(), node.replication->inRecovery ? 0U : 1U);
        for (const SlotFacts &slot : node.replication->slots)
            QVERIFY2(slot.active, qPrintable(node.name + u' ' + slot.name));
        QVERIFY(node.record.has_value());
        QVERIFY2(!node.record->fenced && node.record->operation.isEmpty() &&
                     node.record->handoverEnd.isEmpty() && node.record->unfencedPeer.isEmpty(),
                 qPrintable(node.name));
        QCOMPARE(lab.shell(node.name, QStringLiteral("ls -d \"$own\"/*.lock \"$own\"/*.tmp "
                                                     "\"$own\"/*.unfinished \"$data.new\" "
                                                     "2>/dev/null")),
                 QString());
    }
}

// Both nodes hold the same ledger.
inline void checkEqual(LabPair &lab)
{
    const ClusterSnapshot snapshot = lab.session().observe({});
    QVERIFY(snapshot.primary() != nullptr && snapshot.standby() != nullptr);
    QVERIFY(catchesUp(lab, snapshot.primary()->name, snapshot.standby()->name));
    const QString sum = QStringLiteral(
        "select md5(string_agg(l::text, ',' order by run, session, seq)) from pgtandem.ledger l");
    QCOMPARE(lab.sql(lab.home(), sum), lab.sql(lab.other(), sum));
}

// Looks, plans and runs, as a button would. A plan that is refused is an outcome, too.
inline Outcome play(PairSession &session, Stage stage, const QString &typed = {},
                    const StopToken &stop = {}, const RunObserver &observer = {},
                    const StageOptions &options = {})
{
    const ClusterSnapshot snapshot = session.observe({});
    const auto plan = session.plan(stage, snapshot, options);
    if (plan.ok())
        return session.run(*plan, snapshot, typed, stop, observer);
    Outcome outcome;
    outcome.kind = Outcome::Kind::Refused;
    outcome.exitCode = exitCodeOf(plan.error().kind);
    outcome.sentence = plan.error().sentence;
    return outcome;
}

// The stage with that crash variant or that way back, its typed word given.
inline Outcome crashBy(PairSession &session, CrashVariant variant)
{
    StageOptions options;
    options.crash = variant;
    return play(session, Stage::Crash, session.profile().homePrimary, {}, {}, options);
}

inline Outcome resyncBy(PairSession &session, ResyncMethod method)
{
    StageOptions options;
    options.resync = method;
    return play(session, Stage::Resync, {}, {}, {}, options);
}

} // namespace tandem::words
