// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/telling_line.h"

#include "core/logs/log_parser.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace tandem;

namespace {

LogEntry exampleOf(const TellingRule &rule)
{
    LogEntry entry;
    entry.severity = rule.severity;
    entry.message = rule.example;
    if (!rule.isOfServer)
        entry.user = QStringLiteral("somebody");
    return entry;
}

std::vector<TellingKind> allKinds()
{
    std::vector<TellingKind> kinds;
    for (const TellingRule &rule : tellingRules())
        kinds.push_back(rule.kind);
    return kinds;
}

} // namespace

// The table of telling lines: every row fits its example and no other row's.
class TellingLineTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRuleFitsItsExampleFirst()
    {
        QVERIFY(tellingRules().size() > 40);
        for (const TellingRule &rule : tellingRules()) {
            const TellingRule *found = tellingRuleOf(exampleOf(rule));
            QVERIFY2(found == &rule, qPrintable(rule.token + u' ' + rule.example));
            QVERIFY(!rule.phrases.isEmpty() && !rule.sentence.isEmpty());
        }
    }

    void tokensAreUnique()
    {
        QSet<QString> tokens;
        for (const TellingRule &rule : tellingRules())
            tokens.insert(rule.token);
        QCOMPARE(size_t(tokens.size()), tellingRules().size());
    }

    void aClientCannotSpeakForTheServer()
    {
        for (const TellingRule &rule : tellingRules()) {
            if (!rule.isOfServer)
                continue;
            LogEntry entry = exampleOf(rule);
            entry.user = QStringLiteral("mallory");
            QVERIFY2(tellingRuleOf(entry) == nullptr || !tellingRuleOf(entry)->isOfServer,
                     qPrintable(rule.token));
            entry.user.clear();
            entry.application = QStringLiteral("mallory");
            QVERIFY2(tellingRuleOf(entry) == nullptr || !tellingRuleOf(entry)->isOfServer,
                     qPrintable(rule.token));
        }
    }

    void otherSeveritiesAreOrdinary()
    {
        for (const TellingRule &rule : tellingRules()) {
            LogEntry entry = exampleOf(rule);
            entry.severity = LogSeverity::Debug;
            QVERIFY2(tellingRuleOf(entry) == nullptr, qPrintable(rule.token));
        }
        LogEntry ordinary;
        ordinary.severity = LogSeverity::Log;
        ordinary.message = QStringLiteral("connection received: host=127.0.0.1 port=5432");
        QVERIFY(tellingRuleOf(ordinary) == nullptr);
    }

    void statesTellInAnyLanguage_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("token");
        QTest::newRow("wrong password") << "28P01"
                                        << "wrong_password";
        QTest::newRow("no rule") << "28000"
                                 << "no_access_rule";
        QTest::newRow("too many") << "53300"
                                  << "connections_used_up";
    }
    void statesTellInAnyLanguage()
    {
        QFETCH(QString, state);
        QFETCH(QString, token);
        LogEntry entry;
        entry.severity = LogSeverity::Fatal;
        entry.message = QStringLiteral("что-то на другом языке");
        entry.sqlState = state;
        const TellingRule *rule = tellingRuleOf(entry);
        QVERIFY(rule != nullptr);
        QCOMPARE(rule->token, token);
    }

    void thePatternFindsEveryExample()
    {
        const QString text = tellingPattern(allKinds());
        QVERIFY(!text.contains(u'\n') && !text.contains(u'\''));
        const QRegularExpression pattern(text);
        QVERIFY(pattern.isValid());
        for (const TellingRule &rule : tellingRules())
            QVERIFY2(pattern.match(rule.example).hasMatch(), qPrintable(rule.token));
        QVERIFY(!pattern.match(QStringLiteral("connection authorized: user=x")).hasMatch());
    }

    void thePatternKeepsToItsKinds()
    {
        const QRegularExpression pattern(tellingPattern({TellingKind::Promotion}));
        for (const TellingRule &rule : tellingRules())
            QCOMPARE(pattern.match(rule.example).hasMatch(), rule.kind == TellingKind::Promotion);
    }

    void realLinesAreRecognised()
    {
        // From a server's log with our prefix: a killed backend, and what the server did of it.
        const auto entries = parseLog(
            LogFormat::Text,
            "2026-11-24 12:00:00.000 UTC [42] 00000 LOG:  server process (PID 77) was terminated "
            "by signal 9: Killed\n"
            "2026-11-24 12:00:00.000 UTC [42] 00000 DETAIL:  Failed process was running: SELECT 1\n"
            "2026-11-24 12:00:00.001 UTC [42] 00000 LOG:  terminating any other active server "
            "processes\n"
            "2026-11-24 12:00:00.002 UTC [42] 00000 LOG:  all server processes terminated; "
            "reinitializing\n"
            "2026-11-24 12:00:00.003 UTC [78] 00000 LOG:  database system was interrupted; last "
            "known up at 2026-11-24 11:59:00 UTC\n"
            "2026-11-24 12:00:00.004 UTC [79] 57P03 a@b psql FATAL:  the database system is in "
            "recovery mode\n"
            "2026-11-24 12:00:00.005 UTC [78] 00000 LOG:  database system was not properly shut "
            "down; automatic recovery in progress\n");
        QStringList tokens;
        for (const LogEntry &entry : entries) {
            const TellingRule *rule = tellingRuleOf(entry);
            tokens << (rule != nullptr ? rule->token : QStringLiteral("-"));
        }
        QCOMPARE(tokens,
                 QStringList({QStringLiteral("backend_killed"), QStringLiteral("sessions_ended"),
                              QStringLiteral("crash_restart"), QStringLiteral("interrupted"),
                              QStringLiteral("-"), QStringLiteral("not_shut_down")}));
    }
};

QTEST_GUILESS_MAIN(TellingLineTest)
#include "telling_line_test.moc"
