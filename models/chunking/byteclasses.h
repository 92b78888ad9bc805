// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayView>

namespace pollux {

/// What 64 bytes of a UTF-8 text are: bit n for byte n, the lowest first.
struct ByteClasses {
    quint64 whiteSpace = 0;   ///< bytes of code points with the Unicode property White_Space, all of their bytes
    quint64 continuation = 0; ///< bytes that begin no code point
};

/// Goes through a text 64 bytes at a time. The bytes must outlive it.
class ByteClassReader {
public:
    static constexpr qsizetype width = 64;

    explicit ByteClassReader(QByteArrayView utf8)
        : m_utf8(utf8)
    {
    }

    /// Bytes behind the end count as white space. There is always a last call with at least one such byte, so that
    /// each word is seen to end.
    bool atEnd() const { return m_offset > m_utf8.size(); }
    qsizetype offset() const { return m_offset; } ///< of the bytes that next() classifies
    ByteClasses next();

private:
    quint64 wideWhiteSpace(quint64 leads, qsizetype from);

    QByteArrayView m_utf8;
    qsizetype m_offset = 0;
    quint64 m_carried = 0; // white space that began before m_offset
};

/// How many bytes the white space at the beginning of the text takes; 0 where there is none.
qsizetype whiteSpaceLength(QByteArrayView utf8);

/// The first bytes of words: bit n for byte n. `isInWord` is what the byte before was, and becomes what the last is.
inline quint64 wordBegins(quint64 whiteSpace, bool &isInWord)
{
    const quint64 begins = ~whiteSpace & ~(~whiteSpace << 1 | quint64{isInWord});
    isInWord = ~whiteSpace >> (ByteClassReader::width - 1) != 0;
    return begins;
}

/// How many words a text has.
qsizetype wordCount(QByteArrayView utf8);

} // namespace pollux
