// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/profile.h"
#include "tests/unit/profile/sample_profile.h"

#include <QTest>

using namespace tandem;

namespace {

// The second node of the sample with another value at one key.
QByteArray secondNode(const QByteArray &from, const QByteArray &to)
{
    QByteArray json = sampleProfile();
    const qsizetype second = json.indexOf("{\"name\":\"vm2\"");
    const qsizetype at = json.indexOf(from, second);
    if (second < 0 || at < 0)
        qFatal("the sample's second node does not hold %s", from.constData());
    return json.replace(at, from.size(), to);
}

} // namespace

class ProfileRefusalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWithKeyLineAndReason_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char *name, const QByteArray &json, int line, const char *key,
                            const char *reason) {
            QTest::newRow(name) << json << line << QString::fromUtf8(key)
                                << QString::fromUtf8(reason);
        };
        // unknown and missing keys
        row("misspelt key", changed("\"port\":5432", "\"prot\":5432"), 2, "nodes[0].postgres.prot",
            "perhaps port is meant");
        row("other case", changed("\"home_primary\"", "\"homePrimary\""), 1, "homePrimary",
            "perhaps home_primary is meant");
        row("strange key", changed("\"tls\"", "\"colour\""), 4, "colour", "known here: name");
        row("key of another object", changed("\"host\"", "\"user\":\"a\",\"host\""), 2,
            "nodes[0].user", "no key of a profile");
        row("password", changed("\"user\":\"main\"", "\"user\":\"main\",\"password\":\"x\""), 2,
            "nodes[0].ssh.password", "secrets file");
        row("secret among the policies",
            changed("\"tls\"", "\"automation\":{\"smtpPassword\":\"x\"},\"tls\""), 4,
            "automation.smtpPassword", "secrets file");
        row("unknown policy", changed("\"tls\"", "\"automation\":{\"fail_over\":\"on\"},\"tls\""),
            4, "automation.fail_over", "perhaps failover is meant");
        row("failover ask", changed("\"tls\"", "\"automation\":{\"failover\":\"ask\"},\"tls\""), 4,
            "automation.failover", "one of on, off");
        row("unreachable", changed("\"tls\"", "\"automation\":{\"unreachable\":\"maybe\"},\"tls\""),
            4, "automation.unreachable", "one of never, synchronous, always");
        row("return", changed("\"tls\"", "\"automation\":{\"return\":\"failback\"},\"tls\""), 4,
            "automation.return", "one of nothing, resync, resync-and-failback");
        row("silence of nothing",
            changed("\"tls\"", "\"automation\":{\"silence_milliseconds\":0},\"tls\""), 4,
            "automation.silence_milliseconds", "from 500 to 600000, not 0");
        row("lag in words", changed("\"tls\"", "\"automation\":{\"lag_bytes\":\"1 MB\"},\"tls\""),
            4, "automation.lag_bytes", "whole number");
        row("automation as a list", changed("\"tls\"", "\"automation\":[],\"tls\""), 4,
            "automation", "object in braces");
        row("no name", changed("\"name\":\"lab\",", ""), 1, "name", "missing");
        row("no environment", changed("\"environment\":\"lab\",", ""), 1, "environment", "missing");
        row("no nodes", changed("\"nodes\"", "\"automation\":{},\"roles\""), 4, "key",
            "second time");
        row("no host", secondNode("\"host\":\"192.168.56.3\",", ""), 3, "nodes[1].host", "missing");
        row("no SSH user", changed("\"user\":\"main\",", ""), 2, "nodes[0].ssh.user", "missing");
        row("no ssh",
            changed("\"ssh\":{\"user\":\"main\",\"port\":22,"
                    "\"identity\":\"~/.ssh/id_ed25519\"},",
                    ""),
            2, "nodes[0].ssh", "missing");
        row("no postgres version", changed("\"version\":17,", ""), 2, "nodes[0].postgres.version",
            "missing");
        row("plain without data directory", changed("\"debian\"", "\"plain\""), 2,
            "nodes[0].postgres.data_directory", "missing");

        // types and ranges
        row("port as string", changed("\"port\":5432", "\"port\":\"5432 \""), 2,
            "nodes[0].postgres.port", "from 1 to 65535, not \"5432 \"");
        row("port 0", changed("\"port\":5432", "\"port\":0"), 2, "nodes[0].postgres.port", "not 0");
        row("port 65536", changed("\"port\":5432", "\"port\":65536"), 2, "nodes[0].postgres.port",
            "not 65536");
        row("port -1", changed("\"port\":22", "\"port\":-1"), 2, "nodes[0].ssh.port", "not -1");
        row("port with fraction", changed("\"port\":5432", "\"port\":5432.0"), 2,
            "nodes[0].postgres.port", "whole number");
        row("port beyond every integer", changed("\"port\":5432", "\"port\":99999999999999999999"),
            2, "nodes[0].postgres.port", "whole number");
        row("port null", changed("\"port\":5432", "\"port\":null"), 2, "nodes[0].postgres.port",
            "whole number");
        row("old version", changed("\"version\":17", "\"version\":9"), 2,
            "nodes[0].postgres.version", "from 13 to 99");
        row("name as number", changed("\"name\":\"lab\"", "\"name\":7"), 1, "name", "string");
        row("nodes as object",
            "{\"name\":\"a\",\"environment\":\"lab\",\"home_primary\":\"b\",\n"
            "\"nodes\":{}}",
            2, "nodes", "list in brackets");
        row("node as string",
            "{\"name\":\"a\",\"environment\":\"lab\",\"home_primary\":\"b\",\n"
            "\"nodes\":[\"b\",\"c\"]}",
            2, "nodes[0]", "object in braces");
        row("one node",
            "{\"name\":\"a\",\"environment\":\"lab\",\"home_primary\":\"b\",\n"
            "\"nodes\":[{}]}",
            2, "nodes", "exactly two nodes, not 1");
        row("document as list", "[]", 1, "profile", "one object");
        row("roles as string",
            changed("{\"admin\":\"main1\",\"replication\":\"replicator\"}", "\"\""), 4, "roles",
            "object in braces");
        row("environment", changed("\"environment\":\"lab\"", "\"environment\":\"Prod\""), 1,
            "environment", "one of lab, test, prod, not \"Prod\"");
        row("tls off", changed("\"require\"", "\"disable\""), 4, "tls",
            "one of require, verify-full, prefer");
        row("root certificate without verify-full",
            changed("\"tls\"", "\"tls_root_certificate\":\"/etc/root.crt\",\"tls\""), 4,
            "tls_root_certificate", "\"verify-full\" only");
        row("relative root certificate",
            changed("\"tls\":\"require\"",
                    "\"tls\":\"verify-full\",\"tls_root_certificate\":\"root.crt\""),
            4, "tls_root_certificate", "absolute path or begin with ~/");
        row("empty root certificate",
            changed("\"tls\":\"require\"", "\"tls\":\"verify-full\",\"tls_root_certificate\":\"\""),
            4, "tls_root_certificate", "absolute path or begin with ~/");
        row("mode", changed("\"async\"", "\"quorum\""), 4, "replication.mode", "async, sync");
        row("transport", changed("\"transport\":\"ssh\"", "\"transport\":\"telnet\""), 2,
            "nodes[0].transport", "ssh, local");
        row("via", changed("\"port\":5432", "\"via\":\"vpn\""), 2, "nodes[0].postgres.via",
            "direct, ssh");

        // names
        row("empty name", changed("\"name\":\"vm1\"", "\"name\":\"\""), 2, "nodes[0].name",
            "empty");
        row("name with slash", changed("\"name\":\"vm1\"", "\"name\":\"a/b\""), 2, "nodes[0].name",
            "slash");
        row("name with dash", changed("\"name\":\"vm1\"", "\"name\":\"-a\""), 2, "nodes[0].name",
            "dash");
        row("name with dot", changed("\"name\":\"vm1\"", "\"name\":\"..\""), 2, "nodes[0].name",
            "dot");
        row("name with space", changed("\"name\":\"vm1\"", "\"name\":\"vm1 \""), 2, "nodes[0].name",
            "space");
        row("name with line end", changed("\"name\":\"vm1\"", "\"name\":\"a\\nb\""), 2,
            "nodes[0].name", "control characters");
        row("name that turns round", changed("\"name\":\"vm1\"", "\"name\":\"a\\u202eb\""), 2,
            "nodes[0].name", "control characters");
        row("name of 64 bytes",
            changed("\"name\":\"vm1\"", "\"name\":\"" + QByteArray("\xC3\xA9").repeated(32) + '"'),
            2, "nodes[0].name", "63 bytes");
        row("same names", secondNode("\"name\":\"vm2\"", "\"name\":\"vm1\""), 3, "nodes[1].name",
            "differ");
        row("home is no node", changed("\"home_primary\":\"vm1\"", "\"home_primary\":\"vm3\""), 1,
            "home_primary", "vm1 or vm2");
        row("SSH user", changed("\"user\":\"main\"", "\"user\":\"a;id\""), 2, "nodes[0].ssh.user",
            "name of a user");
        row("SSH user with dash", changed("\"user\":\"main\"", "\"user\":\"-oProxy\""), 2,
            "nodes[0].ssh.user", "name of a user");
        row("alias", changed("\"user\":\"main\"", "\"alias\":\"vm*\""), 2, "nodes[0].ssh.alias",
            "one Host");
        row("cluster", changed("\"cluster\":\"main\"", "\"cluster\":\"../x\""), 2,
            "nodes[0].postgres.cluster", "Debian cluster");
        row("identity", changed("~/.ssh/id_ed25519", "id_ed25519"), 2, "nodes[0].ssh.identity",
            "absolute path");
        row("identity with line end", changed("~/.ssh/id_ed25519", "/keys/a\\nb"), 2,
            "nodes[0].ssh.identity", "absolute path");
        row("identity of 1025 bytes", changed("~/.ssh/id_ed25519", '/' + QByteArray(1024, 'a')), 2,
            "nodes[0].ssh.identity", "1024 bytes");
        row("known hosts", changed("\"port\":22", "\"known_hosts\":\"~root/x\""), 2,
            "nodes[0].ssh.known_hosts", "absolute path");
        row("alias with dash", changed("\"user\":\"main\"", "\"alias\":\"-F\""), 2,
            "nodes[0].ssh.alias", "one Host");
        row("cluster with dot", changed("\"cluster\":\"main\"", "\"cluster\":\".main\""), 2,
            "nodes[0].postgres.cluster", "Debian cluster");
        row("OS user", changed("\"port\":5432", "\"os_user\":\"a b\""), 2,
            "nodes[0].postgres.os_user", "name of a user");
        row("template", changed("testdb", "template1"), 1, "database", "pattern");
        row("empty database", changed("testdb", ""), 1, "database", "empty");
        row("role of PostgreSQL's", changed("main1", "pg_monitor"), 4, "roles.admin", "pg_");
        row("role public", changed("main1", "public"), 4, "roles.admin", "no name of a role");
        row("role none", changed("main1", "none"), 4, "roles.admin", "no name of a role");
        row("role with slash", changed("main1", "/main"), 4, "roles.admin", "for a pattern");
        row("empty role", changed("replicator", ""), 4, "roles.replication", "empty");
        row("same roles", changed("replicator", "main1"), 4, "roles", "twice");
        row("same as a default role", changed("replicator", "rewinder"), 4, "roles", "twice");

        // the same node twice, directories
        row("same server", secondNode("192.168.56.3", "192.168.56.2"), 3, "vm1 and vm2",
            "same server");
        row("relative data directory", changed("\"port\":5432", "\"data_directory\":\"data\""), 2,
            "nodes[0].postgres.data_directory", "absolute");
        row("root as data directory", changed("\"port\":5432", "\"data_directory\":\"//\""), 2,
            "nodes[0].postgres.data_directory", "directory of its own");
        row("data directory with dots", changed("\"port\":5432", "\"data_directory\":\"/a/../b\""),
            2, "nodes[0].postgres.data_directory", "directory of its own");
        row("data directory with line end",
            changed("\"port\":5432", "\"data_directory\":\"/a\\nb\""), 2,
            "nodes[0].postgres.data_directory", "absolute path");
        row("data directory of 1025 bytes",
            changed("\"port\":5432", "\"data_directory\":\"/" + QByteArray(1024, 'a') + "\""), 2,
            "nodes[0].postgres.data_directory", "1024 bytes");
        for (const char *mark : {"\\\"", "$", "`", "\\\\"})
            row(qPrintable(QStringLiteral("data directory with %1").arg(QLatin1String(mark))),
                changed("\"port\":5432", QByteArray("\"data_directory\":\"/a") + mark + "b\""), 2,
                "nodes[0].postgres.data_directory", "hands to a shell");
        row("relative program directory", changed("\"port\":5432", "\"bin_directory\":\"bin\""), 2,
            "nodes[0].postgres.bin_directory", "absolute path");
        row("same Debian cluster on one machine",
            secondNode("192.168.56.3\"", "192.168.56.2\"")
                .replace("\"port\":5432,\"layout\":\"debian\",\"version\":17,"
                         "\"cluster\":\"main\"}}],",
                         "\"port\":5433,\"layout\":\"debian\",\"version\":17,"
                         "\"cluster\":\"main\"}}],"),
            3, "vm1 and vm2", "same data directory");
        row("local node behind SSH",
            changed("\"transport\":\"ssh\"", "\"transport\":\"local\"")
                .replace("\"port\":5432", "\"port\":5432,\"via\":\"ssh\""),
            2, "nodes[0].postgres.via", "must be direct");
        row("network as number", changed("[\"192.168.56.0/24\"]", "[7]"), 1, "client_networks[0]",
            "string in double quotes");
        row("config inside data",
            changed("\"port\":5432", "\"data_directory\":\"/a/b\",\"config_directory\":\"/a/b/c\""),
            2, "nodes[0].postgres.config_directory", "outside");
    }
    void refusesWithKeyLineAndReason()
    {
        QFETCH(QByteArray, json);
        QFETCH(int, line);
        QFETCH(QString, key);
        QFETCH(QString, reason);
        const QString sentence = sentenceOf(json);
        QVERIFY2(sentence.startsWith(QStringLiteral("lab.json, line %1").arg(line)),
                 qPrintable(sentence));
        QVERIFY2(sentence.contains(key), qPrintable(sentence));
        QVERIFY2(sentence.contains(reason), qPrintable(sentence));
        QVERIFY2(sentence.endsWith(u'.') && !sentence.contains(u'%'), qPrintable(sentence));
        QCOMPARE(Profile::fromJson(json, fileName).error().kind, ErrorKind::Usage);
    }

    // Two machines behind one forwarding address, reached by their SSH ports, are two nodes.
    void sshPortsTellMachinesApart()
    {
        QByteArray json = sampleProfile();
        json.replace("192.168.56.3", "192.168.56.2");
        json.replace("\"port\":5432", "\"port\":5432,\"via\":\"ssh\"");
        QVERIFY(sentenceOf(json).contains(QStringLiteral("same server")));
        json.replace(json.lastIndexOf("\"port\":22"), 9, "\"port\":2222,");
        json.replace("2222,,", "2222,");
        QCOMPARE(sentenceOf(json), QStringLiteral("accepted"));
    }

    void localNodesNeedTheirOwnPortAndDirectory()
    {
        const auto pair = [](const QByteArray &port, const QByteArray &data,
                             const QByteArray &host = "127.0.0.1") {
            const auto node = [](const QByteArray &name, const QByteArray &h, const QByteArray &p,
                                 const QByteArray &d) {
                return "{\"name\":\"" + name + "\",\"host\":\"" + h +
                       "\",\"transport\":\"local\",\"postgres\":{\"layout\":\"plain\",\"port\":" +
                       p + ",\"data_directory\":\"" + d + "\"}}";
            };
            return sentenceOf("{\"name\":\"d\",\"environment\":\"test\",\"home_primary\":\"a\","
                              "\n\"nodes\":[" +
                              node("a", "localhost", "5501", "/d/a") + ",\n" +
                              node("b", host, port, data) + "]}");
        };
        QCOMPARE(pair("5502", "/d/b"), QStringLiteral("accepted"));
        QVERIFY(pair("5501", "/d/b").startsWith(QStringLiteral("lab.json, line 3: a and b")));
        QVERIFY(pair("5502", "/d/a/").contains(QStringLiteral("same data directory")));
        QVERIFY(pair("5502", "/d/a/inside").contains(QStringLiteral("same data directory")));
        QCOMPARE(pair("5502", "/d/ab"), QStringLiteral("accepted"));
    }

    void allProblemsAreListed()
    {
        QByteArray json = changed("\"port\":5432", "\"port\":0");
        json.replace("testdb", "template0");
        json.replace("\"require\"", "\"none\"");
        const auto result = Profile::fromJson(json, fileName);
        QVERIFY(!result.ok());
        QVERIFY(result.error().sentence.english().contains(QStringLiteral("line 1: database")));
        const QStringList lines = result.error().details.split(u'\n');
        QCOMPARE(lines.size(), qsizetype(3));
        QVERIFY(lines.at(1).contains(QStringLiteral("nodes[0].postgres.port")));
        QVERIFY(lines.at(2).contains(QStringLiteral("tls")));
    }

    void secretsAreNotRepeated()
    {
        const auto result = Profile::fromJson(
            changed("\"user\":\"main\"", "\"user\":\"main\",\"passphrase\":\"canary\""), fileName);
        QVERIFY(!result.error().sentence.english().contains(QStringLiteral("canary")));
        QVERIFY(!result.error().details.contains(QStringLiteral("canary")));
    }
};

QTEST_APPLESS_MAIN(ProfileRefusalTest)
#include "profile_refusal_test.moc"
