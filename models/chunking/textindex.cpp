// SPDX-License-Identifier: Apache-2.0
#include "models/chunking/textindex.h"

#include <algorithm>
#include <utility>

namespace pollux {

namespace {

constexpr quint32 blockSize = 64; // bytes from one count of characters to the next

bool beginsCharacter(char byte)
{
    return (static_cast<uchar>(byte) & 0xC0) != 0x80;
}

} // namespace

qsizetype whiteSpaceLength(QByteArrayView utf8)
{
    const auto byte = [utf8](qsizetype at) { return at < utf8.size() ? static_cast<uchar>(utf8[at]) : uchar{0}; };
    switch (byte(0)) {
    case 0x09:
    case 0x0A:
    case 0x0B:
    case 0x0C:
    case 0x0D:
    case 0x20:
        return 1;
    case 0xC2: // U+0085, U+00A0
        return byte(1) == 0x85 || byte(1) == 0xA0 ? 2 : 0;
    case 0xE1: // U+1680
        return byte(1) == 0x9A && byte(2) == 0x80 ? 3 : 0;
    case 0xE2: // U+2000 to U+200A, U+2028, U+2029, U+202F; U+205F
        if (byte(1) == 0x80)
            return (byte(2) >= 0x80 && byte(2) <= 0x8A) || byte(2) == 0xA8 || byte(2) == 0xA9 || byte(2) == 0xAF ? 3
                                                                                                                 : 0;
        return byte(1) == 0x81 && byte(2) == 0x9F ? 3 : 0;
    case 0xE3: // U+3000
        return byte(1) == 0x80 && byte(2) == 0x80 ? 3 : 0;
    default:
        return 0;
    }
}

TextIndex::TextIndex(const QByteArray &utf8)
    : m_text(utf8)
{
    Q_ASSERT(utf8.size() <= maxChunkedTextSize);
    m_charactersBefore.reserve(static_cast<std::size_t>(utf8.size() / blockSize + 1));
    qsizetype gapEnd = 0;
    bool isInWord = false;
    for (qsizetype at = 0; at < utf8.size(); ++at) {
        if (at % blockSize == 0)
            m_charactersBefore.push_back(static_cast<quint32>(m_characters));
        const auto byte = static_cast<uchar>(utf8[at]);
        if (byte <= ' ' || (byte >= 0xC2 && byte <= 0xE3)) // else no white space begins here
            gapEnd = at + whiteSpaceLength(text().sliced(at));
        const bool wasInWord = std::exchange(isInWord, at >= gapEnd);
        const int character = beginsCharacter(utf8[at]) ? 1 : 0;
        m_characters += character;
        m_wordCharacters += isInWord ? character : 0;
        if (isInWord && !wasInWord)
            m_wordBegins.push_back(static_cast<quint32>(at));
    }
    m_charactersBefore.push_back(static_cast<quint32>(m_characters));
    m_wordBegins.shrink_to_fit();
}

qint64 TextIndex::charactersBefore(quint32 offset) const
{
    const quint32 block = offset / blockSize;
    return m_charactersBefore[block] +
           std::count_if(m_text.cbegin() + block * blockSize, m_text.cbegin() + offset, beginsCharacter);
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
