// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/ledger_contents.h"

#include <QFile>
#include <QSet>

namespace tandem {

namespace {

constexpr char headerWord[] = "pgtandem-ledger";
constexpr char formatVersion[] = "1";
constexpr qsizetype checksumLength = 16;

Error damaged(const QString &fileName, qint64 line)
{
    return {ErrorKind::Failed,
            say("Workload", "Line %2 of the ledger %1 is not as it was written, so nothing can be "
                            "proved from it; use an undamaged copy.")
                .arg(fileName)
                .arg(line),
            {},
            {}};
}

// Equal names share their memory; a long run has few different ones.
void share(QSet<QString> &names, QString &name)
{
    name = *names.insert(name);
}

} // namespace

QByteArray ledgerHeader(const QString &runId)
{
    return QByteArray(headerWord) + ' ' + formatVersion + ' ' + runId.toUtf8();
}

QByteArray ledgerEnd(std::int64_t records)
{
    return "end " + QByteArray::number(qint64(records));
}

Result<LedgerContents> readLedger(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorKind::Failed,
                     say("Workload", "The ledger %1 cannot be read (%2); check the name.")
                         .arg(fileName)
                         .arg(file.errorString()),
                     {},
                     {}};
    return parseLedger(file.readAll(), fileName);
}

Result<LedgerContents> parseLedger(const QByteArray &bytes, const QString &fileName)
{
    LedgerContents contents;
    LedgerChecksum checksum;
    QSet<QString> names;
    qsizetype begin = 0;
    qint64 line = 0;
    for (qsizetype end = 0; (end = bytes.indexOf('\n', begin)) >= 0; begin = end + 1) {
        ++line;
        const QByteArray text = bytes.mid(begin, end - begin);
        const QByteArray payload = text.mid(checksumLength + 1);
        if (text.size() <= checksumLength || text[checksumLength] != ' ' ||
            text.left(checksumLength) != checksum.next(payload) || contents.closed)
            return damaged(fileName, line);
        if (line == 1) {
            const QList<QByteArray> words = payload.split(' ');
            if (words.size() != 3 || words[0] != headerWord)
                return damaged(fileName, line);
            if (words[1] != formatVersion)
                return Error{ErrorKind::Failed,
                             say("Workload", "The ledger %1 has format %2, which this version does "
                                             "not know; read it with a newer version.")
                                 .arg(fileName)
                                 .arg(QString::fromUtf8(words[1])),
                             {},
                             {}};
            contents.runId = QString::fromUtf8(words[2]);
            continue;
        }
        if (payload == ledgerEnd(std::int64_t(contents.records.size()))) {
            contents.closed = true;
            continue;
        }
        std::optional<LedgerRecord> record = parseLedgerPayload(payload);
        if (!record)
            return damaged(fileName, line);
        share(names, record->writeKind);
        share(names, record->tables);
        share(names, record->node);
        contents.records.push_back(std::move(*record));
    }
    if (line == 0)
        return Error{ErrorKind::Failed,
                     say("Workload", "The file %1 is no ledger: its first line is missing; check "
                                     "the name.")
                         .arg(fileName),
                     {},
                     {}};
    contents.tornBytes = bytes.size() - begin;
    return contents;
}

} // namespace tandem
