// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sandbox_directory.h"

#include "core/sandbox/process_scan.h"
#include "core/sandbox/script_text.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <sys/stat.h>
#include <unistd.h>

namespace tandem {
namespace {

constexpr char markerText[] = "pgtandem sandbox 1\n";
constexpr qsizetype longestSocketPath = 103; // macOS; Linux bears 107
constexpr std::int64_t bytesPerMegabyte = 1000 * 1000;

Error refusal(const Text &sentence, const QString &details = {})
{
    return Error{ErrorKind::Refused, sentence, details, {}};
}

Error notMade(const QString &path, int reason)
{
    return Error{ErrorKind::Failed,
                 say("Sandbox", "%1 could not be made: %2; choose a directory you may write to.")
                     .arg(path)
                     .arg(QString::fromLocal8Bit(std::strerror(reason))),
                 {},
                 {}};
}

QString nearestExisting(QString path)
{
    while (!QFileInfo::exists(path) && path != QLatin1String("/"))
        path = QFileInfo(path).path();
    return path;
}

Result<void> makeDirectory(const QString &path, mode_t mode)
{
    const QByteArray name = QFile::encodeName(path);
    if (::mkdir(name.constData(), mode) != 0 || ::chmod(name.constData(), mode) != 0)
        return notMade(path, errno);
    return {};
}

// Never follows a link: what it points at is not ours.
bool removeTree(const QString &path)
{
    const QFileInfo info(path);
    if (info.isSymLink() || info.isFile())
        return QFile::remove(path);
    return !info.exists() || QDir(path).removeRecursively();
}

} // namespace

QStringList sandboxNodeNames()
{
    return {QStringLiteral("vm1"), QStringLiteral("vm2")};
}

SandboxDirectory::SandboxDirectory(const QString &path)
    : m_path(QDir::cleanPath(QFileInfo(path).absoluteFilePath()))
{
    const QString canonical = QFileInfo(m_path).canonicalFilePath();
    if (!canonical.isEmpty())
        m_path = canonical;
}

QString SandboxDirectory::profileFile() const
{
    return m_path + QStringLiteral("/profile.json");
}

QString SandboxDirectory::secretsFile() const
{
    return m_path + QStringLiteral("/secrets.json");
}

QString SandboxDirectory::markerFile() const
{
    return m_path + QStringLiteral("/.pgtandem-sandbox");
}

QString SandboxDirectory::lockFile() const
{
    return m_path + QStringLiteral("/.pgtandem-sandbox.lock");
}

QString SandboxDirectory::nodeDirectory(const QString &nodeName) const
{
    return m_path + u'/' + nodeName;
}

Result<bool> SandboxDirectory::isOurs() const
{
    QFile marker(markerFile());
    if (!marker.exists())
        return false;
    if (!marker.open(QIODevice::ReadOnly) || marker.readAll() != markerText)
        return refusal(say("Sandbox", "%1 cannot be read or was made by another version of this "
                                      "program; use that version or choose another directory.")
                           .arg(markerFile()));
    return true;
}

bool SandboxDirectory::isFinished() const
{
    return QFile::exists(profileFile());
}

bool SandboxDirectory::isRunning() const
{
    return !postgresProcessesBelow(m_path).empty();
}

Result<void> SandboxDirectory::checkPath() const
{
    // pg_ctl puts paths between double quotes of a shell line.
    for (const QChar c : m_path) {
        if (c.unicode() < 0x20 || c.unicode() == 0x7f || QStringLiteral("\"$`\\").contains(c))
            return refusal(say("Sandbox", "The path %1 holds a character that pg_ctl cannot bear "
                                          "(a control character, \", $, ` or \\); choose another "
                                          "directory.")
                               .arg(m_path));
    }
    const QString socket =
        nodeDirectory(sandboxNodeNames().front()) + QStringLiteral("/run/.s.PGSQL.65535");
    const qsizetype excess = QFile::encodeName(socket).size() - longestSocketPath;
    if (excess > 0)
        return refusal(say("Sandbox", "The path %1 is %2 bytes too long for a Unix socket inside "
                                      "it; choose a shorter one.")
                           .arg(m_path)
                           .arg(excess));
    return {};
}

Result<void> SandboxDirectory::checkUnused() const
{
    const QFileInfo info(m_path);
    if (!info.exists() && !info.isSymLink())
        return {};
    if (!info.isDir())
        return refusal(say("Sandbox", "%1 is not a directory; choose another name.").arg(m_path));
    const auto ours = isOurs();
    if (!ours)
        return ours.error();
    if (*ours && isRunning())
        return refusal(say("Sandbox", "An embedded pair runs in %1; open it, or stop and remove it "
                                      "before making a new one there.")
                           .arg(m_path));
    if (*ours && isFinished())
        return refusal(say("Sandbox", "%1 already holds an embedded pair; open it, remove it, or "
                                      "choose another directory.")
                           .arg(m_path));
    if (*ours)
        return refusal(say("Sandbox", "%1 holds an embedded pair that was never finished; remove "
                                      "it or choose another directory.")
                           .arg(m_path));
    QStringList names = QDir(m_path).entryList(QDir::AllEntries | QDir::Hidden | QDir::System |
                                               QDir::NoDotAndDotDot);
    names.removeAll(QFileInfo(lockFile()).fileName());
    if (!names.isEmpty())
        return refusal(say("Sandbox", "%1 is not empty and not one of ours, so nothing was made "
                                      "there; choose an empty or a new directory.")
                           .arg(m_path),
                       names.join(u'\n'));
    return {};
}

Result<void> SandboxDirectory::checkSpace(std::int64_t neededBytes) const
{
    const QStorageInfo storage(nearestExisting(m_path));
    if (!storage.isValid() || storage.bytesAvailable() >= neededBytes)
        return {};
    return refusal(say("Sandbox", "An embedded pair needs %1 MB in %2 and %3 MB are free there; "
                                  "free some space or choose another directory.")
                       .arg(neededBytes / bytesPerMegabyte)
                       .arg(m_path)
                       .arg(storage.bytesAvailable() / bytesPerMegabyte));
}

Result<void> SandboxDirectory::checkWayIn(const ServerUser &user, Shell &shell,
                                          const StopToken &stop) const
{
    if (user.isOurselves)
        return {};
    ShellCommand command;
    command.script = sandboxScript("first_closed_directory");
    command.variables = {{QStringLiteral("TARGET"), nearestExisting(QFileInfo(m_path).path())}};
    const auto ran = shell.run(command, stop);
    if (!ran)
        return ran.error();
    if (ran->output.isEmpty() && ran->exitCode == 0)
        return {};
    return refusal(say("Sandbox", "The servers run as %1, who cannot enter %2; choose a directory "
                                  "outside a private home, for instance below /tmp or /var/tmp.")
                       .arg(user.name)
                       .arg(QString::fromUtf8(ran->output)),
                   QString::fromUtf8(ran->errors));
}

Result<QStringList> SandboxDirectory::make()
{
    QStringList missing;
    for (QString path = m_path; !QFileInfo::exists(path); path = QFileInfo(path).path())
        missing.prepend(path);
    for (const QString &path : missing) {
        const auto made = makeDirectory(path, 0755);
        if (!made)
            return made.error();
    }
    m_path = QFileInfo(m_path).canonicalFilePath();
    return missing;
}

Result<void> SandboxDirectory::furnish(const ServerUser &user) const
{
    QFile marker(markerFile());
    if (!marker.open(QIODevice::WriteOnly) || marker.write(markerText) < 0 || !marker.flush())
        return notMade(markerFile(), errno);
    struct stat status = {};
    const QByteArray name = QFile::encodeName(m_path);
    if (!user.isOurselves && (::stat(name.constData(), &status) != 0 ||
                              ::chmod(name.constData(), (status.st_mode & 07777) | 0111) != 0))
        return notMade(m_path, errno);
    for (const QString &node : sandboxNodeNames()) {
        const QString directory = nodeDirectory(node);
        const auto made = makeDirectory(directory, 0700);
        if (!made)
            return made.error();
        if (!user.isOurselves &&
            ::chown(QFile::encodeName(directory).constData(), user.userId, user.groupId) != 0)
            return notMade(directory, errno);
    }
    return {};
}

Result<std::unique_ptr<QLockFile>> SandboxDirectory::lock() const
{
    auto held = std::make_unique<QLockFile>(lockFile());
    held->setStaleLockTime(0); // a lock is stale when its holder is gone, never by its age
    if (held->tryLock())
        return held;
    if (held->error() != QLockFile::LockFailedError)
        return refusal(say("Sandbox", "The lock %1 could not be made; run as the user to whom the "
                                      "directory belongs.")
                           .arg(lockFile()));
    qint64 process = 0;
    QString host, program;
    if (!held->getLockInfo(&process, &host, &program))
        program = QStringLiteral("?");
    return refusal(say("Sandbox", "The embedded pair in %1 is in use by %2 (process %3 on %4); two "
                                  "at once would harm it, so close that one first.")
                       .arg(m_path)
                       .arg(program)
                       .arg(process)
                       .arg(host));
}

Result<void> SandboxDirectory::erase(std::unique_ptr<QLockFile> lock) const
{
    QStringList ours;
    for (const QString &node : sandboxNodeNames())
        ours += nodeDirectory(node);
    // The marker goes last: what was cut short stays recognisable and removable.
    ours << profileFile() << secretsFile() << markerFile();
    for (const QString &path : ours) {
        if (!removeTree(path))
            return Error{ErrorKind::Failed,
                         say("Sandbox", "%1 could not be deleted; delete it by hand or remove the "
                                        "pair as the user to whom it belongs.")
                             .arg(path),
                         {},
                         {}};
    }
    lock->unlock();
    return {};
}

} // namespace tandem
