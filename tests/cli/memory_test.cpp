// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The program without memory. It may die at any allocation, and what it starts may, too; what they
// leave is what killed ones leave, and the next run goes on from there.
#include "tests/cli/ctl_run.h"
#include "tests/support/invariants.h"
#include "tests/support/killed_run.h"
#include "tests/support/pair_fixture.h"

#include <sys/resource.h>

using namespace tandem;
using namespace tandem::testing;

class MemoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tooLittleFromTheBegin_data();
    void tooLittleFromTheBegin();
    void noneLeftAmidAStep_data();
    void noneLeftAmidAStep();
    void theNextRunGoesOn();

private:
#ifdef __linux__
    [[nodiscard]] static bool takeMemory(qint64 process, rlim_t bytes)
    {
        const rlimit limit{bytes, bytes};
        return ::prlimit(static_cast<pid_t>(process), RLIMIT_AS, &limit, nullptr) == 0;
    }
#endif

    std::unique_ptr<DemoPair> m_pair;
    QStringList m_words;
    qsizetype m_directories = 0;
};

void MemoryTest::initTestCase()
{
    auto pair = DemoPair::start();
    QVERIFY2(pair.ok(), pair.ok() ? "" : qPrintable(pair.error().sentence.english()));
    m_pair = std::move(*pair);
    m_words = QStringList{QStringLiteral("run"),
                          QStringLiteral("setup"),
                          QStringLiteral("--json"),
                          QStringLiteral("--confirm"),
                          QStringLiteral("vm2"),
                          QStringLiteral("--profile"),
                          m_pair->sandbox().profileFile(),
                          QStringLiteral("--secrets"),
                          m_pair->sandbox().secretsFile(),
                          QStringLiteral("--state-dir"),
                          m_pair->path(QStringLiteral("state"))};
    m_directories = databaseDirectories(m_pair->sandbox()).size();
    QVERIFY(m_directories > 0);
}

void MemoryTest::tooLittleFromTheBegin_data()
{
    QTest::addColumn<int>("kilobytes");
    for (const int kilobytes : {60000, 100000})
        QTest::addRow("%d kB", kilobytes) << kilobytes;
}

// `ulimit -v` holds for the program and for all that it starts, not for the servers.
void MemoryTest::tooLittleFromTheBegin()
{
    QFETCH(int, kilobytes);
    const QStringList limited{
        QStringLiteral("-c"),
        QStringLiteral("ulimit -c 0; ulimit -v %1; exec \"$0\" \"$@\"").arg(kilobytes),
        QStringLiteral(TANDEM_CTL)};
    const KilledRun run = runAndKill(QStringLiteral("/bin/sh"), limited + m_words, {});
    QVERIFY2(run.exitCode != 0, qPrintable(run.lines.join(u'\n')));
    QCOMPARE(run.lines.filter(QStringLiteral("\"done\"")), QStringList());
    QCOMPARE(databaseDirectories(m_pair->sandbox()).size(), m_directories);
}

void MemoryTest::noneLeftAmidAStep_data()
{
    QTest::addColumn<QString>("title");
    QTest::newRow("settings") << QStringLiteral("Write the settings of vm1");
}

void MemoryTest::noneLeftAmidAStep()
{
#ifndef __linux__
    QSKIP("Only Linux takes the memory of another process away.");
#else
    QFETCH(QString, title);
    Ctl setup(m_words);
    QVERIFY(setup.waitUntil([&](const QString &out) { return out.contains(title); }));
    QVERIFY(takeMemory(setup.processId(), 1024 * 1024));
    const CtlEnd end = setup.end(120000);
    QVERIFY2(!setup.isRunning(), "it hangs");
    QVERIFY2(end.code != 0, end.told());
    QVERIFY2(!end.out.contains(QStringLiteral("\"outcome\":\"done\"")), end.told());
    qInfo("exit %d: %s", end.code,
          qPrintable(end.last().value(QLatin1String("sentence")).toString()));
    QVERIFY(databaseDirectories(m_pair->sandbox()).size() >= m_directories);
#endif
}

void MemoryTest::theNextRunGoesOn()
{
    const CtlEnd next = runCtl(m_words);
    QVERIFY2(next.code == 0, next.told());
    QCOMPARE(next.last().value(QLatin1String("state")).toString(), QStringLiteral("healthy"));
    InvariantCheck check;
    check.journals = {m_pair->path(QStringLiteral("state/journal"))};
    const QStringList broken = brokenInvariants(m_pair->sandbox(), check);
    QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));
    QCOMPARE(commandsLeftBelow(m_pair->sandbox().directory()), QStringList());
}

QTEST_GUILESS_MAIN(MemoryTest)
#include "memory_test.moc"
