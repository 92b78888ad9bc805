// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/storesclient.h"
#include "models/journal/journal.h"
#include "models/transfer/pollschedule.h"

#include <functional>
#include <list>

namespace pollux {

/// The long-running operations of stores, polled until they end, over restarts: 1 s after they began, then ever more
/// rarely up to every 30 s, with jitter. An operation that stays silent or is no longer there is judged by its document
/// (contract 1.8): ACTIVE is done, FAILED is failed. No operation fails because patience ran out.
///
/// Lives in the journal's thread.
class OperationTracker final : public QObject {
    Q_OBJECT

public:
    struct Context {
        Journal &journal;
        QNetworkAccessManager &network;
        /// The requests of a profile; nothing while its key is unknown.
        std::function<std::optional<RequestFactory>(const QString &profileId)> requestsOf;
        double clockSpeed = 1; ///< tests let every wait pass so many times as fast
    };

    static constexpr std::chrono::milliseconds firstPause = std::chrono::seconds(1);
    static constexpr std::chrono::milliseconds maxPause = std::chrono::seconds(30);
    /// Polls that say nothing new before the document is asked as well.
    static constexpr int pollsBeforeDocument = 3;
    /// Times that neither the operation nor the document is there before it is Lost: a document may show up late.
    static constexpr int absencesBeforeLost = 5;

    /// All of the context must outlive the tracker.
    explicit OperationTracker(Context context, QObject *parent = nullptr);

    /// Takes up what the journal holds; ended() comes again for what had ended before.
    void load();
    /// Watches an operation that the journal has already.
    void watch(const OperationRecord &operation);
    /// Keeps an operation and watches it; one of that name that is known is left as it is. Where it cannot be kept it
    /// is watched all the same, and kept with its next change.
    void add(const OperationRecord &operation);
    void poll(const QStringList &names);
    void forget(const QStringList &names);
    /// An account's key became known or was taken away.
    void handleAccounts();

    /// Why an operation that has ended did not make a document of the task's file. `answer` as in ended().
    static std::optional<ApiError> failureOf(const UploadTask &task, const OperationRecord &operation,
                                             const std::optional<Operation> &answer);

signals:
    void changed(const QList<pollux::OperationRecord> &operations);
    void removed(const QStringList &names);
    /// The operation is Done, Failed or Lost now. `answer` is its last word; nothing where the document decided.
    void ended(const pollux::OperationRecord &operation, const std::optional<pollux::Operation> &answer);
    void journalAnswered(bool isWritten);

private:
    struct Watch {
        OperationRecord record;
        int absences = 0; ///< in a row
    };

    Watch *find(const QString &name);
    std::chrono::milliseconds timerFor(std::chrono::milliseconds wait) const;
    void askOperation(const QString &name);
    void handleOperation(Watch &watch, const Result<Operation> &answer);
    void askDocument(Watch &watch, bool isOperationGone);
    void handleDocument(Watch &watch, bool isOperationGone, const Result<Document> &answer);
    void keepPolling(Watch &watch, const std::optional<ApiError> &error);
    void end(Watch &watch, OperationRecord::State state, const std::optional<Operation> &answer);

    Context m_context;
    std::list<Watch> m_watches; // oldest first
    PollSchedule m_polls;
};

} // namespace pollux
