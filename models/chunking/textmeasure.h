// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/chunking/chunkingconfig.h"

#include <QtGlobal>

#include <optional>

namespace pollux {

class TextIndex;

/// Statistics about a text and its chunks, to show before an upload whose indexing is paid for. Characters are Unicode
/// code points. All values about chunks are 0 if there is no config or no word.
struct TextMeasure {
    /// Characters. A longer chunk may not fit the embedding model: 512 words of 5 characters (seed, maxTokensPerChunk).
    static constexpr qint64 maxSafeChunkLength = 2560;
    /// Characters. If the mean word length is above this, white space does not separate words: no language has such
    /// long words.
    static constexpr qint64 maxMeanWordLength = 20;
    /// Word characters. In a shorter text the mean word length means nothing.
    static constexpr qint64 minReportInterval = 200;

    qint64 words = 0;
    qint64 characters = 0;     ///< of the whole text, including white space
    qint64 wordCharacters = 0; ///< characters that are not white space
    qint64 chunks = 0;
    qint64 indexedWords = 0; ///< sum over all chunks: words in an overlap count more than once
    qint64 longestWords = 0; ///< in the chunk with the most words
    qint64 shortestWords = 0;
    double meanWords = 0;
    qint64 longestCharacters = 0; ///< in the longest chunk, including white space between words
    qint64 shortestCharacters = 0;
    double meanCharacters = 0;
    qint64 tooLongChunks = 0; ///< chunks of more than maxSafeChunkLength characters

    /// Chinese, Japanese, Thai, minified or encoded text: a chunk size in words is not meaningful for it.
    bool hasHardlyAnyWhiteSpace() const
    {
        return wordCharacters >= minReportInterval && wordCharacters > maxMeanWordLength * words;
    }

    bool operator==(const TextMeasure &) const = default;
};

/// The config must have no problem. Takes time proportional to the number of chunks, not to the size of the text. Pure,
/// so it may be called in any thread.
TextMeasure measureOf(const TextIndex &index, const std::optional<ChunkingConfig> &config);

} // namespace pollux
