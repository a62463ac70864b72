// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/guarded_directory.h"

#include "core/base/clock.h"
#include "core/base/stop.h"
#include "core/sandbox/process_scan.h"

#include <QDir>
#include <QFile>
#include <QProcess>

#include <csignal>
#include <cstdlib>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tandem {
namespace {

// $1: the pipe whose end means that the test is over; $2: the directory.
constexpr char guardScript[] = R"(
cat "$1" >/dev/null 2>&1
servers() {
    ps -A -o pid=,args= | PLACE="-D $2/" awk '$2 ~ /postgres$/ && index($0, ENVIRON["PLACE"]) { print $1 }'
}
round=0
while [ -d "$2" ] && found=$(servers "$@") && [ -n "$found" ] && [ $round -lt 100 ]; do
    [ $round -lt 50 ] && kill -QUIT $found || kill -KILL $found
    kill -CONT $found
    round=$((round + 1))
    sleep 0.1
done
rm -rf -- "$2"
)";

void endServersBelow(const QString &directory)
{
    const Deadline gentle = Deadline::after(Milliseconds(5000));
    const Deadline last = Deadline::after(Milliseconds(10000));
    for (auto left = postgresProcessesBelow(directory); !left.empty() && !last.expired();
         left = postgresProcessesBelow(directory)) {
        for (const std::int64_t process : left) {
            ::kill(static_cast<pid_t>(process), gentle.expired() ? SIGKILL : SIGQUIT);
            ::kill(static_cast<pid_t>(process), SIGCONT);
        }
        (void)StopToken().sleepFor(Milliseconds(20));
    }
}

} // namespace

GuardedDirectory::GuardedDirectory()
{
    char name[] = "/tmp/pgtandem-XXXXXX";
    if (::mkdtemp(name) == nullptr || ::chmod(name, 0755) != 0)
        qFatal("No temporary directory could be made below /tmp.");
    m_path = QDir(QFile::decodeName(name)).canonicalPath();
    startGuard();
}

void GuardedDirectory::startGuard()
{
    const QString pipe = path(QStringLiteral("guard"));
    const QByteArray pipeName = QFile::encodeName(pipe);
    if (::mkfifo(pipeName.constData(), 0600) != 0)
        qFatal("The guard's pipe could not be made.");
    m_alive = ::open(pipeName.constData(), O_RDWR | O_CLOEXEC);
    if (m_alive < 0 || !QProcess::startDetached(QStringLiteral("/bin/sh"),
                                                {QStringLiteral("-c"), QLatin1String(guardScript),
                                                 QStringLiteral("guard"), pipe, m_path},
                                                QStringLiteral("/")))
        qFatal("The guard of the temporary directory could not be started.");
}

GuardedDirectory::~GuardedDirectory()
{
    endServersBelow(m_path);
    QDir(m_path).removeRecursively();
    ::close(m_alive);
}

QString GuardedDirectory::path(const QString &name) const
{
    return m_path + u'/' + name;
}

} // namespace tandem
