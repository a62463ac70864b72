// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/live/stages/lab_words.h"
#include "tests/support/script_run.h"

namespace tandem::testing {

// Two equal pairs: on one a stage is played by the runner, on the other by its exported script.
class EqualPairs
{
public:
    // Bare, with all secrets made. An error's sentence; empty: both are there.
    [[nodiscard]] QString make();
    // The stage on both: outcome, steps, what was told, state and files must be the same, else the
    // case fails.
    void play(Stage stage, PairState then);
    // A command of the server's user on both, which must print nothing.
    void everywhere(const QString &node, const QString &script);
    // SQL on both.
    void everywhereSql(const QString &node, const QString &text);
    // Takes the primary away, with writes that the other node never got or without, and fails over.
    void crashAndFailOver(bool isDiverged);

    [[nodiscard]] QString primary() const { return m_ran->session().observe({}).primary()->name; }
    // False: a case before failed on the way, and what follows has nothing to begin with.
    [[nodiscard]] bool haveAPrimary() const
    {
        return m_ran->session().observe({}).primary() != nullptr &&
               m_scripted->session().observe({}).primary() != nullptr;
    }
    [[nodiscard]] QString home() const { return m_ran->home(); }
    [[nodiscard]] QString other() const { return m_ran->other(); }
    [[nodiscard]] std::array<LabPair *, 2> pairs() const { return {m_ran.get(), m_scripted.get()}; }

private:
    [[nodiscard]] static QString plain(LabPair &lab, QString text);
    void compareValues(const Outcome &ran, const ScriptEnd &script);
    void compareFiles();

