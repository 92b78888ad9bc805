// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/storesclient.h"
#include "models/journal/journal.h"
#include "models/transfer/pollschedule.h"

#include <QElapsedTimer>

#include <functional>
#include <unordered_map>

namespace pollux {

/// Polls the long-running operations of stores until they end, also after a restart: first after 1 s, then at growing
/// intervals up to 30 s, with jitter. An operation that ends with an error has failed. In all other cases the state of
/// its document decides (contract 1.8; 8, item 3): ACTIVE is done; FAILED is failed only if the document stays so for
/// Document::recoveryTime, which begins again after a restart. A document that cannot be read is taken as done if the
/// operation has ended well. There is no timeout.
///
/// Lives in the journal's thread.
class OperationTracker final : public QObject {
    Q_OBJECT

public:
    struct Context {
        Journal &journal;
        QNetworkAccessManager &network;
        /// Returns the request factory of a profile, or nothing while its key is unknown.
        std::function<std::optional<RequestFactory>(const QString &profileId)> requestsOf;
        double clockSpeed = 1; ///< divides every wait; for tests
    };

    static constexpr std::chrono::milliseconds firstPause = std::chrono::seconds(1);
    static constexpr std::chrono::milliseconds maxPause = std::chrono::seconds(30);
    /// Polls without news before the document is read as well.
    static constexpr int pollsBeforeDocument = 3;
    /// Consecutive polls that find neither the operation nor the document before it is Lost: a document may appear
    /// late.
    static constexpr int absencesBeforeLost = 5;

    /// Everything in the context must outlive the tracker.
    explicit OperationTracker(Context context, QObject *parent = nullptr);

    /// Reads the journal's operations. Emits ended() again for those that had ended before.
    void load();
    /// Watches an operation that is already in the journal.
    void watch(const OperationRecord &operation);
    /// Writes an operation to the journal and watches it; does nothing if the name is known. If it cannot be written,
    /// it is watched anyway and written with its next change.
    void add(const OperationRecord &operation);
    void poll(const QStringList &names);
    void forget(const QStringList &names);
    /// An account's key was set or removed.
    void handleAccounts();

    /// Returns why an operation that has ended did not turn the task's file into a document; nothing if it did.
    /// `answer` as in ended().
    static std::optional<ApiError> failureOf(const UploadTask &task, const OperationRecord &operation,
                                             const std::optional<Operation> &answer);

signals:
    void changed(const QList<pollux::OperationRecord> &operations);
    void removed(const QStringList &names);
    /// The operation is Done, Failed or Lost now. `answer` is the server's last answer; nothing if the document's state
    /// decided.
    void ended(const pollux::OperationRecord &operation, const std::optional<pollux::Operation> &answer);
    void journalAnswered(bool isWritten);

private:
    struct Watch {
        OperationRecord record;
        int absences = 0;                     ///< in a row
        QElapsedTimer sinceFailure = {};      ///< since the document was found FAILED; not valid if it is not
        std::optional<Operation> answer = {}; ///< of an operation that has ended without an error
    };

    Watch *find(const QString &name);
    std::chrono::milliseconds timerFor(std::chrono::milliseconds wait) const;
    void askOperation(const QString &name);
    void handleOperation(Watch &watch, const Result<Operation> &answer);
    void askDocument(Watch &watch, bool isOperationGone);
    void handleDocument(Watch &watch, bool isOperationGone, const Result<Document> &answer);
    static void noteFailure(Watch &watch, bool isFailed);
    void keepPolling(Watch &watch, const std::optional<ApiError> &error);
    void end(Watch &watch, OperationRecord::State state, const std::optional<Operation> &answer);

    Context m_context;
    std::unordered_map<QString, Watch> m_watches;
    PollSchedule m_polls;
};

} // namespace pollux
