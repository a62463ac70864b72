// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/profile.h"
#include "tests/cli/ctl_run.h"
#include "tests/support/fake_server.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace tandem;
using namespace tandem::testing;

// What the program does with the files it is given, and with a pair that does not answer.
class FilesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initWritesAProfileThatCanBeRead()
    {
        const QString file = path("made.json");
        const CtlEnd end = runCtl(initWords(file, "alpha=192.168.56.2", "beta=192.168.56.3"));
        QVERIFY2(end.code == 0, end.told());
        QVERIFY(end.out.contains(QStringLiteral("pgtandemctl check --profile ") + file));
        const auto profile = Profile::load(file);
        QVERIFY(profile.ok());
        QCOMPARE(profile->homePrimary, QStringLiteral("alpha"));
        QCOMPARE(profile->nodes[1].name, QStringLiteral("beta"));
        QCOMPARE(profile->nodes[1].host, QStringLiteral("192.168.56.3"));
        QCOMPARE(profile->nodes[0].ssh.user, QStringLiteral("operator"));
        QCOMPARE(profile->nodes[0].postgres.version, 17);
        const QString other = path("older.json");
        QCOMPARE(runCtl(initWords(other, "alpha=192.168.56.2", "beta=192.168.56.3") +
                        QStringList{QStringLiteral("--postgres"), QStringLiteral("15")})
                     .code,
                 0);
        QCOMPARE(Profile::load(other)->nodes[1].postgres.version, 15);
    }

    void initWritesWhatCheckReads()
    {
        // Both hosts are this machine on ports nobody listens on: seen, and nothing holds.
        const QString file = path("here.json");
        QCOMPARE(runCtl(initWords(file, "alpha=127.0.0.1", "beta=localhost")).code, 0);
        changeFile(file, "5432", "1", 1);
        changeFile(file, "5432", "2", 1);
        const CtlEnd end = runCtl(
            {QStringLiteral("check"), QStringLiteral("--json"), QStringLiteral("--profile"), file});
        QVERIFY2(end.code == 4, end.told());
        QVERIFY(end.isJson());
        QStringList nodes;
        for (const QString &line : end.lines()) {
            const QJsonObject row = CtlEnd::object(line);
            nodes << row.value(QStringLiteral("node")).toString();
            QVERIFY(row.value(QStringLiteral("holds")) != QJsonValue(true));
            QVERIFY(!row.value(QStringLiteral("verdict")).toString().isEmpty());
        }
        QVERIFY(nodes.contains(QStringLiteral("alpha")) && nodes.contains(QStringLiteral("beta")));
    }

    void initLeavesAFileThatIsThere()
    {
        const QString file = path("kept.json");
        write(file, "mine");
        const CtlEnd end = runCtl(initWords(file, "a=192.168.56.2", "b=192.168.56.3"));
        QCOMPARE(end.code, 3);
        QVERIFY2(isOneSentence(end) && end.err.contains(file), end.told());
        QCOMPARE(read(file), QByteArray("mine"));
    }

    void initRefusesWrongNodes_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::addColumn<QString>("key");
        QTest::newRow("no host") << "a"
                                 << "b=192.168.56.3"
                                 << "nodes[0].host";
        QTest::newRow("no name") << "a=192.168.56.2"
                                 << "=192.168.56.3"
                                 << "nodes[1].name";
        QTest::newRow("a port") << "a=192.168.56.2:22"
                                << "b=192.168.56.3"
                                << "nodes[0].host";
        QTest::newRow("a URL") << "a=192.168.56.2"
                               << "b=ssh://192.168.56.3"
                               << "nodes[1].host";
        QTest::newRow("an option") << "a=-oProxyCommand"
                                   << "b=192.168.56.3"
                                   << "nodes[0].host";
        QTest::newRow("one name") << "a=192.168.56.2"
                                  << "a=192.168.56.3"
                                  << "nodes[1].name";
        QTest::newRow("one server") << "a=192.168.56.2"
                                    << "b=192.168.56.2"
                                    << "a and b are the same server";
        QTest::newRow("a slash") << "a/b=192.168.56.2"
                                 << "b=192.168.56.3"
                                 << "nodes[0].name";
    }
    void initRefusesWrongNodes()
    {
        QFETCH(QString, first);
        QFETCH(QString, second);
        QFETCH(QString, key);
        const QString file = path("wrong.json");
        const CtlEnd end = runCtl(initWords(file, first.toUtf8(), second.toUtf8()));
        QCOMPARE(end.code, 2);
        QVERIFY2(end.out.isEmpty() && end.err.contains(key), end.told());
        QVERIFY(!QFile::exists(file));
    }

    void initWantsTwoNodesAndAFile()
    {
        QStringList one = initWords(path("x.json"), "a=192.168.56.2", "b=192.168.56.3").mid(0, 5);
        for (const QStringList &words :
             {one,
              one + QStringList{QStringLiteral("--node=b=1.2.3.4"),
                                QStringLiteral("--node=c=1.2.3.5")},
              QStringList{QStringLiteral("init"), QStringLiteral("--node"),
                          QStringLiteral("a=1.2.3.4"), QStringLiteral("--node"),
                          QStringLiteral("b=1.2.3.5")}}) {
            const CtlEnd end = runCtl(words);
            QVERIFY2(end.code == 2 && isOneSentence(end), end.told());
        }
        const CtlEnd nowhere =
            runCtl(initWords(path("no/such/directory.json"), "a=192.168.56.2", "b=192.168.56.3"));
        QVERIFY2(nowhere.code == 1 && isOneSentence(nowhere), nowhere.told());
    }

    void brokenProfilesNameKeyAndLine_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("words");
        QTest::newRow("wrong port") << QByteArray("\"port\": 5432") << QByteArray("\"port\": 0")
                                    << "nodes[0].postgres.port";
        QTest::newRow("unknown key")
            << QByteArray("\"database\"") << QByteArray("\"databse\"") << "databse";
        QTest::newRow("a secret") << QByteArray("\"database\"") << QByteArray("\"password\"")
                                  << "password";
        QTest::newRow("unknown home") << QByteArray("\"home_primary\": \"a\"")
                                      << QByteArray("\"home_primary\": \"c\"") << "home_primary";
        QTest::newRow("no JSON") << QByteArray("\"database\":") << QByteArray("\"database\"")
                                 << "colon";
    }
    void brokenProfilesNameKeyAndLine()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, words);
        const QString file = path("broken.json");
        QFile::remove(file);
        QCOMPARE(runCtl(initWords(file, "a=192.168.56.2", "b=192.168.56.3")).code, 0);
        const qsizetype at = read(file).indexOf(from);
        QVERIFY(at >= 0);
        const qsizetype line = read(file).left(at).count('\n') + 1;
        changeFile(file, from, to, 1);
        for (const char *verb : {"status", "check", "workload"}) {
            const CtlEnd end = runCtl({QLatin1String(verb), QStringLiteral("--profile"), file});
            QCOMPARE(end.code, 2);
            QVERIFY2(end.err.contains(words), end.told());
            QVERIFY2(end.err.contains(QStringLiteral("line %1").arg(line)), end.told());
            QVERIFY2(end.out.isEmpty(), end.told());
        }
    }

    void aProfileThatIsNotThereIsNamed()
    {
        const CtlEnd end =
            runCtl({QStringLiteral("status"), QStringLiteral("--profile"), path("gone.json")});
        QCOMPARE(end.code, 2);
        QVERIFY2(isOneSentence(end) && end.err.contains(path("gone.json")), end.told());
    }

    void aWideSecretsFileIsRefused()
    {
        const QString profile = path("wide.json");
        QFile::remove(profile);
        QCOMPARE(runCtl(initWords(profile, "a=192.168.56.2", "b=192.168.56.3")).code, 0);
        const QString named = path("named.json");
        const QString beside = path("wide.secrets.json");
        for (const QString &file : {named, beside}) {
            write(file, R"({"admin":"open-sesame-4711"})");
            QVERIFY(QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner |
                                                    QFile::ReadGroup | QFile::ReadOther));
            QStringList words{QStringLiteral("status"), QStringLiteral("--profile"), profile};
            if (file == named)
                words << QStringLiteral("--secrets") << file;
            const CtlEnd end = runCtl(words);
            QCOMPARE(end.code, 2);
            QVERIFY2(isOneSentence(end) && end.err.contains(file), end.told());
            QVERIFY2(end.err.contains(QStringLiteral("0644")), end.told());
            QVERIFY2(!end.told().contains("open-sesame-4711"), end.told());
            QVERIFY(QFile::remove(file));
        }
    }

    void aSilentPairIsUnreachableAndUnknown()
    {
        FakeServer first(FakeServer::Manner::Mute);
        FakeServer second(FakeServer::Manner::Mute);
        const QString file = path("silent.json");
        QCOMPARE(runCtl(initWords(file, "a=127.0.0.1", "b=localhost")).code, 0);
        changeFile(file, "5432", QByteArray::number(first.port()), 1);
        changeFile(file, "5432", QByteArray::number(second.port()), 1);
        const QStringList pair{QStringLiteral("--profile"), file, QStringLiteral("--state-dir"),
                               path("state")};

        const CtlEnd json =
            runCtl(QStringList{QStringLiteral("status"), QStringLiteral("--json")} + pair);
        QVERIFY2(json.code == 4 && json.isJson(), json.told());
        const QJsonObject status = json.last();
        QCOMPARE(status.value(QStringLiteral("state")).toString(), QStringLiteral("unknown"));
        const QJsonArray nodes = status.value(QStringLiteral("nodes")).toArray();
        QCOMPARE(nodes.size(), 2);
        for (const auto &value : nodes) {
            const QJsonObject node = value.toObject();
            QCOMPARE(node.value(QStringLiteral("role")).toString(), QStringLiteral("unreachable"));
            for (const char *key :
                 {"timeline", "lsn", "receive_lsn", "replay_lsn", "lag_bytes", "lag_seconds",
                  "system_identifier", "seen_seconds_ago", "fenced"}) {
                QVERIFY2(node.contains(QLatin1String(key)), key);
                QVERIFY2(node.value(QLatin1String(key)).isNull(), key);
            }
        }
        for (const auto &action : status.value(QStringLiteral("actions")).toArray())
            QVERIFY(!action.toObject().value(QStringLiteral("allowed")).toBool());

        const CtlEnd people = runCtl(QStringList{QStringLiteral("status")} + pair);
        QCOMPARE(people.code, 4);
        QVERIFY2(people.out.startsWith(QStringLiteral("unknown: ")), people.told());
        const CtlEnd plan =
            runCtl(QStringList{QStringLiteral("plan"), QStringLiteral("failover")} + pair);
        QVERIFY2(plan.code == 4 && isOneSentence(plan), plan.told());
        const CtlEnd run = runCtl(QStringList{QStringLiteral("run"), QStringLiteral("failover"),
                                              QStringLiteral("--json")} +
                                  pair);
        QCOMPARE(run.code, 4);
        QCOMPARE(run.last().value(QStringLiteral("outcome")).toString(), QStringLiteral("refused"));
        QVERIFY(first.connections() > 0 && second.connections() > 0);
    }

    void demoLeavesADirectoryThatIsNotEmpty()
    {
        const QString file = path("full/precious.txt");
        QVERIFY(QDir().mkpath(path("full")));
        write(file, "precious");
        const CtlEnd end = runCtl({QStringLiteral("demo"), QStringLiteral("--json"),
                                   QStringLiteral("--dir"), path("full")});
        QVERIFY2(end.code == 3 && end.isJson(), end.told());
        QCOMPARE(end.last().value(QStringLiteral("exit")).toInt(), 3);
        QCOMPARE(read(file), QByteArray("precious"));
        QCOMPARE(QDir(path("full"))
                     .entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden)
                     .size(),
                 1);
    }

    void demoTellsOfABadReportPlaceBeforeItBegins()
    {
        const QString file = path("file");
        write(file, "x");
        const CtlEnd end = runCtl({QStringLiteral("demo"), QStringLiteral("--dir"), path("never"),
                                   QStringLiteral("--report"), file + QStringLiteral("/r.md")});
        QVERIFY2(end.code == 2 && isOneSentence(end), end.told());
        QVERIFY(!QFile::exists(path("never")));
    }

private:
    [[nodiscard]] QString path(const char *name) const
    {
        return m_place.path() + u'/' + QLatin1String(name);
    }
    [[nodiscard]] static QStringList initWords(const QString &file, const QByteArray &first,
                                               const QByteArray &second)
    {
        return {QStringLiteral("init"),    QStringLiteral("--profile"), file,
                QStringLiteral("--node"),  QString::fromUtf8(first),    QStringLiteral("--node"),
                QString::fromUtf8(second), QStringLiteral("--user"),    QStringLiteral("operator")};
    }
    static QByteArray read(const QString &name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static void write(const QString &name, const QByteArray &bytes)
    {
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    // Replaces the first `count` places.
    static void changeFile(const QString &name, const QByteArray &from, const QByteArray &to,
                           int count)
    {
        QByteArray bytes = read(name);
        for (qsizetype at = 0; count > 0 && (at = bytes.indexOf(from, at)) >= 0; --count)
            bytes.replace(at, from.size(), to);
        write(name, bytes);
    }

    QTemporaryDir m_place;
};

QTEST_GUILESS_MAIN(FilesTest)
#include "files_test.moc"
