// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window_memory.h"

#include <QSettings>

namespace tandem {

namespace {

constexpr int mostRecent = 5;
const QString recentKey = QStringLiteral("recent");
const QString geometryKey = QStringLiteral("geometry");
const QString appearanceKey = QStringLiteral("appearance");
const QString languageKey = QStringLiteral("language");

} // namespace

QStringList WindowMemory::recent() const
{
    return m_remembers ? QSettings().value(recentKey).toStringList() : QStringList();
}

void WindowMemory::addRecent(const QString &profileFile) const
{
    if (!m_remembers)
        return;
    QStringList files = recent();
    files.removeAll(profileFile);
    files.prepend(profileFile);
    QSettings().setValue(recentKey, files.mid(0, mostRecent));
}

QByteArray WindowMemory::geometry() const
{
    return m_remembers ? QSettings().value(geometryKey).toByteArray() : QByteArray();
}

void WindowMemory::setGeometry(const QByteArray &geometry) const
{
    if (m_remembers)
        QSettings().setValue(geometryKey, geometry);
}

Appearance WindowMemory::appearance() const
{
    return m_remembers ? static_cast<Appearance>(QSettings().value(appearanceKey, 0).toInt())
                       : Appearance::System;
}

void WindowMemory::setAppearance(Appearance appearance) const
{
    if (m_remembers)
        QSettings().setValue(appearanceKey, int(appearance));
}

QString WindowMemory::language() const
{
    return m_remembers ? QSettings().value(languageKey).toString() : QString();
}

void WindowMemory::setLanguage(const QString &language) const
{
    if (m_remembers)
        QSettings().setValue(languageKey, language);
}

} // namespace tandem
