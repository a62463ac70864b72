// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/sandbox.h"
#include "core/session/pair_session.h"
#include "ui/desk/worker.h"

#include <QObject>

namespace tandem {

// A pair that was opened: a profile's, or the demo pair with its servers.
struct OpenedPair
{
    std::unique_ptr<Sandbox> sandbox; // absent: not the demo pair; stops its servers when it goes
    std::unique_ptr<PairSession> session;
    QString profileFile;
};

// Opens pairs, without keeping the window waiting. GUI thread.
class Opener : public QObject
{
    Q_OBJECT

public:
    // Where the demo pair lives, beside the state of the other pairs.
    [[nodiscard]] static QString demoDirectory();

    // opened() or failed() follows. A demo pair that is there is used again, its servers started.
    void openDemo(const QString &directory);
    void openProfile(const QString &profileFile, const QString &secretsFile,
                     const QString &stateDirectory);
    // Stops the servers of a demo pair and lets go of it; closed() follows.
    void close(std::unique_ptr<Sandbox> sandbox);
    void cancel() { m_worker.stopCurrent(); }

Q_SIGNALS:
    void progressed(const tandem::Text &what);
    void opened(const std::shared_ptr<tandem::OpenedPair> &pair); // the receiver takes it over
    void failed(const tandem::Error &error);
    void closed();

private:
    void tell(const Text &what);
    [[nodiscard]] Result<std::shared_ptr<OpenedPair>> makeDemo(const QString &directory,
                                                               const StopToken &stop);
    void deliver(const Result<std::shared_ptr<OpenedPair>> &result);

    Worker m_worker;
};

} // namespace tandem
