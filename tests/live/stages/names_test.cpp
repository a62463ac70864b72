// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The whole lab on a pair whose names, paths and passwords are made of what shells, SQL, conninfo
// strings and configuration files take for their own. A name is byte-exact or refused; what hides
// in one is never run.
#include "tests/live/stages/lab_words.h"
#include "tests/support/invariants.h"
#include "tests/support/node_words.h"

#include <QDir>

#include <sys/stat.h>

using namespace tandem;
using namespace tandem::words;
using namespace tandem::testing;

class NamesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLabIsPlayed_data();
    void theLabIsPlayed();
};

void NamesTest::theLabIsPlayed_data()
{
    QTest::addColumn<QString>("directory");
    QTest::addColumn<QStringList>("nodes");
    QTest::addColumn<QString>("database");
    QTest::addColumn<QStringList>("roles");     // CANARY: a path that must never come to be
    QTest::addColumn<QStringList>("passwords"); // admin, replication, rewind
    QTest::newRow("what shells and SQL take for theirs")
        << QStringLiteral("it's; a 'pair' & more")
        << QStringList{QStringLiteral("a'b\"c\\d%1{holder}"),
                       QStringLiteral("$(cd;touch CANARY);`id`")}
        << QStringLiteral("dbname=x host='$(touch CANARY)'")
        << QStringList{QStringLiteral("-O'Brien \"x\"; drop role postgres; --"),
                       QStringLiteral("-rf $(touch CANARY)"), QStringLiteral("all, \"%d\\' #"),
                       QStringLiteral("+mon:it\\or"), QStringLiteral("a%2b {lag} $1")}
        << QStringList{QStringLiteral("'; $(touch CANARY) \"\\:%"), QStringLiteral("a:b\\c:*:\\"),
                       QStringLiteral("#-w '\" ${HOME}")};
    QTest::newRow("other alphabets")
        << QStringLiteral("Пара №1 😀")
        << QStringList{QStringLiteral("узел первый"), QStringLiteral("узел второй 😀")}
        << QStringLiteral("база данных ёж")
        << QStringList{QStringLiteral("Админ"), QStringLiteral("реплика"),
                       QStringLiteral("отмотка 😀"), QStringLiteral("наблюдатель"),
                       QStringLiteral("нагрузка")}
        << QStringList{QStringLiteral("пароль с пробелом"), QString(4000, u'ы'),
                       QStringLiteral("密码 😀")};
}

