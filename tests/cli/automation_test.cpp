// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/ctl_run.h"
#include "tests/support/lab_pair.h"
#include "tests/support/node_words.h"

#include <QJsonArray>

#include <csignal>

using namespace tandem;
using namespace tandem::testing;

// `watchdog WORD` and `observe` as their users see them, on a pair that is whole and then is not.
class AutomationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto made = LabPair::setUp();
        QVERIFY2(made.ok(), made.ok() ? "" : qPrintable(made.error().sentence.english()));
        m_lab = std::move(*made);
    }

    void decidesNowAndSaysWhy()
    {
        const CtlEnd end = run({"watchdog", "decide", "--json"});
        QVERIFY2(end.code == 0 && end.isJson(), end.told());
        QCOMPARE(end.last().value(QLatin1String("action")).toString(), QStringLiteral("nothing"));
        QCOMPARE(end.last().value(QLatin1String("reason")).toString(), QStringLiteral("healthy"));
        QVERIFY(end.last().value(QLatin1String("reasons")).toArray().size() >= 5);
        const CtlEnd words = run({"watchdog", "decide"});
        QVERIFY2(words.code == 0 && words.out.startsWith(QLatin1String("nothing: vm1 accepts")),
                 words.told());
    }

    void pausesAndResumes()
    {
        QCOMPARE(run({"watchdog", "pause"}).code, 0);
        const CtlEnd paused = run({"watchdog", "decide", "--json"});
        QCOMPARE(paused.last().value(QLatin1String("reason")).toString(), QStringLiteral("paused"));
        QCOMPARE(run({"watchdog", "resume"}).code, 0);
        const CtlEnd again = run({"watchdog", "decide", "--json"});
        QCOMPARE(again.last().value(QLatin1String("reason")).toString(), QStringLiteral("healthy"));
        const CtlEnd cleared = run({"watchdog", "clear", "--json"});
        QVERIFY2(cleared.code == 0 && !cleared.last().value(QLatin1String("cleared")).toBool(true),
                 cleared.told());
    }

    void refusesWhatItDoesNotKnow()
    {
        const CtlEnd end = run({"watchdog", "bark"});
        QVERIFY2(end.code == 2 && end.err.contains(QLatin1String("decide, pause")), end.told());
        QCOMPARE(run({"watchdog"}).code, 2);
    }

    // One at a time; it acts by itself, and Ctrl-C is its normal end.
    void observesUntilInterrupted()
    {
        Ctl observer(call({"observe", "--json"}));
        const auto tells = [](const char *word) {
            return [word](const QString &out) { return out.contains(QLatin1String(word)); };
        };
        QVERIFY(observer.waitUntil(tells("\"reason\":\"healthy\"")));
        const CtlEnd second = run({"observe"});
        QVERIFY2(second.code == 3 && second.err.contains(QLatin1String("observed already")),
                 second.told());
        const auto process = words::postmasterId(m_lab->session().profile().home());
        QVERIFY(process > 1);
        QCOMPARE(::kill(pid_t(process), SIGKILL), 0);
        QVERIFY(observer.waitUntil(tells("\"reason\":\"settled\"")));
        observer.signal(SIGINT);
        const CtlEnd end = observer.end();
        QVERIFY2(end.code == 0 && end.isJson() && end.err.isEmpty(), end.told());
        QStringList stages;
        for (const QString &line : end.lines()) {
            if (CtlEnd::object(line).contains(QLatin1String("stage")))
                stages << line;
        }
        for (const char *stage : {"failover", "resync", "failback"}) {
            const QString word = QStringLiteral("\"stage\":\"%1\"").arg(QLatin1String(stage));
            QVERIFY2(stages.filter(word).size() == 1, qPrintable(stages.join(u'\n')));
        }
        QCOMPARE(m_lab->state(), PairState::Healthy);
    }

private:
    [[nodiscard]] QStringList call(std::initializer_list<const char *> words) const
    {
        QStringList all;
        for (const char *word : words)
            all << QLatin1String(word);
        return all << QStringLiteral("--profile") << m_lab->pair().sandbox().profileFile()
                   << QStringLiteral("--secrets") << m_lab->pair().sandbox().secretsFile()
                   << QStringLiteral("--state-dir") << m_lab->session().stateDirectory();
    }
    [[nodiscard]] CtlEnd run(std::initializer_list<const char *> words) const
    {
        Ctl ctl(call(words));
        return ctl.end();
    }

    std::unique_ptr<LabPair> m_lab;
};

QTEST_GUILESS_MAIN(AutomationTest)
#include "automation_test.moc"
