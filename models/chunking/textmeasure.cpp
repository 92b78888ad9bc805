// SPDX-License-Identifier: Apache-2.0
#include "models/chunking/textmeasure.h"

#include "models/chunking/textindex.h"

#include <algorithm>

namespace pollux {

TextMeasure measureOf(const TextIndex &index, const std::optional<ChunkingConfig> &config)
{
    TextMeasure measure{
        .words = index.words(), .characters = index.characters(), .wordCharacters = index.wordCharacters()};
    if (!config || measure.words == 0)
        return measure;
    measure.chunks = index.chunkCount(*config);
    qint64 charactersOfAll = 0;
    for (qint64 number = 0; number < measure.chunks; ++number) {
        const TextChunk chunk = index.chunk(number, *config);
        const qint64 words = chunk.wordCount;
        const qint64 characters = index.characters(chunk.begin, chunk.end);
        measure.indexedWords += words;
        charactersOfAll += characters;
        measure.longestWords = std::max(measure.longestWords, words);
        measure.shortestWords = number == 0 ? words : std::min(measure.shortestWords, words);
        measure.longestCharacters = std::max(measure.longestCharacters, characters);
        measure.shortestCharacters = number == 0 ? characters : std::min(measure.shortestCharacters, characters);
        measure.tooLongChunks += characters > TextMeasure::maxSafeChunkLength ? 1 : 0;
    }
    measure.meanWords = static_cast<double>(measure.indexedWords) / static_cast<double>(measure.chunks);
    measure.meanCharacters = static_cast<double>(charactersOfAll) / static_cast<double>(measure.chunks);
    return measure;
}

} // namespace pollux
