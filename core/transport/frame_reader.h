// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace tandem {

// Cuts one command's own bytes out of a stream that it shares with others: BEGIN, with a head a
// line "HEAD\n", the bytes, END, "TRAILER;". What comes before BEGIN and after the ";" is noise.
// BEGIN and END are random words, so the bytes between may be anything.
class FrameReader
{
public:
    FrameReader(QByteArray begin, QByteArray end, bool hasHead);

    // Takes what has come and gives the command's bytes in it; the start of what may become END is
    // kept back until it is clear.
    [[nodiscard]] QByteArray feed(const QByteArray &bytes);

    [[nodiscard]] bool hasEnded() const { return m_part == Part::After; }
    [[nodiscard]] const QByteArray &head() const { return m_head; }
    [[nodiscard]] const QByteArray &trailer() const { return m_trailer; }

private:
    enum class Part
    {
        Before,
        Head,
        Inside,
        Trailer,
        After
    };
    const QByteArray m_begin;
    const QByteArray m_end;
    const bool m_hasHead;
    Part m_part = Part::Before;
    QByteArray m_pending; // not sorted yet
    QByteArray m_head;
    QByteArray m_trailer;
};

} // namespace tandem
