// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Too little disk for a copy, on a real small file system below the standby. It is mounted in a
// name space of this process, so that it goes away with it.
#include "tests/live/stages/lab_words.h"

#include <QDir>
#include <QProcess>

#ifdef Q_OS_LINUX
#include <sched.h>
#include <sys/mount.h>
#endif

using namespace tandem;
using namespace tandem::words;

class RoomTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void setupWithoutRoomIsRefused();
    void aCopyWithoutRoomIsNotBegun();

private:
    // Gives the standby's file system that many bytes in all.
    bool resize(qint64 bytes);
    qint64 usedBytes();
    std::unique_ptr<LabPair> m_lab;
    QString m_home, m_other, m_place; // where the standby lives
};

bool RoomTest::resize(qint64 bytes)
{
#ifdef Q_OS_LINUX
    const QByteArray size = "mode=0755,size=" + QByteArray::number(bytes);
    return ::mount("tmpfs", QFile::encodeName(m_place).constData(), "tmpfs", MS_REMOUNT,
                   size.constData()) == 0;
#else
    return bytes < 0;
#endif
}

qint64 RoomTest::usedBytes()
{
    return m_lab
               ->shell(m_other,
                       QStringLiteral("df -Pk \"${data%/*}\" | awk 'NR == 2 { print $3 }'"))
               .toLongLong() *
           1024;
}

void RoomTest::initTestCase()
{
#ifdef Q_OS_LINUX
    if (::unshare(CLONE_NEWNS) != 0 ||
        ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
        QSKIP("a file system of our own cannot be mounted here");
    auto lab = LabPair::made();
    QVERIFY2(lab.ok(), lab.ok() ? "" : qPrintable(lab.error().sentence.english()));
    m_lab = std::move(*lab);
    m_home = m_lab->home();
    m_other = m_lab->other();
    QCOMPARE(
        m_lab->shell(m_other, QStringLiteral("\"$bin\"/pg_ctl -D \"$config\" -s -w -m fast stop")),
        QString());
    const QString data = m_lab->session().profile().node(m_other)->postgres.dataDirectory;
    m_place = data.left(data.lastIndexOf(u'/'));
    const QString aside = m_place + QStringLiteral(".aside");
    QCOMPARE(QProcess::execute(QStringLiteral("cp"), {QStringLiteral("-a"), m_place, aside}), 0);
    QCOMPARE(
        ::mount("tmpfs", QFile::encodeName(m_place).constData(), "tmpfs", 0, "mode=0755,size=200m"),
        0);
    QCOMPARE(QProcess::execute(QStringLiteral("cp"), {QStringLiteral("-aT"), aside, m_place}), 0);
    QVERIFY(QDir(aside).removeRecursively());
    QVERIFY(m_lab->pair().sandbox().start(m_other, {}).ok());
    QCOMPARE(m_lab->state(), PairState::Bare);
#else
    QSKIP("needs mount name spaces");
#endif
}

void RoomTest::cleanupTestCase()
{
#ifdef Q_OS_LINUX
    if (!m_lab)
        return;
    QVERIFY(m_lab->pair().sandbox().stopAll({}).ok());
    QCOMPARE(::umount2(QFile::encodeName(m_place).constData(), MNT_DETACH), 0);
    m_lab.reset();
#endif
}

void RoomTest::setupWithoutRoomIsRefused()
{
    const QString before = fingerprint(*m_lab);
    const Outcome outcome = play(m_lab->session(), Stage::Setup, m_other);
    QVERIFY2(outcome.kind == Outcome::Kind::Refused, told(outcome));
    QCOMPARE(outcome.exitCode, 3);
    QVERIFY2(isStep(outcome, QStringLiteral("room-") + m_other, StepStatus::Failed), told(outcome));
    QVERIFY2(outcome.sentence.english().contains(m_other), told(outcome));
    const qint64 missing = outcome.values.text(QStringLiteral("missing_kilobytes")).toLongLong();
    QVERIFY(missing > 0 && outcome.sentence.english().contains(QString::number(missing)));
    checkUnchanged(*m_lab, before);
    QCOMPARE(m_lab->state(), PairState::Bare);

    // With room it goes on where it was refused.
    QVERIFY(resize(2LL << 30));
    const Outcome again = play(m_lab->session(), Stage::Setup, m_other);
    QVERIFY2(again.isDone(), told(again));
    QCOMPARE(m_lab->state(), PairState::Healthy);
}

void RoomTest::aCopyWithoutRoomIsNotBegun()
{
    QCOMPARE(
        m_lab->shell(m_other, QStringLiteral("\"$bin\"/pg_ctl -D \"$config\" -s -w -m fast stop && "
                                             "mv \"$data\" \"$data.lost\"")),
        QString());
    QCOMPARE(m_lab->state(), PairState::StandbyDown);
    QVERIFY(resize(usedBytes() + (10LL << 20)));
    const QString lists = QStringLiteral("ls -A \"${data%/*}\" \"$data.lost\"");
    const QString before = m_lab->shell(m_other, lists);
    const Outcome outcome = play(m_lab->session(), Stage::Resync);
    QVERIFY2(isStep(outcome, QStringLiteral("room"), StepStatus::Failed), told(outcome));
    QVERIFY2(outcome.sentence.english().contains(m_other), told(outcome));
    QVERIFY(stepOf(outcome, QStringLiteral("clone")) == nullptr);
    QCOMPARE(m_lab->shell(m_other, lists), before);
    QCOMPARE(m_lab->session().observe({}).primary()->name, m_home);

    QVERIFY(resize(2LL << 30));
    const Outcome again = play(m_lab->session(), Stage::Resync);
    QVERIFY2(again.isDone(), told(again));
    QCOMPARE(m_lab->state(), PairState::Healthy);
    checkNothingIsLeft(*m_lab);
}

QTEST_GUILESS_MAIN(RoomTest)
#include "room_test.moc"
