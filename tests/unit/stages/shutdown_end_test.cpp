// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The script that reads E, on control data and dumps that a live server gives once in a thousand
// stops.
#include "core/runbook/values.h"
#include "core/stages/recipe.h"
#include "core/transport/local_shell.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tandem;

class ShutdownEndTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsTheEnd_data();
    void readsTheEnd();

private:
    void program(const QString &name, const QString &text);
    QTemporaryDir m_place;
};

void ShutdownEndTest::initTestCase()
{
    // Under root the script runs as another user.
    QVERIFY(QFile::setPermissions(m_place.path(), QFile::Permissions(0x7755)));
    QVERIFY(QDir(m_place.path()).mkdir(QStringLiteral("data")));
}

void ShutdownEndTest::program(const QString &name, const QString &text)
{
    QFile file(m_place.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("#!/bin/sh\ncat <<'TEXT'\n" + text.toUtf8() + "\nTEXT\n");
    file.close();
    QVERIFY(file.setPermissions(QFile::Permissions(0x7755)));
}

void ShutdownEndTest::readsTheEnd_data()
{
    QTest::addColumn<QString>("checkpoint");
    QTest::addColumn<int>("length");
    QTest::addColumn<QString>("stopped");
    QTest::addColumn<QString>("end"); // empty: the script must refuse
    QTest::newRow("first of a segment") << "0/5000028" << 114 << "0/50000A0"
                                        << "0/50000A0";
    QTest::newRow("in a page") << "0/5000100" << 114 << "0/5000178"
                               << "0/5000178";
    // 0x1F88 + 120 = 0x2000: the record fills its page, the next would begin behind a header.
    QTest::newRow("fills its page") << "0/5001F88" << 114 << "0/5002018"
                                    << "0/5002000";
    QTest::newRow("fills its segment") << "0/5FFFF88" << 114 << "0/6000028"
                                       << "0/6000000";
    QTest::newRow("crosses a page") << "0/5001FC0" << 114 << "0/5002050"
                                    << "0/5002050";
    QTest::newRow("crosses a segment") << "0/5FFFFC0" << 114 << "0/6000060"
                                       << "0/6000060";
    QTest::newRow("crosses 4 GB") << "0/FFFFFFC0" << 114 << "1/60"
                                  << "1/60";
    QTest::newRow("high half") << "12/5000028" << 114 << "12/50000A0"
                               << "12/50000A0";
    QTest::newRow("does not add up") << "0/5000028" << 114 << "0/50000A8"
                                     << "";
    QTest::newRow("header without a page end") << "0/5000028" << 114 << "0/50000B8"
                                               << "";
}

void ShutdownEndTest::readsTheEnd()
{
    QFETCH(QString, checkpoint);
    QFETCH(int, length);
    QFETCH(QString, stopped);
    QFETCH(QString, end);
    program(QStringLiteral("pg_controldata"),
            QStringLiteral("Database cluster state:               shut down\n"
                           "Latest checkpoint location:           %1\n"
                           "Latest checkpoint's TimeLineID:       2\n"
                           "WAL block size:                       8192\n"
                           "Bytes per WAL segment:                16777216")
                .arg(checkpoint));
    program(QStringLiteral("pg_waldump"),
            QStringLiteral("rmgr: XLOG        len (rec/tot):    %1/   %1, tx:          0, lsn: %2, "
                           "prev 0/4000110, "
                           "desc: CHECKPOINT_SHUTDOWN redo %2; tli 2; shutdown\n"
                           "pg_waldump: error: error in WAL record at %2: invalid record length at "
                           "%3: wanted 24, got 0")
                .arg(length)
                .arg(checkpoint, stopped));
    LocalShell shell(QStringLiteral("vm1"), QStringLiteral("nobody"));
    ShellCommand command;
    command.script = stageScript(QStringLiteral("shutdown_end"));
    command.variables = {{QStringLiteral("bin"), m_place.path()},
                         {QStringLiteral("data"), m_place.filePath(QStringLiteral("data"))}};
    const auto result = shell.run(command, {});
    QVERIFY(result.ok());
    const auto told = keyValueLines(result->output);
    if (end.isEmpty()) {
        QVERIFY(result->exitCode != 0);
        QVERIFY(told.count(QStringLiteral("shutdown_end_lsn")) == 0);
        return;
    }
    QVERIFY2(result->exitCode == 0, result->errors.constData());
    QCOMPARE(told.at(QStringLiteral("shutdown_end_lsn")), end);
}

QTEST_GUILESS_MAIN(ShutdownEndTest)
#include "shutdown_end_test.moc"
