// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/storesclient.h"
#include "models/api/upload/uploadsession.h"

#include <QDateTime>
#include <QObject>
#include <QSet>

#include <optional>

namespace pollux {

/// Looks through the list of files, or of a store's documents, for one whose upload was sent whole and whose answer was
/// lost: made after the upload began, a file of the same size and hash, or a document of the same size and display
/// name, for documents have no hash. Pages until it is found or the list ends. Each answer is final for this search; a
/// list that fails or goes in circles is a failure, never a "not there".
///
/// Lives in the thread of the network manager; deleting it drops the search.
class OutcomeSearch final : public QObject {
    Q_OBJECT

public:
    struct Wanted {
        QString store; ///< resource name; empty: Files
        QString displayName;
        qint64 size = 0;     ///< bytes
        QByteArray sha256;   ///< 32 raw bytes; of files only
        QDateTime notBefore; ///< UTC, by the server's clock; what was made a little earlier counts
        QSet<QString> taken; ///< resource names that other uploads are known to have become
    };
    /// A document that is found comes as the operation that made it, whose id it has (contract 1.8).
    using Callback = std::function<void(Result<std::optional<UploadOutcome>>)>;

    /// How far two machines of the service may be apart.
    static constexpr std::chrono::minutes clockSlack = std::chrono::minutes(15);
    /// The same where no hash tells a file from another of the same name and size.
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
