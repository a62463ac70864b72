// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sandbox_directory.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace tandem;

namespace {

bool touch(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write("kept") == 4;
}

Result<ServerUser> ourselves()
{
    auto user = serverUser({});
    if (user)
        user->isOurselves = true; // nothing is handed to another user here
    return user;
}

} // namespace

class SandboxDirectoryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bearsUsualPaths()
    {
        QVERIFY(
            SandboxDirectory(QStringLiteral("/nowhere/Application Support/it's")).checkPath().ok());
    }

    void refusesHostilePaths_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("newline") << QStringLiteral("/nowhere/a\nb");
        QTest::newRow("quote") << QStringLiteral("/nowhere/a\"b");
        QTest::newRow("dollar") << QStringLiteral("/nowhere/$(id)");
        QTest::newRow("backquote") << QStringLiteral("/nowhere/`id`");
        QTest::newRow("backslash") << QStringLiteral("/nowhere/a\\b");
    }

    void refusesHostilePaths()
    {
        QFETCH(QString, path);
        const auto checked = SandboxDirectory(path).checkPath();
        QVERIFY(!checked.ok());
        QCOMPARE(checked.error().kind, ErrorKind::Refused);
    }

    void countsTheBytesOfASocketPath()
    {
        // "/vm1/run/.s.PGSQL.65535" takes 23 of 103 bytes.
        const QString longest = u'/' + QString(79, u'x');
        QVERIFY(SandboxDirectory(longest).checkPath().ok());
        const auto tooLong = SandboxDirectory(longest + u'x').checkPath();
        QVERIFY(!tooLong.ok());
        QVERIFY(tooLong.error().sentence.english().contains(QStringLiteral(" 1 bytes too long")));
        QVERIFY(!SandboxDirectory(u'/' + QString(40, QChar(0x44f))).checkPath().ok());
    }

    void refusesForeignFiles()
    {
        const QTemporaryDir place;
        QVERIFY(SandboxDirectory(place.path()).checkUnused().ok());
        QVERIFY(SandboxDirectory(place.filePath(QStringLiteral("new"))).checkUnused().ok());
        QVERIFY(touch(place.filePath(QStringLiteral(".hidden"))));
        const auto refused = SandboxDirectory(place.path()).checkUnused();
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().kind, ErrorKind::Refused);
        QCOMPARE(refused.error().details, QStringLiteral(".hidden"));
        const auto file = SandboxDirectory(place.filePath(QStringLiteral(".hidden"))).checkUnused();
        QVERIFY(!file.ok());
        QVERIFY(file.error().sentence.english().contains(QStringLiteral("not a directory")));
    }

    void refusesAMarkerOfAnotherVersion()
    {
        const QTemporaryDir place;
        QVERIFY(touch(place.filePath(QStringLiteral(".pgtandem-sandbox"))));
        const auto ours = SandboxDirectory(place.path()).isOurs();
        QVERIFY(!ours.ok());
        QCOMPARE(ours.error().kind, ErrorKind::Refused);
    }

    void saysHowMuchSpaceIsMissing()
    {
        const QTemporaryDir place;
        const SandboxDirectory directory(place.filePath(QStringLiteral("a/b")));
        QVERIFY(directory.checkSpace(1).ok());
        const auto refused = directory.checkSpace(1LL << 60);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().kind, ErrorKind::Refused);
        QVERIFY(refused.error().sentence.english().contains(QStringLiteral("1152921504606 MB")));
    }

    void makesParentsThatEverybodyCanEnter()
    {
        const QTemporaryDir place;
        const mode_t before = ::umask(0077);
        SandboxDirectory directory(place.filePath(QStringLiteral("a/b")));
        const auto made = directory.make();
        ::umask(before);
        QVERIFY(made.ok());
        QCOMPARE(made->size(), 2);
        struct stat status = {};
        for (const QString &path : *made) {
            QCOMPARE(::stat(qPrintable(path), &status), 0);
            QCOMPARE(status.st_mode & 07777, mode_t(0755));
        }
    }

    void hasOneHolder()
    {
        const QTemporaryDir place;
        const SandboxDirectory directory(place.path());
        auto first = directory.lock();
        QVERIFY(first.ok());
        const auto second = directory.lock();
        QVERIFY(!second.ok());
        QCOMPARE(second.error().kind, ErrorKind::Refused);
        const QString sentence = second.error().sentence.english();
        QVERIFY(sentence.contains(QString::number(QCoreApplication::applicationPid())));
        QVERIFY(sentence.contains(QStringLiteral("two at once")));
        first->reset();
        QVERIFY(directory.lock().ok());
    }

    void erasesOnlyWhatIsOurs()
    {
        const QTemporaryDir place;
        const QTemporaryDir elsewhere;
        QVERIFY(touch(elsewhere.filePath(QStringLiteral("precious"))));
        SandboxDirectory directory(place.path());
        const auto user = ourselves();
        QVERIFY(user.ok());
        QVERIFY(directory.furnish(*user).ok());
        QVERIFY(*directory.isOurs());
        QVERIFY(!directory.isFinished());
        QVERIFY(touch(place.filePath(QStringLiteral("report.html"))));
        QVERIFY(touch(directory.nodeDirectory(QStringLiteral("vm1")) + QStringLiteral("/x")));
        QVERIFY(QFile::link(elsewhere.path(),
                            directory.nodeDirectory(QStringLiteral("vm1")) + QStringLiteral("/l")));
        QVERIFY(QDir(directory.nodeDirectory(QStringLiteral("vm2"))).removeRecursively());
        QVERIFY(QFile::link(elsewhere.path(), directory.nodeDirectory(QStringLiteral("vm2"))));
        auto lock = directory.lock();
        QVERIFY(lock.ok());
        QVERIFY(directory.erase(std::move(*lock)).ok());
        const auto left =
            QDir(place.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
        QCOMPARE(left, QStringList{QStringLiteral("report.html")});
        QVERIFY(QFile::exists(elsewhere.filePath(QStringLiteral("precious"))));
    }
};

QTEST_GUILESS_MAIN(SandboxDirectoryTest)
#include "sandbox_directory_test.moc"
