// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/file_handle.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <mutex>
#include <optional>

namespace tandem {

// Finds the addresses of a host name without blocking the caller: getaddrinfo knows no deadline,
// so it runs in a thread of its own, which outlives this object when the name server is silent.
class NameLookup
{
public:
    struct Answer
    {
        QStringList addresses; // numeric, in the order to try; empty: not found
        QString problem;       // the resolver's words
    };

    explicit NameLookup(const QString &host);
    [[nodiscard]] bool isValid() const { return m_shared != nullptr; }
    // Readable when the answer is there.
    [[nodiscard]] int descriptor() const;
    [[nodiscard]] std::optional<Answer> answer() const;

    // "192.168.56.2", "::1", "fe80::1%eth0": no lookup is needed.
    [[nodiscard]] static bool isAddress(const QString &host);

private:
    struct Shared
    {
        PipeEnds ready;
        std::mutex mutex;
        std::optional<Answer> answer;
    };
    std::shared_ptr<Shared> m_shared;
};

} // namespace tandem
