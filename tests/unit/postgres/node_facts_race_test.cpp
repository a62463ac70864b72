// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/embedded_text.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace tandem;

// A server that somebody stops or starts just while a node is looked at is neither dead nor has it
// left processes behind. A stand-in for pg_controldata does it at the worst moment.
class NodeFactsRaceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_place = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_place->path()).mkpath(QStringLiteral("data")));
        QVERIFY(QDir(m_place->path()).mkpath(QStringLiteral("bin")));
        write(QStringLiteral("data/PG_VERSION"), "17\n");
        write(QStringLiteral("data/postmaster.pid"), "999999999\n"); // of a boot long ago
    }

    void aDeadServerIsDead()
    {
        const QString told = look("");
        QVERIFY2(told.contains(QLatin1String("process=none")), qPrintable(told));
        QVERIFY2(told.contains(QLatin1String("control:Database cluster state: in production")),
                 qPrintable(told));
    }

    void oneThatIsStartedMeanwhileRuns()
    {
        const QByteArray self = QByteArray::number(qint64(QCoreApplication::applicationPid()));
        const QString told = look("echo " + self + " >\"$2/postmaster.pid\"\n");
        QVERIFY2(told.contains(QLatin1String("process=running")), qPrintable(told));
        QVERIFY2(told.contains(QLatin1String("postmaster=") + QString::fromLatin1(self)),
                 qPrintable(told));
    }

    void oneThatIsStoppedMeanwhileWasSeenToRun()
    {
#ifndef Q_OS_LINUX
        QSKIP("a stand-in for a server is known by its name in /proc");
#endif
        const QString program = m_place->filePath(QStringLiteral("postgres"));
        QVERIFY(QFile::copy(QStringLiteral("/bin/sleep"), program));
        QProcess server;
        server.setWorkingDirectory(m_place->filePath(QStringLiteral("data")));
        server.start(program, {QStringLiteral("60")});
        QVERIFY(server.waitForStarted());
        const QByteArray id = QByteArray::number(server.processId());
        write(QStringLiteral("data/postmaster.pid"), id + '\n');
        const QString told = look("kill -9 " + id + "\nrm \"$2/postmaster.pid\"\n");
        QVERIFY(server.waitForFinished());
        QVERIFY2(told.contains(QLatin1String("process=running")), qPrintable(told));
    }

private:
    void write(const QString &name, const QByteArray &text)
    {
        QFile file(m_place->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    }
    // What the script tells; `meanwhile` is done as the control file is read, of the directory $2.
    QString look(const QByteArray &meanwhile)
    {
        const QString tool = m_place->filePath(QStringLiteral("bin/pg_controldata"));
        write(QStringLiteral("bin/pg_controldata"),
              "#!/bin/sh\n" + meanwhile + "echo 'Database cluster state: in production'\n");
        QFile::setPermissions(tool, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QProcess shell;
        shell.setProcessChannelMode(QProcess::MergedChannels);
        shell.start(QStringLiteral("sh"), {QStringLiteral("-s")});
        shell.write(QStringLiteral("data='%1/data' bin='%1/bin' record='' cluster='' role_file='' "
                                   "check_files=''\n")
                        .arg(m_place->path())
                        .toUtf8() +
                    embeddedText(QStringLiteral(":/postgres/scripts/node_facts.sh")).toUtf8());
        shell.closeWriteChannel();
        shell.waitForFinished();
        return QString::fromUtf8(shell.readAll());
    }

    std::unique_ptr<QTemporaryDir> m_place;
};

QTEST_GUILESS_MAIN(NodeFactsRaceTest)
#include "node_facts_race_test.moc"
