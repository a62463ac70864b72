// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/keychain.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

#ifdef TANDEM_KEYCHAIN
#include <qt6keychain/keychain.h>
#endif

namespace tandem {

namespace {

QString listIn(const QString &directory)
{
    return directory + QStringLiteral("/keychain.json");
}

} // namespace

Keychain::Keychain(QString pair, QString stateDirectory)
    : m_pair(std::move(pair)), m_directory(std::move(stateDirectory))
{
    QFile file(listIn(m_directory));
    if (!isBuiltIn() || !file.open(QIODevice::ReadOnly))
        return;
    const QJsonArray names = QJsonDocument::fromJson(file.readAll()).array();
    for (const auto &name : names)
        m_remembered << name.toString();
}

bool Keychain::isBuiltIn()
{
#ifdef TANDEM_KEYCHAIN
    return true;
#else
    return false;
#endif
}

// Two profiles may give their pairs one name.
QString Keychain::entryOf(const QString &name) const
{
    return QStringLiteral("%1 %2 (%3)").arg(m_pair, name, m_directory);
}

void Keychain::note(const QString &name, bool isRemembered)
{
    if (m_remembered.contains(name) == isRemembered)
        return;
    if (isRemembered)
        m_remembered << name;
    else
        m_remembered.removeAll(name);
    QSaveFile file(listIn(m_directory));
    const QByteArray text = QJsonDocument(QJsonArray::fromStringList(m_remembered)).toJson();
    if (!QDir().mkpath(m_directory) || !file.open(QIODevice::WriteOnly) ||
        file.write(text) != text.size() || !file.commit())
        Q_EMIT failed(say("Ui", "%1 cannot be written: %2.")
                          .arg(listIn(m_directory))
                          .arg(file.errorString()));
    Q_EMIT changed();
}

#ifdef TANDEM_KEYCHAIN

namespace {

const QString service = QStringLiteral("pgtandem");

Text reasonOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return say("Ui", "there is none here");
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return say("Ui", "it was not unlocked");
    default:
        return Text::verbatim(job.errorString());
    }
}

} // namespace

void Keychain::readAll()
{
    for (const QString &name : QStringList(m_remembered)) {
        auto *job = new QKeychain::ReadPasswordJob(service); // deletes itself
        job->setKey(entryOf(name));
        connect(job, &QKeychain::Job::finished, this, [this, name, job] {
            --m_reading;
            if (job->error() == QKeychain::NoError)
                Q_EMIT found(name, Secret(job->textData().toUtf8()));
            else if (job->error() == QKeychain::EntryNotFound)
                note(name, false); // somebody took it away there
            else
                Q_EMIT failed(
                    say("Ui", "The system's keychain gives no passwords: %1.").arg(reasonOf(*job)));
            Q_EMIT changed();
        });
        ++m_reading;
        job->start();
    }
}

void Keychain::remember(const QString &name, const Secret &secret)
{
    auto *job = new QKeychain::WritePasswordJob(service);
    job->setKey(entryOf(name));
    job->setTextData(QString::fromUtf8(secret.reveal()));
    connect(job, &QKeychain::Job::finished, this, [this, name, job] {
        if (job->error() == QKeychain::NoError)
            note(name, true);
        else
            Q_EMIT failed(say("Ui", "The system's keychain does not remember it: %1. It is kept in "
                                    "memory until the pair is closed.")
                              .arg(reasonOf(*job)));
    });
    job->start();
}

void Keychain::forgetAll()
{
    for (const QString &name : QStringList(m_remembered)) {
        auto *job = new QKeychain::DeletePasswordJob(service);
        job->setKey(entryOf(name));
        connect(job, &QKeychain::Job::finished, this, [this, name, job] {
            if (job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound)
                note(name, false);
            else
                Q_EMIT failed(say("Ui", "The system's keychain does not forget %1: %2.")
                                  .arg(name)
                                  .arg(reasonOf(*job)));
        });
        job->start();
    }
}

#else

void Keychain::readAll() {}

void Keychain::remember(const QString &, const Secret &)
{
    Q_EMIT failed(say("Ui", "This program was built without the system's keychain."));
}

void Keychain::forgetAll() {}

#endif

} // namespace tandem
