// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/rules.h"
#include "tests/support/source_tree.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>

using namespace tandem::architecture;

namespace {

const QDir tree{QStringLiteral(TANDEM_SOURCE_DIR)};

std::vector<Rule> allRules()
{
    std::vector<Rule> rules = includeRules();
    for (const std::vector<Rule> &more : {codeRules(), layoutRules()}) {
        rules.insert(rules.end(), more.begin(), more.end());
    }
    return rules;
}

QString textOf(const QString &path)
{
    QFile file(tree.filePath(path));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

// What git tracks or would track; files of a checkout that are deleted are left out.
QStringList filesOfTheTree()
{
    QProcess git;
    git.setWorkingDirectory(tree.path());
    git.start(QStringLiteral("git"),
              {QStringLiteral("-c"), QStringLiteral("safe.directory=*"), QStringLiteral("ls-files"),
               QStringLiteral("-coz"), QStringLiteral("--exclude-standard")});
    git.waitForFinished();
    QStringList paths;
    for (const QByteArray &path : git.readAllStandardOutput().split('\0')) {
        if (!path.isEmpty() && QFile::exists(tree.filePath(QString::fromUtf8(path)))) {
            paths.append(QString::fromUtf8(path));
        }
    }
    paths.removeDuplicates();
    return paths;
}

} // namespace

class RulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void roomTableIsRead();
    void roomTableHasNoCycle();
    void everyRoomHasItsLine();
    void codeHasNoCommentsAndStrings();
    void ruleFiresOnBadSamples_data() { addRules(); }
    void ruleFiresOnBadSamples();
    void ruleIsSilentOnGoodSamples_data() { addRules(); }
    void ruleIsSilentOnGoodSamples();
    void treeKeepsTheRule_data() { addRules(); }
    void treeKeepsTheRule();

private:
    void addRules() const;

    std::vector<Rule> m_rules = allRules();
    std::vector<SourceFile> m_files;
    Surroundings m_around;
};

void RulesTest::initTestCase()
{
    for (const QString &path : filesOfTheTree()) {
        m_files.push_back({path, textOf(path)});
    }
    QVERIFY2(m_files.size() > 20, "git does not list the tree");
    m_around.rooms = readRoomTable(textOf(QStringLiteral("core/CMakeLists.txt")));
    m_around.guiHeaders =
        guiHeadersBelow(QStringLiteral(TANDEM_QT_INCLUDES).split(u':', Qt::SkipEmptyParts));
    QVERIFY2(m_around.guiHeaders.contains(QStringLiteral("QWidget")), TANDEM_QT_INCLUDES);
}

void RulesTest::addRules() const
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < static_cast<int>(m_rules.size()); ++i) {
        QTest::newRow(m_rules.at(i).name.toUtf8().constData()) << i;
    }
}

void RulesTest::roomTableIsRead()
{
    const RoomTable table = readRoomTable(
        QStringLiteral("function(add_room name)\nendfunction()\n"
                       "add_room(base LIBS Qt6::Core)\nadd_room(two USES base\n  one LIBS x)\n"));
    QCOMPARE(table.rooms.size(), std::size_t(2));
    QVERIFY(table.find(QStringLiteral("base"))->uses.isEmpty());
    QCOMPARE(table.find(QStringLiteral("two"))->uses.join(u' '), QStringLiteral("base one"));
    QVERIFY(!table.find(QStringLiteral("name")));
    QCOMPARE(faultsOf(table).size(), 1);
}

void RulesTest::roomTableHasNoCycle()
{
    QVERIFY(m_around.rooms.rooms.size() >= 10);
    const QStringList faults = faultsOf(m_around.rooms);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

void RulesTest::everyRoomHasItsLine()
{
    for (const SourceFile &file : m_files) {
        const QString room = roomOf(file.path, QStringLiteral("core"));
        QVERIFY2(room.isEmpty() || m_around.rooms.find(room), qPrintable(file.path));
    }
}

void RulesTest::codeHasNoCommentsAndStrings()
{
    QCOMPARE(codeOf(QStringLiteral("a // b\nc /* d\ne */ f")),
             QStringLiteral("a     \nc     \n     f"));
    QCOMPARE(codeOf(QStringLiteral("x(\"a\\\"b\"); y")), QStringLiteral("x(      ); y"));
    QCOMPARE(codeOf(QStringLiteral("x(R\"q(a\"b)q\"); '\"' z")),
             QStringLiteral("x(          );     z"));
    QCOMPARE(codeOf(QStringLiteral("int x = 1'000; y")), QStringLiteral("int x = 1'000; y"));
}

void RulesTest::ruleFiresOnBadSamples()
{
    QFETCH(int, index);
    const Rule &rule = m_rules.at(index);
    QVERIFY(!rule.bad.empty());
    for (const SourceFile &sample : rule.bad) {
        QVERIFY2(!rule.check(sample, m_around).isEmpty(),
                 qPrintable(sample.path + u'\n' + sample.text.left(200)));
    }
}

void RulesTest::ruleIsSilentOnGoodSamples()
{
    QFETCH(int, index);
    const Rule &rule = m_rules.at(index);
    QVERIFY(!rule.good.empty());
    for (const SourceFile &sample : rule.good) {
        const QStringList faults = rule.check(sample, m_around);
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    }
}

void RulesTest::treeKeepsTheRule()
{
    QFETCH(int, index);
    QStringList faults;
    for (const SourceFile &file : m_files) {
        faults += m_rules.at(index).check(file, m_around);
    }
    for (const QString &fault : faults) {
        qWarning("%s", qPrintable(fault));
    }
    QCOMPARE(faults.size(), 0);
}

QTEST_GUILESS_MAIN(RulesTest)
#include "rules_test.moc"
