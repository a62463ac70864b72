// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runbook/journal.h"

#include <QDir>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace tandem;

class JournalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsEventsInOrder();
    void noticesEveryChangedByte();
    void leavesOutATornLine();
    void redactsOnEntry();
    void saysWhenTheDiskRefuses();

private:
    QTemporaryDir m_directory;
    Redactor m_redactor;
    QString written(int events);
};

QString JournalTest::written(int events)
{
    auto journal = Journal::create(m_directory.path(), QStringLiteral("failover"), m_redactor);
    if (!journal.ok())
        return {};
    for (int i = 0; i < events; ++i) {
        if (!(*journal)
                 ->append(
                     {{QStringLiteral("event"), QStringLiteral("step")}, {QStringLiteral("i"), i}})
                 .ok())
            return {};
    }
    return (*journal)->fileName();
}

void JournalTest::keepsEventsInOrder()
{
    const QString name = written(3);
    const auto events = Journal::read(name);
    QVERIFY(events.ok());
    QCOMPARE(events->size(), size_t(3));
    QCOMPARE((*events)[2].value(QStringLiteral("i")).toInt(), 2);
    QCOMPARE(QFile::permissions(name) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther),
             QFile::Permissions());
    QVERIFY(written(1) != name);
}

void JournalTest::noticesEveryChangedByte()
{
    QFile file(written(3));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray whole = file.readAll();
    file.close();
    for (qsizetype i = 0; i + 1 < whole.size(); ++i) { // without its end a line is torn
        QByteArray changed = whole;
        changed[i] = changed[i] == 'x' ? 'y' : 'x';
        const QString name = m_directory.filePath(QStringLiteral("changed.jsonl"));
        QFile out(name);
        QVERIFY(out.open(QIODevice::WriteOnly | QIODevice::Truncate));
        out.write(changed);
        out.close();
        QVERIFY2(!Journal::read(name).ok(), qPrintable(QString::number(i)));
    }
}

void JournalTest::leavesOutATornLine()
{
    QFile file(written(2));
    QVERIFY(file.open(QIODevice::Append));
    file.write("{\"event\":\"st");
    file.close();
    const auto events = Journal::read(file.fileName());
    QVERIFY(events.ok());
    QCOMPARE(events->size(), size_t(2));
}

void JournalTest::redactsOnEntry()
{
    m_redactor.learn(Secret("s3cret\"quoted"));
    auto journal = Journal::create(m_directory.path(), QStringLiteral("setup"), m_redactor);
    QVERIFY(journal.ok());
    QVERIFY(
        (*journal)
            ->append({{QStringLiteral("output"), QStringLiteral("password s3cret\"quoted here")}})
            .ok());
    QFile file((*journal)->fileName());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(!bytes.contains("s3cret"));
    QVERIFY(bytes.contains("***"));
}

void JournalTest::saysWhenTheDiskRefuses()
{
    const auto journal =
        Journal::create(QStringLiteral("/proc/no-such-place"), QStringLiteral("setup"), m_redactor);
    QVERIFY(!journal.ok());
    QVERIFY(journal.error().sentence.english().contains(QStringLiteral("/proc/no-such-place")));
}

QTEST_GUILESS_MAIN(JournalTest)
#include "journal_test.moc"
