// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/structured_record.h"

#include "core/logs/log_text.h"
#include "core/logs/log_words.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QList>

namespace tandem {

namespace {

// Columns of a csvlog, as the server's write_csvlog() orders them.
enum Column
{
    Time = 0,
    User = 1,
    Database = 2,
    Pid = 3,
    Severity = 11,
    State = 12,
    Message = 13,
    Detail = 14,
    Hint = 15,
    Context = 18,
    Statement = 19,
    Application = 22,
    AllColumns = 24
};

QList<QByteArray> csvFields(const QByteArray &record)
{
    QList<QByteArray> fields{QByteArray()};
    bool isQuoted = false;
    for (qsizetype i = 0; i < record.size(); ++i) {
        const char c = record.at(i);
        if (c == '"' && isQuoted && i + 1 < record.size() && record.at(i + 1) == '"')
            fields.last() += record.at(++i);
        else if (c == '"')
            isQuoted = !isQuoted;
        else if (c == ',' && !isQuoted)
            fields.append(QByteArray());
        else
            fields.last() += c;
    }
    return fields;
}

LogEntry plainEntry(const LogRecord &record)
{
    LogEntry entry;
    entry.message = visibleText(record.bytes);
    entry.cutBytes = record.cutBytes;
    return entry;
}

void readTime(LogEntry &entry, const QString &stamp)
{
    const qsizetype space = stamp.lastIndexOf(u' ');
    if (space > 0)
        entry.timeMilliseconds = logTime(stamp.left(space), stamp.mid(space + 1));
}

// In a language that is not known the word stays with the message.
void readSeverity(LogEntry &entry, const QString &word)
{
    const auto known = lineWordOf(word);
    if (known && known->part == LinePart::Entry)
        entry.severity = known->severity;
    else if (!word.isEmpty())
        entry.message = word + QStringLiteral(":  ") + entry.message;
}

} // namespace

LogEntry parseCsvRecord(const LogRecord &record)
{
    const QList<QByteArray> fields = csvFields(record.bytes);
    const bool isCut = record.cutBytes > 0 || !record.isWhole;
    const auto text = [&fields](Column column) { return visibleText(fields.value(column)); };
    bool isNumber = false;
    const qlonglong pid = fields.value(Pid).toLongLong(&isNumber);
    if (fields.size() < (isCut ? Message + 1 : AllColumns) || !isNumber)
        return plainEntry(record);
    LogEntry entry;
    entry.pid = pid;
    entry.user = text(User);
    entry.database = text(Database);
    entry.application = text(Application);
    entry.sqlState = text(State);
    entry.message = text(Message);
    entry.detail = text(Detail);
    entry.hint = text(Hint);
    entry.context = text(Context);
    entry.statement = text(Statement);
    entry.cutBytes = record.cutBytes;
    readTime(entry, text(Time));
    readSeverity(entry, text(Severity));
    return entry;
}

LogEntry parseJsonRecord(const LogRecord &record)
{
    // Bytes that are no UTF-8 would make the whole object unreadable.
    const QByteArray valid = QString::fromUtf8(record.bytes).toUtf8();
    const QJsonObject object = QJsonDocument::fromJson(valid).object();
    const auto text = [&object](const char *key) {
        return visibleText(object.value(QLatin1String(key)).toString());
    };
    const QJsonValue pid = object.value(QLatin1String("pid"));
    const bool isEntry = record.cutBytes == 0 && pid.isDouble() &&
                         object.value(QLatin1String("error_severity")).isString();
    if (!isEntry)
        return plainEntry(record);
    LogEntry entry;
    entry.pid = pid.toInteger();
    entry.user = text("user");
    entry.database = text("dbname");
    entry.application = text("application_name");
    entry.sqlState = text("state_code");
    entry.message = text("message");
    entry.detail = text("detail");
    entry.hint = text("hint");
    entry.context = text("context");
    entry.statement = text("statement");
    readTime(entry, text("timestamp"));
    readSeverity(entry, text("error_severity"));
    return entry;
}

} // namespace tandem
