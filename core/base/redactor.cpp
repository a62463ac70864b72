// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/redactor.h"

#include <algorithm>

namespace tandem {

void Redactor::learn(const Secret &secret)
{
    const QString value = QString::fromUtf8(secret.reveal());
    if (value.size() < 3)
        return; // shorter ones would tear ordinary text apart; the profile refuses them
    const std::lock_guard lock(m_mutex);
    const auto add = [this](const QString &spelling) {
        if (std::find(m_known.begin(), m_known.end(), spelling) == m_known.end())
            m_known.push_back(spelling);
    };
    add(value);
    add(QString(value).replace(QLatin1String("'"), QLatin1String("''")));
    add(QString(value).replace(QLatin1String("'"), QLatin1String("'\\''")));
    add(QString(value)
            .replace(QLatin1String("\\"), QLatin1String("\\\\"))
            .replace(QLatin1String("\""), QLatin1String("\\\"")));
    std::sort(m_known.begin(), m_known.end(),
              [](const QString &a, const QString &b) { return a.size() > b.size(); });
}

QString Redactor::redact(const QString &text) const
{
    const std::lock_guard lock(m_mutex);
    QString out = text;
    for (const QString &secret : m_known)
        out.replace(secret, QLatin1String("***"));
    return out;
}

} // namespace tandem
