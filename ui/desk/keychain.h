// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/secret.h"

#include <QObject>
#include <QStringList>

namespace tandem {

// Remembers a pair's passwords in the system's keychain (Secret Service, KWallet, macOS Keychain),
// never anywhere else: where there is none, nothing is remembered and failed() says so. A file in
// the pair's state directory lists which names are remembered, so that a keychain that nobody asked
// for is never opened. Answers come by signals; nothing here waits. GUI thread.
class Keychain : public QObject
{
    Q_OBJECT

public:
    // `pair`: its name, for the entries' labels. The directory is what makes it this pair.
    Keychain(QString pair, QString stateDirectory);

    // Whether the program was built with it.
    [[nodiscard]] static bool isBuiltIn();
    // The names of the secrets that are remembered.
    [[nodiscard]] const QStringList &remembered() const { return m_remembered; }
    // What was asked for is not there yet: a person may be asked to unlock the keychain.
    [[nodiscard]] bool isReading() const { return m_reading > 0; }

    void readAll(); // found() follows for each that is there
    void remember(const QString &name, const Secret &secret);
    void forgetAll();

Q_SIGNALS:
    void found(const QString &name, const tandem::Secret &secret);
    void changed(); // remembered() or isReading() is another one
    void failed(const tandem::Text &why);

private:
    [[nodiscard]] QString entryOf(const QString &name) const;
    void note(const QString &name, bool isRemembered);

    const QString m_pair;
    const QString m_directory;
    QStringList m_remembered;
    int m_reading = 0;
};

} // namespace tandem
