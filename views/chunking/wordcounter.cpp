// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/wordcounter.h"

#include <QThreadPool>

#include <utility>

namespace pollux {

qint64 indexedWords(qint64 words, const ChunkingConfig &config)
{
    const qint64 rest = words - config.maxTokensPerChunk;
    if (rest <= 0)
        return words;
    const qint64 step = config.maxTokensPerChunk - config.maxOverlapTokens;
    const qint64 furtherChunks = (rest + step - 1) / step;
    return words + furtherChunks * config.maxOverlapTokens;
}

WordCounter::WordCounter(QObject *parent)
    : QObject(parent)
    , m_loader(*QThreadPool::globalInstance())
{
    connect(&m_loader, &PreviewLoader::loaded, this,
            [this](const std::shared_ptr<const TextIndex> &whole) { take(whole->words()); });
    connect(&m_loader, &PreviewLoader::failed, this, [this] { take(std::nullopt); });
}

WordCounter::~WordCounter() = default;

void WordCounter::setPaths(const QStringList &paths)
{
    m_waiting.clear();
    for (auto path = paths.crbegin(); path != paths.crend(); ++path) {
        if (!m_words.contains(*path) && *path != m_current)
            m_waiting.append(*path);
    }
    if (m_current.isEmpty())
        readNext();
}

void WordCounter::readNext()
{
    if (m_waiting.isEmpty())
        return;
    m_current = m_waiting.takeLast();
    m_loader.load(m_current);
}

void WordCounter::take(std::optional<qint64> words)
{
    m_words.insert(std::exchange(m_current, QString()), words);
    readNext();
    emit counted();
}

} // namespace pollux
