// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stages/config_text.h"
#include "tests/unit/stages/lab_snapshots.h"

#include <QTest>

#include <map>
#include <optional>

using namespace tandem;

namespace {

// A conninfo string as libpq's conninfo_parse() reads it; nothing when it would refuse.
std::optional<std::map<QString, QString>> readBack(const QString &conninfo)
{
    std::map<QString, QString> words;
    qsizetype at = 0;
    const auto isOver = [&] { return at >= conninfo.size(); };
    const auto skipSpaces = [&] {
        while (!isOver() && conninfo.at(at).isSpace())
            ++at;
    };
    for (skipSpaces(); !isOver(); skipSpaces()) {
        const qsizetype begin = at;
        while (!isOver() && conninfo.at(at) != u'=' && !conninfo.at(at).isSpace())
            ++at;
        const QString keyword = conninfo.mid(begin, at - begin);
        skipSpaces();
        if (isOver() || conninfo.at(at++) != u'=')
            return {};
        skipSpaces();
        const bool isQuoted = !isOver() && conninfo.at(at) == u'\'';
        at += isQuoted ? 1 : 0;
        QString value;
        const auto ends = [&] {
            return isQuoted ? conninfo.at(at) == u'\'' : conninfo.at(at).isSpace();
        };
        while (!isOver() && !ends()) {
            if (conninfo.at(at) == u'\\')
                ++at;
            if (!isOver())
                value += conninfo.at(at++);
        }
        if (isQuoted && (isOver() || conninfo.at(at++) != u'\''))
            return {};
        if (!words.emplace(keyword, value).second)
            return {}; // a second one would win
    }
    return words;
}

const QString hostile =
    QString::fromUtf8(" it's \"a\" \\ b\\' host='x' sslmode=disable \tЖ\n$(id)% ");

} // namespace

// Each value is quoted by the rule of who reads it.
class ConfigTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void confStringsKeepTheirValue()
    {
        QCOMPARE(confString(QStringLiteral("a b")), QStringLiteral("'a b'"));
        QCOMPARE(confString(QStringLiteral("it's")), QStringLiteral("'it''s'"));
        QCOMPARE(confString(QStringLiteral("C:\\x")), QStringLiteral("'C:\\\\x'"));
        // A real line end would end the setting: the rest would be read as settings of its own.
        QCOMPARE(confString(QStringLiteral("a\nb")), QStringLiteral("'a\\nb'"));
    }

    void conninfoPartsKeepTheirValue()
    {
        QCOMPARE(conninfoPart(QStringLiteral("host"), QStringLiteral("it's\\")),
                 QStringLiteral("host='it\\'s\\\\'"));
    }

    void conninfosAreReadBack_data()
    {
        QTest::addColumn<QString>("value");
        QTest::newRow("plain") << QStringLiteral("a");
        QTest::newRow("empty") << QString();
        QTest::newRow("space") << QStringLiteral(" ");
        QTest::newRow("quote") << QStringLiteral("'");
        QTest::newRow("backslash") << QStringLiteral("\\");
        QTest::newRow("backslash before a quote") << QStringLiteral("\\'");
        QTest::newRow("ends with a backslash") << QStringLiteral("a b\\");
        QTest::newRow("another keyword") << QStringLiteral("x' host='elsewhere");
        QTest::newRow("hostile") << hostile;
    }
    void conninfosAreReadBack()
    {
        QFETCH(QString, value);
        const auto part = readBack(conninfoPart(QStringLiteral("user"), value));
        QVERIFY(part);
        QCOMPARE(*part, (std::map<QString, QString>{{QStringLiteral("user"), value}}));
        Profile profile = lab::profileOfLab();
        profile.nodes[0].host = value;
        profile.nodes[1].postgres.dataDirectory = QStringLiteral("/srv/%1/data").arg(value);
        const auto words = readBack(peerConninfo(profile, profile.nodes[1], value, value));
        QVERIFY(words);
        std::map<QString, QString> expected{
            {QStringLiteral("host"), value},
            {QStringLiteral("port"), QStringLiteral("5501")},
            {QStringLiteral("user"), value},
            {QStringLiteral("application_name"), QStringLiteral("vm2")},
            {QStringLiteral("passfile"), Layout::of(profile.nodes[1]).passFile},
            {QStringLiteral("connect_timeout"), QStringLiteral("5")},
            {QStringLiteral("sslmode"), QStringLiteral("prefer")}};
        // An empty database is left out: a replication connection names none.
        if (!value.isEmpty())
            expected.emplace(QStringLiteral("dbname"), value);
        QCOMPARE(*words, expected);
    }

    void tlsIsAskedOfThePeer_data()
    {
        QTest::addColumn<int>("tls");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("mode");
        QTest::addColumn<QString>("root");
        const QString none;
        QTest::newRow("prefer") << int(TlsMode::Prefer) << none << QStringLiteral("prefer") << none;
        QTest::newRow("require") << int(TlsMode::Require) << none << QStringLiteral("require")
                                 << none;
        QTest::newRow("libpq's own root")
            << int(TlsMode::VerifyFull) << none << QStringLiteral("verify-full") << none;
        QTest::newRow("a root of the profile's")
            << int(TlsMode::VerifyFull) << QStringLiteral("~/root.crt")
            << QStringLiteral("verify-full") << QStringLiteral("/srv/vm2/pgtandem/root.crt");
    }
    // The file lies on the node: the profile's path is one of the program's machine.
    void tlsIsAskedOfThePeer()
    {
        QFETCH(int, tls);
        QFETCH(QString, file);
        QFETCH(QString, mode);
        QFETCH(QString, root);
        Profile profile = lab::profileOfLab();
        profile.tls = static_cast<TlsMode>(tls);
        profile.tlsRootCertificate = file;
        auto words = readBack(peerConninfo(profile, profile.nodes[1], QStringLiteral("r"), {}));
        QVERIFY(words);
        QCOMPARE(words->count(QStringLiteral("dbname")), size_t(0));
        QCOMPARE((*words)[QStringLiteral("sslmode")], mode);
        QCOMPARE(words->count(QStringLiteral("sslrootcert")), size_t(root.isEmpty() ? 0 : 1));
        QCOMPARE((*words)[QStringLiteral("sslrootcert")], root);
        // And once more inside a setting.
        const QString settings = nodeSettings(profile, profile.nodes[1]);
        QVERIFY(settings.contains(QStringLiteral("sslmode=''%1''").arg(mode)));
        QCOMPARE(settings.contains(QStringLiteral("sslrootcert=''%1''").arg(root)),
                 !root.isEmpty());
    }

    // Lines of both hosts compare, and no name of a zone is one that the reader of logs may not
    // know.
    void logsTellTimeInUtc()
    {
        const Profile profile = lab::profileOfLab();
        for (const NodeProfile &node : profile.nodes)
            QVERIFY(
                nodeSettings(profile, node).contains(QStringLiteral("\nlog_timezone = 'UTC'\n")));
    }

    void hbaNamesAreNeverKeywords()
    {
        QCOMPARE(hbaName(QStringLiteral("all")), QStringLiteral("\"all\""));
        QCOMPARE(hbaName(QStringLiteral("a\"b")), QStringLiteral("\"a\"\"b\""));
    }
};

QTEST_GUILESS_MAIN(ConfigTextTest)
#include "config_text_test.moc"
