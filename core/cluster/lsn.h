// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <compare>
#include <cstdint>
#include <optional>

namespace tandem {

// A WAL position in bytes since the beginning of the log ("0/3000148" is its written form).
struct Lsn
{
    std::uint64_t position = 0;

    auto operator<=>(const Lsn &) const = default;

    // Reads "XXXXXXXX/XXXXXXXX" (hex, each half 1 to 8 digits); nothing else is an Lsn.
    [[nodiscard]] static std::optional<Lsn> parse(const QString &text);
    [[nodiscard]] QString toString() const;
};

// Bytes from `older` to `newer`, 0 when `newer` is not ahead.
[[nodiscard]] std::uint64_t bytesBetween(Lsn older, Lsn newer);

} // namespace tandem
