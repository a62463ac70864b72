// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tandem {

// A text compiled into the program (":/postgres/sql/NAME.sql" ...), UTF-8. Safe from every thread.
// An unknown path is a programming error and aborts.
[[nodiscard]] QString embeddedText(const QString &path);

} // namespace tandem
