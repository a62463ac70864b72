// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/watchdog/armed_stamp.h"
#include "core/watchdog/event_log.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace tandem;

// What an observer leaves on the disk for people, and for itself.
class EventLogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsOneObjectALine()
    {
        const QTemporaryDir place;
        EventLog log(place.filePath(QStringLiteral("a/b")), QStringLiteral("observer of a test"));
        QVERIFY(log.append({{QStringLiteral("event"), QStringLiteral("decision")}},
                           QStringLiteral("First\nsentence."))
                    .ok());
        QVERIFY(log.append({{QStringLiteral("event"), QStringLiteral("stage")}},
                           QStringLiteral("Second sentence."))
                    .ok());
        const QList<QByteArray> lines = linesOf(log.eventFile());
        QCOMPARE(lines.size(), 2);
        for (const QByteArray &line : lines) {
            const QJsonObject object = QJsonDocument::fromJson(line).object();
            QCOMPARE(object.value(QLatin1String("by")).toString(),
                     QStringLiteral("observer of a test"));
            QVERIFY(object.value(QLatin1String("at")).toString().endsWith(u'Z'));
        }
        const QList<QByteArray> human = linesOf(log.humanFile());
        QCOMPARE(human.size(), 2);
        QVERIFY(human.front().endsWith(" First sentence."));
        QCOMPARE(QFileInfo(log.eventFile()).permissions() &
                     (QFileDevice::ReadGroup | QFileDevice::ReadOther),
                 QFileDevice::Permissions());
    }

    void isBounded()
    {
        const QTemporaryDir place;
        EventLog log(place.path(), QStringLiteral("test"));
        const QString big(300 * 1024, u'x');
        for (int i = 0; i < 40; ++i)
            QVERIFY(log.append({{QStringLiteral("event"), big}}, QStringLiteral("Short.")).ok());
        qint64 all = 0;
        for (const QString &name : QDir(place.path()).entryList(QDir::Files))
            all += QFileInfo(place.filePath(name)).size();
        QVERIFY(all < (EventLog::oldFiles + 2) * (EventLog::largestFile + 400 * 1024));
        QVERIFY(QFile::exists(log.eventFile() + QStringLiteral(".4")));
        QVERIFY(!QFile::exists(log.eventFile() + QStringLiteral(".5")));
    }

    void saysThatTheDiskRefuses()
    {
        const QTemporaryDir place;
        QFile file(place.filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        EventLog log(file.fileName() + QStringLiteral("/below"), QStringLiteral("test"));
        QVERIFY(!log.append({}, QStringLiteral("Lost.")).ok());
    }

    void aStampIsReadBack()
    {
        const QTemporaryDir place;
        QVERIFY(!readArmedStamp(place.path()));
        const ArmedStamp stamp{Armed::Synchronous, Backlog::Beyond, QStringLiteral("vm1"),
                               1800000000123};
        QVERIFY(writeArmedStamp(place.path(), stamp).ok());
        QVERIFY(readArmedStamp(place.path()) == stamp);
        // Torn or changed it arms nobody.
        QFile file(place.filePath(QStringLiteral("observer.json")));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.resize(file.size() / 2));
        file.close();
        QVERIFY(!readArmedStamp(place.path()));
    }

private:
    static QList<QByteArray> linesOf(const QString &name)
    {
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly))
            return {};
        return file.readAll().trimmed().split('\n');
    }
};

QTEST_APPLESS_MAIN(EventLogTest)
#include "event_log_test.moc"
