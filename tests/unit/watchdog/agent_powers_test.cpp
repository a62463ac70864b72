// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a watchdog may do on a node as another user: every request of every stage of it, and nothing
// that differs from one by a byte.
#include "core/watchdog/agent_commands.h"
#include "core/watchdog/agent_files.h"
#include "core/watchdog/agent_powers.h"
#include "tests/unit/stages/lab_snapshots.h"

#include <QFile>
#include <QMap>
#include <QProcess>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

using namespace tandem;

namespace {

const QByteArray hello = "hello @m ssh\n";
const QByteArray met = "\n@ma 0\n";

QByteArray fileOf(const QString &node, const QString &name)
{
    static QMap<QString, std::vector<AgentFile>> all;
    if (!all.contains(node)) {
        if (const auto files = agentFiles(lab::profileOfHosts(), node); files.ok())
            all[node] = *files;
    }
    for (const AgentFile &file : all[node]) {
        if (file.name == name)
            return file.text;
    }
    return {};
}

// Without its last lines, which run it.
QByteArray functionsOf(QByteArray text, const QByteArray &main)
{
    const qsizetype at = text.lastIndexOf(main);
    if (at < 0)
        return "echo it has no main part\n";
    text.truncate(at);
    return text;
}

} // namespace

class AgentPowersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRequestOfEveryStageIsKnown_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("node");
        QTest::addColumn<QString>("stage");
        for (const char *from : {"vm1", "vm2"}) {
            for (const char *node : {"vm1", "vm2"}) {
                for (const char *stage :
                     {"failover", "failover-frozen", "failover-unfenced", "restore", "resync",
                      "failback", "failback-end", "late-fence"})
                    QTest::addRow("%s of %s on %s", stage, from, node)
                        << QString::fromLatin1(from) << QString::fromLatin1(node)
                        << QString::fromLatin1(stage);
            }
        }
    }
    void everyRequestOfEveryStageIsKnown()
    {
        QFETCH(QString, from);
        QFETCH(QString, node);
        QFETCH(QString, stage);
        QFile rest(QFINDTESTDATA("unit/watchdog/ask_everything.sh"));
        QVERIFY(rest.open(QIODevice::ReadOnly));
        const QByteArray text = functionsOf(fileOf(from, stage), "read_options \"$@\"\n") +
                                functionsOf(fileOf(node, QStringLiteral("powers")), "serve\n") +
                                "place='" + placeOf(node).toUtf8() + "' here='" + node.toUtf8() +
                                "' script='" + stage.toUtf8() + "'\n" + rest.readAll();
        const QByteArray told = run(text);
        int asked = 0;
        for (const QByteArray &line : told.split('\n')) {
            if (line.startsWith("asked="))
                asked = line.mid(6).toInt();
            else
                QCOMPARE(line, QByteArray());
        }
        const bool isFromSilent = stage == QLatin1String("failover-unfenced") && from != node;
        QVERIFY2(isFromSilent || asked > 0, told);
    }

    void whatIsKnownRunsWithItsValues()
    {
        const Request facts = factsOfTheNode();
        const QByteArray told = powers(hello + facts.words("ask"));
        QVERIFY2(told.startsWith(met), told);
        QVERIFY2(told.contains("clock="), told);
        QVERIFY2(told.contains("\n@me 0\n") && told.endsWith("\n@mf 0\n"), told);
        QVERIFY2(powers(facts.words("once")).contains("clock="), told);
    }

    // Each takes one thing of a request that is known and makes it another.
    void whatDiffersByAByteIsRefused_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("behind");
        QTest::newRow("a script with more") << QByteArray() << QByteArray() << QByteArray("id\n");
        QTest::newRow("a line end more") << QByteArray() << QByteArray() << QByteArray("\n");
        QTest::newRow("another directory")
            << QByteArray("data") << QByteArray("/etc") << QByteArray();
        QTest::newRow("a value that ends its quotes")
            << QByteArray("bin") << QByteArray("'; touch OWNED; '") << QByteArray();
        QTest::newRow("a value that closes a subscript")
            << QByteArray("bin") << QByteArray("\"]}$(touch OWNED)") << QByteArray();
        QTest::newRow("a name that nobody gave")
            << QByteArray("path") << QByteArray("/tmp") << QByteArray();
    }
    void whatDiffersByAByteIsRefused()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, behind);
        const QString owned = m_place.filePath(QStringLiteral("owned"));
        value.replace("OWNED", owned.toUtf8());
        Request request = factsOfTheNode();
        request.body += behind;
        bool isThere = false;
        for (auto &[given, its] : request.given) {
            if (given == name) {
                its = value;
                isThere = true;
            }
        }
        if (!name.isEmpty() && !isThere)
            request.given.append({name, value});
        const QByteArray told =
            powers(hello + request.words("ask") + factsOfTheNode().words("ask"));
        QVERIFY2(told.contains("\n@me 77\npowers: this is not run here"), told);
        QVERIFY2(told.contains("\n@me 0\n"), told); // the next one is answered
        int exitCode = 0;
        QVERIFY(!powers(request.words("once"), &exitCode).contains("clock="));
        QCOMPARE(exitCode, 77);
        QVERIFY(!QFile::exists(owned));
    }

    void aMissingValueIsRefused()
    {
        Request request = factsOfTheNode();
        request.given.removeFirst();
        QVERIFY(powers(hello + request.words("ask")).contains("\n@me 77\n"));
    }

    // What the server's user may run is none of root's.
    void whatIsTheServersUsersIsNotRoots()
    {
        int exitCode = 0;
        QByteArray roots = program();
        roots.replace("\n[ \"$EUID\" -ne 0 ] || who=root\n", "\nwho=root\n");
        const QByteArray told = run(roots, factsOfTheNode().words("once"), &exitCode);
        QVERIFY2(exitCode == 77, told);
    }

    void whatIsNoRequestEndsIt_data()
    {
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("a command") << QByteArray("id\n");
        QTest::newRow("no size") << QByteArray("ask @m\n");
        QTest::newRow("a size that is a sum") << QByteArray("ask @m 1+1\nab");
        QTest::newRow("a size that is a name") << QByteArray("ask @m who\nab");
        QTest::newRow("a name with a sign") << QByteArray("ask @m 1 BASH_ENV=1\nab");
        QTest::newRow("a subscript") << QByteArray("ask @m 1 a[$(id)]=1\nab");
        QTest::newRow("cut off") << QByteArray("ask @m 20 data=3\nab");
        QTest::newRow("cut off in the script") << QByteArray("ask @m 20 data=3\nabcd");
    }
    void whatIsNoRequestEndsIt()
    {
        QFETCH(QByteArray, words);
        int exitCode = 0;
        const QByteArray told = powers(hello + words, &exitCode);
        QVERIFY2(exitCode == 78 && !told.contains("uid=") && !told.contains("@me"), told);
    }

    void theRuleAllowsThatAndNothingElse()
    {
        Profile profile = lab::profileOfHosts();
        QVERIFY(sudoRule(profile.nodes[0])
                    .endsWith(QLatin1String("\nmain ALL=(root, postgres) NOPASSWD: "
                                            "/usr/local/lib/pgtandem-watchdog/powers \"\"\n")));
        QCOMPARE(powersPath(profile.nodes[0]),
                 QStringLiteral("/usr/local/lib/pgtandem-watchdog/powers"));
        profile.nodes[0].ssh.user = QStringLiteral("a, b=c");
        QVERIFY(sudoRule(profile.nodes[0]).contains(QLatin1String("\na\\,\\ b\\=c ALL=(")));
        profile.nodes[0].ssh.user = QStringLiteral("root");
        QCOMPARE(sudoRule(profile.nodes[0]), QString());
        QCOMPARE(sudoRule(lab::profileOfLab().nodes[0]), QString());
    }

