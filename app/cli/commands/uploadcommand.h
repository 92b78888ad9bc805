// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/commands/accountchoice.h"
#include "app/cli/commands/operationwait.h"
#include "app/cli/commands/statewatch.h"
#include "app/cli/commands/storeaccess.h"
#include "app/cli/commands/uploadreport.h"
#include "app/cli/output/output.h"
#include "models/transfer/networkwatch.h"
#include "models/transfer/uploadqueue.h"

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QTimer>

#include <map>
#include <memory>

namespace pollux {

/// `upload` and `resume`: runs the upload queue to its end and tells what
/// becomes of each file. Ends early where going on cannot help: a refused key,
/// a full storage, no progress for as long as --patience. What is not finished
/// stays in the journal; what is uploaded leaves it.
class UploadCommand final : public QObject {
    Q_OBJECT

public:
    /// `accounts` finds the keys of other accounts whose uploads are resumed. All
    /// must outlive this object.
    UploadCommand(const CliOptions &options, const QString &dataDirectory, AccountChoice &accounts, Output &output,
                  QObject *parent = nullptr);

    void start(const ReadyAccount &account);
    /// Keeps what was begun, and says how to go on.
    void interrupt();

signals:
    /// Comes once.
    void finished(pollux::ExitCode code);

private:
    static UploadEngine::Options engineOptions(const CliOptions &options, const QString &dataDirectory);
    void connectQueue();
    void openQueue(const ReadyAccount &account);
    void useAccount(const ReadyAccount &account);
    void followRemoteFile(const QString &profileId, const RemoteFile &file);
    void handleOpened(const JournalReport &report);
    void handlePreflight(const PreflightResult &result);
    void handleEnqueued(const QString &errorText);
    void handleFormerTasks();
    void handleTask(UploadTask::Id id);
    void handleHold();
    void tick();
    void endIfDone();
    void endIfStuck();
    void endIfWithoutProgress();
    void endUnfinished(ExitCode code, const ApiError &error);
    void end(ExitCode code);
    QList<const UploadTask *> tasks() const;
    /// Those that have not come to their end.
    QList<const UploadTask *> awaitedTasks() const;
    QString resumeHint() const;

    const CliOptions &m_options;
    Output &m_output;
    AccountChoice &m_accounts;
    UploadReport m_report;
    QNetworkAccessManager m_network;
    std::map<QString, std::unique_ptr<StateWatch>> m_watches; // by profile id; with --wait only
    QString m_profileId;
    std::unique_ptr<StoreAccess> m_access; // null unless the name of a store is to be completed
    std::optional<StoreUpload> m_storeUpload;
    UploadQueue m_queue;
    OperationWait m_operations; // with --wait only
    NetworkWatch m_networkWatch;
    bool m_isFilled = false; // every task that there will be is in the queue
    bool m_isEnded = false;
    QElapsedTimer m_sinceProgress;
    qint64 m_progressMark = -1;
    QElapsedTimer m_sinceStuck; // invalid while something may still go on
    QTimer m_timer;
};

} // namespace pollux
