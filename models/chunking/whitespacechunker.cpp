// SPDX-License-Identifier: Apache-2.0
#include "models/chunking/whitespacechunker.h"

#include "models/chunking/byteclasses.h"

namespace pollux {

qint64 chunkCount(qint64 words, const ChunkingConfig &config)
{
    if (words <= config.maxTokensPerChunk)
        return words == 0 ? 0 : 1;
    const qint64 newWords = config.maxTokensPerChunk - config.maxOverlapTokens; // of each chunk after the first
    return 1 + (words - config.maxTokensPerChunk + newWords - 1) / newWords;
}

std::vector<TextChunk> chunksOf(QByteArrayView utf8, const ChunkingConfig &config)
{
    Q_ASSERT(utf8.size() <= maxChunkedTextSize && problemOf(config) == ChunkingProblem::None);
    const auto words = static_cast<quint32>(wordCount(utf8));
    const auto most = static_cast<quint32>(config.maxTokensPerChunk);
    const quint32 newWords = most - static_cast<quint32>(config.maxOverlapTokens);

    std::vector<TextChunk> chunks(static_cast<std::size_t>(chunkCount(words, config)));
    auto beginning = chunks.begin(); // the next chunk to begin
    auto ending = chunks.begin();    // the next chunk to end
    quint32 word = 0;
    quint32 nextFirst = 0;
    quint32 nextLast = most - 1;
    forEachWord(utf8, [&](qsizetype begin, qsizetype end) {
        if (word == nextFirst && beginning != chunks.end()) {
            *beginning = {.firstWord = word,
                          .wordCount = std::min(most, words - word),
                          .begin = static_cast<quint32>(begin),
                          .end = 0};
            ++beginning;
            nextFirst += newWords;
        }
        if (word == nextLast || word == words - 1) {
            ending->end = static_cast<quint32>(end);
            ++ending;
            nextLast += newWords;
        }
        ++word;
    });
    return chunks;
}

} // namespace pollux
