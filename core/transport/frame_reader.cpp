// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/frame_reader.h"

#include <algorithm>
#include <utility>

namespace tandem {

namespace {

constexpr qsizetype longestWord = 64; // of a head or a trailer

// How many bytes at the end of `bytes` are the beginning of `word`.
qsizetype begunAtEnd(const QByteArray &bytes, const QByteArray &word)
{
    for (qsizetype n = std::min(bytes.size(), word.size() - 1); n > 0; --n) {
        if (bytes.endsWith(word.left(n)))
            return n;
    }
    return 0;
}

} // namespace

FrameReader::FrameReader(QByteArray begin, QByteArray end, bool hasHead)
    : m_begin(std::move(begin)), m_end(std::move(end)), m_hasHead(hasHead)
{
}

QByteArray FrameReader::feed(const QByteArray &bytes)
{
    QByteArray own;
    m_pending += bytes;
    if (m_part == Part::Before) {
        const qsizetype at = m_pending.indexOf(m_begin);
        if (at < 0) {
            m_pending = m_pending.right(m_begin.size() - 1);
            return own;
        }
        m_pending.remove(0, at + m_begin.size());
        m_part = m_hasHead ? Part::Head : Part::Inside;
    }
    if (m_part == Part::Head) {
        const qsizetype line = m_pending.indexOf('\n');
        const qsizetype end = m_pending.indexOf(m_end);
        if (end >= 0 && (line < 0 || end < line)) {
            m_part = Part::Inside; // it could not be started
        } else if (line >= 0 && line <= longestWord) {
            m_head = m_pending.left(line);
            m_pending.remove(0, line + 1);
            m_part = Part::Inside;
        } else {
            return own;
        }
    }
    if (m_part == Part::Inside) {
        const qsizetype end = m_pending.indexOf(m_end);
        const qsizetype size = end >= 0 ? end : m_pending.size() - begunAtEnd(m_pending, m_end);
        own = m_pending.left(size);
        m_pending.remove(0, end >= 0 ? size + m_end.size() : size);
        if (end >= 0)
            m_part = Part::Trailer;
    }
    if (m_part == Part::Trailer) {
        const qsizetype stop = m_pending.indexOf(';');
        if (stop >= 0) {
            m_trailer = m_pending.left(stop);
            m_part = Part::After;
        }
    }
    if (m_part == Part::After)
        m_pending.clear();
    return own;
}

} // namespace tandem
