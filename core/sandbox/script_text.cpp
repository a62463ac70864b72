// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/script_text.h"

#include <QFile>

namespace tandem {

QString sandboxScript(const char *name)
{
    QFile file(QStringLiteral(":/sandbox/scripts/%1.sh").arg(QLatin1String(name)));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The script %s is not compiled in.", name);
    return QString::fromUtf8(file.readAll());
}

} // namespace tandem
