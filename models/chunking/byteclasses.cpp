// SPDX-License-Identifier: Apache-2.0
#include "models/chunking/byteclasses.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace pollux {

namespace {

// Eight bytes are looked at in one 64-bit number: each comparison leaves its answer in the byte's highest bit.
constexpr quint64 eachByte = 0x0101'0101'0101'0101;
constexpr quint64 highBits = eachByte * 0x80;
constexpr qsizetype lane = 8; // bytes

/// The bytes of `low`, all below 0x80, that are `first` to `last`.
constexpr quint64 inRange(quint64 low, quint64 first, quint64 last)
{
    const quint64 fromFirst = low + eachByte * (0x80 - first);
    const quint64 aboveLast = low + eachByte * (0x80 - last - 1);
    return fromFirst & ~aboveLast & highBits;
}

/// Highest bits to the lowest eight bits.
constexpr quint64 gathered(quint64 high)
{
    return (high >> 7) * 0x0102'0408'1020'4080 >> 56;
}

} // namespace

qsizetype whiteSpaceLength(QByteArrayView utf8)
{
    const auto byte = [utf8](qsizetype at) { return at < utf8.size() ? static_cast<uchar>(utf8[at]) : uchar{0}; };
    switch (byte(0)) {
    case 0x09:
    case 0x0A:
    case 0x0B:
    case 0x0C:
    case 0x0D:
    case 0x20:
        return 1;
    case 0xC2: // U+0085, U+00A0
        return byte(1) == 0x85 || byte(1) == 0xA0 ? 2 : 0;
    case 0xE1: // U+1680
        return byte(1) == 0x9A && byte(2) == 0x80 ? 3 : 0;
    case 0xE2: // U+2000 to U+200A, U+2028, U+2029, U+202F; U+205F
        if (byte(1) == 0x80)
            return (byte(2) >= 0x80 && byte(2) <= 0x8A) || byte(2) == 0xA8 || byte(2) == 0xA9 || byte(2) == 0xAF ? 3
                                                                                                                 : 0;
        return byte(1) == 0x81 && byte(2) == 0x9F ? 3 : 0;
    case 0xE3: // U+3000
        return byte(1) == 0x80 && byte(2) == 0x80 ? 3 : 0;
    default:
        return 0;
    }
}

ByteClasses ByteClassReader::next()
{
    std::array<char, width> padded = {};
    const char *bytes = m_utf8.data() + m_offset;
    if (const qsizetype left = m_utf8.size() - m_offset; left < width) {
        padded.fill(' ');
        std::copy_n(bytes, left, padded.begin());
        bytes = padded.data();
    }
    ByteClasses classes;
    quint64 leads = 0;    // what may begin white space of several bytes
    quint64 leads3 = 0;   // the lead byte of U+3000 and of all kana, which are many
    quint64 seconds3 = 0; // and what follows it in U+3000
    for (qsizetype at = 0; at < width; at += lane) {
        const auto eight = qFromLittleEndian<quint64>(bytes + at);
        const quint64 high = eight & highBits;
        const quint64 low = eight & ~highBits;
        const quint64 ascii = (inRange(low, '\t', '\r') | inRange(low, ' ', ' ')) & ~high;
        classes.whiteSpace |= gathered(ascii) << at;
        if (high == 0)
            continue;
        classes.continuation |= gathered(inRange(low, 0x00, 0x3F) & high) << at;
        leads |= gathered((inRange(low, 0x42, 0x42) | inRange(low, 0x61, 0x62)) & high) << at;
        leads3 |= gathered(inRange(low, 0x63, 0x63) & high) << at;
        seconds3 |= gathered(inRange(low, 0x00, 0x00) & high) << at;
    }
    leads |= leads3 & (seconds3 >> 1 | quint64{1} << (width - 1));
    classes.whiteSpace |= std::exchange(m_carried, 0);
    if (leads != 0)
        classes.whiteSpace |= wideWhiteSpace(leads, m_offset);
    m_offset += width;
    return classes;
}

/// White space of several bytes in this block; keeps for the next block what reaches into it.
quint64 ByteClassReader::wideWhiteSpace(quint64 leads, qsizetype from)
{
    quint64 found = 0;
    for (; leads != 0; leads &= leads - 1) {
        const int at = std::countr_zero(leads);
        const qsizetype length = whiteSpaceLength(m_utf8.sliced(from + at));
        const quint64 bits = (quint64{1} << length) - 1;
        found |= bits << at;
        if (at + length > width)
            m_carried = bits >> (width - at);
    }
    return found;
}

qsizetype wordCount(QByteArrayView utf8)
{
    ByteClassReader reader(utf8);
    bool isInWord = false;
    qsizetype count = 0;
    while (!reader.atEnd())
        count += std::popcount(wordBegins(reader.next().whiteSpace, isInWord));
    return count;
}

} // namespace pollux
