// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/guarded_directory.h"
#include "tests/ui/window_clicks.h"
#include "ui/pages/new_pair_sheet.h"

#include <QDirIterator>
#include <QLineEdit>
#include <QPlainTextEdit>

using namespace tandem;
using namespace tandem::testing;

// A person adds a pair of their own: what is typed is checked where it stands, tried, saved without
// a secret and opened; a password that is missing is asked for and stays in memory.
class FirstStartTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        WindowOptions options;
        options.remembers = false;
        options.profileDirectory = m_place.path(QStringLiteral("profiles"));
        options.stateDirectory = m_place.path(QStringLiteral("state"));
        qputenv("XDG_STATE_HOME", m_place.path(QStringLiteral("state")).toUtf8());
        m_clicks = std::make_unique<WindowClicks>(options);
        auto *add = m_clicks->window().findChild<QPushButton *>(QStringLiteral("start_add"));
        QTRY_VERIFY(add->isVisible());
        QTest::mouseClick(add, Qt::LeftButton);
        QTRY_VERIFY(sheet() != nullptr);
    }

    void theSheetFollowsTheLanguage()
    {
        sheet()->reject();
        QTRY_VERIFY(sheet() == nullptr);
        const auto open = [this] {
            m_clicks->window().findChild<QPushButton *>(QStringLiteral("start_add"))->click();
        };
        m_clicks->followsTheLanguage(QStringLiteral("new_pair"), open);
        open();
        QTRY_VERIFY(sheet() != nullptr);
    }

    void everyFieldSaysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("wrong");
        QTest::addColumn<QString>("right");
        const auto row = [](const char *field, const char *wrong, const char *right) {
            QTest::newRow(
                qPrintable(QStringLiteral("%1=%2").arg(QLatin1String(field), QLatin1String(wrong))))
                << QString::fromLatin1(field) << QString::fromLatin1(wrong)
                << QString::fromLatin1(right);
        };
        row("nodes[0].host", "", "127.0.0.1");
        row("nodes[0].host", "main@127.0.0.1", "127.0.0.1");
        row("nodes[1].host", "[::1]", "::1");
        row("nodes[0].postgresPort", "0", "1");
        row("nodes[0].postgresPort", "65536", "65535");
        row("nodes[1].postgresPort", "5432 ", "5432");
        row("nodes[0].sshUser", "-oX", "main");
        row("nodes[1].sshUser", "", "main");
        row("name", "a/b", "mine");
    }
    void everyFieldSaysWhatIsWrong()
    {
        QFETCH(QString, field);
        QFETCH(QString, wrong);
        QFETCH(QString, right);
        auto *problem = sheet()->findChild<QLabel *>(QStringLiteral("problem_") + field);
        type(field, wrong);
        QVERIFY(problem->isVisibleTo(sheet()));
        QVERIFY(problem->text().endsWith(u'.'));
        type(field, right);
        QVERIFY(!problem->isVisibleTo(sheet()));
    }

    void aConnectionStringFillsIn()
    {
        auto *string = sheet()->findChild<QLineEdit *>(QStringLiteral("new_string"));
        string->setText(QStringLiteral("postgresql://boss:geheim@127.0.0.1:1,127.0.0.1:2/shop"));
        press("new_take");
        auto *problem = sheet()->findChild<QLabel *>(QStringLiteral("new_problem"));
        QVERIFY(problem->text().contains(QLatin1String("password")));
        string->setText(QStringLiteral("postgresql://boss@127.0.0.1:1,localhost:2/shop"));
        press("new_take");
        QCOMPARE(sheet()->draft().database, QStringLiteral("shop"));
        QCOMPARE(sheet()->draft().nodes[1].host, QStringLiteral("localhost"));
        QCOMPARE(field("nodes[1].postgresPort")->text(), QStringLiteral("2"));
    }

    // Nobody listens on these ports: the hops say so, one by one.
    void theWayIsTried()
    {
        type(QStringLiteral("nodes[0].sshPort"), QStringLiteral("3"));
        type(QStringLiteral("nodes[1].sshPort"), QStringLiteral("4"));
        press("new_test");
        auto *answers = sheet()->findChild<QPlainTextEdit *>(QStringLiteral("new_answers"));
        QTRY_VERIFY_WITH_TIMEOUT(answers->isVisible(), 30000);
        QVERIFY2(answers->toPlainText().contains(QStringLiteral("✕")),
                 qPrintable(answers->toPlainText()));
    }

    void itIsSavedAndOpened()
    {
        press("new_save");
        QVERIFY(m_clicks->waitForPair(20000));
        const QString file = m_place.path(QStringLiteral("profiles/mine.json"));
        const auto profile = Profile::load(file);
        QVERIFY(profile.ok());
        QCOMPARE(profile->roles.admin, QStringLiteral("boss"));
        QCOMPARE(m_clicks->window().desk()->profile().name, QStringLiteral("mine"));
        QTRY_VERIFY(m_clicks->window().desk()->sight().isLooked);
    }

    // What is typed is known to the session and stands in no file.
    void aPasswordStaysInMemory()
    {
        m_clicks->window().page()->askForSecrets();
        auto *asked = m_clicks->window().findChild<QDialog *>(QStringLiteral("secrets"));
        QVERIFY(asked != nullptr);
        auto *edit = asked->findChild<QLineEdit *>(QStringLiteral("secret_ssh:vm1"));
        QCOMPARE(edit->echoMode(), QLineEdit::Password);
        auto *keep = asked->findChild<QPushButton *>(QStringLiteral("secrets_keep"));
        edit->setText(QStringLiteral("x"));
        QTest::mouseClick(keep, Qt::LeftButton);
        QVERIFY(asked->findChild<QLabel *>(QStringLiteral("secrets_problem"))->isVisible());
        QVERIFY(!m_clicks->window().desk()->hasSecret(QStringLiteral("ssh:vm1")));
        edit->setText(QStringLiteral("kanarienvogel"));
        QTest::mouseClick(keep, Qt::LeftButton);
        QVERIFY(m_clicks->window().desk()->hasSecret(QStringLiteral("ssh:vm1")));
        m_clicks->window().closePair();
        QDirIterator files(m_place.path(QString()), QDir::Files, QDirIterator::Subdirectories);
        int seen = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains("kanarienvogel"), qPrintable(file.fileName()));
            ++seen;
        }
        QVERIFY(seen > 0);
    }

    // A name that is taken is not written over.
    void aProfileIsNotWrittenOver()
    {
        QTest::mouseClick(m_clicks->window().findChild<QPushButton *>(QStringLiteral("start_add")),
                          Qt::LeftButton);
        QTRY_VERIFY(sheet() != nullptr);
        type(QStringLiteral("name"), QStringLiteral("mine"));
        type(QStringLiteral("nodes[0].host"), QStringLiteral("vm1"));
        type(QStringLiteral("nodes[1].host"), QStringLiteral("vm2"));
        type(QStringLiteral("nodes[0].sshUser"), QStringLiteral("main"));
        type(QStringLiteral("nodes[1].sshUser"), QStringLiteral("main"));
        press("new_save");
        auto *problem = sheet()->findChild<QLabel *>(QStringLiteral("new_problem"));
        QVERIFY(problem->text().contains(QLatin1String("mine.json")));
        press("new_cancel");
        QTRY_VERIFY(sheet() == nullptr);
    }

private:
    [[nodiscard]] NewPairSheet *sheet() const
    {
        return m_clicks->window().findChild<NewPairSheet *>();
    }
    [[nodiscard]] QLineEdit *field(const QString &path) const
    {
        auto *edit = sheet()->findChild<QLineEdit *>(QStringLiteral("new_") + path);
        if (edit == nullptr)
            qFatal("there is no field %s", qPrintable(path));
        return edit;
    }
    void type(const QString &path, const QString &text)
    {
        QLineEdit *edit = field(path);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClick(edit, Qt::Key_Backspace);
        QTest::keyClicks(edit, text);
        Q_EMIT edit->editingFinished();
    }
    void press(const char *name)
    {
        auto *button = sheet()->findChild<QPushButton *>(QLatin1String(name));
        QVERIFY2(button != nullptr && button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }

    GuardedDirectory m_place;
    std::unique_ptr<WindowClicks> m_clicks;
};

QTEST_MAIN(FirstStartTest)
#include "first_start_test.moc"
