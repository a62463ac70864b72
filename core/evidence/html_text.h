// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tandem {

// Foreign words in HTML, for content and for quoted attributes: shown as plain text, whatever they
// hold. Control characters become their visible pictures, what XML cannot hold U+FFFD, so that the
// page is also well-formed XML.
[[nodiscard]] QString htmlText(const QString &words);

// A whole text as a block that keeps its lines; nothing for an empty one.
[[nodiscard]] QString htmlBlock(const QString &text);

} // namespace tandem
