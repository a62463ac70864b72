// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runbook/runner.h"
#include "core/runbook/script.h"
#include "tests/support/lab_pair.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

#include <csignal>

namespace tandem::testing {

// What an exported script left behind.
struct ScriptEnd
{
    int code = -1; // -1: it did not end by itself
    QString out;
    QString err;

    // "STATUS NODE TITLE" of every step, sorted: the parts of a group end in any order.
    [[nodiscard]] QStringList steps() const
    {
        static const QRegularExpression line(QStringLiteral("^  (\\S+) +[0-9.]+ s  (\\S+)  (.*)$"));
        static const std::map<QString, StepStatus> marks{
            {QString::fromUtf8("✓"), StepStatus::Done},
            {QStringLiteral("="), StepStatus::AlreadyDone},
            {QStringLiteral("-"), StepStatus::Skipped},
            {QString::fromUtf8("✕"), StepStatus::Failed}};
        QStringList found;
        for (const QString &text : out.split(u'\n')) {
            if (const auto match = line.match(text); match.hasMatch())
                found << tokenOf(marks.at(match.captured(1))) + u' ' + match.captured(2) + u' ' +
                             match.captured(3);
        }
        found.sort();
        return found;
    }
    [[nodiscard]] std::map<QString, QString> values() const
    {
        static const QRegularExpression line(QStringLiteral("^([a-z_][a-z0-9_]*)=(.*)$"));
        std::map<QString, QString> found;
        for (const QString &text : out.split(u'\n')) {
            if (const auto match = line.match(text); match.hasMatch())
                found[match.captured(1)] = match.captured(2);
        }
        return found;
    }
    [[nodiscard]] QByteArray told() const
    {
        return QStringLiteral("exit %1\n%2\n%3").arg(QString::number(code), out, err).toUtf8();
    }
};

// A script that runs. Killed when the value ends before it does.
class ScriptRun
{
public:
    // `input`: all that its standard input says.
    ScriptRun(const QString &fileName, const QStringList &arguments,
              const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment(),
              const QByteArray &input = {})
    {
        m_process.setProcessEnvironment(environment);
        m_process.start(QStringLiteral("bash"), QStringList{fileName} + arguments);
        m_process.waitForStarted();
        m_process.write(input);
        m_process.closeWriteChannel();
    }
    ~ScriptRun()
    {
        m_process.kill();
        m_process.waitForFinished(5000);
    }
    ScriptRun(const ScriptRun &) = delete;
    ScriptRun &operator=(const ScriptRun &) = delete;

    void signal(int number) const { ::kill(static_cast<pid_t>(m_process.processId()), number); }
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }
    [[nodiscard]] bool waitForText(const QString &text)
    {
        return QTest::qWaitFor(
            [&] {
                m_out += m_process.readAllStandardOutput();
                return QString::fromUtf8(m_out).contains(text) ||
                       m_process.state() == QProcess::NotRunning;
            },
            120000);
    }
    [[nodiscard]] ScriptEnd end(int milliseconds = 300000)
    {
        ScriptEnd end;
        if (QTest::qWaitFor([&] { return m_process.state() == QProcess::NotRunning; },
                            milliseconds) &&
            m_process.exitStatus() == QProcess::NormalExit)
            end.code = m_process.exitCode();
        m_out += m_process.readAllStandardOutput();
        end.out = QString::fromUtf8(m_out);
        end.err = QString::fromUtf8(m_process.readAllStandardError());
        return end;
    }

private:
    QProcess m_process;
    QByteArray m_out;
};

// Writes the plan's script beside the pair and checks it with shellcheck where that is installed.
// Fails the case when it cannot be exported; then it is empty.
inline QString exported(LabPair &lab, const Plan &plan, const Profile &profile,
                        const QString &from = {})
{
    const auto script = scriptOf(plan, profile, from);
    if (!script.ok()) {
        QTest::qFail(qPrintable(script.error().sentence.english()), __FILE__, __LINE__);
        return {};
    }
    QString name = lab.pair().path(QStringLiteral("%1.sh").arg(tokenOf(plan.stage)));
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) ||
        file.write(script->toUtf8()) < 0) {
        QTest::qFail(qPrintable(file.errorString()), __FILE__, __LINE__);
        return {};
    }
    file.close();
    const QString checker = QStandardPaths::findExecutable(QStringLiteral("shellcheck"));
    if (checker.isEmpty()) {
        qInfo("shellcheck is not installed, so %s is not checked with it.", qPrintable(name));
        return name;
    }
    QProcess check;
    check.start(checker, {name});
    check.waitForFinished(120000);
    if (check.exitCode() != 0)
        QTest::qFail(check.readAllStandardOutput().left(4000).constData(), __FILE__, __LINE__);
    return name;
}

} // namespace tandem::testing
