// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/secret.h"

#include <QRandomGenerator>

#include <utility>

namespace tandem {

Secret::Secret(const Secret &other) : m_bytes(other.m_bytes.constData(), other.m_bytes.size()) {}

Secret::Secret(Secret &&other) noexcept : m_bytes(std::exchange(other.m_bytes, {})) {}

Secret &Secret::operator=(const Secret &other)
{
    if (this != &other) {
        wipe();
        m_bytes = QByteArray(other.m_bytes.constData(), other.m_bytes.size());
    }
    return *this;
}

Secret &Secret::operator=(Secret &&other) noexcept
{
    if (this != &other) {
        wipe();
        m_bytes = std::exchange(other.m_bytes, {});
    }
    return *this;
}

Secret::~Secret()
{
    wipe();
}

Secret Secret::generate()
{
    static constexpr char alphabet[] = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    QByteArray bytes;
    for (int i = 0; i < 24; ++i)
        bytes +=
            alphabet[QRandomGenerator::system()->bounded(static_cast<int>(sizeof alphabet) - 1)];
    return Secret(std::move(bytes));
}

void Secret::wipe()
{
    volatile char *bytes = m_bytes.isEmpty() ? nullptr : m_bytes.data();
    for (qsizetype i = 0; i < m_bytes.size(); ++i)
        bytes[i] = 0;
    m_bytes.clear();
}

} // namespace tandem
