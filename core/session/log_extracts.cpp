// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/log_extracts.h"

#include "core/base/embedded_text.h"
#include "core/postgres/layout.h"

namespace tandem {

std::vector<LogExtract> logExtracts(PairSession &session, const StopToken &stop)
{
    static const QString fileMark = QStringLiteral("file=");
    static const QString lineMark = QStringLiteral("line=");
    std::vector<LogExtract> extracts;
    for (const NodeProfile &node : session.profile().nodes) {
        ShellCommand command;
        command.script = embeddedText(QStringLiteral(":/session/scripts/log_extract.sh"));
        command.variables = {{QStringLiteral("log"), Layout::of(node).logDirectory}};
        command.timeout = Milliseconds(10000);
        const auto result = session.world().shell(node.name, command, stop, {});
        if (!result.ok())
            continue;
        const QString text = session.redactor().redact(QString::fromUtf8(result->output));
        for (const QString &line : text.split(u'\n')) {
            if (line.startsWith(fileMark))
                extracts.push_back({node.name, line.mid(fileMark.size()), {}});
            else if (line.startsWith(lineMark) && !extracts.empty())
                extracts.back().lines << line.mid(lineMark.size()).left(2000);
        }
    }
    return extracts;
}

} // namespace tandem