    std::unique_ptr<LabPair> m_ran, m_scripted;
    int m_exports = 0;
};

inline QString EqualPairs::make()
{
    for (auto *lab : {&m_ran, &m_scripted}) {
        auto made = LabPair::made(true);
        if (!made.ok())
            return made.error().sentence.english();
        *lab = std::move(*made);
    }
    return {};
}

inline void EqualPairs::everywhere(const QString &node, const QString &script)
{
    for (LabPair *lab : pairs())
        QCOMPARE(lab->shell(node, script), QString());
}

inline void EqualPairs::everywhereSql(const QString &node, const QString &text)
{
    for (LabPair *lab : pairs()) {
        QString error;
        Q_UNUSED(lab->sql(node, text, &error))
        QCOMPARE(error, QString());
    }
}

// Words that differ between two equal pairs: their place, their ports, positions, times.
inline QString EqualPairs::plain(LabPair &lab, QString text)
{
    const QString place = lab.pair().path({});
    text.replace(place, QStringLiteral("PLACE/"));
    for (const NodeProfile &node : lab.session().profile().nodes)
        text.replace(QString::number(node.postgres.port), QStringLiteral("PORT-") + node.name);
    static const QRegularExpression position(QStringLiteral("\\b[0-9A-F]{1,8}/[0-9A-F]{1,8}\\b"));
    static const QRegularExpression sum(QStringLiteral("\\b[0-9a-f]{32}\\b"));
    // The owner of a record: which process it was.
    static const QRegularExpression process(QStringLiteral(" process \\d+$"));
    // Of directories, of log files, and of log lines with their process.
    static const QRegularExpression moment(
        QStringLiteral("\\d{8}T\\d{6}Z|\\d{4}-\\d\\d-\\d\\d_\\d{6}|"
                       "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} UTC \\[\\d+\\]"));
    text.replace(process, QStringLiteral(" process"));
    return text.replace(position, QStringLiteral("POSITION"))
        .replace(sum, QStringLiteral("SUM"))
        .replace(moment, QStringLiteral("MOMENT"));
}

inline void EqualPairs::compareValues(const Outcome &ran, const ScriptEnd &script)
{
    // Numbers that hang on the moment: compared by kind.
    static const QStringList moving{QStringLiteral("backlog"),
                                    QStringLiteral("commit_ms_after"),
                                    QStringLiteral("commit_ms_before"),
                                    QStringLiteral("discarded_commits"),
                                    QStringLiteral("horizon"),
                                    QStringLiteral("killed"),
                                    QStringLiteral("killed_at"),
                                    QStringLiteral("log_size"),
                                    QStringLiteral("loss_bound"),
                                    QStringLiteral("sessions_primary"),
                                    QStringLiteral("sessions_standby"),
                                    QStringLiteral("worst_commit_ms_after"),
                                    QStringLiteral("worst_commit_ms_before")};
    const auto isMoving = [](const QString &name) {
        return moving.contains(name) || name.endsWith(QLatin1String("_kilobytes"));
    };
    const auto values = script.values();
    QStringList ranNames;
    QStringList scriptNames;
    for (const auto &[name, value] : ran.values.all())
        ranNames << name;
    for (const auto &[name, value] : values)
        scriptNames << name;
    QCOMPARE(scriptNames, ranNames);
    static const QRegularExpression number(QStringLiteral("^-?\\d+(\\.\\d+)?$"));
    for (const auto &[name, value] : ran.values.all()) {
        const QString there = values.at(name);
        if (isMoving(name)) {
            QVERIFY2(number.match(value.text).hasMatch() == number.match(there).hasMatch(),
                     qPrintable(name + u'=' + there));
            continue;
        }
        QVERIFY2(plain(*m_scripted, there) == plain(*m_ran, value.text),
                 qPrintable(QStringLiteral("%1: \"%2\" by the runner, \"%3\" by the script")
                                .arg(name, value.text, there)));
    }
}

inline void EqualPairs::compareFiles()
{
    QStringList files[2];
    for (size_t i = 0; i < 2; ++i) {
        LabPair &lab = *pairs()[i];
        QString text = words::fingerprint(lab);
        for (const QString &node : {lab.home(), lab.other()})
            text += lab.shell(node, QStringLiteral("cat \"$config\"/conf.d/* 2>/dev/null\n"
                                                   "stat -c '%n %a %U' \"$own\" \"$own\"/* "
                                                   "\"$data\" \"$archive\" \"$log\" "
                                                   "2>/dev/null"));
        // A request to promote that came while the server was at it already: it clears it at its
        // next start. Whether there was one is a matter of milliseconds.
        text.remove(QRegularExpression(QStringLiteral("(?m)^promote$\n")));
        // Sums of files that name the place and the ports.
        text.remove(QRegularExpression(QStringLiteral("(?m)^\\d+ \\d+$\n")));
        files[i] = plain(lab, text).split(u'\n');
    }
    QStringList differences;
    for (size_t i = 0; i < 2; ++i) {
        for (const QString &line : files[i]) {
            if (!files[1 - i].contains(line))
                differences << QString::fromLatin1(i == 0 ? "only by the runner: "
                                                          : "only by the script: ") +
                                   line;
        }
    }
    QVERIFY2(files[0] == files[1], qPrintable(differences.join(u'\n')));
}

inline void EqualPairs::play(Stage stage, PairState then)
{
    const QString typed = stage == Stage::Setup ? m_ran->other() : QString();
    // Who looks at the pairs first is of no account: the plans come from equal facts.
    const ClusterSnapshot snapshot = m_scripted->session().observe({});
    const auto plan = m_scripted->session().plan(stage, snapshot);
    QVERIFY2(plan.ok(), plan.ok() ? "" : qPrintable(plan.error().sentence.english()));
    const QString from = ++m_exports % 2 == 0 ? QString() : m_ran->home();
    const QString file = exported(*m_scripted, *plan, m_scripted->session().profile(), from);
    QVERIFY(!file.isEmpty() && !QTest::currentTestFailed());

    const Outcome ran = words::play(m_ran->session(), stage, typed);
    QStringList arguments{QStringLiteral("--secrets"), m_scripted->pair().sandbox().secretsFile()};
    if (!typed.isEmpty())
        arguments << QStringLiteral("--confirm") << typed;
    const ScriptEnd script = ScriptRun(file, arguments).end();
    QVERIFY2(ran.isDone(), words::told(ran));
    QVERIFY2(script.code == ran.exitCode, script.told() + words::told(ran));
    QStringList steps;
    for (const StepReport &step : ran.steps)
        steps << tokenOf(step.status) + u' ' + step.node + u' ' + step.title.english();
    steps.sort();
    QCOMPARE(script.steps(), steps);
    compareValues(ran, script);
    for (LabPair *lab : {m_ran.get(), m_scripted.get()})
        QTRY_COMPARE_WITH_TIMEOUT(tokenOf(lab->state()), tokenOf(then), 20000);
    compareFiles();
}

inline void EqualPairs::crashAndFailOver(bool isDiverged)
{
    const QString acting = primary();
    for (LabPair *lab : pairs()) {
        if (!isDiverged)
            break;
        const QString sender =
            lab->sql(acting, QStringLiteral("select pid from pg_stat_replication"));
        QCOMPARE(lab->shell(acting, QStringLiteral("kill -STOP %1").arg(sender)), QString());
    }
    if (isDiverged) {
        everywhereSql(acting, QStringLiteral("insert into pgtandem.nonce select 'lost ' || n "
                                             "from generate_series(1, 50) n"));
        // Not by the stage: two seconds later the standby misses its sender, and the stage refuses
        // to take the only server that works.
        for (LabPair *lab : pairs()) {
            words::crash(*lab, acting);
            QTRY_COMPARE_WITH_TIMEOUT(tokenOf(lab->state()), tokenOf(PairState::PrimaryDown),
                                      20000);
        }
    } else {
        play(Stage::Crash, PairState::PrimaryDown);
    }
    if (!QTest::currentTestFailed())
        play(Stage::Failover, PairState::FailedOver);
}

} // namespace tandem::testing
