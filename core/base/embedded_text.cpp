// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/embedded_text.h"

#include <QFile>

namespace tandem {

QString embeddedText(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The program was built without its text %s.", qUtf8Printable(path));
    return QString::fromUtf8(file.readAll());
}

} // namespace tandem
