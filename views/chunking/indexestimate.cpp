// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/indexestimate.h"

#include <QLocale>

#include <utility>

namespace pollux {

using namespace std::chrono_literals;

namespace {

/// The words of all chunks of a text of `words` words: overlaps are indexed twice.
qint64 indexedWords(qint64 words, const ChunkingConfig &config)
{
    const qint64 rest = words - config.maxTokensPerChunk;
    if (rest <= 0)
        return words;
    const qint64 step = config.maxTokensPerChunk - config.maxOverlapTokens;
    const qint64 furtherChunks = (rest + step - 1) / step;
    return words + furtherChunks * config.maxOverlapTokens;
}

} // namespace

IndexEstimate::IndexEstimate(QObject *parent)
    : QObject(parent)
{
    m_changedDelay.setSingleShot(true);
    m_changedDelay.setInterval(100ms);
    connect(&m_changedDelay, &QTimer::timeout, this, &IndexEstimate::changed);
    connect(&m_loader, &PreviewLoader::loaded, this,
            [this](const std::shared_ptr<const TextIndex> &whole) { handleCount(whole->words()); });
    connect(&m_loader, &PreviewLoader::failed, this, [this] { handleCount(std::nullopt); });
}

void IndexEstimate::setDocuments(const QList<Document> &documents)
{
    m_documents = documents;
    m_waiting.clear();
    for (const Document &document : documents) {
        const QString &path = document.textPath;
        if (!path.isEmpty() && !m_words.contains(path) && path != m_current)
            m_waiting.append(path);
    }
    if (m_current.isEmpty())
        countNext();
}

void IndexEstimate::countNext()
{
    if (m_waiting.isEmpty())
        return;
    m_current = m_waiting.takeFirst();
    m_loader.load(m_current);
}

void IndexEstimate::handleCount(std::optional<qint64> words)
{
    m_words.insert(std::exchange(m_current, QString()), words);
    countNext();
    m_changedDelay.start();
}

QString IndexEstimate::sentence() const
{
    qint64 words = 0;
    bool isOverlapUnknown = false;
    int countedFiles = 0;
    int uncountedFiles = 0;
    int unknownFiles = 0;
    for (const Document &document : m_documents) {
        const std::optional<qint64> counted = m_words.value(document.textPath);
        if (!document.textPath.isEmpty() && !m_words.contains(document.textPath)) {
            ++uncountedFiles;
        } else if (!counted) {
            ++unknownFiles;
        } else if (!document.config || problemOf(*document.config) == ChunkingProblem::None) {
            ++countedFiles;
            isOverlapUnknown = isOverlapUnknown || !document.config;
            words += document.config ? indexedWords(*counted, *document.config) : *counted;
        }
    }
    QStringList sentences;
    if (uncountedFiles > 0)
        sentences.append(tr("Counting the words of %n files…", nullptr, uncountedFiles));
    if (countedFiles > 0) {
        const QString sentence =
            isOverlapUnknown ? tr("The service will index, and charge for, about %1 words, and what overlaps repeat.")
                             : tr("The service will index, and charge for, about %1 words, overlaps included.");
        sentences.append(sentence.arg(QLocale().toString(words)));
    }
    if (unknownFiles > 0)
        sentences.append(tr("%n files: number of words not known in advance.", nullptr, unknownFiles));
    return sentences.join(u' ');
}

} // namespace pollux
