// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/secret_store.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

#include <sys/stat.h>
#include <unistd.h>

using namespace tandem;

class SecretStoreTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_directory;

    [[nodiscard]] QString path(const char *name) const
    {
        return m_directory.filePath(QString::fromLatin1(name));
    }
    QString fileWith(const QByteArray &content, mode_t mode = 0600)
    {
        const QString name = path("secrets.json");
        QFile::remove(name);
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("the test's own file cannot be written");
        file.close();
        chmod(QFile::encodeName(name).constData(), mode);
        return name;
    }
    static mode_t modeOf(const QString &name)
    {
        struct stat status = {};
        return stat(QFile::encodeName(name).constData(), &status) == 0 ? status.st_mode & 07777U
                                                                       : 0;
    }
    static QByteArray contentOf(const QString &name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void aMissingFileIsAnEmptyStore()
    {
        const auto store = FileSecretStore::open(path("none.json"));
        QVERIFY(store.ok());
        QVERIFY((*store)->all().empty());
        QVERIFY(!(*store)->get(QStringLiteral("admin")).has_value());
        QVERIFY(!QFile::exists(path("none.json")));
    }

    void readsSecrets()
    {
        const auto store = FileSecretStore::open(fileWith(
            "{\"admin\":\"p\\u00e4ss\\\"word\",\"ssh:vm1\":\"abc\",\"key:vm 2\":\"xyz\"}"));
        QVERIFY2(store.ok(), qPrintable(store.ok() ? QString() : store.error().sentence.english()));
        QCOMPARE((*store)->get(QStringLiteral("admin"))->reveal(), QByteArray("p\xC3\xA4ss\"word"));
        QCOMPARE((*store)->all().size(), size_t(3));
        QVERIFY(!(*store)->get(QStringLiteral("replication")).has_value());
    }

    void keepsWhatIsPut()
    {
        const QString name = path("made.json");
        const auto store = FileSecretStore::open(name);
        QVERIFY(store.ok());
        QVERIFY((*store)->put(QStringLiteral("replication"), Secret("o'ne \"two\" \\three")).ok());
        QVERIFY((*store)->put(QStringLiteral("admin"), Secret("first")).ok());
        QVERIFY((*store)->put(QStringLiteral("admin"), Secret("second")).ok());
        QCOMPARE(modeOf(name), mode_t(0600));
        const auto again = FileSecretStore::open(name);
        QVERIFY(again.ok());
        QCOMPARE((*again)->get(QStringLiteral("replication"))->reveal(),
                 QByteArray("o'ne \"two\" \\three"));
        QCOMPARE((*again)->get(QStringLiteral("admin"))->reveal(), QByteArray("second"));
        QCOMPARE(QJsonDocument::fromJson(contentOf(name)).object().size(), 2); // plain JSON
        QCOMPARE(QDir(m_directory.path())
                     .entryList({QStringLiteral("made.json*")}, QDir::Files | QDir::Hidden)
                     .size(),
                 qsizetype(1)); // no temporary file is left
    }

    void takesOverWhatOthersAdded()
    {
        const QString name = path("shared.json");
        const auto first = FileSecretStore::open(name);
        const auto second = FileSecretStore::open(name);
        QVERIFY((*first)->put(QStringLiteral("admin"), Secret("from first")).ok());
        QVERIFY((*second)->put(QStringLiteral("monitor"), Secret("from second")).ok());
        const auto third = FileSecretStore::open(name);
        QCOMPARE((*third)->all().size(), size_t(2));
        QCOMPARE((*second)->get(QStringLiteral("admin"))->reveal(), QByteArray("from first"));
    }

    void refusesWideModes_data()
    {
        QTest::addColumn<uint>("mode");
        for (const uint mode : {0644U, 0640U, 0604U, 0660U, 0601U, 0700U, 0200U, 04600U, 01600U})
            QTest::newRow(qPrintable(QString::number(mode, 8))) << mode;
    }
    void refusesWideModes()
    {
        QFETCH(uint, mode);
        if (geteuid() != 0 && (mode & 0400U) == 0)
            QSKIP("only root opens a file that its owner may not read");
        const QString name = fileWith("{\"admin\":\"abc\"}", mode_t(mode));
        const auto store = FileSecretStore::open(name);
        QVERIFY(!store.ok());
        QCOMPARE(store.error().kind, ErrorKind::Usage);
        QVERIFY(store.error().sentence.english().contains(QStringLiteral("chmod 600")));
        QCOMPARE(modeOf(name), mode_t(mode)); // never mended silently
    }

    void aReadOnlyFileIsReadAndNotWritten()
    {
        const QString name = fileWith("{\"admin\":\"abc\"}", 0400);
        const auto store = FileSecretStore::open(name);
        QVERIFY(store.ok());
        QCOMPARE((*store)->get(QStringLiteral("admin"))->reveal(), QByteArray("abc"));
        const auto put = (*store)->put(QStringLiteral("monitor"), Secret("abcd"));
        QVERIFY(!put.ok());
        QVERIFY(put.error().sentence.english().contains(QStringLiteral("read-only")));
        QCOMPARE(contentOf(name), QByteArray("{\"admin\":\"abc\"}"));
        QVERIFY(!(*store)->get(QStringLiteral("monitor")).has_value());
    }

    void aFileThatBecameWideIsNotWritten()
    {
        const QString name = fileWith("{\"admin\":\"abc\"}");
        const auto store = FileSecretStore::open(name);
        QVERIFY(store.ok());
        chmod(QFile::encodeName(name).constData(), 0644);
        QVERIFY(!(*store)->put(QStringLiteral("monitor"), Secret("abcd")).ok());
        QCOMPARE(contentOf(name), QByteArray("{\"admin\":\"abc\"}"));
    }

    void refusesWhatIsNoOrdinaryFile()
    {
        const QString link = path("link.json");
        QVERIFY(QFile::link(fileWith("{}"), link));
        QVERIFY(FileSecretStore::open(link).error().sentence.english().contains(
            QStringLiteral("is a link")));
        QVERIFY(FileSecretStore::open(m_directory.path())
                    .error()
                    .sentence.english()
                    .contains(QStringLiteral("no ordinary file")));
        const QString pipe = path("pipe.json");
        QCOMPARE(mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        QVERIFY(FileSecretStore::open(pipe).error().sentence.english().contains(
            QStringLiteral("no ordinary file"))); // and does not wait for a writer
    }

    void refusesAnotherUsersFile()
    {
        if (geteuid() != 0)
            QSKIP("only root can give a file away");
        const QString name = fileWith("{}");
        QCOMPARE(chown(QFile::encodeName(name).constData(), 65534, 65534), 0);
        QVERIFY(FileSecretStore::open(name).error().sentence.english().contains(
            QStringLiteral("another user")));
    }

    void refusesBadContent_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("words");
        QTest::newRow("no JSON") << QByteArray("admin=abc") << "line 1, column 1";
        QTest::newRow("empty file") << QByteArray() << "empty";
        QTest::newRow("array") << QByteArray("[]") << "one JSON object";
        QTest::newRow("number") << QByteArray("{\n\"admin\":12345}") << "line 2";
        QTest::newRow("too short") << QByteArray("{\"admin\":\"ab\"}") << "shorter than 3";
        QTest::newRow("unknown name") << QByteArray("{\"adimn\":\"abcd\"}") << "adimn";
        QTest::newRow("no node") << QByteArray("{\"ssh:\":\"abcd\"}") << "ssh:";
        QTest::newRow("line end") << QByteArray("{\"admin\":\"abcd\\n\"}") << "control characters";
        QTest::newRow("twice") << QByteArray("{\"admin\":\"abcd\",\"admin\":\"efgh\"}")
                               << "second time";
        QTest::newRow("cut") << QByteArray("{\"admin\":\"canary-word") << "no closing quote";
    }
    void refusesBadContent()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, words);
        const auto store = FileSecretStore::open(fileWith(json));
        QVERIFY(!store.ok());
        const Error error = store.error();
        QCOMPARE(error.kind, ErrorKind::Usage);
        QVERIFY2(error.sentence.english().contains(words), qPrintable(error.sentence.english()));
        for (const char *secret : {"abcd", "efgh", "canary"}) {
            QVERIFY(!error.sentence.english().contains(QLatin1String(secret)));
            QVERIFY(!error.details.contains(QLatin1String(secret)));
        }
    }

    void refusesUnfitSecrets()
    {
        const auto store = FileSecretStore::open(path("unfit.json"));
        QVERIFY(!(*store)->put(QStringLiteral("admin"), Secret("ab")).ok());
        QVERIFY(!(*store)->put(QStringLiteral("admin"), Secret("ab\ncd")).ok());
        QVERIFY(!(*store)->put(QStringLiteral("admin"), Secret("ab\xFF\xFE")).ok());
        QVERIFY(!(*store)->put(QStringLiteral("nobody"), Secret("abcd")).ok());
        QVERIFY(!QFile::exists(path("unfit.json")));
    }

    void aDirectoryThatIsMissingIsToldInASentence()
    {
        const auto store = FileSecretStore::open(path("no/such/dir.json"));
        QVERIFY(store.ok());
        const auto put = (*store)->put(QStringLiteral("admin"), Secret("abcd"));
        QVERIFY(!put.ok());
        QCOMPARE(put.error().kind, ErrorKind::Failed);
        QVERIFY(!put.error().sentence.english().contains(QStringLiteral("abcd")));
    }

    void everyThreadMayUseIt()
    {
        const auto store = FileSecretStore::open(path("threads.json"));
        const QStringList keys{QStringLiteral("admin"), QStringLiteral("monitor"),
                               QStringLiteral("rewind"), QStringLiteral("workload")};
        std::vector<std::thread> threads;
        std::atomic<int> failures{0};
        for (const QString &key : keys) {
            threads.emplace_back([&store, &failures, key] {
                for (int i = 0; i < 10; ++i) {
                    const Secret secret("value " + QByteArray::number(i));
                    if (!(*store)->put(key, secret).ok() || (*store)->get(key)->isEmpty())
                        ++failures;
                }
            });
        }
        for (auto &thread : threads)
            thread.join();
        QCOMPARE(failures.load(), 0);
        const auto again = FileSecretStore::open(path("threads.json"));
        QCOMPARE((*again)->all().size(), size_t(4));
        QCOMPARE((*again)->get(QStringLiteral("admin"))->reveal(), QByteArray("value 9"));
    }
};

QTEST_APPLESS_MAIN(SecretStoreTest)
#include "secret_store_test.moc"
