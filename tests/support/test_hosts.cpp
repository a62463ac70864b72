// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_hosts.h"

#include "tests/support/source_tree.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

#include <array>
#include <cstdio>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef Q_OS_LINUX
#include <sched.h>
#endif

namespace tandem::testing {

namespace {

QString commandFile(const char *name)
{
    return QStringLiteral(TANDEM_SOURCE_DIR "/tests/hosts/") + QLatin1String(name);
}

#ifdef Q_OS_LINUX
bool enterNetwork(const QByteArray &name)
{
    const int space = open(("/run/netns/" + name).constData(), O_RDONLY | O_CLOEXEC);
    const bool isIn = space >= 0 && setns(space, CLONE_NEWNET) == 0;
    if (space >= 0)
        close(space);
    return isIn;
}

QByteArray firstLine(int descriptor)
{
    QByteArray line;
    char byte = 0;
    while (read(descriptor, &byte, 1) == 1 && byte != '\n')
        line += byte;
    return line;
}
#endif

} // namespace

TestHosts::TestHosts(const QString &name, pid_t guard, int alive)
    : m_name(name), m_guard(guard), m_alive(alive)
{
}

std::unique_ptr<TestHosts> TestHosts::up(Kind kind, int &exitCode)
{
    exitCode = 1;
#ifdef Q_OS_LINUX
    const QByteArray name = "t" + QByteArray::number(qint64(getpid()));
    const QByteArray program = commandFile("up").toLocal8Bit();
    std::array<int, 2> alive{};
    std::array<int, 2> answer{};
    if (pipe2(alive.data(), O_CLOEXEC) != 0 || pipe2(answer.data(), O_CLOEXEC) != 0)
        return nullptr;
    const pid_t guard = fork();
    if (guard == 0) {
        setsid(); // an interrupt of the test must not end its guard first
        dup2(alive[0], STDIN_FILENO);
        dup2(answer[1], STDOUT_FILENO);
        if (kind == Kind::Postgres)
            execl(program.constData(), "up", "--guard", "--postgres", name.constData(), nullptr);
        else
            execl(program.constData(), "up", "--guard", name.constData(), nullptr);
        _exit(1);
    }
    close(alive[0]);
    close(answer[1]);
    const bool isUp = guard > 0 && firstLine(answer[0]) == "up";
    close(answer[0]);
    std::unique_ptr<TestHosts> hosts(new TestHosts(QString::fromLatin1(name), guard, alive[1]));
    if (isUp && enterNetwork("pgtandem-" + name))
        return hosts;
    close(alive[1]);
    int status = 0;
    if (guard > 0 && waitpid(guard, &status, 0) == guard && WIFEXITED(status) &&
        WEXITSTATUS(status) == notHere)
        exitCode = notHere;
    hosts->m_guard = -1;
    return nullptr;
#else
    Q_UNUSED(kind)
    exitCode = notHere;
    std::fprintf(stderr, "The test hosts need Linux and root.\n");
    return nullptr;
#endif
}

TestHosts::~TestHosts()
{
    if (m_guard <= 0)
        return;
    close(m_alive);
    int status = 0;
    waitpid(m_guard, &status, 0);
}

QString TestHosts::on(const QString &host, const QString &script, int *exitCode) const
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(commandFile("on"), {m_name, host, QStringLiteral("sh"), QStringLiteral("-s")});
    process.write(script.toUtf8());
    process.closeWriteChannel();
    const bool isOver = process.waitForFinished(120000);
    if (exitCode != nullptr)
        *exitCode =
            isOver && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    return QString::fromUtf8(process.readAll()).trimmed();
}

void TestHosts::power(const QString &host, const QString &how) const
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(commandFile("power"), {m_name, host, how});
    QVERIFY2(process.waitForFinished(120000) && process.exitCode() == 0,
             process.readAll().constData());
}

bool TestHosts::isUp(const QString &host) const
{
    int exitCode = -1;
    // A wait that began when its systemd was about to end may have no end.
    const QString state =
        on(host, QStringLiteral("timeout 5 systemctl is-system-running --wait"), &exitCode);
    return state == QLatin1String("running") || state == QLatin1String("degraded");
}

QString TestHosts::bootOf(const QString &host) const
{
    return on(host, QStringLiteral("cat /proc/sys/kernel/random/boot_id"));
}

bool TestHosts::hasBootedSince(const QString &host, const QString &boot) const
{
    return isUp(host) && bootOf(host) != boot;
}

QString TestHosts::bootTold(const QString &host) const
{
    return host + u' ' +
           on(host, QStringLiteral("timeout 5 systemctl is-system-running; "
                                   "timeout 5 systemctl list-jobs --no-pager; "
                                   "timeout 5 systemctl --failed --no-pager"));
}

QString TestHosts::file(const QString &name) const
{
    return QStringLiteral("/run/pgtandem-hosts/") + m_name + u'/' + name;
}

QByteArray TestHosts::profile() const
{
    QJsonArray nodes;
    for (const int number : {1, 2}) {
        const QJsonObject ssh{{QStringLiteral("user"), QStringLiteral("main")},
                              {QStringLiteral("port"), 22},
                              {QStringLiteral("identity"), file(QStringLiteral("key"))},
                              {QStringLiteral("known_hosts"), file(QStringLiteral("known_hosts"))}};
        const QJsonObject postgres{{QStringLiteral("port"), 5432},
                                   {QStringLiteral("layout"), QStringLiteral("debian")},
                                   {QStringLiteral("version"), 17},
                                   {QStringLiteral("cluster"), QStringLiteral("main")}};
        nodes << QJsonObject{
            {QStringLiteral("name"), QStringLiteral("vm%1").arg(number)},
            {QStringLiteral("host"), QStringLiteral("192.168.56.%1").arg(number + 1)},
            {QStringLiteral("transport"), QStringLiteral("ssh")},
            {QStringLiteral("ssh"), ssh},
            {QStringLiteral("postgres"), postgres}};
    }
    const QJsonObject roles{{QStringLiteral("admin"), QStringLiteral("main1")},
                            {QStringLiteral("replication"), QStringLiteral("replicator")}};
    return QJsonDocument(QJsonObject{{QStringLiteral("name"), QStringLiteral("lab")},
                                     {QStringLiteral("environment"), QStringLiteral("lab")},
                                     {QStringLiteral("home_primary"), QStringLiteral("vm1")},
                                     {QStringLiteral("database"), QStringLiteral("testdb")},
                                     {QStringLiteral("client_networks"),
                                      QJsonArray{QStringLiteral("192.168.56.0/24")}},
                                     {QStringLiteral("nodes"), nodes},
                                     {QStringLiteral("roles"), roles},
                                     {QStringLiteral("tls"), QStringLiteral("require")}})
        .toJson();
}

} // namespace tandem::testing
