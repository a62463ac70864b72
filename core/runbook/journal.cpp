// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runbook/journal.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QJsonDocument>

#include <unistd.h>

namespace tandem {

namespace {

QString checksumOf(const QByteArray &line)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(line, QCryptographicHash::Sha256).toHex().left(16));
}

constexpr char sumMark[] = ",\"sum\":\"";
constexpr qsizetype sumLength = 16;
constexpr qsizetype sumTail = qsizetype(sizeof sumMark) - 1 + sumLength + 2;

QByteArray withSum(const QByteArray &object)
{
    return object.chopped(1) + sumMark + checksumOf(object).toLatin1() + "\"}";
}

bool sumHolds(const QByteArray &line)
{
    return line.size() > sumTail && withSum(line.chopped(sumTail) + '}') == line;
}

Error diskError(const QString &fileName, const QString &why)
{
    return {ErrorKind::Failed,
            say("Runbook",
                "The journal %1 cannot be written (%2): nothing further is started until "
                "there is room to keep it.")
                .arg(fileName)
                .arg(why),
            why,
            {}};
}

bool syncToDisk(int handle)
{
#ifdef Q_OS_MACOS
    return fsync(handle) == 0;
#else
    return fdatasync(handle) == 0;
#endif
}

} // namespace

Journal::Journal(const QString &fileName, const Redactor &redactor)
    : m_file(fileName), m_redactor(redactor)
{
}

Result<std::unique_ptr<Journal>> Journal::create(const QString &directory, const QString &stage,
                                                 const Redactor &redactor)
{
    if (!QDir().mkpath(directory))
        return diskError(directory, QStringLiteral("the directory cannot be made"));
    const QString stem =
        QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmsszzz")) + u'-' +
        stage;
    for (int number = 1; number < 1000; ++number) {
        const QString name = QStringLiteral("%1/%2-%3.jsonl").arg(directory, stem).arg(number);
        std::unique_ptr<Journal> journal(new Journal(name, redactor));
        if (journal->m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly)) {
            journal->m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
            return journal;
        }
        if (!QFile::exists(name))
            return diskError(name, journal->m_file.errorString());
    }
    return diskError(directory, QStringLiteral("no free name"));
}

Result<void> Journal::append(QJsonObject event)
{
    const std::lock_guard lock(m_mutex);
    event.insert(QStringLiteral("n"), ++m_number);
    event.insert(QStringLiteral("at"), QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs));
    event.insert(QStringLiteral("previous"), m_previous);
    const QByteArray json = QJsonDocument(event).toJson(QJsonDocument::Compact);
    const QByteArray line = withSum(m_redactor.redact(QString::fromUtf8(json)).toUtf8());
    if (m_file.write(line + '\n') != line.size() + 1 || !m_file.flush() ||
        !syncToDisk(m_file.handle()))
        return diskError(m_file.fileName(), m_file.errorString());
    m_previous = checksumOf(line);
    return {};
}

Result<std::vector<QJsonObject>> Journal::read(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorKind::Failed,
                     say("Runbook", "The journal %1 cannot be read: %2.")
                         .arg(fileName)
                         .arg(file.errorString()),
                     {},
                     {}};
    QList<QByteArray> lines = file.readAll().split('\n');
    lines.removeLast(); // behind the last newline: empty, or a torn line
    std::vector<QJsonObject> events;
    QString previous;
    for (const QByteArray &line : lines) {
        const QJsonDocument document = QJsonDocument::fromJson(line);
        QJsonObject event = document.object();
        const int number = static_cast<int>(events.size()) + 1;
        if (!document.isObject() || !sumHolds(line) ||
            event.value(QLatin1String("n")).toInt() != number ||
            event.value(QLatin1String("previous")).toString() != previous)
            return Error{ErrorKind::Failed,
                         say("Runbook",
                             "Line %1 of the journal %2 was changed or is missing: it is "
                             "no evidence any more.")
                             .arg(number)
                             .arg(fileName),
                         {},
                         {}};
        previous = checksumOf(line);
        event.remove(QLatin1String("sum"));
        events.push_back(event);
    }
    return events;
}

} // namespace tandem
