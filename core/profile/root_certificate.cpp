// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/root_certificate.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace tandem {

namespace {

constexpr qint64 largestFile = 1024 * 1024;

Error unusable(const Text &sentence, const QString &details = {})
{
    return {ErrorKind::Usage, sentence, details, {}};
}

} // namespace

QString rootCertificateFile(const Profile &profile)
{
    const QString &path = profile.tlsRootCertificate;
    return path.startsWith(QLatin1String("~/")) ? QDir::homePath() + path.mid(1) : path;
}

Result<QString> readRootCertificate(const Profile &profile)
{
    const QString name = rootCertificateFile(profile);
    if (name.isEmpty())
        return QString();
    // A pipe or a device could hold the program up for ever.
    if (!QFileInfo(name).isFile())
        return unusable(say("Profile", "The root certificate %1 that the profile names does not "
                                       "exist or is no ordinary file: put it there or name "
                                       "another.")
                            .arg(name));
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return unusable(say("Profile", "The root certificate %1 that the profile names cannot be "
                                       "read: check its owner and mode.")
                            .arg(name),
                        file.errorString());
    static const QRegularExpression one(QStringLiteral("-----BEGIN CERTIFICATE-----\\r?\\n"
                                                       "([A-Za-z0-9+/=\\r\\n]+)"
                                                       "-----END CERTIFICATE-----"));
    auto found = one.globalMatch(QString::fromLatin1(file.read(largestFile)));
    QString certificates;
    while (found.hasNext())
        certificates += found.next().captured().remove(u'\r') + u'\n';
    if (certificates.isEmpty())
        return unusable(say("Profile", "%1 holds no certificate in PEM form (\"-----BEGIN "
                                       "CERTIFICATE-----\"): name the root certificate's file.")
                            .arg(name));
    return certificates;
}

} // namespace tandem
