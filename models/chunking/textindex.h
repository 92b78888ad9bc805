// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/chunking/chunkingconfig.h"

#include <QByteArray>

#include <vector>

namespace pollux {

inline constexpr qsizetype maxChunkedTextSize = qsizetype{64} * 1024 * 1024; ///< bytes

/// The words of one chunk, and its position in the text. 16 bytes.
struct TextChunk {
    quint32 firstWord = 0; ///< counted from 0 over the whole text
    quint32 wordCount = 0; ///< 1 to maxTokensPerChunk
    quint32 begin = 0;     ///< byte offset of the first word's first byte
    quint32 end = 0;       ///< byte offset after the last word's last byte

    bool operator==(const TextChunk &) const = default;
};

/// A text and the positions of its words. They are computed once, so that any chunk of any config can be found
/// directly: another config does not need another pass over the text.
///
/// The documented rule as Pollux understands it: Unicode white space separates words; each chunk has up to
/// maxTokensPerChunk words and begins with the last maxOverlapTokens words of the chunk before it. The last chunk
/// always has at least one word that no earlier chunk has. A text without words has no chunks.
///
/// Shares the QByteArray it was given, and needs 4 bytes per word plus a sixteenth of the text's size. Immutable, so it
/// may be used from several threads at once.
class TextIndex {
public:
    TextIndex()
        : TextIndex(QByteArray())
    {
    }
    /// At most maxChunkedTextSize bytes; invalid UTF-8 counts as part of words. Linear time.
    explicit TextIndex(const QByteArray &utf8);

    QByteArrayView text() const { return m_text; }
    qint64 words() const { return static_cast<qint64>(m_wordBegins.size()); }
    /// The number of Unicode code points; a stray continuation byte belongs to the code point before it.
    qint64 characters() const { return m_characters; }
    /// The code points that are not white space.
    qint64 wordCharacters() const { return m_wordCharacters; }
    /// The code points that begin in [begin, end), which are byte offsets in the text.
    qint64 characters(quint32 begin, quint32 end) const;

    /// In this and the following functions the config must have no problem (see problemOf()).
    qint64 chunkCount(const ChunkingConfig &config) const;
    /// `number` is from 0 to chunkCount() - 1.
    TextChunk chunk(qint64 number, const ChunkingConfig &config) const;
    /// The number of the last chunk that begins at or before this byte offset; -1 if there is none.
    qint64 lastChunkFrom(quint32 offset, const ChunkingConfig &config) const;

private:
    quint32 wordEnd(std::size_t word) const;
    qint64 charactersBefore(quint32 offset) const;

    QByteArray m_text;
    std::vector<quint32> m_wordBegins;       // byte offsets
    std::vector<quint32> m_charactersBefore; // one entry per 64 bytes of text
    qint64 m_characters = 0;
    qint64 m_wordCharacters = 0;
};

/// A part of a text whose bytes all belong to the same chunks.
struct ChunkBand {
    quint32 begin = 0;     ///< byte offset
    quint32 end = 0;       ///< byte offset after the last byte
    qint64 chunk = 0;      ///< number of the last chunk that it belongs to
    bool isShared = false; ///< also belongs to the chunk before

    bool operator==(const ChunkBand &) const = default;
};

/// The bands of [begin, end) in order; the first and last are cut at these offsets. White space inside a chunk belongs
/// to the chunk; bytes outside all chunks have no band. Takes time proportional to the number of bands. The config must
/// have no problem.
std::vector<ChunkBand> bandsIn(const TextIndex &index, const ChunkingConfig &config, quint32 begin, quint32 end);

} // namespace pollux
