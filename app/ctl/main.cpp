// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command_line.h"
#include "app/ctl/interrupt.h"

#include "core/postgres/connection.h"
#include "translations/translator.h"

#include <QCoreApplication>

using namespace tandem;

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    forgetLibpqEnvironment(); // a stray PGSERVICE would answer for every connection
    const QStringList arguments = QCoreApplication::arguments();
    CtlOptions early; // for mistakes in the call itself
    early.json = arguments.contains(QLatin1String("--json"));
    if (!useLanguage(languageOf(arguments)))
        return fail(early, {ErrorKind::Usage,
                            say("App", "There are texts in English (en) and Russian (ru) only."),
                            {},
                            {}});
    const auto line = readCommandLine(arguments);
    if (!line.ok())
        return fail(early, line.error());
    switch (line->wish) {
    case CommandLine::Wish::Help:
        for (const QString &text : helpLines())
            tell(text);
        return 0;
    case CommandLine::Wish::Version:
        tell(QStringLiteral("pgtandemctl ") + QStringLiteral(TANDEM_VERSION));
        return 0;
    case CommandLine::Wish::Run:
        break;
    }
    const Interrupt interrupt;
    return line->verb(line->options, interrupt.token());
}
