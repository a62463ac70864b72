// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QByteArray>
#include <QStringList>

namespace tandem {

// What the window remembers between two starts. No secret is among it. Does nothing when it is
// told not to remember.
class WindowMemory
{
public:
    explicit WindowMemory(bool remembers) : m_remembers(remembers) {}

    [[nodiscard]] bool isOn() const { return m_remembers; }
    [[nodiscard]] QStringList recent() const; // profiles, the last one first
    void addRecent(const QString &profileFile) const;
    [[nodiscard]] QByteArray geometry() const;
    void setGeometry(const QByteArray &geometry) const;
    [[nodiscard]] Appearance appearance() const;
    void setAppearance(Appearance appearance) const;
    [[nodiscard]] QString language() const; // empty: none was chosen
    void setLanguage(const QString &language) const;

private:
    const bool m_remembers;
};

} // namespace tandem
