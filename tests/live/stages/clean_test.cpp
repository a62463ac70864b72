// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What lies beside the data is deleted only when it is ours, and only beside a proven pair.
#include "tests/live/stages/lab_words.h"

#include <QDir>

#include <unistd.h>

using namespace tandem;
using namespace tandem::words;

class CleanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { QCOMPARE(m_lab->state(), PairState::Healthy); }
    void nothingIsKeptTwice();
    void itAsksForTheNode();
    void whatIsNotOursStays_data();
    void whatIsNotOursStays();
    void aLinkIsNotFollowed();
    void onlyTheChosenOneGoes();
    void neverTheLastCopy();

private:
    // A whole data directory of this pair beside the one in use, as a resync leaves it.
    QString keep(const char *time)
    {
        const QString name = QStringLiteral(".kept-") + QLatin1String(time);
        const QString said = m_lab->shell(
            m_other,
            QStringLiteral("mkdir \"$data%1\" \"$data%1/global\" && cp \"$data/PG_VERSION\" "
                           "\"$data%1\" && cp \"$data/global/pg_control\" \"$data%1/global\" && "
                           "head -c 300000 /dev/zero >\"$data%1/bulk\"")
                .arg(name));
        return said.isEmpty() ? name : said;
    }
    bool isThere(const QString &name)
    {
        return m_lab
                   ->shell(m_other, QStringLiteral("[ -e \"$data%1\" ] || [ -L \"$data%1\" ] && "
                                                   "echo yes")
                                        .arg(name))
                   .trimmed() == QLatin1String("yes");
    }
    void remove(const QString &name)
    {
        QCOMPARE(m_lab->shell(m_other, QStringLiteral("rm -rf \"$data%1\"").arg(name)), QString());
    }
    Outcome clean(const QStringList &names = {})
    {
        StageOptions options;
        options.directories = names;
        return play(m_lab->session(), Stage::Clean, m_other, {}, {}, options);
    }

    std::unique_ptr<LabPair> m_lab;
    QString m_home, m_other, m_ofSetup;
};

void CleanTest::initTestCase()
{
    auto lab = LabPair::setUp();
    QVERIFY2(lab.ok(), lab.ok() ? "" : qPrintable(lab.error().sentence.english()));
    m_lab = std::move(*lab);
    m_home = m_lab->home();
    m_other = m_lab->other();
    // What setup replaced is another database system: its own, from before there was a pair.
    const NodeFacts *facts = nullptr;
    const ClusterSnapshot snapshot = m_lab->session().observe({});
    facts = snapshot.node(m_other);
    QCOMPARE(facts->data->keptDirectories.size(), 1);
    m_ofSetup = facts->data->keptDirectories.constFirst();
}

void CleanTest::nothingIsKeptTwice()
{
    // The database that stood there before setup is foreign to the pair: it stays, and says why.
    const Outcome outcome = clean();
    QCOMPARE(outcome.kind, Outcome::Kind::Refused);
    QCOMPARE(outcome.exitCode, 3);
    QVERIFY2(outcome.sentence.english().contains(m_ofSetup) &&
                 outcome.sentence.english().contains(QStringLiteral("another database system")),
             told(outcome));
    QVERIFY(isThere(m_ofSetup));
}

void CleanTest::itAsksForTheNode()
{
    const QString name = keep("20260101T000000Z");
    const Outcome asked = play(m_lab->session(), Stage::Clean, QStringLiteral("yes"));
    QCOMPARE(asked.kind, Outcome::Kind::NeedsDecision);
    QCOMPARE(asked.exitCode, 5);
    QVERIFY(asked.sentence.english().contains(name));
    QVERIFY(isThere(name));
    const Outcome done = clean();
    QVERIFY2(done.isDone(), told(done));
    QVERIFY(!isThere(name));
    QVERIFY(isThere(m_ofSetup));
    QVERIFY2(done.values.text(QStringLiteral("freed_kilobytes")).toLongLong() >= 300, told(done));
    // The proof is of this very run, and the list names what goes and what stays.
    QVERIFY(wasDone(done, QStringLiteral("ledger-standby")));
    const StepReport *list = stepOf(done, QStringLiteral("list"));
    QVERIFY(list->output.contains(name + QStringLiteral(": ")) &&
            list->output.contains(m_ofSetup + QStringLiteral(": ")));
}

