// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/step_text.h"

namespace tandem {

QString stepText(const StepRow &row)
{
    if (row.isGroup)
        return say("Ui", "The steps below it run at the same time.").translated();
    QStringList lines;
    if (!row.today.isEmpty())
        lines << row.today.translated();
    if (!row.danger.isEmpty())
        lines << say("Ui", "Cannot be undone: %1").arg(row.danger).translated();
    else if (!row.undo.isEmpty())
        lines << say("Ui", "Undo: %1").arg(row.undo).translated();
    if (row.error) {
        lines << row.error->sentence.translated();
        if (!row.error->details.trimmed().isEmpty())
            lines << row.error->details.trimmed();
    }
    if (!row.output.trimmed().isEmpty())
        lines << say("Ui", "Output:").translated() << row.output.trimmed();
    if (!row.command.isEmpty()) {
        if (!lines.isEmpty())
            lines << QString();
        lines << row.command;
    }
    return lines.join(u'\n');
}

} // namespace tandem
