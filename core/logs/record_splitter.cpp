// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/record_splitter.h"

#include <algorithm>
#include <utility>

namespace tandem {

void RecordSplitter::keep(const char *from, qsizetype size)
{
    if (m_isSkipping) {
        m_skipped += size;
        return;
    }
    const qsizetype kept = std::min(size, largestRecord - m_record.bytes.size());
    m_record.bytes.append(from, kept);
    m_record.cutBytes += size - kept;
}

void RecordSplitter::emitRecord(std::vector<LogRecord> &out, bool isWhole)
{
    if (m_isSkipping) {
        ++m_skipped; // the line end
        m_isSkipping = false;
    } else {
        m_record.isWhole = isWhole;
        out.push_back(std::move(m_record));
    }
    m_record = {};
    m_isQuoted = false;
}

void RecordSplitter::feed(const QByteArray &bytes, std::vector<LogRecord> &out)
{
    const char *at = bytes.constData();
    const char *const end = at + bytes.size();
    while (at != end) {
        const char *const lineEnd = std::find(at, end, '\n');
        if (m_hasQuotes && !m_isSkipping && std::count(at, lineEnd, '"') % 2 != 0)
            m_isQuoted = !m_isQuoted;
        keep(at, lineEnd - at);
        if (lineEnd == end)
            return;
        at = lineEnd + 1;
        const bool isTorn = m_isQuoted && m_record.bytes.size() >= largestRecord;
        if (m_isQuoted && !isTorn)
            keep("\n", 1);
        else
            emitRecord(out, !isTorn);
    }
}

void RecordSplitter::finish(std::vector<LogRecord> &out)
{
    if (!m_record.bytes.isEmpty())
        emitRecord(out, false);
    m_isSkipping = false;
    m_isQuoted = false;
    m_record = {};
}

void RecordSplitter::skipToLineEnd()
{
    m_record = {};
    m_isQuoted = false;
    m_isSkipping = true;
    m_skipped = 0;
}

} // namespace tandem
