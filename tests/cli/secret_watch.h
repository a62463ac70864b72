// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace tandem::testing {

[[nodiscard]] inline QByteArray bytesOf(const QString &fileName)
{
    QFile file(fileName);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Collects what every process of this machine shows of its arguments and environment, to be
// searched for secrets that are known only afterwards. Where there is no /proc it sees nothing.
class SecretWatch
{
public:
    [[nodiscard]] static bool isPossible()
    {
        return QFile::exists(QStringLiteral("/proc/self/cmdline"));
    }

    void look()
    {
        const QStringList processes = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
        for (const QString &process : processes) {
            if (!process.at(0).isDigit())
                continue;
            for (const char *file : {"/cmdline", "/environ"})
                m_seen.insert(bytesOf(QStringLiteral("/proc/") + process + QLatin1String(file)));
        }
        ++m_looks;
    }

    [[nodiscard]] int looks() const { return m_looks; }
    // Somebody showed this word.
    [[nodiscard]] bool saw(const QByteArray &word) const
    {
        for (const QByteArray &seen : m_seen) {
            if (seen.contains(word))
                return true;
        }
        return false;
    }

private:
    QSet<QByteArray> m_seen;
    int m_looks = 0;
};

// The values of a secrets file.
[[nodiscard]] inline QList<QByteArray> secretsIn(const QString &fileName)
{
    QList<QByteArray> secrets;
    const QJsonObject object = QJsonDocument::fromJson(bytesOf(fileName)).object();
    for (const auto &value : object)
        secrets << value.toString().toUtf8();
    return secrets;
}

// The files below a directory that hold that word.
[[nodiscard]] inline QStringList filesWith(const QByteArray &word, const QString &directory)
{
    QStringList found;
    QDirIterator files(directory, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString name = files.next();
        if (bytesOf(name).contains(word))
            found << name;
    }
    return found;
}

} // namespace tandem::testing
