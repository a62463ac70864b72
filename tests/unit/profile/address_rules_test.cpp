// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/profile/sample_profile.h"

#include <QTest>

using namespace tandem;

class AddressRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesHosts_data()
    {
        QTest::addColumn<QByteArray>("host");
        for (const char *host : {"",
                                 " ",
                                 "a b",
                                 "vm1 ",
                                 "user@host",
                                 "-oProxyCommand=x",
                                 "http://vm1",
                                 "vm1/x",
                                 "vm1;id",
                                 "$(id)",
                                 "`id`",
                                 "a|b",
                                 "a&b",
                                 "a'b",
                                 "a\\\"b",
                                 "a\\\\b",
                                 "a\\nb",
                                 "[::1]",
                                 "::1]:22",
                                 "vm1:5432",
                                 "10.0.0.1:5432",
                                 "1.2.3",
                                 "256.1.1.1",
                                 "1.2.3.4.5",
                                 "12345",
                                 "..",
                                 "a..b",
                                 ".a",
                                 "a-.b",
                                 "fe80::1%",
                                 "fe80::1%e t",
                                 "fe80::1%a%b",
                                 "a%b",
                                 ":::",
                                 "1::2::3",
                                 "a,b",
                                 "a*",
                                 "*",
                                 "a?b",
                                 "a=b",
                                 "\xD9\xA1.2.3.4",
                                 "a\xE2\x80\x8B"
                                 "b"})
            QTest::newRow(host) << QByteArray(host);
        QTest::newRow("254 characters") << QByteArray("a.").repeated(127);
        QTest::newRow("label of 64") << QByteArray(64, 'a');
        QTest::newRow("4 KB") << QByteArray(4096, 'a');
    }
    void refusesHosts()
    {
        QFETCH(QByteArray, host);
        const QString sentence = sentenceOf(changed("192.168.56.2", host));
        QVERIFY2(sentence.startsWith(QStringLiteral("lab.json, line 2: nodes[0].host must ")),
                 qPrintable(sentence));
        QVERIFY(sentence.size() < 250);
    }

    void acceptsHosts_data()
    {
        QTest::addColumn<QByteArray>("host");
        for (const char *host :
             {"vm1", "VM-1.example.org", "vm1.example.org.", "my_host", "10.0.0.1", "::1",
              "fe80::1%eth0", "2001:db8::7", "::ffff:10.0.0.1", "m\xC3\xBCnchen.example",
              "\xD0\xBF\xD1\x80\xD0\xB8\xD0\xBC\xD0\xB5\xD1\x80.\xD1\x80\xD1\x84", "1st-host",
              "xn--mnchen-3ya.example"})
            QTest::newRow(host) << QByteArray(host);
    }
    void acceptsHosts()
    {
        QFETCH(QByteArray, host);
        const auto result = Profile::fromJson(changed("192.168.56.2", host), fileName);
        QVERIFY2(result.ok(),
                 qPrintable(result.ok() ? QString() : result.error().sentence.english()));
        QCOMPARE(result->nodes[0].host, QString::fromUtf8(host));
    }

    void refusesNetworks_data()
    {
        QTest::addColumn<QByteArray>("network");
        QTest::addColumn<QString>("reason");
        QTest::newRow("everything") << QByteArray("0.0.0.0/0") << "every address";
        QTest::newRow("everything, v6") << QByteArray("::/0") << "every address";
        QTest::newRow("everything in disguise") << QByteArray("10.0.0.0/0") << "every address";
        QTest::newRow("address") << QByteArray("10.0.0.7") << "write 10.0.0.7/32";
        QTest::newRow("address, v6") << QByteArray("::1") << "write ::1/128";
        QTest::newRow("host bits") << QByteArray("192.168.56.1/24") << "beyond the prefix";
        QTest::newRow("host bits, v6") << QByteArray("2001:db8::1/64") << "beyond the prefix";
        for (const char *network : {"", "/", "x", "10.0.0.0/33", "::/129", "10.0.0/24",
                                    "10.0.0.0/-1", "10.0.0.0/ 24", "10.0.0.0/024", "10.0.0.0/+8",
                                    "10.0.0.0/24/24", "10.0.0.0/255.0.0.0", "samenet", "all",
                                    "\xD9\xA1"
                                    "0.0.0.0/8"})
            QTest::newRow(network) << QByteArray(network) << "such as 192.168.56.0/24";
    }
    void refusesNetworks()
    {
        QFETCH(QByteArray, network);
        QFETCH(QString, reason);
        const QString sentence =
            sentenceOf(changed("[\"192.168.56.0/24\"]", "[\"10.1.0.0/16\",\"" + network + "\"]"));
        QVERIFY2(sentence.startsWith(QStringLiteral("lab.json, line 1: client_networks[1] ")),
                 qPrintable(sentence));
        QVERIFY2(sentence.contains(reason), qPrintable(sentence));
    }

    void acceptsNetworks()
    {
        const auto result = Profile::fromJson(
            changed("[\"192.168.56.0/24\"]",
                    "[\"10.0.0.7/32\",\"2001:db8::/32\",\"::1/128\",\"128.0.0.0/1\"]"),
            fileName);
        QVERIFY(result.ok());
        QCOMPARE(result->clientNetworks.size(), qsizetype(4));
        QVERIFY(Profile::fromJson(changed("[\"192.168.56.0/24\"]", "[]"), fileName).ok());
    }
};

QTEST_APPLESS_MAIN(AddressRulesTest)
#include "address_rules_test.moc"
