// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/pair_draft.h"

#include <QTest>

using namespace tandem;

namespace {

PairDraft soundDraft()
{
    PairDraft draft;
    draft.clientNetwork = QStringLiteral("192.168.56.0/24");
    for (std::size_t i = 0; i < 2; ++i) {
        NodeDraft &node = draft.nodes[i];
        node.name = QStringLiteral("vm%1").arg(i + 1);
        node.host = QStringLiteral("192.168.56.%1").arg(i + 2);
        node.sshUser = QStringLiteral("main");
    }
    return draft;
}

QStringList fieldsOf(const std::vector<FieldProblem> &problems)
{
    QStringList fields;
    for (const FieldProblem &problem : problems)
        fields << problem.field;
    return fields;
}

} // namespace

class PairDraftTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSoundDraftIsAProfile()
    {
        QCOMPARE(fieldsOf(problemsOf(soundDraft())), QStringList());
        const auto profile = profileOf(soundDraft());
        QVERIFY2(profile.ok(), profile.ok() ? "" : qPrintable(profile.error().details));
        QCOMPARE(profile->homePrimary, QStringLiteral("vm1"));
        QCOMPARE(profile->nodes[1].host, QStringLiteral("192.168.56.3"));
        QCOMPARE(profile->nodes[1].postgres.layout, LayoutKind::Debian);
        QCOMPARE(profile->clientNetworks, QStringList{QStringLiteral("192.168.56.0/24")});
    }

    void aDataDirectoryMeansPlainLayout()
    {
        PairDraft draft = soundDraft();
        draft.nodes[0].dataDirectory = QStringLiteral("/srv/pg/data");
        const auto profile = profileOf(draft);
        QVERIFY(profile.ok());
        QCOMPARE(profile->nodes[0].postgres.layout, LayoutKind::Plain);
    }

    void everyFieldIsCheckedWhereItStands_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("isSound");
        const auto row = [](const char *field, const char *value, bool isSound) {
            QTest::addRow("%s=%s", field, value)
                << QString::fromLatin1(field) << QString::fromUtf8(value) << isSound;
        };
        row("nodes[0].postgresPort", "0", false);
        row("nodes[0].postgresPort", "1", true);
        row("nodes[0].postgresPort", "65535", true);
        row("nodes[0].postgresPort", "65536", false);
        row("nodes[0].postgresPort", "5432 ", false);
        row("nodes[0].postgresPort", "+5432", false);
        row("nodes[0].postgresPort", "05432", false);
        row("nodes[0].postgresPort", "", false);
        row("nodes[1].sshPort", "22x", false);
        row("nodes[1].sshPort", "99999999999", false);
        row("nodes[0].host", "", false);
        row("nodes[0].host", "fe80::1%eth0", true);
        row("nodes[0].host", "fe80::1%", false);
        row("nodes[0].host", "bücher.example", true);
        row("nodes[0].host", "main@192.168.56.2", false);
        row("nodes[0].host", "[::1]", false);
        row("nodes[0].host", "::1", true);
        row("nodes[0].host", "vm1:5432", false);
        row("nodes[0].host", "https://vm1", false);
        row("nodes[0].host", " vm1", false);
        row("nodes[0].host", "vm1; reboot", false);
        row("nodes[1].sshUser", "", false);
        row("nodes[1].sshUser", "-oProxyCommand=x", false);
        row("nodes[1].version", "9", false);
        row("nodes[1].cluster", "../main", false);
        row("nodes[1].dataDirectory", "/", false);
        row("nodes[1].sshIdentity", "id_rsa", false);
        row("name", "a/b", false);
        row("database", "template1", false);
        row("admin", "pg_admin", false);
        row("clientNetwork", "0.0.0.0/0", false);
    }
    void everyFieldIsCheckedWhereItStands()
    {
        QFETCH(QString, field);
        QFETCH(QString, value);
        QFETCH(bool, isSound);
        PairDraft draft = soundDraft();
        draft.nodes[0].name = QStringLiteral("vm1");
        const std::map<QString, QString *> places{
            {QStringLiteral("name"), &draft.name},
            {QStringLiteral("database"), &draft.database},
            {QStringLiteral("admin"), &draft.admin},
            {QStringLiteral("clientNetwork"), &draft.clientNetwork},
            {QStringLiteral("nodes[0].host"), &draft.nodes[0].host},
            {QStringLiteral("nodes[0].postgresPort"), &draft.nodes[0].postgresPort},
            {QStringLiteral("nodes[1].sshPort"), &draft.nodes[1].sshPort},
            {QStringLiteral("nodes[1].sshUser"), &draft.nodes[1].sshUser},
            {QStringLiteral("nodes[1].sshIdentity"), &draft.nodes[1].sshIdentity},
            {QStringLiteral("nodes[1].version"), &draft.nodes[1].version},
            {QStringLiteral("nodes[1].cluster"), &draft.nodes[1].cluster},
            {QStringLiteral("nodes[1].dataDirectory"), &draft.nodes[1].dataDirectory}};
        *places.at(field) = value;
        const auto problems = problemsOf(draft);
        QCOMPARE(fieldsOf(problems), isSound ? QStringList() : QStringList{field});
        if (!isSound)
            QVERIFY(problems.front().sentence.english().endsWith(u'.'));
        QCOMPARE(profileOf(draft).ok(), isSound);
    }

    void oneServerIsNoPair()
    {
        PairDraft draft = soundDraft();
        draft.nodes[1] = draft.nodes[0];
        draft.nodes[1].name = QStringLiteral("vm2");
        QCOMPARE(fieldsOf(problemsOf(draft)), QStringList());
        const auto profile = profileOf(draft);
        QVERIFY(!profile.ok());
        QVERIFY(profile.error().sentence.english().contains(QLatin1String("same server")));
    }

    void aConnectionStringFillsIn()
    {
        const auto both = withConnectionString(
            {}, QStringLiteral(" postgresql://boss@10.0.0.1:5433,[fe80::1%25eth0]:5434/shop?x=1 "));
        QVERIFY(both.ok());
        QCOMPARE(both->nodes[0].host, QStringLiteral("10.0.0.1"));
        QCOMPARE(both->nodes[0].postgresPort, QStringLiteral("5433"));
        QCOMPARE(both->nodes[1].postgresPort, QStringLiteral("5434"));
        QCOMPARE(both->admin, QStringLiteral("boss"));
        QCOMPARE(both->database, QStringLiteral("shop"));
        // One after the other.
        const auto first = withConnectionString({}, QStringLiteral("postgres://vm1"));
        QVERIFY(first.ok());
        const auto second = withConnectionString(*first, QStringLiteral("postgres://vm2"));
        QVERIFY(second.ok());
        QCOMPARE(second->nodes[0].host, QStringLiteral("vm1"));
        QCOMPARE(second->nodes[1].host, QStringLiteral("vm2"));
    }

    void aPasswordInItIsRefused()
    {
        const auto filled =
            withConnectionString({}, QStringLiteral("postgresql://boss:geheim@10.0.0.1/shop"));
        QVERIFY(!filled.ok());
        QVERIFY(!filled.error().sentence.english().contains(QLatin1String("geheim")));
        QVERIFY(!withConnectionString({}, QStringLiteral("host=vm1 port=5432")).ok());
        QVERIFY(!withConnectionString({}, QStringLiteral("postgresql://a,b,c/db")).ok());
    }

    void hostsOfTheSshConfig()
    {
        const auto hosts = sshConfigHosts(QStringLiteral("Host vm1 vm2\n  User main\n"
                                                         "  HostName 192.168.56.2\n"
                                                         "Host *\n  Port 2222\n"
                                                         "host=jump\nMatch user x\n"
                                                         "  HostName other\n"
                                                         "Host vm1 -x web-?\n"));
        const std::vector<SshConfigHost> expected{
            {QStringLiteral("vm1"), QStringLiteral("192.168.56.2")},
            {QStringLiteral("vm2"), QStringLiteral("192.168.56.2")},
            {QStringLiteral("jump"), QString()}};
        QCOMPARE(hosts, expected);
    }
};

QTEST_APPLESS_MAIN(PairDraftTest)
#include "pair_draft_test.moc"
