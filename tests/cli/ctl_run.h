// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QStringList>
#include <QTest>

#include <functional>

#include <signal.h>

namespace tandem::testing {

// What a call of pgtandemctl left behind.
struct CtlEnd
{
    int code = -1; // -1: it did not end by itself
    QString out;
    QString err;

    [[nodiscard]] QStringList lines() const { return out.split(u'\n', Qt::SkipEmptyParts); }
    // The line of --json; empty when it is no object.
    [[nodiscard]] static QJsonObject object(const QString &line)
    {
        return QJsonDocument::fromJson(line.toUtf8()).object();
    }
    [[nodiscard]] QJsonObject last() const
    {
        const QStringList all = lines();
        return all.isEmpty() ? QJsonObject() : object(all.constLast());
    }
    // Every line of standard output is a JSON object.
    [[nodiscard]] bool isJson() const
    {
        for (const QString &line : lines()) {
            if (object(line).isEmpty())
                return false;
        }
        return !out.isEmpty();
    }
    // For QVERIFY2.
    [[nodiscard]] QByteArray told() const
    {
        return QStringLiteral("exit %1\n%2\n%3").arg(QString::number(code), out, err).toUtf8();
    }
};

// A call of the built program. Killed when the value ends before it does.
class Ctl
{
public:
    explicit Ctl(const QStringList &arguments, const QString &inputFile = {})
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"LANG", "LANGUAGE", "LC_MESSAGES", "XDG_STATE_HOME"})
            environment.remove(QLatin1String(name));
        environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
        m_process.setProcessEnvironment(environment);
        m_process.setStandardInputFile(inputFile.isEmpty() ? QProcess::nullDevice() : inputFile);
        m_process.start(QStringLiteral(TANDEM_CTL), arguments);
        m_process.waitForStarted();
    }
    ~Ctl()
    {
        m_process.kill();
        m_process.waitForFinished(5000);
    }
    Ctl(const Ctl &) = delete;
    Ctl &operator=(const Ctl &) = delete;

    [[nodiscard]] bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }
    void signal(int number) const { ::kill(static_cast<pid_t>(m_process.processId()), number); }

    // Waits until the output so far satisfies `holds`.
    [[nodiscard]] bool waitUntil(const std::function<bool(const QString &)> &holds,
                                 int milliseconds = 60000)
    {
        return QTest::qWaitFor(
            [&] {
                m_out += m_process.readAllStandardOutput();
                return holds(QString::fromUtf8(m_out));
            },
            milliseconds);
    }

    // Calls `meanwhile` again and again until the program ends.
    [[nodiscard]] CtlEnd end(
        int milliseconds = 120000, const std::function<void()> &meanwhile = [] {})
    {
        const bool ended = QTest::qWaitFor(
            [&] {
                meanwhile();
                return !isRunning();
            },
            milliseconds);
        m_out += m_process.readAllStandardOutput();
        CtlEnd end;
        if (ended && m_process.exitStatus() == QProcess::NormalExit)
            end.code = m_process.exitCode();
        end.out = QString::fromUtf8(m_out);
        end.err = QString::fromUtf8(m_process.readAllStandardError());
        return end;
    }

private:
    QProcess m_process;
    QByteArray m_out;
};

[[nodiscard]] inline CtlEnd runCtl(const QStringList &arguments)
{
    return Ctl(arguments).end();
}

// Nothing on standard output and one sentence on standard error.
[[nodiscard]] inline bool isOneSentence(const CtlEnd &end)
{
    const QString text = end.err.trimmed();
    return end.out.isEmpty() && !text.isEmpty() && !text.contains(u'\n') && text.size() > 10;
}

} // namespace tandem::testing