void NamesTest::theLabIsPlayed()
{
    QFETCH(QString, directory);
    QFETCH(QStringList, nodes);
    QFETCH(QString, database);
    QFETCH(QStringList, roles);
    QFETCH(QStringList, passwords);
    const GuardedDirectory place;
    // Everybody may write there, also the servers' user.
    const QString yard = place.path(QStringLiteral("c"));
    QVERIFY(QDir().mkpath(yard) && ::chmod(QFile::encodeName(yard).constData(), 0777) == 0);
    const auto live = [&](QString text) {
        return text.replace(QLatin1String("touch CANARY"),
                            QStringLiteral("touch ") + yard + QStringLiteral("/x"));
    };
    const auto homes = [] {
        return QDir(QDir::homePath()).entryList(QDir::AllEntries | QDir::Hidden) +
               QDir(QStringLiteral("/var/lib/postgresql")).entryList(QDir::AllEntries);
    };
    const QStringList before = homes();

    auto sandbox = Sandbox::create(place.path(directory), {}, {});
    QVERIFY2(sandbox.ok(), sandbox.ok() ? "" : qPrintable(sandbox.error().sentence.english()));
    (*sandbox)->stopOnDestroy(true);
    Profile profile = (*sandbox)->profile();
    profile.name = nodes.join(u'+').left(20);
    for (size_t i = 0; i < 2; ++i)
        profile.nodes[i].name = nodes[static_cast<qsizetype>(i)];
    profile.homePrimary = nodes[0];
    profile.database = live(database);
    profile.roles = {live(roles[0]), live(roles[1]), live(roles[2]), live(roles[3]),
                     live(roles[4])};
    const QString profileFile = place.path(QStringLiteral("профиль $(id) 'x'.json"));
    QFile file(profileFile);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(profile.toJson()) > 0);
    file.close();
    const QString secretsFile = place.path(QStringLiteral("-секреты ; x.json"));
    auto secrets = FileSecretStore::open(secretsFile);
    QVERIFY(secrets.ok());
    for (const auto &[key, number] : {std::pair{"admin", 0}, {"replication", 1}, {"rewind", 2}})
        QVERIFY((*secrets)->put(QLatin1String(key), Secret(live(passwords[number]).toUtf8())).ok());
    auto session = PairSession::open(profileFile, secretsFile, place.path(QStringLiteral("s t'a")));
    QVERIFY2(session.ok(), session.ok() ? "" : qPrintable(session.error().sentence.english()));
    const auto done = [&](Stage stage, const QString &word = {}) {
        const Outcome outcome = play(**session, stage, word);
        if (!outcome.isDone())
            qWarning("%s: %s", qPrintable(tokenOf(stage)), told(outcome).constData());
        return outcome.isDone();
    };

    QVERIFY(done(Stage::Setup, nodes[1]));
    QVERIFY(done(Stage::SeedData));
    QVERIFY(done(Stage::Verify));
    // Byte-exact, as the server itself names them.
    const NodeProfile &first = (*sandbox)->profile().nodes[0];
    for (const QString &role :
         {profile.roles.admin, profile.roles.replication, profile.roles.rewind,
          profile.roles.monitor, profile.roles.workload})
        QCOMPARE(words::sql(first, QStringLiteral("select rolname from pg_roles where rolname = "
                                                  "$q1$%1$q1$")
                                       .arg(role)),
                 role);
    QCOMPARE(words::sql(first, QStringLiteral("select datname from pg_database where datname = "
                                              "$q1$%1$q1$")
                                   .arg(profile.database)),
             profile.database);

    auto ledger = (*session)->newLedger();
    QVERIFY(ledger.ok());
    WorkloadOptions options;
    options.writers = 2;
    options.readers = 1;
    options.pauseBetweenMs = 5;
    Workload workload((*session)->profile(), (*session)->secrets(), options, **ledger);
    Drill drill(**session, workload, **ledger);
    workload.start();
    QVERIFY(drill.waitForWrites(nodes[0], 10, Deadline::after(std::chrono::seconds(30)), {}));
    QVERIFY(done(Stage::ModeSync));
    QVERIFY(done(Stage::ModeAsync));
    QVERIFY(done(Stage::Switchover));
    QVERIFY(done(Stage::Failback));
    QVERIFY(drill.waitForWrites(nodes[0], 10, Deadline::after(std::chrono::seconds(30)), {}));
    workload.stop();
    QVERIFY((*ledger)->close().ok());
    const auto audit = drill.auditSince(0, {});
    QVERIFY(audit.ok());

    QVERIFY(done(Stage::Crash));
    QVERIFY(done(Stage::Failover));
    QVERIFY(done(Stage::Resync));
    QVERIFY(done(Stage::Failback));
    // And the long way: a copy, because there is nothing to rewind.
    QVERIFY(done(Stage::Crash));
    QVERIFY(done(Stage::Failover));
    QCOMPARE(words::shell((*sandbox)->profile().nodes[0],
                          QStringLiteral("rm -rf ") +
                              shellQuoted((*sandbox)->profile().nodes[0].postgres.dataDirectory)),
             QString());
    QVERIFY(done(Stage::Resync));
    QVERIFY(done(Stage::Verify));

    InvariantCheck check;
    check.audit = *audit;
    check.journals = {place.path(QStringLiteral("s t'a/journal"))};
    const QStringList broken = brokenInvariants(**sandbox, check);
    QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));
    QCOMPARE(QDir(yard).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList());
    QCOMPARE(homes(), before);
}

QTEST_GUILESS_MAIN(NamesTest)
#include "names_test.moc"
