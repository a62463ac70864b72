// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/contract.h"
#include "tests/cli/ctl_run.h"
#include "tests/support/lab_pair.h"

#include <QJsonArray>

#include <csignal>

using namespace tandem;
using namespace tandem::testing;

// `status` and `status --watch` on a pair to which something happens.
class WatchTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        auto made = LabPair::setUp();
        QVERIFY2(made.ok(), made.ok() ? "" : qPrintable(made.error().sentence.english()));
        m_lab = std::move(*made);
    }

    void statusFillsTheLag()
    {
        const CtlEnd end = runCtl(call({QStringLiteral("--json")}));
        QVERIFY2(end.code == 0 && end.isJson(), end.told());
        QVERIFY(nodeOf(end.last(), 0).value(QStringLiteral("lag_seconds")).isNull());
        const QJsonValue lag = nodeOf(end.last(), 1).value(QStringLiteral("lag_seconds"));
        // Null is honest on a machine that is too busy to be sampled in time.
        QVERIFY2(lag.isNull() || (lag.toDouble(-1) >= 0 && lag.toDouble() < 60), end.told());
    }

    void watchShowsAChangeAndEndsOnInterrupt()
    {
        Ctl watch(call({QStringLiteral("--watch")}));
        // One line a second although nothing happens.
        QVERIFY(watch.waitUntil(
            [](const QString &out) { return out.count(QLatin1String("  healthy  ")) >= 3; }));
        checkMemory(watch.processId());
        const QString told = m_lab->shell(
            m_lab->other(), QStringLiteral("\"$bin/pg_ctl\" -D \"$data\" stop -m fast -w"));
        QVERIFY2(told.contains(QLatin1String("server stopped")), qPrintable(told));
        QVERIFY(watch.waitUntil(
            [](const QString &out) { return out.contains(QLatin1String("  standby_down  ")); }));
        watch.signal(SIGINT);
        const CtlEnd end = watch.end();
        QVERIFY2(end.code == 0 && end.err.isEmpty(), end.told());
        static const QRegularExpression line(
            QStringLiteral("^\\d\\d:\\d\\d:\\d\\d\\.\\d{3}  [a-z_]+ +vm1 [a-z]+ .*vm2 [a-z]+ "));
        for (const QString &text : end.lines())
            QVERIFY2(line.match(text).hasMatch(), qPrintable(text));
    }

    void watchSpeaksJson()
    {
        Ctl watch(call({QStringLiteral("--watch"), QStringLiteral("--json")}));
        QVERIFY(watch.waitUntil([](const QString &out) { return out.count(u'\n') >= 2; }));
        watch.signal(SIGTERM);
        const CtlEnd end = watch.end();
        QVERIFY2(end.code == 0 && end.isJson() && end.err.isEmpty(), end.told());
        for (const QString &text : end.lines()) {
            const QJsonObject status = CtlEnd::object(text);
            QCOMPARE(status.keys(), sortedKeys("state sentence nodes actions"));
            for (int i = 0; i < 2; ++i)
                QCOMPARE(nodeOf(status, i).keys(),
                         sortedKeys("name role home_role timeline lsn receive_lsn replay_lsn "
                                    "lag_bytes lag_seconds system_identifier seen_seconds_ago "
                                    "fenced"));
        }
        const QJsonObject last = end.last();
        QCOMPARE(last.value(QStringLiteral("state")).toString(), QStringLiteral("standby_down"));
        QCOMPARE(nodeOf(last, 1).value(QStringLiteral("role")).toString(), QStringLiteral("down"));
        QVERIFY(nodeOf(last, 1).value(QStringLiteral("lag_seconds")).isNull());
    }

    void statusSaysWhyANodeIsNotUp()
    {
        const CtlEnd end = runCtl(call({}));
        QVERIFY2(end.out.contains(QStringLiteral("The server of vm2 was stopped in order.")),
                 end.told());
        const CtlEnd russian = runCtl(call({QStringLiteral("--lang"), QStringLiteral("ru")}));
        QVERIFY2(!russian.out.contains(QStringLiteral("stopped in order")), russian.told());
    }

    void helpSaysHowAWatchEnds()
    {
        QVERIFY(runCtl({QStringLiteral("--help")}).out.contains(QStringLiteral("(exit 0)")));
    }

private:
    [[nodiscard]] QStringList call(const QStringList &more) const
    {
        return QStringList{QStringLiteral("status"), QStringLiteral("--profile"),
                           m_lab->pair().sandbox().profileFile(), QStringLiteral("--secrets"),
                           m_lab->pair().sandbox().secretsFile()} +
               more;
    }
    [[nodiscard]] static QJsonObject nodeOf(const QJsonObject &status, int index)
    {
        return status.value(QStringLiteral("nodes")).toArray().at(index).toObject();
    }
    // The program's bound of 60 MB, where the system tells.
    static void checkMemory(qint64 process)
    {
        QFile file(QStringLiteral("/proc/%1/status").arg(process));
        if (!file.open(QIODevice::ReadOnly))
            return;
        static const QRegularExpression resident(QStringLiteral("VmRSS:\\s+(\\d+) kB"));
        const qint64 kilobytes =
            resident.match(QString::fromLatin1(file.readAll())).captured(1).toLongLong();
        qInfo("resident: %.1f MB", double(kilobytes) / 1024);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
        QVERIFY2(kilobytes > 0 && kilobytes < 60 * 1024, qPrintable(QString::number(kilobytes)));
#endif
    }
    std::unique_ptr<LabPair> m_lab;
};

QTEST_GUILESS_MAIN(WatchTest)
#include "watch_test.moc"
