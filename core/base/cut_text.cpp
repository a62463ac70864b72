// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/cut_text.h"

namespace tandem {

QString cutText(const QString &text, qsizetype longest)
{
    if (text.size() <= longest)
        return text;
    qsizetype kept = longest;
    if (kept > 0 && text.at(kept - 1).isHighSurrogate())
        --kept; // half a character is none
    return text.left(kept) +
           QStringLiteral("\n[... %1 more characters were cut off]").arg(text.size() - kept);
}

} // namespace tandem
