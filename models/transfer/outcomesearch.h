// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/apiclient.h"

#include <QDateTime>
#include <QObject>
#include <QSet>

#include <optional>

namespace pollux {

/// Looks through the list of files for one whose upload was sent whole and whose answer was lost: the same size and
/// hash, made after the upload began. Pages until it is found or the list ends. Each answer is final for this search;
/// a list that fails is a failure, never a "not there".
///
/// Lives in the thread of the client's network manager; deleting it drops the search.
class OutcomeSearch final : public QObject {
    Q_OBJECT

public:
    struct Wanted {
        qint64 size = 0;     ///< bytes
        QByteArray sha256;   ///< 32 raw bytes
        QDateTime notBefore; ///< UTC, by the server's clock; files made up to clockSlack earlier count
        QSet<QString> taken; ///< resource names that other uploads are known to have become
    };
    using Callback = std::function<void(Result<std::optional<RemoteFile>>)>;

    /// How far two machines of the service may be apart.
    static constexpr std::chrono::minutes clockSlack = std::chrono::minutes(15);

    /// The callback comes once, from the event loop.
    OutcomeSearch(QNetworkAccessManager &network, const RequestFactory &requests, Wanted wanted, Callback callback,
                  QObject *parent = nullptr);

private:
    void fetch(const QString &pageToken);
    void take(const QString &pageToken, const Result<FilePage> &page);
    bool isWanted(const RemoteFile &file) const;

    ApiClient m_client;
    Wanted m_wanted;
    Callback m_callback;
    QSet<QString> m_seenTokens;
};

} // namespace pollux
