// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Passwords in a real keychain: the test starts itself again under a session bus and a keyring of
// its own. Without that service nothing is remembered, and that is said.
#include "tests/support/guarded_directory.h"
#include "tests/ui/window_clicks.h"
#include "ui/desk/keychain.h"

#include <QCheckBox>
#include <QDirIterator>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>

using namespace tandem;
using namespace tandem::testing;

namespace {

const char *const inside = "TANDEM_TEST_KEYCHAIN"; // the directory of the keyring
const QString word = QStringLiteral("kanarienvogel");

// A pair whose hosts nobody answers for.
WindowOptions unreachablePair(const QString &directory)
{
    QFile file(directory + QStringLiteral("/p.json"));
    if (!QDir().mkpath(directory) || !file.open(QIODevice::WriteOnly))
        qFatal("%s cannot be written", qPrintable(file.fileName()));
    file.write(R"({"name":"lab","environment":"lab","home_primary":"vm1","database":"testdb",
"nodes":[{"name":"vm1","host":"127.0.0.1","transport":"ssh","ssh":{"user":"main","port":1},
"postgres":{"port":2,"layout":"debian","version":17,"cluster":"main"}},
{"name":"vm2","host":"127.0.0.1","transport":"ssh","ssh":{"user":"main","port":3},
"postgres":{"port":4,"layout":"debian","version":17,"cluster":"main"}}]})");
    WindowOptions options;
    options.profileFile = file.fileName();
    options.stateDirectory = directory + QStringLiteral("/state");
    options.remembers = false;
    return options;
}

} // namespace

// Under a bus with a keyring.
class WithKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_place = qEnvironmentVariable(inside);
        QProcess daemon; // goes into the background, and away with the bus
        daemon.start(QStringLiteral("gnome-keyring-daemon"),
                     {QStringLiteral("--unlock"), QStringLiteral("--components=secrets")});
        daemon.write("geheim");
        daemon.closeWriteChannel();
        QVERIFY(daemon.waitForFinished(10000));
        QCOMPARE(daemon.exitCode(), 0);
    }

    void isRemembered()
    {
        WindowClicks clicks(unreachablePair(m_place));
        QVERIFY(clicks.waitForPair(20000));
        auto *sheet = openSheet(clicks);
        auto *remember = sheet->findChild<QCheckBox *>(QStringLiteral("secrets_remember"));
        QVERIFY(remember->isVisible() && !remember->isChecked());
        QVERIFY(!sheet->findChild<QPushButton *>(QStringLiteral("secrets_forget"))->isVisible());
        remember->setChecked(true);
        sheet->findChild<QLineEdit *>(QStringLiteral("secret_ssh:vm1"))->setText(word);
        QTest::mouseClick(sheet->findChild<QPushButton *>(QStringLiteral("secrets_keep")),
                          Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(clicks.window().desk()->keychain().remembered(),
                                  QStringList{QStringLiteral("ssh:vm1")}, 10000);
    }

    // By the next run of the program, without a question.
    void isGivenBack()
    {
        WindowClicks clicks(unreachablePair(m_place));
        QVERIFY(clicks.waitForPair(20000));
        QTRY_VERIFY_WITH_TIMEOUT(clicks.window().desk()->hasSecret(QStringLiteral("ssh:vm1")),
                                 10000);
        QVERIFY(!clicks.window().desk()->hasSecret(QStringLiteral("ssh:vm2")));
        Keychain keychain(QStringLiteral("lab"), m_place + QStringLiteral("/state"));
        QSignalSpy found(&keychain, &Keychain::found);
        keychain.readAll();
        QTRY_COMPARE_WITH_TIMEOUT(found.size(), 1, 10000);
        QCOMPARE(found[0][1].value<Secret>().reveal(), word.toUtf8());
        // Another pair of that name has nothing.
        Keychain other(QStringLiteral("lab"), m_place + QStringLiteral("/elsewhere"));
        QVERIFY(other.remembered().isEmpty());
    }

    // Neither a file of ours nor the keyring's own has it in the clear, and no argument.
    void standsInNoFile()
    {
        QDirIterator files(m_place, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        int seen = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains(word.toUtf8()), qPrintable(file.fileName()));
            ++seen;
        }
        QVERIFY(seen > 2);
    }

    void isForgotten()
    {
        WindowClicks clicks(unreachablePair(m_place));
        QVERIFY(clicks.waitForPair(20000));
        auto *sheet = openSheet(clicks);
        auto *forget = sheet->findChild<QPushButton *>(QStringLiteral("secrets_forget"));
        QVERIFY(forget->isVisible());
        QTest::mouseClick(forget, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(clicks.window().desk()->keychain().remembered().isEmpty(), 10000);
        QTRY_VERIFY(!forget->isVisible());
        sheet->reject();
    }

    // What the keychain has lost meanwhile is no longer told as remembered.
    void whatIsGoneIsNoticed()
    {
        QFile list(m_place + QStringLiteral("/state/keychain.json"));
        QVERIFY(list.open(QIODevice::WriteOnly));
        list.write("[\"ssh:vm1\"]");
        list.close();
        Keychain keychain(QStringLiteral("lab"), m_place + QStringLiteral("/state"));
        QSignalSpy found(&keychain, &Keychain::found);
        QVERIFY(!keychain.remembered().isEmpty());
        keychain.readAll();
        QVERIFY(keychain.isReading());
        QTRY_VERIFY_WITH_TIMEOUT(!keychain.isReading(), 10000);
        QVERIFY(keychain.remembered().isEmpty());
        QCOMPARE(found.size(), 0);
    }

private:
    static QDialog *openSheet(WindowClicks &clicks)
    {
        clicks.window().page()->askForSecrets();
        return clicks.window().findChild<QDialog *>(QStringLiteral("secrets"));
    }

    QString m_place;
};

class KeychainTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // No bus: the password is used and not remembered, and the window says so.
    void withoutOneItSaysSo()
    {
        if (!Keychain::isBuiltIn())
            QSKIP("built without QtKeychain");
        WindowClicks clicks(unreachablePair(m_place.path(QStringLiteral("none"))));
        QVERIFY(clicks.waitForPair(20000));
        clicks.window().page()->askForSecrets();
        auto *sheet = clicks.window().findChild<QDialog *>(QStringLiteral("secrets"));
        sheet->findChild<QCheckBox *>(QStringLiteral("secrets_remember"))->setChecked(true);
        sheet->findChild<QLineEdit *>(QStringLiteral("secret_ssh:vm1"))->setText(word);
        QTest::mouseClick(sheet->findChild<QPushButton *>(QStringLiteral("secrets_keep")),
                          Qt::LeftButton);
        auto *banner = clicks.find<QLabel>("banner_words");
        QTRY_VERIFY_WITH_TIMEOUT(banner->text().contains(QLatin1String("keychain")), 20000);
        QVERIFY(clicks.window().desk()->hasSecret(QStringLiteral("ssh:vm1")));
        QVERIFY(clicks.window().desk()->keychain().remembered().isEmpty());
    }

    void withOneItRemembers()
    {
        if (!Keychain::isBuiltIn())
            QSKIP("built without QtKeychain");
        for (const char *program : {"dbus-run-session", "gnome-keyring-daemon"}) {
            if (QStandardPaths::findExecutable(QLatin1String(program)).isEmpty())
                QSKIP("there is no Secret Service to start here");
        }
        const QString home = m_place.path(QStringLiteral("home"));
        QVERIFY(QDir().mkpath(home + QStringLiteral("/run")));
        QFile::setPermissions(home + QStringLiteral("/run"),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QLatin1String(inside), home);
        environment.insert(QStringLiteral("HOME"), home);
        environment.insert(QStringLiteral("XDG_DATA_HOME"), home + QStringLiteral("/data"));
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), home + QStringLiteral("/run"));
        environment.remove(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"));
        QProcess again;
        again.setProcessEnvironment(environment);
        again.setProcessChannelMode(QProcess::MergedChannels);
        again.start(QStringLiteral("dbus-run-session"),
                    {QStringLiteral("--"), QCoreApplication::applicationFilePath()});
        QVERIFY(again.waitForFinished(90000));
        QVERIFY2(again.exitCode() == 0, again.readAll().constData());
    }

private:
    GuardedDirectory m_place;
};

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsEmpty(inside)) {
        QApplication application(argc, argv);
        WithKeychain test;
        return QTest::qExec(&test, argc, argv);
    }
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    QApplication application(argc, argv);
    KeychainTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "keychain_test.moc"
