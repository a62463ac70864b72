// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace tandem::fuzz {

// Every target defines this one: reads the bytes and checks what must hold of what it read.
void readForeign(const QByteArray &bytes);

// Ends the program with the words when the condition does not hold, in every build.
void require(bool holds, const char *what);

} // namespace tandem::fuzz