void CleanTest::whatIsNotOursStays_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("reason");
    QTest::newRow("no version") << QStringLiteral("rm \"$d/PG_VERSION\"")
                                << QStringLiteral("PG_VERSION");
    QTest::newRow("no control file")
        << QStringLiteral("rm \"$d/global/pg_control\"") << QStringLiteral("control file");
    QTest::newRow("torn control file")
        << QStringLiteral("head -c 100 /dev/zero >\"$d/global/pg_control\"")
        << QStringLiteral("control file");
    QTest::newRow("tablespace") << QStringLiteral("mkdir \"$d/pg_tblspc\" && ln -s /tmp "
                                                  "\"$d/pg_tblspc/16400\"")
                                << QStringLiteral("tablespaces");
}

void CleanTest::whatIsNotOursStays()
{
    QFETCH(QString, change);
    QFETCH(QString, reason);
    const QString name = keep("20260102T000000Z");
    QCOMPARE(m_lab->shell(m_other, QStringLiteral("d=\"$data%1\"; ").arg(name) + change),
             QString());
    const Outcome outcome = clean({name});
    QCOMPARE(outcome.kind, Outcome::Kind::Refused);
    QVERIFY2(outcome.sentence.english().contains(reason), told(outcome));
    QVERIFY(isThere(name + QStringLiteral("/bulk")));
    remove(name);
}

void CleanTest::aLinkIsNotFollowed()
{
    // To the data directory in use: whoever follows it deletes the standby.
    const QString name = QStringLiteral(".kept-20260103T000000Z");
    QCOMPARE(m_lab->shell(m_other, QStringLiteral("ln -s \"$data\" \"$data%1\"").arg(name)),
             QString());
    // A link is no candidate at all ...
    QVERIFY(!m_lab->session().observe({}).node(m_other)->data->keptDirectories.contains(name));
    QCOMPARE(clean({name}).kind, Outcome::Kind::Refused);
    // ... and the script itself would leave it, too.
    const QString identifier =
        m_lab->sql(m_home, QStringLiteral("select system_identifier from pg_control_system()"));
    for (const QString &hostile :
         {name, QStringLiteral("/../data"), QString::fromLatin1("/"), QStringLiteral("/base"),
          QStringLiteral(".kept-20260103T000000Z/.")}) {
        const QString said = m_lab->shell(
            m_other,
            QStringLiteral("names='%1' system_identifier=%2 delete=1\n").arg(hostile, identifier) +
                stageScript(QStringLiteral("kept_directories")));
        QVERIFY2(said.contains(QStringLiteral("\ndeletable=\n")) ||
                     said.startsWith(QStringLiteral("deletable=\n")),
                 qPrintable(said));
    }
    remove(name);
    if (::geteuid() != 0)
        return;
    // Of another user: not ours to delete.
    const QString foreign = keep("20260104T000000Z");
    const QString data = Layout::of(*m_lab->session().profile().node(m_other)).dataDirectory;
    QCOMPARE(::chown(QFile::encodeName(data + foreign).constData(), 0, 0), 0);
    const Outcome outcome = clean({foreign});
    QCOMPARE(outcome.kind, Outcome::Kind::Refused);
    QVERIFY(QDir(data + foreign).removeRecursively());
}

void CleanTest::onlyTheChosenOneGoes()
{
    const QString one = keep("20260105T000000Z");
    const QString two = keep("20260106T000000Z");
    const Outcome outcome = clean({two});
    QVERIFY2(outcome.isDone(), told(outcome));
    QVERIFY(isThere(one) && !isThere(two));
    QCOMPARE(clean({QStringLiteral("/")}).kind, Outcome::Kind::Refused);
    QVERIFY2(clean().isDone(), "the rest");
    QVERIFY(!isThere(one));
}

void CleanTest::neverTheLastCopy()
{
    const QString name = keep("20260107T000000Z");
    QCOMPARE(
        m_lab->shell(m_other, QStringLiteral("\"$bin\"/pg_ctl -D \"$config\" -s -w -m fast stop")),
        QString());
    const Outcome alone = clean();
    QCOMPARE(alone.kind, Outcome::Kind::Refused);
    QVERIFY(isThere(name));
    const Outcome resynced = play(m_lab->session(), Stage::Resync);
    QVERIFY2(resynced.isDone(), told(resynced));
    // A standby that does not hold the same is no proof: its replay stands still.
    Q_UNUSED(m_lab->sql(m_other, QStringLiteral("select pg_wal_replay_pause()")))
    const Outcome paused = clean();
    QVERIFY2(!paused.isDone(), told(paused));
    QVERIFY(isThere(name));
    Q_UNUSED(m_lab->sql(m_other, QStringLiteral("select pg_wal_replay_resume()")))
    QVERIFY2(clean().isDone(), "once it is proven");
    QVERIFY(!isThere(name));
}

QTEST_GUILESS_MAIN(CleanTest)
#include "clean_test.moc"
