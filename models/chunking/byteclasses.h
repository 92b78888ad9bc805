// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayView>

namespace pollux {

/// Classes of 64 bytes of a UTF-8 text: bit n stands for byte n, the lowest bit first.
struct ByteClasses {
    quint64 whiteSpace = 0;   ///< bytes of code points with the Unicode property White_Space, all of their bytes
    quint64 continuation = 0; ///< bytes that begin no code point
};

/// Reads a text 64 bytes at a time. The bytes must outlive it.
class ByteClassReader {
public:
    static constexpr qsizetype width = 64;

    explicit ByteClassReader(QByteArrayView utf8)
        : m_utf8(utf8)
    {
    }

    /// Bytes after the end count as white space. The last call always covers at least one such byte, so that every word
    /// ends.
    bool atEnd() const { return m_offset > m_utf8.size(); }
    qsizetype offset() const { return m_offset; } ///< of the bytes that next() classifies
    ByteClasses next();

private:
    quint64 wideWhiteSpace(quint64 leads, qsizetype from);

    QByteArrayView m_utf8;
    qsizetype m_offset = 0;
    quint64 m_carried = 0; // white space that began before m_offset
};

/// The length, in bytes, of the white space character at the beginning of the text (a code point with the Unicode
/// property White_Space); 0 if there is none.
qsizetype whiteSpaceLength(QByteArrayView utf8);

/// The first bytes of words: bit n stands for byte n. `isInWord` says whether the byte before belongs to a word, and is
/// set for the last of the 64 bytes.
inline quint64 wordBegins(quint64 whiteSpace, bool &isInWord)
{
    const quint64 begins = ~whiteSpace & ~(~whiteSpace << 1 | quint64{isInWord});
    isInWord = ~whiteSpace >> (ByteClassReader::width - 1) != 0;
    return begins;
}

/// The number of words of a text.
qsizetype wordCount(QByteArrayView utf8);

} // namespace pollux
