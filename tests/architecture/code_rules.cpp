// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/rules.h"

#include <QRegularExpression>

namespace tandem::architecture {

namespace {

bool isCpp(const QString &path)
{
    return path.endsWith(u".cpp") || path.endsWith(u".h");
}

// Words that may not stand in the code (comments and strings aside) of files below `places`.
struct Ban
{
    QString pattern;
    QString reason;
    QStringList places;
    QStringList exceptions = {}; // paths
    QString excuse = {}; // a comment with this word, there or one line above, allows the line
};

bool startsWithAny(const QString &path, const QStringList &prefixes)
{
    for (const QString &prefix : prefixes) {
        if (path.startsWith(prefix)) {
            return true;
        }
    }
    return false;
}

auto banned(const Ban &ban)
{
    return [ban](const SourceFile &file, const Surroundings &) {
        QStringList faults;
        if (!isCpp(file.path) || !startsWithAny(file.path, ban.places) ||
            startsWithAny(file.path, ban.exceptions)) {
            return faults;
        }
        const QRegularExpression pattern(ban.pattern);
        const QStringList lines = codeOf(file.text).split(u'\n');
        const QStringList written = file.text.split(u'\n');
        for (int i = 0; i < lines.size(); ++i) {
            const QRegularExpressionMatch match = pattern.match(lines.at(i));
            const QString near = (i > 0 ? written.at(i - 1) : QString()) + written.at(i);
            const bool excused = !ban.excuse.isEmpty() && near.contains(ban.excuse);
            if (match.hasMatch() && !excused) {
                faults.append(QStringLiteral("%1:%2: %3: %4")
                                  .arg(file.path)
                                  .arg(i + 1)
                                  .arg(match.captured(0), ban.reason));
            }
        }
        return faults;
    };
}

QStringList assertionFaults(const SourceFile &file, const Surroundings &)
{
    static const QRegularExpression assertion(
        QStringLiteral("\\b(QVERIFY|QCOMPARE|QTRY_|QFAIL|QEXPECT_)"));
    if (!file.path.endsWith(u"_test.cpp") || codeOf(file.text).contains(assertion)) {
        return {};
    }
    return {file.path + QStringLiteral(":1: a test without an assertion cannot fail")};
}

SourceFile sample(const char *path, const char *text)
{
    return {QString::fromUtf8(path), QString::fromUtf8(text)};
}

const QStringList everywhere{QStringLiteral("app/"), QStringLiteral("core/"), QStringLiteral("ui/"),
                             QStringLiteral("tests/")};

} // namespace

std::vector<Rule> codeRules()
{
    return {
        {QStringLiteral("QSqlDatabase only in core/data"),
         banned({QStringLiteral("\\bQSqlDatabase\\b"),
                 QStringLiteral("only core/data speaks Qt Sql"),
                 everywhere,
                 {QStringLiteral("core/data/")}}),
         {sample("core/postgres/a.cpp", "auto db = QSqlDatabase::database();\n"),
          sample("ui/a.h", "class QSqlDatabase;\n")},
         {sample("core/data/a.cpp", "auto db = QSqlDatabase::database();\n"),
          sample("core/postgres/a.cpp", "// QSqlDatabase belongs elsewhere\n")}},
        {QStringLiteral("no nested event loop in ui"),
         banned({QStringLiteral("\\bQEventLoop\\b|(\\.|->)exec\\s*\\(|\\bprocessEvents\\b"),
                 QStringLiteral("the window never waits"),
                 {QStringLiteral("ui/")},
                 {}}),
         {sample("ui/a.cpp", "// pause: no\nQEventLoop loop;\n"),
          sample("ui/a.cpp", "dialog.exec();\n"), sample("ui/a.cpp", "menu->exec(at);\n"),
          sample("ui/a.cpp", "qApp->processEvents();\n")},
         {sample("ui/a.cpp", "dialog->open(); // not exec()\nplan.execute();\n"),
          sample("app/main.cpp", "return application.exec();\n")}},
        {QStringLiteral("no sleep in tests"),
         banned({QStringLiteral("\\bsleep_(for|until)\\b|\\bQThread::[mu]?sleep\\b|\\bqSleep\\b"
                                "|\\bqWait\\b|\\b(u|nano)sleep\\s*\\("),
                 QStringLiteral("wait for a condition, or say why: // pause: REASON"),
                 {QStringLiteral("tests/")},
                 {},
                 QStringLiteral("// pause: ")}),
         {sample("tests/unit/base/a_test.cpp", "std::this_thread::sleep_for(1s);\n"),
          sample("tests/unit/base/a_test.cpp", "\nQThread::msleep(5); // a pause\n"),
          sample("tests/live/base/a_test.cpp", "QTest::qSleep(5);\n"),
          sample("tests/support/a.cpp", "usleep(5);\n"),
          sample("tests/unit/base/a_test.cpp", "QTest::qWait(5);\n")},
         {sample("tests/unit/base/a_test.cpp", "QVERIFY(QTest::qWaitFor(ready, 5000));\n"),
          sample("tests/unit/base/a_test.cpp",
                 "// pause: the stop comes while the call waits\nQThread::msleep(5);\n"),
          sample("core/base/stop.cpp", "std::this_thread::sleep_for(1s);\n")}},
        {QStringLiteral("nothing that Apple's library lacks"),
         banned(
             {QStringLiteral("\\bstd::(jthread|stop_(token|source|callback)|format(_to)?|expected"
                             "|unexpected|execution|chrono::(zoned_time|time_zone|current_zone"
                             "|locate_zone))\\b|#\\s*include\\s*<(stop_token|format|expected"
                             "|execution)>"),
              QStringLiteral("Apple's library lacks it"),
              everywhere,
              {}}),
         {sample("core/base/a.h", "std::jthread worker;\n"),
          sample("core/base/a.h", "void run(std::stop_token stop);\n"),
          sample("app/a.cpp", "auto s = std::format(pattern, 1);\n"),
          sample("tests/support/a.h", "#include <expected>\n"),
          sample("ui/a.cpp", "std::sort(std::execution::par, a, b);\n")},
         {sample("core/base/a.h", "std::thread worker; // std::jthread is missing\n"),
          sample("core/base/a.h", "QString formatted;\n")}},
        {QStringLiteral("every test asserts"),
         assertionFaults,
         {sample("tests/unit/base/a_test.cpp", "void runs() { run(); } // QVERIFY(true)\n")},
         {sample("tests/unit/base/a_test.cpp", "void runs() { QVERIFY(run()); }\n"),
          sample("tests/support/a.cpp", "void help() {}\n")}},
    };
}

} // namespace tandem::architecture
