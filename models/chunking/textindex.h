// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/chunking/chunkingconfig.h"

#include <QByteArray>

#include <vector>

namespace pollux {

inline constexpr qsizetype maxChunkedTextSize = qsizetype{64} * 1024 * 1024; ///< bytes

/// How many bytes the white space at the beginning of the text takes, of code points with the Unicode property
/// White_Space; 0 where there is none.
qsizetype whiteSpaceLength(QByteArrayView utf8);

/// One chunk of a text: its words, and where they stand in it. 16 bytes.
struct TextChunk {
    quint32 firstWord = 0; ///< counted from 0 over the whole text
    quint32 wordCount = 0; ///< 1 to maxTokensPerChunk
    quint32 begin = 0;     ///< byte offset of the first word's first byte
    quint32 end = 0;       ///< byte offset behind the last word's last byte

    bool operator==(const TextChunk &) const = default;
};

/// A text with the places of its words, computed once, so that any chunk of any config is found at once: changing a
/// value does not read the text again.
///
/// Our reading of the founding pages' rule: words are what Unicode white space separates; each chunk takes up to
/// maxTokensPerChunk words, and begins with the last maxOverlapTokens words of the one before. The last chunk always
/// holds a word that no chunk before it has. A text without a word has no chunk.
///
/// Shares the bytes it was given; besides them it needs 4 bytes a word and a sixteenth of the text. Immutable: any
/// number of threads may read it.
class TextIndex {
public:
    TextIndex()
        : TextIndex(QByteArray())
    {
    }
    /// At most maxChunkedTextSize bytes; bytes that are no UTF-8 belong to words. Linear time.
    explicit TextIndex(const QByteArray &utf8);

    QByteArrayView text() const { return m_text; }
    qint64 words() const { return static_cast<qint64>(m_wordBegins.size()); }
    /// Unicode code points; a stray byte that begins none belongs to the one before it.
    qint64 characters() const { return m_characters; }
    /// Of these, what is no white space.
    qint64 wordCharacters() const { return m_wordCharacters; }
    /// Those that begin in [begin, end), byte offsets in the text.
    qint64 characters(quint32 begin, quint32 end) const;

    /// The config must have no problem, here and below.
    qint64 chunkCount(const ChunkingConfig &config) const;
    /// `number` from 0 to below chunkCount().
    TextChunk chunk(qint64 number, const ChunkingConfig &config) const;
    /// The last chunk that begins at or before this byte offset; -1 where there is none.
    qint64 lastChunkFrom(quint32 offset, const ChunkingConfig &config) const;

private:
    quint32 wordEnd(std::size_t word) const;
    qint64 charactersBefore(quint32 offset) const;

    QByteArray m_text;
    std::vector<quint32> m_wordBegins;       // byte offsets
    std::vector<quint32> m_charactersBefore; // each 64 bytes
    qint64 m_characters = 0;
    qint64 m_wordCharacters = 0;
};

/// A stretch of a text whose bytes all belong to the same chunks.
struct ChunkBand {
    quint32 begin = 0;     ///< byte offset
    quint32 end = 0;       ///< behind it
    qint64 chunk = 0;      ///< the last of the chunks it belongs to
    bool isShared = false; ///< belongs to the chunk before, too

    bool operator==(const ChunkBand &) const = default;
};

/// The bands of [begin, end) in order, cut to it. White space inside a chunk belongs to it; what belongs to no chunk
/// has no band. Time grows with the number of bands. The config must have no problem.
std::vector<ChunkBand> bandsIn(const TextIndex &index, const ChunkingConfig &config, quint32 begin, quint32 end);

} // namespace pollux
