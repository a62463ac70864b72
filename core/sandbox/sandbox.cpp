// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sandbox.h"

#include "core/sandbox/node_server.h"
#include "core/sandbox/postgres_binaries.h"
#include "core/sandbox/sandbox_builder.h"
#include "core/transport/local_shell.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

namespace tandem {
namespace {

Error refusal(const Text &sentence)
{
    return Error{ErrorKind::Refused, sentence, {}, {}};
}

Result<void> writeProfile(const Profile &profile, const QString &fileName)
{
    QSaveFile file(fileName);
    const QByteArray json = profile.toJson();
    if (file.open(QIODevice::WriteOnly) && file.write(json) == json.size() && file.commit())
        return {};
    return Error{ErrorKind::Failed,
                 say("Sandbox", "The profile %1 could not be written: %2; see to the disk and try "
                                "again.")
                     .arg(fileName)
                     .arg(file.errorString()),
                 {},
                 {}};
}

Result<SandboxDirectory> existing(const QString &path)
{
    const SandboxDirectory directory(path);
    const auto ours = directory.isOurs();
    if (!ours)
        return ours.error();
    if (!*ours)
        return refusal(say("Sandbox", "There is no embedded pair in %1; make one there first or "
                                      "name its directory.")
                           .arg(directory.path()));
    return directory;
}

// The pair was made where it lies now and by the user who asks.
Result<void> checkAtHome(const Profile &profile, const SandboxDirectory &directory)
{
    for (const NodeProfile &node : profile.nodes) {
        if (nodeDirectory(node) != directory.nodeDirectory(node.name))
            return refusal(say("Sandbox", "The embedded pair in %1 was made for %2; move it back "
                                          "there or make a new one.")
                               .arg(directory.path())
                               .arg(QFileInfo(nodeDirectory(node)).path()));
        const auto user = serverUser(node.postgres.osUser);
        if (!user)
            return user.error();
        const QFileInfo home(nodeDirectory(node));
        const bool rightUser = user->isOurselves == node.postgres.osUser.isEmpty();
        if (!rightUser || home.ownerId() != user->userId)
            return refusal(say("Sandbox", "The embedded pair in %1 belongs to another user, %2; "
                                          "run the program as the user who made it.")
                               .arg(directory.path())
                               .arg(home.owner()));
    }
    return {};
}

Result<void> checkStopped(const SandboxDirectory &directory)
{
    if (!directory.isRunning())
        return {};
    return refusal(say("Sandbox", "Servers of the embedded pair in %1 still run, so nothing was "
                                  "deleted; stop them first.")
                       .arg(directory.path()));
}

Result<void> eraseAndRemove(const SandboxDirectory &directory, std::unique_ptr<QLockFile> lock)
{
    auto erased = directory.erase(std::move(lock));
    if (erased)
        QDir().rmdir(directory.path()); // stays when files of others lie in it
    return erased;
}

// Ends what a failed creation started and deletes what it made.
void undo(const SandboxDirectory &directory, const Profile &profile, const QStringList &made,
          std::unique_ptr<QLockFile> lock)
{
    for (const NodeProfile &node : profile.nodes)
        (void)stopServer(node, {});
    if (!directory.isRunning())
        (void)directory.erase(std::move(lock));
    for (qsizetype i = made.size(); i-- > 0;)
        QDir().rmdir(made[i]);
}

} // namespace

Result<std::unique_ptr<Sandbox>> Sandbox::create(const QString &path, const SandboxOptions &options,
                                                 const StopToken &stop)
{
    SandboxDirectory directory(path);
    const auto borne = directory.checkPath();
    if (!borne)
        return borne.error();
    const auto ours = directory.isOurs();
    if (ours && *ours) {
        const auto lock = directory.lock(); // somebody who uses it is named first
        if (!lock)
            return lock.error();
    }
    const auto unused = directory.checkUnused();
    if (!unused)
        return unused.error();
    const auto user = serverUser(options.osUser);
    if (!user)
        return user.error();
    const auto space = directory.checkSpace(options.neededBytes);
    if (!space)
        return space.error();

    LocalShell shell(sandboxNodeNames().front(), user->isOurselves ? QString() : user->name);
    const auto enterable = directory.checkWayIn(*user, shell, stop);
    if (!enterable)
        return enterable.error();
    const auto binaries = findBinaries(options.binDirectory, shell, stop);
    if (!binaries)
        return binaries.error();

    const auto made = directory.make();
    if (!made)
        return made.error();
    auto lock = directory.lock();
    if (!lock)
        return lock.error();
    const auto stillUnused = directory.checkUnused();
    if (!stillUnused)
        return stillUnused.error();

    Profile profile = sandboxProfile(directory, *binaries, *user);
    const auto built = [&]() -> Result<void> {
        const auto furnished = directory.furnish(*user);
        if (!furnished)
            return furnished.error();
        const auto servers = buildServers(profile, *binaries, *user, stop);
        return servers ? writeProfile(profile, directory.profileFile()) : servers;
    }();
    if (!built) {
        undo(directory, profile, *made, std::move(*lock));
        return built.error();
    }
    return std::unique_ptr<Sandbox>(
        new Sandbox(std::move(directory), std::move(*lock), std::move(profile)));
}

bool Sandbox::existsIn(const QString &path)
{
    const auto directory = existing(path);
    return directory && directory->isFinished();
}

Result<std::unique_ptr<Sandbox>> Sandbox::open(const QString &path)
{
    auto directory = existing(path);
    if (!directory)
        return directory.error();
    auto lock = directory->lock();
    if (!lock)
        return lock.error();
    if (!directory->isFinished())
        return refusal(say("Sandbox", "The embedded pair in %1 was never finished; remove it and "
                                      "make a new one.")
                           .arg(directory->path()));
    auto profile = Profile::load(directory->profileFile());
    if (!profile)
        return profile.error();
    const auto atHome = checkAtHome(*profile, *directory);
    if (!atHome)
        return atHome.error();
    return std::unique_ptr<Sandbox>(
        new Sandbox(std::move(*directory), std::move(*lock), std::move(*profile)));
}

Result<void> Sandbox::removeAt(const QString &path)
{
    const auto directory = existing(path);
    if (!directory)
        return directory.error();
    auto lock = directory->lock();
    if (!lock)
        return lock.error();
    const auto stopped = checkStopped(*directory);
    return stopped ? eraseAndRemove(*directory, std::move(*lock)) : stopped;
}

Sandbox::Sandbox(SandboxDirectory directory, std::unique_ptr<QLockFile> lock, Profile profile)
    : m_directory(std::move(directory)), m_lock(std::move(lock)), m_profile(std::move(profile))
{
}

Sandbox::~Sandbox()
{
    if (!m_stopOnDestroy || !m_lock)
        return;
    const auto stopped = stopAll({});
    if (!stopped)
        qWarning("%s", qPrintable(stopped.error().sentence.english()));
}

Result<bool> Sandbox::wouldBothBePrimary(const StopToken &stop) const
{
    for (const NodeProfile &node : m_profile.nodes) {
        if (isMarkedStandby(node))
            return false;
    }
    std::array<QString, 2> identifiers;
    for (size_t i = 0; i < identifiers.size(); ++i) {
        auto identifier = systemIdentifierOf(m_profile.nodes[i], stop);
        if (!identifier)
            return identifier.error();
        identifiers[i] = std::move(*identifier);
    }
    return identifiers[0] == identifiers[1];
}

Result<void> Sandbox::startAll(const StopToken &stop)
{
    const auto second = wouldBothBePrimary(stop);
    if (!second)
        return second.error();
    if (*second)
        return refusal(say("Sandbox", "%1 and %2 hold the same database cluster and neither is "
                                      "marked as a standby, so both would accept writes; start "
                                      "only the one with the newest data and resync the other.")
                           .arg(m_profile.nodes[0].name)
                           .arg(m_profile.nodes[1].name));
    return forBothNodes([&](size_t i) { return startServer(m_profile.nodes[i], stop); });
}

Result<void> Sandbox::start(const QString &nodeName, const StopToken &stop)
{
    const NodeProfile *node = m_profile.node(nodeName);
    if (node == nullptr)
        return Error{ErrorKind::Usage,
                     say("Sandbox", "The embedded pair has no node named %1; its nodes are %2.")
                         .arg(nodeName)
                         .arg(sandboxNodeNames().join(QStringLiteral(", "))),
                     {},
                     {}};
    const NodeProfile &peer = m_profile.peerOf(nodeName);
    if (hasServerProcess(peer)) {
        const auto second = wouldBothBePrimary(stop);
        if (!second)
            return second.error();
        if (*second)
            return refusal(say("Sandbox", "%1 was not started: %2 runs with the same database "
                                          "cluster and neither is marked as a standby, so both "
                                          "would accept writes; resync %1 first.")
                               .arg(nodeName)
                               .arg(peer.name));
    }
    return startServer(*node, stop);
}

Result<void> Sandbox::stopAll(const StopToken &stop)
{
    std::array<const NodeProfile *, 2> order{&m_profile.nodes[0], &m_profile.nodes[1]};
    if (isMarkedStandby(*order[0]))
        std::swap(order[0], order[1]);
    Result<void> outcome;
    for (const NodeProfile *node : order) {
        const auto stopped = stopServer(*node, stop);
        if (!stopped && outcome)
            outcome = stopped;
    }
    return outcome;
}

Result<void> Sandbox::remove()
{
    if (!m_lock)
        return {};
    const auto stopped = checkStopped(m_directory);
    return stopped ? eraseAndRemove(m_directory, std::move(m_lock)) : stopped;
}

} // namespace tandem
