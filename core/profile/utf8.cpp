// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/utf8.h"

namespace tandem {

namespace {

// Bytes of the character that begins with `lead`; 0 for a byte that begins none.
int lengthOf(unsigned lead)
{
    if (lead < 0x80)
        return lead == 0 ? 0 : 1;
    if (lead >= 0xC2 && lead < 0xE0)
        return 2;
    if (lead >= 0xE0 && lead < 0xF0)
        return 3;
    return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

// Overlong forms, surrogates and what lies beyond U+10FFFF show in the second byte.
bool isSecondByte(unsigned lead, unsigned second)
{
    const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    return second >= low && second <= high;
}

} // namespace

qsizetype firstInvalidUtf8(const QByteArray &bytes)
{
    const auto at = [&bytes](qsizetype i) { return static_cast<unsigned char>(bytes.at(i)); };
    for (qsizetype i = 0; i < bytes.size();) {
        const int length = lengthOf(at(i));
        if (length == 0 || i + length > bytes.size())
            return i;
        if (length > 1 && !isSecondByte(at(i), at(i + 1)))
            return i;
        for (int k = 2; k < length; ++k) {
            if ((at(i + k) & 0xC0U) != 0x80U)
                return i;
        }
        i += length;
    }
    return -1;
}

} // namespace tandem
