// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayView>

#include <bit>

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
    qsizetype offset() const { return m_offset; } ///< of what next() tells about
    ByteClasses next();

private:
    quint64 wideWhiteSpace(quint64 leads, qsizetype from);

    QByteArrayView m_utf8;
    qsizetype m_offset = 0;
    quint64 m_carried = 0; // white space that began before m_offset
};

/// How many bytes the white space at the beginning of the text takes; 0 where there is none.
qsizetype whiteSpaceLength(QByteArrayView utf8);

/// Words begin and end where bits change.
struct WordEdges {
    quint64 begins = 0; ///< bit n: byte n is a word's first
    quint64 ends = 0;   ///< bit n: byte n is the first behind a word

    /// `isInWord` is what the byte before was, and becomes what the last byte is.
    WordEdges(quint64 whiteSpace, bool &isInWord)
    {
        const quint64 before = ~whiteSpace << 1 | quint64{isInWord};
        begins = ~whiteSpace & ~before;
        ends = whiteSpace & before;
        isInWord = ~whiteSpace >> (ByteClassReader::width - 1) != 0;
    }
};

/// Calls visit(qsizetype begin, qsizetype end) for each word of the text, in order.
template <typename Visit>
void forEachWord(QByteArrayView utf8, Visit visit)
{
    ByteClassReader reader(utf8);
    bool isInWord = false;
    qsizetype begin = 0;
    while (!reader.atEnd()) {
        const qsizetype offset = reader.offset();
        bool isBegin = !isInWord;
        const WordEdges edges(reader.next().whiteSpace, isInWord);
        for (quint64 left = edges.begins | edges.ends; left != 0; left &= left - 1) {
            const qsizetype edge = offset + std::countr_zero(left);
            if (isBegin)
                begin = edge;
            else
                visit(begin, edge);
            isBegin = !isBegin;
        }
    }
}

/// How many words a text has; faster than counting the calls of forEachWord().
qsizetype wordCount(QByteArrayView utf8);

} // namespace pollux
