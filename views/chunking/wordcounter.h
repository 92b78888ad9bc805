// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/chunking/chunkingconfig.h"
#include "views/chunking/previewloader.h"

#include <QHash>
#include <QStringList>

namespace pollux {

/// How many words of a text of `words` words are indexed, with what overlaps repeat.
qint64 indexedWords(qint64 words, const ChunkingConfig &config);

/// Counts the words of local text files, one after the other, in a worker thread.
class WordCounter final : public QObject {
    Q_OBJECT

public:
    explicit WordCounter(QObject *parent = nullptr);
    ~WordCounter() override;

    /// From now on these are wanted; what is known of others is kept, and what was being read for them is finished.
    void setPaths(const QStringList &paths);

    /// True once nothing more will come of this file.
    bool isKnown(const QString &path) const { return m_words.contains(path); }
    /// Nothing where the file cannot be read as a text, see PreviewProblem, or was not read yet.
    std::optional<qint64> words(const QString &path) const { return m_words.value(path); }

signals:
    void counted();

private:
    void readNext();
    void take(std::optional<qint64> words);

    QHash<QString, std::optional<qint64>> m_words;
    QStringList m_waiting; // the next last
    QString m_current;
    PreviewLoader m_loader;
};

} // namespace pollux
