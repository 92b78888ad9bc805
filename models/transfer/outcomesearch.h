// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/apiclient.h"
#include "models/api/storesclient.h"
#include "models/transfer/connectionpool.h"
#include "models/transfer/tasklist.h"

#include <chrono>
#include <map>

namespace pollux {

/// Searches the list of files, or of a store's documents, for the results of uploads that were sent completely but
/// whose answers were lost: a file with the same size and hash, or, since documents have no hash, a document with the
/// same size and display name, created after the upload began. All uploads that look for their result in the same list
/// share one walk through its pages; those that come while it is under way share the next. It ends when all are found,
/// at the end of the list or, since files come newest first, at a page of files that are all too old. Nothing is
/// retried; a list that fails, repeats its pages or has only empty ones is an error, never "not found".
///
/// Lives in the thread of the network manager.
class OutcomeSearch final : public QObject {
    Q_OBJECT

public:
    struct Wanted {
        UploadTask::Id task = 0;
        QString profileId;
        QString store; ///< resource name; empty: Files
        QString displayName;
        qint64 size = 0;     ///< bytes
        QByteArray sha256;   ///< 32 raw bytes; for files only
        QDateTime notBefore; ///< UTC, server clock; entries created a little earlier count, see clockSlack
    };
    /// A document that is found is returned as the operation that made it, which has the same id (contract 1.8).
    using Callback = std::function<void(Result<std::optional<UploadOutcome>>)>;

    /// How much the clocks of two machines of the service may differ.
    static constexpr std::chrono::minutes clockSlack = std::chrono::minutes(15);
    /// The same for documents, where no hash distinguishes two of the same name and size.
    static constexpr std::chrono::minutes documentClockSlack = std::chrono::minutes(1);
    /// How long a walk waits for others to join, since an outage loses many answers at once.
    static constexpr std::chrono::milliseconds joiningTime = std::chrono::milliseconds(250);

    /// The list and the manager must outlive the search. `joining` is joiningTime, or less for tests.
    OutcomeSearch(const TaskList &tasks, ConnectionPool &connections, std::chrono::milliseconds joining,
                  QObject *parent = nullptr);
    ~OutcomeSearch() override;

    /// The callback comes once, from the event loop, unless `context` is destroyed before. A result that belongs to
    /// another upload is never found; the callback has to persist its outcome, or claim it, before it returns.
    void search(const RequestFactory &requests, const Wanted &wanted, QObject *context, const Callback &callback);
    /// Forgets what the task searches for, without a callback.
    void drop(UploadTask::Id task);

private:
    using Key = std::pair<QString, QString>; ///< profile and store
    struct Waiter {
        Wanted wanted;
        QPointer<QObject> context;
        Callback callback;
    };
    /// One list with those who look for their results in it.
    struct List {
        RequestFactory requests;
        std::vector<Waiter> joining; ///< for the next walk
        std::vector<Waiter> waiters; ///< of this walk
        QSet<QString> saved;         ///< names of known results
        QSet<QString> seenTokens;
        int emptyPages = 0;                 ///< in a row
        QDateTime oldest;                   ///< the earliest Wanted::notBefore
        std::unique_ptr<QObject> walk = {}; ///< context of the present walk or of the next one
    };

    void startLater(const Key &key);
    bool isPresent(const Key &key, const QObject *walk) const;
    void start(const Key &key);
    void fetch(const Key &key, const QString &pageToken);
    template <typename Page>
    void handlePage(const Key &key, const QString &pageToken, const Result<Page> &page);
    template <typename Entry>
    void matchEntry(List &list, const Entry &entry);
    void endWalk(const Key &key, const Result<std::optional<UploadOutcome>> &answer);

    const TaskList &m_tasks;
    ConnectionPool &m_connections;
    std::chrono::milliseconds m_joiningTime;
    std::map<Key, List> m_lists;
};

} // namespace pollux
