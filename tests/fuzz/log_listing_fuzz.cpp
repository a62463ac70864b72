// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/log_files.h"
#include "tests/fuzz/fuzz_entry.h"

namespace tandem::fuzz {

void readForeign(const QByteArray &bytes)
{
    const LogListing listing = parseLogListing(bytes, Layout());
    for (const LogFile &file : listing.files)
        require(file.size >= 0 && file.path.startsWith(u'/'), "a file has a place and a size");
    const auto piece = parseLogPiece(bytes);
    require(!piece || piece->bytes.size() < bytes.size(), "a piece has its header");
}

} // namespace tandem::fuzz
