// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/ledger_record.h"

#include <QList>

namespace tandem {

namespace {

QByteArray encoded(const QString &name)
{
    return name.toUtf8().toPercentEncoding(QByteArray(), QByteArray(), '%');
}

QString decoded(const QByteArray &word)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(word));
}

QByteArray wordOf(RecordKind kind)
{
    switch (kind) {
    case RecordKind::Intend:
        return "intend";
    case RecordKind::Ack:
        return "ack";
    case RecordKind::Abort:
        return "abort";
    case RecordKind::Doubt:
        return "doubt";
    }
    return {};
}

struct Form
{
    RecordKind kind;
    qsizetype words;
};

std::optional<Form> formOf(const QByteArray &word)
{
    if (word == "intend")
        return Form{RecordKind::Intend, 5};
    if (word == "ack")
        return Form{RecordKind::Ack, 6};
    if (word == "abort")
        return Form{RecordKind::Abort, 3};
    if (word == "doubt")
        return Form{RecordKind::Doubt, 3};
    return std::nullopt;
}

} // namespace

QByteArray ledgerPayload(const LedgerRecord &record)
{
    QByteArray out = wordOf(record.kind) + ' ' + QByteArray::number(record.key.session) + ' ' +
                     QByteArray::number(qint64(record.key.seq));
    if (record.kind == RecordKind::Intend)
        out += ' ' + encoded(record.writeKind) + ' ' + encoded(record.tables);
    if (record.kind == RecordKind::Ack) {
        const auto nanoseconds =
            std::chrono::duration_cast<std::chrono::nanoseconds>(record.at.time_since_epoch());
        out += ' ' + encoded(record.node) + ' ' + QByteArray::number(qint64(nanoseconds.count())) +
               ' ' + QByteArray::number(qint64(record.wallMilliseconds));
    }
    return out;
}

std::optional<LedgerRecord> parseLedgerPayload(const QByteArray &payload)
{
    const QList<QByteArray> words = payload.split(' ');
    const std::optional<Form> form = formOf(words.first());
    if (!form || words.size() != form->words)
        return std::nullopt;
    bool sessionOk = false;
    bool seqOk = false;
    LedgerRecord record;
    record.kind = form->kind;
    record.key = {words[1].toInt(&sessionOk), words[2].toLongLong(&seqOk)};
    if (!sessionOk || !seqOk)
        return std::nullopt;
    if (record.kind == RecordKind::Intend) {
        record.writeKind = decoded(words[3]);
        record.tables = decoded(words[4]);
    }
    if (record.kind == RecordKind::Ack) {
        bool atOk = false;
        bool wallOk = false;
        record.node = decoded(words[3]);
        record.at = MonotonicTime(std::chrono::duration_cast<MonotonicClock::duration>(
            std::chrono::nanoseconds(words[4].toLongLong(&atOk))));
        record.wallMilliseconds = words[5].toLongLong(&wallOk);
        if (!atOk || !wallOk)
            return std::nullopt;
    }
    return record;
}

QByteArray LedgerChecksum::next(const QByteArray &payload)
{
    constexpr std::uint64_t prime = 0x100000001b3ULL;
    for (const char byte : payload)
        m_state = (m_state ^ static_cast<unsigned char>(byte)) * prime;
    m_state = (m_state ^ static_cast<unsigned char>('\n')) * prime;
    return QByteArray::number(qulonglong(m_state), 16).rightJustified(16, '0');
}

} // namespace tandem
