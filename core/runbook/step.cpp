// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runbook/step.h"

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

} // namespace tandem
