// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/port_reservation.h"
#include "core/sandbox/sandbox.h"
#include "tests/support/guarded_directory.h"
#include "tests/support/node_words.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTcpServer>
#include <QTest>

#include <csignal>
#include <optional>
#include <thread>

#include <sys/stat.h>
#include <unistd.h>

using namespace tandem;

namespace {

QString wordsOf(const Error &error)
{
    return error.sentence.english() + u'\n' + error.details;
}

bool write(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write("kept") == 4;
}

} // namespace

class SandboxRefusalTest : public QObject
{
    Q_OBJECT

    std::optional<GuardedDirectory> m_place;

    // Creation is refused with these words and the directory was not made.
    void refuses(const QString &path, const SandboxOptions &options, const QString &expected)
    {
        const bool existed = QFile::exists(path);
        const auto made = Sandbox::create(path, options, {});
        QVERIFY(!made.ok());
        QVERIFY2(made.error().sentence.english().contains(expected),
                 qPrintable(wordsOf(made.error())));
        QCOMPARE(made.error().kind, ErrorKind::Refused);
        QCOMPARE(QFile::exists(path), existed);
    }

private Q_SLOTS:
    void init() { m_place.emplace(); }
    void cleanup() { m_place.reset(); }

    void refusesForeignFiles()
    {
        const QString path = m_place->path(QStringLiteral("mine"));
        QVERIFY(QDir().mkpath(path));
        QVERIFY(write(path + QStringLiteral("/thesis.txt")));
        refuses(path, {}, QStringLiteral("not empty and not one of ours"));
        QCOMPARE(QDir(path).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList{QStringLiteral("thesis.txt")});
        const auto removed = Sandbox::removeAt(path);
        QVERIFY(!removed.ok());
        QCOMPARE(removed.error().kind, ErrorKind::Refused);
        QVERIFY(QFile::exists(path + QStringLiteral("/thesis.txt")));
        QVERIFY(!Sandbox::open(path).ok());
        QVERIFY(!Sandbox::existsIn(path));
    }

    void refusesTooLittleSpace()
    {
        SandboxOptions options;
        options.neededBytes = 1LL << 60;
        refuses(m_place->path(QStringLiteral("pair")), options,
                QStringLiteral("needs 1152921504606 MB"));
    }

    void refusesALongPath()
    {
        refuses(m_place->path(QString(80, u'x')), {}, QStringLiteral("too long for a Unix socket"));
    }

    void refusesUnknownProgramsAndUsers()
    {
        const QString path = m_place->path(QStringLiteral("pair"));
        SandboxOptions options;
        options.binDirectory = QStringLiteral("/nowhere/bin");
        refuses(path, options, QStringLiteral("/nowhere/bin does not hold"));
        options = {};
        options.osUser = QStringLiteral("no-such-user");
        refuses(path, options, QStringLiteral("no user named no-such-user"));
        options.osUser = QStringLiteral("root");
        refuses(path, options, QStringLiteral("PostgreSQL refuses to run as root"));
    }

    void refusesAPrivateHome()
    {
        if (::geteuid() != 0)
            QSKIP("Only root drops to another user.");
        const QString home = m_place->path(QStringLiteral("home"));
        QVERIFY(QDir().mkpath(home));
        QCOMPARE(::chmod(qPrintable(home), 0700), 0);
        refuses(home + QStringLiteral("/some/pair"), {},
                QStringLiteral("who cannot enter %1;").arg(home));
        QVERIFY(QDir(home).isEmpty());
    }

    void leavesNothingWhenCancelled()
    {
        const QString path = m_place->path(QStringLiteral("deep/pair"));
        StopSource source;
        std::thread canceller([&] {
            // Both nodes are on their way when a data directory appears.
            for (int i = 0; i < 1000 && !QFile::exists(path + QStringLiteral("/vm1/data")); ++i)
                (void)StopToken().sleepFor(Milliseconds(5));
            source.requestStop();
        });
        const auto made = Sandbox::create(path, {}, source.token());
        canceller.join();
        QVERIFY(!made.ok());
        QVERIFY2(made.error().kind == ErrorKind::Cancelled, qPrintable(wordsOf(made.error())));
        QVERIFY(!QFile::exists(m_place->path(QStringLiteral("deep"))));
    }

