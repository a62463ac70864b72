// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/process_scan.h"
#include "tests/support/node_words.h"
#include "tests/support/pair_fixture.h"

#include <QFile>
#include <QTest>

#include <csignal>

#include <sys/wait.h>
#include <unistd.h>

using namespace tandem;

// The fixture that the live tests of other rooms stand on.
class DemoPairTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isThereAndGoesAway()
    {
        QString directory;
        {
            const auto pair = DemoPair::start();
            QVERIFY2(pair.ok(), pair.ok() ? "" : qPrintable(pair.error().sentence.english()));
            directory = (*pair)->sandbox().directory();
            for (const NodeProfile &node : (*pair)->profile().nodes)
                QCOMPARE(words::sql(node, QStringLiteral("select 1")), QStringLiteral("1"));
            QVERIFY((*pair)->secrets().all().empty());
            QVERIFY((*pair)->secrets().put(QStringLiteral("admin"), Secret::generate()).ok());
            const QFile file((*pair)->sandbox().secretsFile());
            QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther),
                     QFile::Permissions());
        }
        QVERIFY(!QFile::exists(directory));
        QVERIFY(postgresProcessesBelow(directory).empty());
    }

    void goesAwayWithAKilledTest()
    {
        int ends[2] = {-1, -1};
        QCOMPARE(::pipe(ends), 0);
        const pid_t child = ::fork();
        QVERIFY(child >= 0);
        if (child == 0) {
            const auto pair = DemoPair::start();
            const QByteArray path =
                pair ? QFile::encodeName((*pair)->sandbox().directory()) : QByteArray();
            if (::write(ends[1], path.constData(), static_cast<size_t>(path.size())) < 0)
                ::_exit(1);
            ::kill(::getpid(), SIGKILL);
        }
        ::close(ends[1]);
        char path[256] = {};
        const auto length = ::read(ends[0], path, sizeof path - 1);
        ::close(ends[0]);
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
        QVERIFY2(length > 0, "the child's pair did not start");
        const QString directory = QFile::decodeName(path);
        QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(directory), 15000);
        QVERIFY(postgresProcessesBelow(directory).empty());
    }
};

QTEST_GUILESS_MAIN(DemoPairTest)
#include "demo_pair_test.moc"
