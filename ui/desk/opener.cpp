// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/opener.h"

#include <QDir>

#include <unistd.h>

namespace tandem {

QString Opener::demoDirectory()
{
    QString base = qEnvironmentVariable("XDG_STATE_HOME");
    // A server that root starts runs as another user, who may not look into root's home.
    if (base.isEmpty())
        base = ::geteuid() == 0 ? QStringLiteral("/var/lib")
                                : QDir::homePath() + QStringLiteral("/.local/state");
    return base + QStringLiteral("/pgtandem/demo");
}

void Opener::openDemo(const QString &directory)
{
    m_worker.post([this, directory](const StopToken &stop) { deliver(makeDemo(directory, stop)); });
}

void Opener::openProfile(const QString &profileFile, const QString &secretsFile,
                         const QString &stateDirectory)
{
    m_worker.post([this, profileFile, secretsFile, stateDirectory](const StopToken &) {
        auto session = PairSession::open(profileFile, secretsFile, stateDirectory);
        if (!session.ok()) {
            deliver(session.error());
            return;
        }
        auto pair = std::make_shared<OpenedPair>();
        pair->session = std::move(*session);
        pair->profileFile = profileFile;
        deliver(pair);
    });
}

Result<std::shared_ptr<OpenedPair>> Opener::makeDemo(const QString &directory,
                                                     const StopToken &stop)
{
    auto pair = std::make_shared<OpenedPair>();
    if (Sandbox::existsIn(directory)) {
        tell(say("Ui", "Starting the servers of the demo pair ..."));
        auto sandbox = Sandbox::open(directory);
        if (!sandbox.ok())
            return sandbox.error();
        pair->sandbox = std::move(*sandbox);
        // What a crash or a fence keeps down is for the stages; the window shows it as it is.
        if (auto started = pair->sandbox->startAll(stop);
            !started.ok() && started.error().kind == ErrorKind::Cancelled)
            return started.error();
    } else {
        tell(say("Ui", "Making two fresh servers for the demo pair ..."));
        auto sandbox = Sandbox::create(directory, {}, stop);
        if (!sandbox.ok())
            return sandbox.error();
        pair->sandbox = std::move(*sandbox);
    }
    pair->sandbox->stopOnDestroy(true);
    pair->profileFile = pair->sandbox->profileFile();
    auto session = PairSession::open(pair->profileFile, pair->sandbox->secretsFile(),
                                     directory + QStringLiteral("/state"));
    if (!session.ok())
        return session.error();
    pair->session = std::move(*session);
    return pair;
}

void Opener::close(std::unique_ptr<Sandbox> sandbox)
{
    // The job holds it alone, so that the stop happens in the worker.
    m_worker.post(
        [this, held = std::shared_ptr<Sandbox>(std::move(sandbox))](const StopToken &) mutable {
            held.reset();
            QMetaObject::invokeMethod(
                this, [this] { Q_EMIT closed(); }, Qt::QueuedConnection);
        });
}

void Opener::tell(const Text &what)
{
    QMetaObject::invokeMethod(
        this, [this, what] { Q_EMIT progressed(what); }, Qt::QueuedConnection);
}

void Opener::deliver(const Result<std::shared_ptr<OpenedPair>> &result)
{
    QMetaObject::invokeMethod(
        this,
        [this, result] {
            if (result.ok())
                Q_EMIT opened(*result);
            else
                Q_EMIT failed(result.error());
        },
        Qt::QueuedConnection);
}

} // namespace tandem
