// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/process_scan.h"
#include "tests/cli/ctl_run.h"
#include "tests/cli/secret_watch.h"
#include "tests/support/pair_fixture.h"

#include <cstdlib>

#include <fcntl.h>
#include <unistd.h>

using namespace tandem;
using namespace tandem::testing;

namespace {

// A terminal that a program can be given, and the hand that types at it.
class Terminal
{
public:
    Terminal() : m_hand(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC))
    {
        if (m_hand >= 0 && ::grantpt(m_hand) == 0 && ::unlockpt(m_hand) == 0)
            m_name = QString::fromLocal8Bit(::ptsname(m_hand));
    }
    ~Terminal()
    {
        if (m_hand >= 0)
            ::close(m_hand);
    }
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    [[nodiscard]] QString name() const { return m_name; }
    [[nodiscard]] bool type(const QByteArray &text) const
    {
        return ::write(m_hand, text.constData(), static_cast<size_t>(text.size())) == text.size();
    }

private:
    int m_hand;
    QString m_name;
};

} // namespace

// The way of a bare pair to a working one, with everything a person can do wrong on it. The cases
// stand in their order.
class SetupTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        auto pair = DemoPair::start();
        QVERIFY2(pair.ok(), pair.ok() ? "" : qPrintable(pair.error().sentence.english()));
        m_pair = std::move(*pair);
        // A secret that is there before setup, so that a plan can show it if it is careless.
        QVERIFY(m_pair->secrets().put(QStringLiteral("admin"), Secret("open-sesame-4711")).ok());
    }

    void aBarePairIsToldAsOne()
    {
        const CtlEnd status = ctl("status --json");
        QVERIFY2(status.code == 0, status.told());
        QCOMPARE(status.last().value(QStringLiteral("state")).toString(), QStringLiteral("bare"));
        QVERIFY(
            ctl("status").out.contains(QStringLiteral("Suggested next: pgtandemctl run setup\n")));
    }

    void planShowsNoSecret()
    {
        const CtlEnd plan = ctl("plan setup --commands");
        QVERIFY2(plan.code == 0, plan.told());
        QVERIFY(plan.out.contains(QStringLiteral("type vm2")));
        QVERIFY(plan.out.contains(QStringLiteral("secret")));
        QVERIFY(!plan.told().contains("open-sesame-4711"));
    }

    void setupWantsItsWord_data()
    {
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("none") << QByteArray("run setup --json");
        QTest::newRow("yes alone") << QByteArray("run setup --json --yes");
        QTest::newRow("another word") << QByteArray("run setup --json --confirm vm1");
        QTest::newRow("other case") << QByteArray("run setup --json --confirm VM2");
    }
    void setupWantsItsWord()
    {
        QFETCH(QByteArray, words);
        const CtlEnd end = ctl(words);
        QVERIFY2(end.code == 5 && end.isJson(), end.told());
        QCOMPARE(end.last().value(QStringLiteral("outcome")).toString(), QStringLiteral("refused"));
        QCOMPARE(end.last().value(QStringLiteral("state")).toString(), QStringLiteral("bare"));
        QVERIFY(end.last()
                    .value(QStringLiteral("sentence"))
                    .toString()
                    .contains(QStringLiteral("type vm2")));
        const CtlEnd people = ctl(words.replace(" --json", ""));
        QVERIFY2(people.code == 5 && people.out.isEmpty(), people.told());
        QVERIFY2(people.err.contains(QStringLiteral("type vm2")), people.told());
    }

    void aPersonWhoTypesNothingLeavesIt_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::newRow("nothing") << QByteArray("\n");
        QTest::newRow("end of input") << QByteArray("\x04");
        QTest::newRow("Ctrl-C") << QByteArray();
    }
    void aPersonWhoTypesNothingLeavesIt()
    {
        QFETCH(QByteArray, typed);
        const Terminal terminal;
        QVERIFY(!terminal.name().isEmpty());
        Ctl setup(words("run setup"), terminal.name());
        QVERIFY(setup.waitUntil([](const QString &out) {
            return out.contains(
                QStringLiteral("Type the word asked for above, or nothing to leave it:\n"));
        }));
        if (typed.isEmpty())
            setup.signal(SIGINT);
        else
            QVERIFY(terminal.type(typed));
        const CtlEnd end = setup.end(20000);
        QVERIFY2(end.code == 130, end.told());
        QCOMPARE(end.err, QStringLiteral("Cancelled; nothing was changed.\n"));
        QVERIFY(end.out.contains(QStringLiteral("vm1 becomes the primary")));
    }

    void anInterruptedSetupSaysSo()
    {
        Ctl setup(words("run setup --json --confirm vm2"));
        QVERIFY(setup.waitUntil([](const QString &out) {
            return out.contains(QStringLiteral("Write the settings of vm1"));
        }));
        setup.signal(SIGINT);
        const CtlEnd end = setup.end(60000);
        QVERIFY2(end.code == 130 && end.isJson(), end.told());
        QCOMPARE(end.last().value(QStringLiteral("outcome")).toString(),
                 QStringLiteral("cancelled"));
        QCOMPARE(end.last().value(QStringLiteral("stage")).toString(), QStringLiteral("setup"));
        QCOMPARE(end.last().value(QStringLiteral("state")).toString(), QStringLiteral("bare"));
    }

    // Run again is how a stage goes on; the word is typed at a terminal this time.
    void setupGoesOnWhereItStopped()
    {
        const Terminal terminal;
        Ctl setup(words("run setup"), terminal.name());
        QVERIFY(setup.waitUntil([](const QString &out) {
            return out.contains(QStringLiteral("Type the word asked for above"));
        }));
        QVERIFY(terminal.type("vm2\n"));
        const CtlEnd end = setup.end(120000);
        QVERIFY2(end.code == 0, end.told());
        QVERIFY2(end.out.endsWith(QStringLiteral("\nvm1 accepts writes and vm2 follows it.\n")),
                 end.told());
        QVERIFY2(end.out.contains(QStringLiteral("  =  ")), end.told()); // done already
        const CtlEnd status = ctl("status --json");
        QCOMPARE(status.last().value(QStringLiteral("state")).toString(),
                 QStringLiteral("healthy"));
    }

    void aStageWithoutAWordWantsConsentAtATerminal()
    {
        for (const QByteArray &typed : {QByteArray("no\n"), QByteArray("yes\n")}) {
            const Terminal terminal;
            Ctl verify(words("run verify"), terminal.name());
            QVERIFY(verify.waitUntil([](const QString &out) {
                return out.contains(QStringLiteral("Type yes to run this"));
            }));
            QVERIFY(terminal.type(typed));
            const CtlEnd end = verify.end(60000);
            QVERIFY2(end.code == (typed == "yes\n" ? 0 : 130), end.told());
        }
    }

    void anInterruptedDemoLeavesNothingRunning()
    {
        const QString directory = m_pair->path(QStringLiteral("demo"));
        Ctl demo(
            {QStringLiteral("demo"), QStringLiteral("--json"), QStringLiteral("--dir"), directory});
        QVERIFY(demo.waitUntil([](const QString &out) {
            return out.contains(QStringLiteral("Write the settings of vm1"));
        }));
        QVERIFY(!postgresProcessesBelow(directory).empty());
        demo.signal(SIGINT);
        const CtlEnd end = demo.end(60000);
        QVERIFY2(end.code == 130 && end.isJson(), end.told());
        const QJsonObject summary = end.last().value(QStringLiteral("summary")).toObject();
        QCOMPARE(summary.value(QStringLiteral("state")).toString(), QStringLiteral("bare"));
        QVERIFY(summary.contains(QStringLiteral("failover")) &&
                summary.contains(QStringLiteral("failback")));
        QVERIFY(summary.value(QStringLiteral("failover")).isNull());
        QVERIFY(summary.value(QStringLiteral("failback")).isNull());
        QCOMPARE(summary.value(QStringLiteral("all_hold")), QJsonValue(false));
        QVERIFY(summary.value(QStringLiteral("seconds")).toDouble() > 0);
        QVERIFY(postgresProcessesBelow(directory).empty());
        QVERIFY(QFile::exists(directory + QStringLiteral("/report.md")));
    }

    void noSecretIsShown()
    {
        const QList<QByteArray> secrets = secretsIn(m_pair->sandbox().secretsFile());
        QCOMPARE(secrets.size(), 5);
        QVERIFY(secrets.contains("open-sesame-4711"));
        for (const QByteArray &secret : secrets)
            QCOMPARE(filesWith(secret, m_pair->path(QStringLiteral("state"))), QStringList());
        QVERIFY(!filesWith("\"event\"", m_pair->path(QStringLiteral("state"))).isEmpty());
    }

private:
    [[nodiscard]] QStringList words(const QByteArray &verb) const
    {
        return QString::fromLatin1(verb).split(u' ') +
               QStringList{QStringLiteral("--profile"),   m_pair->sandbox().profileFile(),
                           QStringLiteral("--secrets"),   m_pair->sandbox().secretsFile(),
                           QStringLiteral("--state-dir"), m_pair->path(QStringLiteral("state"))};
    }
    [[nodiscard]] CtlEnd ctl(const QByteArray &verb) const { return runCtl(words(verb)); }

    std::unique_ptr<DemoPair> m_pair;
};

QTEST_GUILESS_MAIN(SetupTest)
#include "setup_test.moc"
