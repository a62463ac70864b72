// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/ctl_run.h"
#include "tests/support/guarded_directory.h"

#include <QDir>

using namespace tandem;
using namespace tandem::testing;

namespace {

// Two nodes whose logs the test writes; no server is needed to read a log.
class PaperPair
{
public:
    PaperPair()
    {
        for (const char *node : {"vm1", "vm2"})
            QDir().mkpath(logOf(node));
        QFile file(profile());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            QStringLiteral(R"({"name":"paper","environment":"lab","home_primary":"vm1",
 "nodes":[{"name":"vm1","host":"127.0.0.1","transport":"local",
           "postgres":{"port":5001,"layout":"plain","data_directory":"%1/data"}},
          {"name":"vm2","host":"127.0.0.1","transport":"local",
           "postgres":{"port":5002,"layout":"plain","data_directory":"%2/data"}}]})")
                .arg(m_place.path(QStringLiteral("vm1")), m_place.path(QStringLiteral("vm2")))
                .toUtf8());
        file.close();
        QFile secrets(m_place.path(QStringLiteral("pair.secrets.json")));
        QVERIFY(secrets.open(QIODevice::WriteOnly));
        secrets.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        secrets.write(R"({"admin":"hidden-word"})");
    }
    void write(const char *node, const QByteArray &bytes) const
    {
        QFile file(logOf(node) + QStringLiteral("/postgresql-2026-11-24_120000.log"));
        QVERIFY(file.open(QIODevice::Append));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    [[nodiscard]] QString profile() const { return m_place.path(QStringLiteral("pair.json")); }
    [[nodiscard]] QStringList call(const QStringList &more) const
    {
        return QStringList{QStringLiteral("logs"), QStringLiteral("--profile"), profile()} + more;
    }

private:
    [[nodiscard]] QString logOf(const char *node) const
    {
        return m_place.path(QLatin1String(node) + QStringLiteral("/log"));
    }
    GuardedDirectory m_place;
};

QByteArray line(const char *time, const char *words)
{
    return QByteArray("2026-11-24 12:00:") + time + " UTC [42] 00000 " + words + '\n';
}

} // namespace

// pgtandemctl logs on two nodes that have logs and no server.
class LogsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bothNodesInOneOrder()
    {
        const PaperPair pair;
        pair.write("vm1", line("01.000", "LOG:  received fast shutdown request") +
                              line("03.000", "LOG:  third"));
        pair.write("vm2", line("02.000", "a@b psql ERROR:  x\x1b[31m 'hidden-word'") +
                              line("02.000", "a@b psql STATEMENT:  alter role a password "
                                             "'hidden-word'") +
                              "no form at all\n");
        const CtlEnd end = runCtl(pair.call({QStringLiteral("--json")}));
        QVERIFY2(end.code == 0, end.told());
        QVERIFY(end.isJson());
        const QStringList lines = end.lines();
        QCOMPARE(lines.size(), 4);
        const QJsonObject first = CtlEnd::object(lines.at(0));
        QCOMPARE(first.value(QStringLiteral("node")).toString(), QStringLiteral("vm1"));
        QCOMPARE(first.value(QStringLiteral("time")).toString(),
                 QStringLiteral("2026-11-24T12:00:01.000Z"));
        QCOMPARE(first.value(QStringLiteral("tells")).toObject().value(QStringLiteral("rule")),
                 QJsonValue(QStringLiteral("fast_stop")));
        const QJsonObject second = CtlEnd::object(lines.at(1));
        QCOMPARE(second.value(QStringLiteral("severity")).toString(), QStringLiteral("error"));
        QCOMPARE(second.value(QStringLiteral("message")).toString(),
                 QStringLiteral("x␛[31m '***'"));
        QVERIFY(second.value(QStringLiteral("statement")).toString().endsWith(u"'***'"));
        QVERIFY(!second.contains(QStringLiteral("tells")));
        QVERIFY(CtlEnd::object(lines.at(2)).value(QStringLiteral("time")).isNull());
        QCOMPARE(CtlEnd::object(lines.at(3)).value(QStringLiteral("message")).toString(),
                 QStringLiteral("third"));

        const CtlEnd people = runCtl(pair.call({QStringLiteral("vm1"), QStringLiteral("--lines"),
                                                QStringLiteral("2"), QStringLiteral("--lang=ru")}));
        QVERIFY2(people.code == 0, people.told());
        QCOMPARE(people.lines().size(), 3);
        QVERIFY(people.lines().at(0).startsWith(QStringLiteral("» vm1  2026-11-24 ")));
        QVERIFY(people.lines().at(1).contains(QStringLiteral("остановлен штатно")));
        QVERIFY(!people.out.contains(QStringLiteral("hidden-word")));
    }

    void followsUntilItIsInterrupted()
    {
        const PaperPair pair;
        pair.write("vm1", line("01.000", "LOG:  before"));
        Ctl ctl(pair.call({QStringLiteral("--follow")}));
        QVERIFY(ctl.waitUntil([](const QString &out) { return out.contains(u"before"); }));
        pair.write("vm2", line("02.000", "LOG:  received promote request"));
        QVERIFY(ctl.waitUntil([](const QString &out) {
            return out.contains(u"received promote request") && out.contains(u"told to become");
        }));
        ctl.signal(SIGINT);
        const CtlEnd end = ctl.end();
        QVERIFY2(end.code == 0, end.told());
    }

    void whatIsNotThereIsSaid()
    {
        const PaperPair pair;
        const CtlEnd end = runCtl(pair.call({}));
        QVERIFY2(end.code == 0, end.told());
        QCOMPARE(end.out.count(QStringLiteral("There is no log file on this node yet.")), 2);
        const CtlEnd unknown = runCtl(pair.call({QStringLiteral("vm3")}));
        QCOMPARE(unknown.code, 2);
        QVERIFY(unknown.err.contains(QStringLiteral("\"vm3\"")));
    }
};

QTEST_GUILESS_MAIN(LogsTest)
#include "logs_test.moc"
