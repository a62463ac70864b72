// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/lsn.h"

#include <QStringList>

namespace tandem {

std::optional<Lsn> Lsn::parse(const QString &text)
{
    const QStringList halves = text.split(u'/');
    if (halves.size() != 2)
        return std::nullopt;
    std::uint64_t position = 0;
    for (const QString &half : halves) {
        if (half.isEmpty() || half.size() > 8)
            return std::nullopt;
        for (const QChar c : half) {
            const bool isHex =
                (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
            if (!isHex)
                return std::nullopt;
        }
        position = (position << 32) | half.toULongLong(nullptr, 16);
    }
    return Lsn{position};
}

QString Lsn::toString() const
{
    return QStringLiteral("%1/%2")
        .arg(position >> 32, 0, 16)
        .arg(position & 0xFFFFFFFFU, 0, 16)
        .toUpper();
}

std::uint64_t bytesBetween(Lsn older, Lsn newer)
{
    return newer > older ? newer.position - older.position : 0;
}

} // namespace tandem
