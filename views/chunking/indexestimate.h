// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/chunking/chunkingconfig.h"
#include "views/chunking/previewloader.h"

#include <QHash>
#include <QStringList>
#include <QTimer>

#include <optional>

namespace pollux {

/// Estimates how many words of the documents the service will index, and charge for (contract 4), before anything is
/// sent. The words of local text files are counted one file after the other, in a worker thread. GUI thread only.
class IndexEstimate final : public QObject {
    Q_OBJECT

public:
    struct Document {
        QString textPath; ///< of a local text file; empty if the service extracts the text, or has it already
        std::optional<ChunkingConfig> config; ///< nullopt: the service's default, whose overlap is not known
    };

    explicit IndexEstimate(QObject *parent = nullptr);

    /// Finished counts are kept, and a running one goes on.
    void setDocuments(const QList<Document> &documents);

    /// The estimate, for the user; empty without documents. Documents whose config is invalid are left out.
    QString sentence() const;

signals:
    /// More words have been counted; comes 100 ms after the last count.
    void changed();

private:
    void countNext();
    void handleCount(std::optional<qint64> words);

    QList<Document> m_documents;
    QHash<QString, std::optional<qint64>> m_words; // by path; nullopt if it cannot be read as text
    QStringList m_waiting;                         // paths, the next one first
    QString m_current;
    PreviewLoader m_loader;
    QTimer m_changedDelay;
};

} // namespace pollux
