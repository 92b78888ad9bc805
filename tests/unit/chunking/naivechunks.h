// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/chunking/textindex.h"

#include <QString>

#include <algorithm>
#include <array>

/// The chunking rule on QString, written without the code under test.
namespace pollux {

inline constexpr std::array<char32_t, 25> whiteSpaces = {
    0x09,   0x0A,   0x0B,   0x0C,   0x0D,   0x20,   0x85,   0xA0,   0x1680, 0x2000, 0x2001, 0x2002, 0x2003,
    0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000};

inline QByteArray utf8Of(char32_t character)
{
    return QString::fromUcs4(&character, 1).toUtf8();
}

struct Word {
    QString text;
    quint32 begin = 0; // bytes
    quint32 end = 0;
};

/// The words of a text: replaces each white space character by a blank, then splits.
inline QList<Word> wordsOf(const QByteArray &utf8)
{
    QString separated = QString::fromUtf8(utf8);
    for (QChar &character : separated) {
        if (std::find(whiteSpaces.cbegin(), whiteSpaces.cend(), character.unicode()) != whiteSpaces.cend())
            character = QChar(u' ');
    }
    const QStringList parts = separated.split(u' ');
    const QString original = QString::fromUtf8(utf8);
    QList<Word> words;
    qsizetype position = 0; // UTF-16 units
    qsizetype bytes = 0;
    for (const QString &part : parts) {
        const qsizetype length = part.toUtf8().size();
        if (!part.isEmpty())
            words.append({part, static_cast<quint32>(bytes), static_cast<quint32>(bytes + length)});
        bytes += length;
        position += part.size();
        if (position < original.size())
            bytes += QString(original.at(position++)).toUtf8().size();
    }
    return words;
}

inline std::vector<TextChunk> naiveChunks(const QByteArray &utf8, const ChunkingConfig &config)
{
    const QList<Word> words = wordsOf(utf8);
    std::vector<TextChunk> chunks;
    for (qsizetype first = 0; first < words.size();) {
        const qsizetype behind = std::min(first + config.maxTokensPerChunk, words.size());
        chunks.push_back({static_cast<quint32>(first), static_cast<quint32>(behind - first), words.at(first).begin,
                          words.at(behind - 1).end});
        if (behind == words.size())
            break;
        first = behind - config.maxOverlapTokens;
    }
    return chunks;
}

/// All chunks that the index finds.
inline std::vector<TextChunk> chunksOf(const QByteArray &utf8, const ChunkingConfig &config)
{
    const TextIndex index(utf8);
    std::vector<TextChunk> chunks;
    for (qint64 number = 0; number < index.chunkCount(config); ++number)
        chunks.push_back(index.chunk(number, config));
    return chunks;
}

} // namespace pollux
