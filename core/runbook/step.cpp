// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runbook/step.h"

#include <algorithm>

namespace tandem {

Operand literal(const QString &text)
{
    return {Operand::Kind::Literal, text};
}

Operand literal(qint64 number)
{
    return {Operand::Kind::Literal, QString::number(number)};
}

Operand captured(const QString &name)
{
    return {Operand::Kind::Captured, name};
}

Operand verifierOf(const QString &secretKey)
{
    return {Operand::Kind::PasswordVerifier, secretKey};
}

const Capture *captureFrom(const std::vector<Capture> &captures, const char *source)
{
    const auto found = std::find_if(captures.begin(), captures.end(), [&](const Capture &capture) {
        return capture.from == QLatin1String(source);
    });
    return found == captures.end() ? nullptr : &*found;
}

} // namespace tandem
