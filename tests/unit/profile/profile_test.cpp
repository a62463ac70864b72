// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/profile.h"
#include "tests/unit/profile/sample_profile.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace tandem;

namespace {

Profile sample()
{
    return Profile::fromJson(sampleProfile(), fileName).value();
}

Profile embeddedPair()
{
    Profile profile;
    profile.name = QStringLiteral("demo \"pair\" ж");
    profile.environment = Environment::Test;
    profile.homePrimary = QStringLiteral("left");
    profile.database = QStringLiteral("lab's \\ \"data\"");
    profile.mode = ReplicationMode::Sync;
    profile.tls = TlsMode::VerifyFull;
    profile.tlsRootCertificate = QStringLiteral("/tmp/a b/\"root\".crt");
    profile.roles.admin = QStringLiteral("Admin role");
    profile.automation.failover = false;
    profile.automation.unreachable = UnreachablePolicy::Always;
    profile.automation.back = ReturnPolicy::Nothing;
    profile.automation.lagBytes = 2147483647;
    profile.automation.silenceMilliseconds = 700;
    for (size_t i = 0; i < 2; ++i) {
        NodeProfile &node = profile.nodes[i];
        node.name = i == 0 ? QStringLiteral("left") : QStringLiteral("right");
        node.host = QStringLiteral("127.0.0.1");
        node.transport = TransportKind::Local;
        node.postgres.layout = LayoutKind::Plain;
        node.postgres.port = 15432 + static_cast<int>(i);
        node.postgres.dataDirectory = QStringLiteral("/tmp/a b/%1/data").arg(node.name);
        node.postgres.configDirectory = QStringLiteral("/tmp/a b/%1/config").arg(node.name);
        node.postgres.binDirectory = QStringLiteral("/usr/lib/postgresql/15/bin");
        node.postgres.osUser = QStringLiteral("postgres");
    }
    return profile;
}

} // namespace

class ProfileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheSample()
    {
        const auto result = Profile::fromJson(sampleProfile(), fileName);
        QVERIFY2(result.ok(),
                 qPrintable(result.ok() ? QString() : result.error().sentence.english()));
        const Profile &p = result.value();
        QCOMPARE(p.name, QStringLiteral("lab"));
        QCOMPARE(p.environment, Environment::Lab);
        QCOMPARE(p.homePrimary, QStringLiteral("vm1"));
        QCOMPARE(p.database, QStringLiteral("testdb"));
        QCOMPARE(p.clientNetworks, QStringList{QStringLiteral("192.168.56.0/24")});
        QCOMPARE(p.roles.admin, QStringLiteral("main1"));
        QCOMPARE(p.roles.rewind, RoleNames().rewind);
        QCOMPARE(p.mode, ReplicationMode::Async);
        QCOMPARE(p.tls, TlsMode::Require);
        QVERIFY(p.tlsRootCertificate.isEmpty());
        const NodeProfile &vm2 = p.nodes[1];
        QCOMPARE(vm2.name, QStringLiteral("vm2"));
        QCOMPARE(vm2.host, QStringLiteral("192.168.56.3"));
        QCOMPARE(vm2.transport, TransportKind::Ssh);
        QCOMPARE(vm2.ssh.user, QStringLiteral("main"));
        QCOMPARE(vm2.ssh.identity, QStringLiteral("~/.ssh/id_ed25519"));
        QCOMPARE(vm2.postgres.version, 17);
        QCOMPARE(vm2.postgres.cluster, QStringLiteral("main"));
        QVERIFY(!vm2.postgres.viaSsh);
        QCOMPARE(p.automation, Automation::standardOf(Environment::Lab));
        QCOMPARE(p.automation.back, ReturnPolicy::ResyncAndFailback);
    }

    void findsNodes()
    {
        const Profile p = sample();
        QCOMPARE(p.node(QStringLiteral("vm2")), &p.nodes[1]);
        QVERIFY(p.node(QStringLiteral("vm3")) == nullptr);
        QCOMPARE(&p.home(), &p.nodes[0]);
        QCOMPARE(&p.peerOf(QStringLiteral("vm1")), &p.nodes[1]);
        QCOMPARE(&p.peerOf(QStringLiteral("vm2")), &p.nodes[0]);
    }

    void whatIsWrittenIsReadBack()
    {
        for (const Profile &profile : {sample(), embeddedPair()}) {
            const QByteArray json = profile.toJson();
            const auto again = Profile::fromJson(json, fileName);
            QVERIFY2(again.ok(),
                     qPrintable(again.ok() ? QString() : again.error().sentence.english()));
            QVERIFY2(again.value() == profile, json.constData());
            QCOMPARE(again->toJson(), json);
            QVERIFY(!QJsonDocument::fromJson(json).isNull());
        }
    }

    void optionalSshKeysAreReadBack()
    {
        Profile profile = sample();
        profile.nodes[0].ssh = {QStringLiteral("main"), 2222, QStringLiteral("/keys/id"),
                                QStringLiteral("~/.ssh/known"), QStringLiteral("vm-one")};
        profile.nodes[0].postgres.viaSsh = true;
        profile.nodes[1].ssh = {QString(), 22, QString(), QString(), QStringLiteral("vm-two")};
        profile.nodes[1].host = QStringLiteral("fe80::1%eth0");
        const auto again = Profile::fromJson(profile.toJson(), fileName);
        QVERIFY2(again.ok(), qPrintable(again.ok() ? QString() : again.error().sentence.english()));
        QVERIFY(again.value() == profile);
    }

    void readsTheAutomation()
    {
        QByteArray json = sampleProfile();
        json.replace("\"tls\":\"require\"",
                     "\"automation\": {\"failover\":\"off\",\"restart_first\":\"on\","
                     "\"unreachable\":\"always\",\"return\":\"nothing\",\"lag_bytes\":7,"
                     "\"silence_milliseconds\":2500,\"cooldown_seconds\":0},"
                     "\"tls\":\"prefer\"");
        const auto profile = Profile::fromJson(json, fileName);
        QVERIFY2(profile.ok(), profile.ok() ? "" : qPrintable(profile.error().details));
        Automation expected;
        expected.failover = false;
        expected.restartFirst = true;
        expected.unreachable = UnreachablePolicy::Always;
        expected.back = ReturnPolicy::Nothing;
        expected.lagBytes = 7;
        expected.silenceMilliseconds = 2500;
        expected.cooldownSeconds = 0;
        QCOMPARE(profile->automation, expected);
        QVERIFY(profile->toJson().contains("\"unreachable\": \"always\""));
    }

    void onlyALabGivesTheRolesBackByItself()
    {
        QByteArray json = sampleProfile();
        json.replace("\"environment\":\"lab\"", "\"environment\":\"prod\"");
        const auto profile = Profile::fromJson(json, fileName);
        QVERIFY(profile.ok());
        QCOMPARE(profile->automation.back, ReturnPolicy::Resync);
        QVERIFY(!profile->toJson().contains("automation"));
    }

    void writtenProfilesAreReadable()
    {
        const QByteArray json = sample().toJson();
        const auto first = [&json](const char *key) { return json.indexOf(key); };
        QVERIFY(first("\"name\"") < first("\"home_primary\""));
        QVERIFY(first("\"home_primary\"") < first("\"nodes\""));
        QVERIFY(first("\"nodes\"") < first("\"roles\""));
        QVERIFY(json.contains("\n  \"database\": \"testdb\",\n"));
        QVERIFY(json.endsWith("}\n"));
    }

    void loadsFiles()
    {
        const QTemporaryDir directory;
        const QString name = directory.filePath(QStringLiteral("p.json"));
        QVERIFY(Profile::load(name).error().sentence.english().contains(
            QStringLiteral("does not exist")));
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(sampleProfile());
        file.close();
        QVERIFY(Profile::load(name).ok());
        QVERIFY(Profile::load(name).value() == sample());
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(QByteArray(2 * 1024 * 1024, ' '));
        file.close();
        QVERIFY(Profile::load(name).error().sentence.english().contains(
            QStringLiteral("larger than 1 MiB")));
        QVERIFY(Profile::load(directory.path())
                    .error()
                    .sentence.english()
                    .contains(QStringLiteral("no ordinary file")));
        const QString pipe = directory.filePath(QStringLiteral("pipe"));
        QCOMPARE(mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        QCOMPARE(Profile::load(pipe).error().kind, ErrorKind::Usage);
    }

    // Cut after the closing brace nothing is missing but the line end.
    void everyTruncationIsAnError()
    {
        const QByteArray whole = sampleProfile();
        for (qsizetype size = 0; size < whole.lastIndexOf('}') + 1; ++size) {
            const auto result = Profile::fromJson(whole.left(size), fileName);
            QVERIFY2(!result.ok(), qPrintable(QString::number(size)));
            QCOMPARE(result.error().kind, ErrorKind::Usage);
            QVERIFY(
                result.error().sentence.english().startsWith(QStringLiteral("lab.json, line ")));
        }
    }

    // A flipped bit is refused or gives another sound profile; it is never a crash.
    void everyFlippedBitIsSurvived()
    {
        const QByteArray whole = sampleProfile();
        int refused = 0;
        for (qsizetype byte = 0; byte < whole.size(); ++byte) {
            for (int bit = 0; bit < 8; ++bit) {
                QByteArray json = whole;
                json[byte] = static_cast<char>(json.at(byte) ^ (1 << bit));
                const auto result = Profile::fromJson(json, fileName);
                if (result.ok()) {
                    const auto again = Profile::fromJson(result->toJson(), fileName);
                    QVERIFY2(again.ok() && again.value() == result.value(), json.constData());
                } else {
                    ++refused;
                    QVERIFY(!result.error().sentence.isEmpty());
                }
            }
        }
        QVERIFY(refused > whole.size() * 4);
    }

    void swappedPiecesAreSurvived()
    {
        QRandomGenerator random(11);
        const QByteArray whole = sampleProfile();
        const auto place = [&] { return qsizetype(random.bounded(int(whole.size()))); };
        int refused = 0;
        for (int round = 0; round < 3000; ++round) {
            QByteArray json = whole;
            json.replace(place(), random.bounded(12), whole.mid(place(), random.bounded(12)));
            const auto result = Profile::fromJson(json, fileName);
            if (!result.ok())
                ++refused;
            else
                QVERIFY(Profile::fromJson(result->toJson(), fileName).ok());
        }
        QVERIFY(refused > 2000);
    }
};

QTEST_APPLESS_MAIN(ProfileTest)
#include "profile_test.moc"
