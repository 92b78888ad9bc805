// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/storesclient.h"
#include "models/api/upload/uploadsession.h"

#include <QDateTime>
#include <QObject>
#include <QSet>

#include <optional>

namespace pollux {

/// Searches the list of files, or of a store's documents, for the result of an upload that was sent completely but
/// whose answer was lost: a file with the same size and hash, or, since documents have no hash, a document with the
/// same size and display name, created after the upload began. Reads pages until it is found or the list ends. Nothing
/// is retried; a list that fails or repeats its pages is an error, never "not found".
///
/// Lives in the thread of the network manager; deleting it drops the search.
class OutcomeSearch final : public QObject {
    Q_OBJECT

public:
    struct Wanted {
        QString store; ///< resource name; empty: Files
        QString displayName;
        qint64 size = 0;     ///< bytes
        QByteArray sha256;   ///< 32 raw bytes; for files only
        QDateTime notBefore; ///< UTC, server clock; entries created a little earlier count, see clockSlack
        QSet<QString> taken; ///< resource names that belong to other uploads
    };
    /// A document that is found is returned as the operation that made it, which has the same id (contract 1.8).
    using Callback = std::function<void(Result<std::optional<UploadOutcome>>)>;

    /// How much the clocks of two machines of the service may differ.
    static constexpr std::chrono::minutes clockSlack = std::chrono::minutes(15);
    /// The same for documents, where no hash distinguishes two of the same name and size.
    static constexpr std::chrono::minutes documentClockSlack = std::chrono::minutes(1);

    /// The callback comes once, from the event loop.
    OutcomeSearch(QNetworkAccessManager &network, const RequestFactory &requests, Wanted wanted, Callback callback,
                  QObject *parent = nullptr);

private:
    void fetch(const QString &pageToken);
    template <typename Entry>
    void handlePage(const QString &pageToken, const QList<Entry> &entries, const QString &nextPageToken);
    std::optional<UploadOutcome> outcomeOf(const RemoteFile &file) const;
    std::optional<UploadOutcome> outcomeOf(const Document &document) const;
    bool isLateEnough(const std::optional<Timestamp> &createTime, std::chrono::minutes slack) const;

    ApiClient m_files;
    StoresClient m_stores;
    Wanted m_wanted;
    Callback m_callback;
    QSet<QString> m_seenTokens;
};

} // namespace pollux
