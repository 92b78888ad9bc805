// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/commands/clicommand.h"
#include "app/cli/commands/operationwait.h"
#include "app/cli/commands/statewatch.h"
#include "app/cli/commands/storeaccess.h"
#include "app/cli/commands/uploadreport.h"
#include "models/transfer/uploadqueue.h"

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QTimer>

#include <map>
#include <memory>

namespace pollux {

/// `upload` and `resume`: runs the upload queue until it has nothing left to do and reports the result of each file.
/// Ends early if waiting cannot help: the account is held, or no byte has moved for as long as --patience. Unfinished
/// uploads stay in the journal, finished ones are removed from it.
class UploadCommand final : public CliCommand {
    Q_OBJECT

public:
    /// `accounts` finds the keys of other accounts whose uploads are resumed. `options`, `accounts` and `output` must
    /// outlive this object.
    UploadCommand(const CliOptions &options, const QString &dataDirectory, AccountChoice &accounts, Output &output);

    void start(const ReadyAccount &account) override;
    /// Keeps unfinished uploads in the journal and prints how to resume them.
    void interrupt() override;

private:
    void openQueue(const ReadyAccount &account);
    void useAccount(const ReadyAccount &account);
    void handleOpened(const JournalReport &report);
    void handlePreflight(const PreflightResult &result);
    void handleEnqueued(int count, const QString &errorText);
    void handleFormerTasks();
    /// Called when no more tasks will be added to the queue.
    void handleFilled();
    void handleTask(UploadTask::Id id);
    void handleHolds();
    void tick();
    void endIfDone();
    void endIfStuck();
    void endIfWithoutProgress();
    /// Ends with uploads that can be resumed.
    void giveUp(const ApiError &error);
    void endNow(ExitCode code);
    QList<const UploadTask *> tasks() const;
    /// The tasks for which UploadReport::hasEnded() is false.
    QList<const UploadTask *> awaitedTasks() const;
    QString resumeHint() const;

    AccountChoice &m_accounts;
    UploadReport m_report;
    QNetworkAccessManager m_network;
    std::map<QString, std::unique_ptr<StateWatch>> m_watches; // by profile id; with --wait only
    QString m_profileId;
    std::unique_ptr<StoreAccess> m_access; // null unless the name of a store must be completed
    std::optional<StoreUpload> m_storeUpload;
    UploadQueue m_queue;
    QHash<QString, QueueHold> m_holds; // as told last, by QueueHold::key()
    OperationWait m_operations;        // with --wait only
    bool m_isFilled = false;
    bool m_isEnded = false;
    QElapsedTimer m_sinceProgress;
    qint64 m_progressMark = -1;
    QElapsedTimer m_sinceStuck; // invalid while an upload can make progress
    QTimer m_timer;
};

} // namespace pollux
