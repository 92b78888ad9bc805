// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/chunking/chunkingconfig.h"

#include <QByteArrayView>

#include <vector>

namespace pollux {

/// One chunk of a text: its words, and where they stand in it. 16 bytes.
struct TextChunk {
    quint32 firstWord = 0; ///< counted from 0 over the whole text
    quint32 wordCount = 0; ///< 1 to maxTokensPerChunk
    quint32 begin = 0;     ///< byte offset of the first word's first byte
    quint32 end = 0;       ///< byte offset behind the last word's last byte

    bool operator==(const TextChunk &) const = default;
};

inline constexpr qsizetype maxChunkedTextSize = qsizetype{64} * 1024 * 1024; ///< bytes

/// How many chunks the rule below makes of so many words; the config must have no problem.
qint64 chunkCount(qint64 words, const ChunkingConfig &config);

/// Our reading of the founding pages' rule: words are what Unicode white space separates; each chunk takes up to
/// maxTokensPerChunk words, and begins with the last maxOverlapTokens words of the one before. The last chunk always
/// holds a word that no chunk before it has. A text without a word has no chunk.
///
/// `utf8` is at most maxChunkedTextSize bytes and is not copied; bytes that are no UTF-8 belong to words. The config
/// must have no problem. Linear time: words are counted first, so that the vector has its size at once. Pure: any
/// thread.
std::vector<TextChunk> chunksOf(QByteArrayView utf8, const ChunkingConfig &config);

} // namespace pollux
