// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// FAULTS 71: a server that answers with words which would steer a terminal. People see them as
// plain text, and JSON carries them whole.
#include "tests/cli/ctl_run.h"
#include "tests/support/fake_server.h"
#include "tests/support/guarded_directory.h"

using namespace tandem;
using namespace tandem::testing;

class DeceiverTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingSteersTheTerminal_data()
    {
        QTest::addColumn<QString>("verb");
        for (const char *verb :
             {"status", "check", "run verify", "run failover", "plan switchover"})
            QTest::newRow(verb) << QString::fromLatin1(verb);
    }
    void nothingSteersTheTerminal()
    {
        QFETCH(QString, verb);
        for (const bool isJson : {false, true}) {
            QStringList words =
                verb.split(u' ') +
                QStringList{QStringLiteral("--yes"), QStringLiteral("--profile"), profileFile()};
            if (isJson)
                words << QStringLiteral("--json");
            const CtlEnd end = runCtl(words);
            QVERIFY2(end.code >= 0 && (end.code != 1 || verb == QLatin1String("check")),
                     end.told().left(3000));
            QVERIFY(end.told().size() < 200000);
            for (const QChar c : end.out + end.err) {
                const bool isPlain =
                    c == u'\n' || c == u'\t' ||
                    (c.category() != QChar::Other_Control && c.category() != QChar::Other_Format);
                QVERIFY2(isPlain, qPrintable(QString::number(c.unicode(), 16)));
            }
            if (isJson)
                QVERIFY2(end.isJson(), end.told().left(3000));
        }
        QVERIFY(m_one.connections() > 0);
    }

private:
    [[nodiscard]] QString profileFile()
    {
        QString name = m_place.path(QStringLiteral("profile.json"));
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly))
            return {};
        const auto node = [&](const char *nodeName, int port) {
            return QStringLiteral("{\"name\":\"%1\",\"host\":\"127.0.0.1\",\"transport\":\"local\","
                                  "\"postgres\":{\"port\":%2,\"layout\":\"plain\","
                                  "\"data_directory\":\"%3/%1/data\"}}")
                .arg(QLatin1String(nodeName))
                .arg(port)
                .arg(m_place.path(QStringLiteral("nodes")));
        };
        file.write(
            QStringLiteral("{\"name\":\"lab\",\"environment\":\"lab\",\"home_primary\":\"a\","
                           "\"database\":\"testdb\",\"tls\":\"prefer\",\"nodes\":[%1,%2]}")
                .arg(node("a", m_one.port()), node("b", m_two.port()))
                .toUtf8());
        return name;
    }

    GuardedDirectory m_place;
    FakeServer m_one{FakeServer::Manner::Deceiver};
    FakeServer m_two{FakeServer::Manner::Deceiver};
};

QTEST_GUILESS_MAIN(DeceiverTest)
#include "deceiver_test.moc"
