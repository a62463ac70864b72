// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The script that counts what an old primary never sent, on words of pg_waldump (15) that a healthy
// disk does not give: what could not be counted is never told as none.
#include "core/runbook/values.h"
#include "core/stages/recipe.h"
#include "core/transport/local_shell.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tandem;

namespace {

const QString position = QStringLiteral("0/3000148");
const QString wholeDump = QStringLiteral(
    "rmgr: Heap        len (rec/tot):     59/    59, tx:        725, lsn: 0/03000148, prev "
    "0/03000110, desc: INSERT+INIT off 1 flags 0x00, blkref #0: rel 1\n"
    "rmgr: Transaction len (rec/tot):     34/    34, tx:        725, lsn: 0/03000188, prev "
    "0/03000148, desc: COMMIT 2026-12-01 04:35:12.230972 UTC\n"
    "rmgr: Transaction len (rec/tot):     34/    34, tx:        726, lsn: 0/030001B0, prev "
    "0/03000188, desc: COMMIT 2026-12-01 04:35:12.240972 UTC");

} // namespace

class DiscardedWalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void countsOrSaysThatItCannot_data();
    void countsOrSaysThatItCannot();

private:
    void program(const QString &name, const QString &text);
    void segment(const QString &name);
    std::unique_ptr<QTemporaryDir> m_place;
};

void DiscardedWalTest::init()
{
    // Under root the script runs as another user.
    m_place = std::make_unique<QTemporaryDir>();
    QVERIFY(QFile::setPermissions(m_place->path(), QFile::Permissions(0x7755)));
    QVERIFY(QDir(m_place->path()).mkpath(QStringLiteral("data/pg_wal")));
}

void DiscardedWalTest::program(const QString &name, const QString &text)
{
    QFile file(m_place->filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("#!/bin/sh\ncat <<'TEXT'\n" + text.toUtf8() + "\nTEXT\n");
    file.close();
    QVERIFY(file.setPermissions(QFile::Permissions(0x7755)));
}

void DiscardedWalTest::segment(const QString &name)
{
    QFile file(m_place->filePath(QStringLiteral("data/pg_wal/") + name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.resize(16 * 1024 * 1024));
}

void DiscardedWalTest::countsOrSaysThatItCannot_data()
{
    QTest::addColumn<QString>("dump");
    QTest::addColumn<QString>("lastFile");
    QTest::addColumn<QString>("commits");
    QTest::addColumn<QString>("lastRecord");
    const QString last = QStringLiteral("000000020000000000000003");
    const QString later = QStringLiteral("000000020000000000000005");
    const QString earlier = QStringLiteral("000000020000000000000002");
    QTest::newRow("to its end") << wholeDump +
                                       "\npg_waldump: error: error in WAL record at 0/30001B0: "
                                       "invalid record length at 0/30001D8: wanted 24, got 0"
                                << last << "2"
                                << "0/030001B0";
    QTest::newRow("to the end of the last file") << wholeDump << last << "2"
                                                 << "0/030001B0";
    QTest::newRow("nothing of its own")
        << "pg_waldump: error: could not find a valid record after 0/3000148" << last << "0"
        << position;
    QTest::newRow("a file that was never begun")
        << "pg_waldump: error: could not find file \"000000020000000000000003\": No such file or "
           "directory"
        << earlier << "0" << position;
    QTest::newRow("a file that is gone")
        << "pg_waldump: error: could not find file \"000000020000000000000003\": No such file or "
           "directory"
        << later << "unknown" << position;
    QTest::newRow("no file at all")
        << "pg_waldump: error: could not find file \"000000020000000000000003\": No such file or "
           "directory"
        << QString() << "unknown" << position;
    QTest::newRow("broken off") << wholeDump + "\npg_waldump: error: could not read file "
                                               "\"000000020000000000000003\": Input/output error"
                                << last << "unknown"
                                << "0/030001B0";
    QTest::newRow("not allowed") << "pg_waldump: error: could not open file "
                                    "\"000000020000000000000003\": Permission denied"
                                 << last << "unknown" << position;
    QTest::newRow("an empty file first") << "pg_waldump: error: could not read file "
                                            "\"000000020000000000000000\": read 0 of 8192"
                                         << last << "unknown" << position;
    QTest::newRow("no word") << QString() << last << "unknown" << position;
}

void DiscardedWalTest::countsOrSaysThatItCannot()
{
    QFETCH(QString, dump);
    QFETCH(QString, lastFile);
    QFETCH(QString, commits);
    QFETCH(QString, lastRecord);
    program(QStringLiteral("pg_controldata"),
            QStringLiteral("Latest checkpoint's TimeLineID:       2"));
    program(QStringLiteral("pg_waldump"), dump);
    if (!lastFile.isEmpty())
        segment(lastFile);
    LocalShell shell(QStringLiteral("vm1"), QStringLiteral("nobody"));
    ShellCommand command;
    command.script = stageScript(QStringLiteral("discarded_wal"));
    command.variables = {{QStringLiteral("bin"), m_place->path()},
                         {QStringLiteral("data"), m_place->filePath(QStringLiteral("data"))},
                         {QStringLiteral("timeline"), QString()},
                         {QStringLiteral("position"), position}};
    const auto result = shell.run(command, {});
    QVERIFY(result.ok());
    QVERIFY2(result->exitCode == 0, result->errors.constData());
    const auto told = keyValueLines(result->output);
    QCOMPARE(told.at(QStringLiteral("discarded_commits")), commits);
    QCOMPARE(told.at(QStringLiteral("old_last_record")), lastRecord);
}

QTEST_GUILESS_MAIN(DiscardedWalTest)
#include "discarded_wal_test.moc"
