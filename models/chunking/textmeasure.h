// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/chunking/chunkingconfig.h"

#include <QtGlobal>

#include <optional>

namespace pollux {

class TextIndex;

/// The figures about a text and its chunks that matter before they are paid for. Characters are Unicode code points.
/// Everything about chunks is 0 where there is no config, or no word.
struct TextMeasure {
    /// Above this a chunk may not fit the embedding model: 512 words of 5 characters (seed, maxTokensPerChunk).
    static constexpr qint64 maxSafeChunkLength = 2560;
    /// Words longer than this on average are hardly words: no language that separates them has such.
    static constexpr qint64 maxMeanWordLength = 20;
    /// Shorter texts say nothing about how their words are separated.
    static constexpr qint64 minReportInterval = 200;

    qint64 words = 0;
    qint64 characters = 0;     ///< of the whole text, white space counted
    qint64 wordCharacters = 0; ///< of these, what is no white space
    qint64 chunks = 0;
    qint64 indexedWords = 0; ///< the sum over all chunks: what stands in an overlap counts more than once
    qint64 longestWords = 0; ///< of the chunk with most words
    qint64 shortestWords = 0;
    double meanWords = 0;
    qint64 longestCharacters = 0; ///< from a chunk's first to its last character, white space between words counted
    qint64 shortestCharacters = 0;
    double meanCharacters = 0;
    qint64 tooLongChunks = 0; ///< of more than maxSafeChunkLength characters

    /// Chinese, Japanese, Thai, minified or encoded text: chunks counted in words say little about it.
    bool hasHardlyAnyWhiteSpace() const
    {
        return wordCharacters >= minReportInterval && wordCharacters > maxMeanWordLength * words;
    }

    bool operator==(const TextMeasure &) const = default;
};

/// The config must have no problem. Time grows with the number of chunks, not with the text. Pure: any thread.
TextMeasure measureOf(const TextIndex &index, const std::optional<ChunkingConfig> &config);

} // namespace pollux
