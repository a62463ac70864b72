// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/shell.h"
#include "tests/support/probe_fixture.h"

#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTest>

using namespace tandem;

class ShellTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quotesByteExact_data();
    void quotesByteExact();
    void rendersAssignmentsBeforeTheScript();
    void sshRefusesWordsThatAShellWouldRead();
    void opensLocal();
};

// Any valid text without NUL: quotes, newlines, controls, Unicode of every plane.
static QString randomText(QRandomGenerator &random)
{
    static const QString nasty = QStringLiteral("'\"\\$`!*?[]{}()<>|&;#~ \t\n\r-=%\x01\x7f");
    QString text;
    const int length = random.bounded(60);
    for (int i = 0; i < length; ++i) {
        switch (random.bounded(4)) {
        case 0:
        case 1:
            text += nasty.at(random.bounded(nasty.size()));
            break;
        case 2:
            text += QChar(ushort(random.bounded(1, 0x250)));
            break;
        default: {
            char32_t point = char32_t(random.bounded(0x10000, 0x110000));
            text += QString::fromUcs4(&point, 1);
        }
        }
    }
    return text;
}

void ShellTextTest::quotesByteExact_data()
{
    QTest::addColumn<QString>("shell");
    for (const char *name : {"sh", "dash", "bash", "ksh", "zsh", "busybox"}) {
        const QString path = QStandardPaths::findExecutable(QLatin1String(name));
        if (!path.isEmpty())
            QTest::newRow(name) << path;
    }
}

void ShellTextTest::quotesByteExact()
{
    QFETCH(QString, shell);
    QRandomGenerator random(20260725);
    QStringList values{{},
                       QStringLiteral("'"),
                       QStringLiteral("''"),
                       QStringLiteral("-n"),
                       QStringLiteral("a\n"),
                       QStringLiteral("\n\n"),
                       QStringLiteral("$(id)`id`"),
                       QStringLiteral("\\"),
                       QString(4096, QLatin1Char('\''))};
    while (values.size() < 400)
        values += randomText(random);
    QString script;
    QByteArray expected;
    for (const QString &value : values) {
        script += QStringLiteral("printf '%s\\036' ") + shellQuoted(value) + QLatin1Char('\n');
        expected += value.toUtf8() + '\036';
    }
    QProcess process;
    QStringList arguments{QStringLiteral("-s")};
    if (shell.endsWith(QLatin1String("busybox")))
        arguments.prepend(QStringLiteral("sh"));
    process.start(shell, arguments);
    process.write(script.toUtf8());
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(20000));
    QCOMPARE(process.readAllStandardOutput(), expected);
    QCOMPARE(process.exitCode(), 0);
}

void ShellTextTest::rendersAssignmentsBeforeTheScript()
{
    ShellCommand command;
    command.script = QStringLiteral("echo \"$a$b\"");
    command.variables = {{QStringLiteral("a"), QStringLiteral("it's")},
                         {QStringLiteral("b"), QStringLiteral("$HOME\n")}};
    QCOMPARE(renderScript(command),
             QStringLiteral("LC_ALL=C; export LC_ALL\na='it'\\''s'\nb='$HOME\n'\necho \"$a$b\""));
}

void ShellTextTest::sshRefusesWordsThatAShellWouldRead()
{
    for (const auto &[user, host] : {std::pair("$(id)", "192.168.56.2"), std::pair("-l", "vm1"),
                                     std::pair("main", "-oProxyCommand=id"),
                                     std::pair("main", "a`id`"), std::pair("", "vm1")}) {
        NodeProfile node;
        node.name = QStringLiteral("vm1");
        node.host = QLatin1String(host);
        node.ssh.user = QLatin1String(user);
        node.transport = TransportKind::Ssh;
        const auto shell = openShell(node, testing::MemorySecrets());
        const auto result = shell->run({}, {});
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::Refused);
        QVERIFY(result.error().sentence.english().contains(QLatin1String("vm1")));
    }
}

void ShellTextTest::opensLocal()
{
    NodeProfile node;
    node.transport = TransportKind::Local;
    auto shell = openShell(node, testing::MemorySecrets());
    ShellCommand command;
    command.script = QStringLiteral("echo here");
    command.identity = OsIdentity::Login;
    const auto result = shell->run(command, {});
    QVERIFY(result);
    QCOMPARE(result->output, QByteArray("here\n"));
}

QTEST_GUILESS_MAIN(ShellTextTest)
#include "shell_text_test.moc"