    void removesWhatWasNeverFinished()
    {
        const QString path = m_place->path(QStringLiteral("pair"));
        {
            const auto made = Sandbox::create(path, {}, {});
            QVERIFY2(made.ok(), made.ok() ? "" : qPrintable(wordsOf(made.error())));
            QVERIFY((*made)->stopAll({}).ok());
        }
        QVERIFY(QFile::remove(path + QStringLiteral("/profile.json")));
        QVERIFY(!Sandbox::existsIn(path));
        const auto opened = Sandbox::open(path);
        QVERIFY(!opened.ok());
        QVERIFY(opened.error().sentence.english().contains(QStringLiteral("never finished")));
        refuses(path, {}, QStringLiteral("never finished; remove it"));
        QVERIFY(Sandbox::removeAt(path).ok());
        QVERIFY(!QFile::exists(path));
    }

    // What is refused about a pair that exists, in one life because making one takes seconds.
    void refusesASecondUser()
    {
        const QString path = m_place->path(QStringLiteral("pair"));
        auto made = Sandbox::create(path, {}, {});
        QVERIFY2(made.ok(), made.ok() ? "" : qPrintable(wordsOf(made.error())));
        const NodeProfile vm1 = (*made)->profile().nodes[0];
        QVERIFY(Sandbox::existsIn(path));

        const QString ourId = QString::number(QCoreApplication::applicationPid());
        refuses(path, {}, QStringLiteral("(process %1 on").arg(ourId));
        const auto second = Sandbox::open(path);
        QVERIFY(!second.ok());
        QCOMPARE(second.error().kind, ErrorKind::Refused);
        QVERIFY(second.error().sentence.english().contains(QStringLiteral("two at once")));
        QVERIFY(second.error().sentence.english().contains(ourId));
        QVERIFY(!Sandbox::removeAt(path).ok());

        made->reset();
        refuses(path, {}, QStringLiteral("An embedded pair runs in %1").arg(path));
        const auto removed = Sandbox::removeAt(path);
        QVERIFY(!removed.ok());
        QVERIFY(removed.error().sentence.english().contains(QStringLiteral("still run")));
        QCOMPARE(words::sql(vm1, QStringLiteral("select 1")), QStringLiteral("1"));

        auto opened = Sandbox::open(path);
        QVERIFY(opened.ok());
        QVERIFY((*opened)->stopAll({}).ok());
        {
            QTcpServer thief;
            QVERIFY(thief.listen(QHostAddress::LocalHost, static_cast<quint16>(vm1.postgres.port)));
            const auto started = (*opened)->start(QStringLiteral("vm1"), {});
            QVERIFY(!started.ok());
            QCOMPARE(started.error().kind, ErrorKind::Refused);
            QVERIFY(
                started.error().sentence.english().contains(QString::number(vm1.postgres.port)));
        }
        QCOMPARE((*opened)->start(QStringLiteral("vm9"), {}).error().kind, ErrorKind::Usage);
        opened->reset();
        refuses(path, {}, QStringLiteral("already holds an embedded pair; open it, remove it"));

        const QString moved = m_place->path(QStringLiteral("moved"));
        QVERIFY(QDir().rename(path, moved));
        const auto away = Sandbox::open(moved);
        QVERIFY(!away.ok());
        QVERIFY(
            away.error().sentence.english().contains(QStringLiteral("was made for %1").arg(path)));
        QVERIFY(write(moved + QStringLiteral("/report.html")));
        QVERIFY(Sandbox::removeAt(moved).ok());
        QCOMPARE(QDir(moved).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList{QStringLiteral("report.html")});
    }
};

QTEST_GUILESS_MAIN(SandboxRefusalTest)
#include "sandbox_refusal_test.moc"