private:
    struct Request
    {
        QList<std::pair<QByteArray, QByteArray>> given;
        QByteArray body;
        [[nodiscard]] QByteArray words(const QByteArray &verb) const
        {
            QByteArray head = verb + " @m " + QByteArray::number(body.size());
            QByteArray bytes;
            for (const auto &[name, value] : given) {
                head += ' ' + name + '=' + QByteArray::number(value.size());
                bytes += value;
            }
            return head + '\n' + bytes + body;
        }
    };
    // As a watchdog asks for what its own host tells.
    static Request factsOfTheNode()
    {
        const QByteArray text = fileOf(QStringLiteral("vm1"), QStringLiteral("watchdog"));
        const auto setting = [&text](const QByteArray &name) {
            const QByteArray line = '\n' + name + "='";
            const qsizetype at = text.indexOf(line) + line.size();
            return text.mid(at, text.indexOf('\'', at) - at);
        };
        const QByteArray asked =
            run(functionsOf(text, "case ${1-} in\n") + "printf %s \"$text_node_facts\"");
        return {{{"data", setting("my_data")},
                 {"bin", setting("my_bin")},
                 {"record", setting("my_record")},
                 {"cluster", {}},
                 {"check_files", {}},
                 {"brief", "1"}},
                asked};
    }
    // What lies beside the program of that node, in a place of its own.
    QString placeOf(const QString &node)
    {
        QString place = m_place.filePath(node);
        if (!QFile::exists(place)) {
            const auto files = agentFiles(lab::profileOfHosts(), node);
            for (const AgentFile &file : *files) {
                QFile copy(
                    m_place.filePath(QString(file.name).replace(QLatin1String("powers"), node)));
                if (copy.open(QIODevice::WriteOnly))
                    copy.write(file.text);
            }
        }
        return place;
    }
    QByteArray program()
    {
        QByteArray text = fileOf(QStringLiteral("vm1"), QStringLiteral("powers"));
        const qsizetype at = text.indexOf("\nplace='") + 1;
        return text.replace(at, text.indexOf('\n', at) - at,
                            "place='" + placeOf(QStringLiteral("vm1")).toUtf8() + '\'');
    }
    // As the server's user, which is anybody but root.
    QByteArray powers(const QByteArray &input, int *exitCode = nullptr)
    {
        QByteArray text = program();
        text.replace("\n[ \"$EUID\" -ne 0 ] || who=root\n", "\n");
        return run(text, input, exitCode);
    }
    // From a file: of its standard input bash takes one byte at a time.
    static QByteArray run(const QByteArray &text, const QByteArray &input = {},
                          int *exitCode = nullptr)
    {
        QTemporaryFile file;
        if (!file.open() || file.write(text) != text.size() || !file.flush())
            return "it cannot be written";
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QStringLiteral("bash"), {QStringLiteral("-p"), file.fileName()});
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished())
            return "it does not end";
        if (exitCode != nullptr)
            *exitCode = process.exitCode();
        return process.readAllStandardOutput();
    }

    QTemporaryDir m_place;
};

QTEST_APPLESS_MAIN(AgentPowersTest)
#include "agent_powers_test.moc"
