// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tandem {

// Foreign words in Markdown: whatever they hold, the document keeps its structure and a browser
// runs nothing of them.

// Words within one line or one table cell: every sign with a meaning is escaped, line ends and
// control characters become spaces.
[[nodiscard]] QString inlineMarkdown(const QString &words);

// Text as it is, between fences that are longer than any run of backticks in it. Ends with a line
// end; empty for text that is only white space.
[[nodiscard]] QString fencedMarkdown(const QString &text);

} // namespace tandem
