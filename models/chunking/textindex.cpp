// SPDX-License-Identifier: Apache-2.0
#include "models/chunking/textindex.h"

#include "models/chunking/byteclasses.h"

#include <algorithm>
#include <bit>

namespace pollux {

TextIndex::TextIndex(const QByteArray &utf8)
    : m_text(utf8)
{
    Q_ASSERT(utf8.size() <= maxChunkedTextSize);
    m_wordBegins.reserve(static_cast<std::size_t>(wordCount(utf8)));
    m_charactersBefore.reserve(static_cast<std::size_t>(utf8.size() / ByteClassReader::width + 1));
    ByteClassReader reader(utf8);
    bool isInWord = false;
    while (!reader.atEnd()) {
        const qsizetype offset = reader.offset();
        const qsizetype left = utf8.size() - offset;
        const quint64 inText = left < ByteClassReader::width ? (quint64{1} << left) - 1 : ~quint64{0};
        const ByteClasses classes = reader.next();
        const quint64 characters = ~classes.continuation & inText;
        m_charactersBefore.push_back(static_cast<quint32>(m_characters));
        m_characters += std::popcount(characters);
        m_wordCharacters += std::popcount(characters & ~classes.whiteSpace);
        for (quint64 begins = wordBegins(classes.whiteSpace, isInWord); begins != 0; begins &= begins - 1)
            m_wordBegins.push_back(static_cast<quint32>(offset + std::countr_zero(begins)));
    }
}

qint64 TextIndex::charactersBefore(quint32 offset) const
{
    const quint32 block = offset / ByteClassReader::width;
    const auto isBegin = [](char byte) { return (static_cast<uchar>(byte) & 0xC0) != 0x80; };
    return m_charactersBefore[block] +
           std::count_if(m_text.cbegin() + block * ByteClassReader::width, m_text.cbegin() + offset, isBegin);
}

qint64 TextIndex::characters(quint32 begin, quint32 end) const
{
    return charactersBefore(end) - charactersBefore(begin);
}

qint64 TextIndex::chunkCount(const ChunkingConfig &config) const
{
    if (words() <= config.maxTokensPerChunk)
        return words() == 0 ? 0 : 1;
    const qint64 newWords = config.maxTokensPerChunk - config.maxOverlapTokens; // of each chunk after the first
    return 1 + (words() - config.maxTokensPerChunk + newWords - 1) / newWords;
}

/// Finds the end of a word by going back over the white space before the next word.
quint32 TextIndex::wordEnd(std::size_t word) const
{
    const quint32 begin = m_wordBegins[word];
    quint32 end = word + 1 < m_wordBegins.size() ? m_wordBegins[word + 1] : static_cast<quint32>(m_text.size());
    for (;;) {
        quint32 length = 1; // of the white space that ends at `end`
        while (length <= 3 && length < end - begin && whiteSpaceLength(text().first(end).last(length)) != length)
            ++length;
        if (length > 3 || length >= end - begin)
            return end;
        end -= length;
    }
}

TextChunk TextIndex::chunk(qint64 number, const ChunkingConfig &config) const
{
    const auto newWords = static_cast<std::size_t>(config.maxTokensPerChunk - config.maxOverlapTokens);
    const std::size_t first = static_cast<std::size_t>(number) * newWords;
    const std::size_t count = std::min(static_cast<std::size_t>(config.maxTokensPerChunk), m_wordBegins.size() - first);
    return {.firstWord = static_cast<quint32>(first),
            .wordCount = static_cast<quint32>(count),
            .begin = m_wordBegins[first],
            .end = wordEnd(first + count - 1)};
}

qint64 TextIndex::lastChunkFrom(quint32 offset, const ChunkingConfig &config) const
{
    const auto behind = std::upper_bound(m_wordBegins.cbegin(), m_wordBegins.cend(), offset);
    if (behind == m_wordBegins.cbegin())
        return -1;
    const qint64 word = behind - m_wordBegins.cbegin() - 1;
    return std::min(word / (config.maxTokensPerChunk - config.maxOverlapTokens), chunkCount(config) - 1);
}

std::vector<ChunkBand> bandsIn(const TextIndex &index, const ChunkingConfig &config, quint32 begin, quint32 end)
{
    std::vector<ChunkBand> bands;
    const qint64 count = index.chunkCount(config);
    qint64 chunk = index.lastChunkFrom(begin, config);
    while (begin < end) {
        const quint32 next = chunk + 1 < count ? index.chunk(chunk + 1, config).begin : end;
        const quint32 sharedTo = chunk > 0 ? index.chunk(chunk - 1, config).end : 0;
        const quint32 ownTo = chunk >= 0 ? index.chunk(chunk, config).end : 0;
        quint32 bandEnd = std::min(next, end);
        if (begin < ownTo) {
            const bool isShared = begin < sharedTo;
            bandEnd = std::min(bandEnd, isShared ? sharedTo : ownTo);
            bands.push_back({.begin = begin, .end = bandEnd, .chunk = chunk, .isShared = isShared});
        }
        begin = bandEnd;
        if (begin >= next)
            ++chunk;
    }
    return bands;
}

} // namespace pollux
