// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stages/config_text.h"
#include "core/transport/shell.h"
#include "tests/fuzz/foreign_readers.h"
#include "tests/fuzz/fuzz_entry.h"

namespace tandem::fuzz {

// What we write is read back as the very value, by the rules of the program that reads it.
void readForeign(const QByteArray &bytes)
{
    QString value = QString::fromUtf8(bytes);
    value.remove(QChar(0)); // a profile has none, and no file or command line can carry it
    const QByteArray wanted = value.toUtf8();
    require(readShellWord(shellQuoted(value).toUtf8()) == wanted, "a shell word");
    require(readConfString(confString(value).toUtf8()) == wanted, "a string of postgresql.conf");
    const QString keyword = QStringLiteral("application_name");
    const QString part = conninfoPart(keyword, value);
    require(readConninfoPart(part.toUtf8(), keyword.toUtf8()) == wanted, "a part of a conninfo");
    const auto inConf = readConfString(confString(part).toUtf8());
    require(inConf && readConninfoPart(*inConf, keyword.toUtf8()) == wanted,
            "a conninfo within postgresql.conf");
    if (!value.contains(u'\n')) // no profile has such a name, no line of pg_hba.conf can
        require(readHbaName(hbaName(value).toUtf8()) == wanted, "a name of pg_hba.conf");
}

} // namespace tandem::fuzz
