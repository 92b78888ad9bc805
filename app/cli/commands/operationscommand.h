// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/commands/operationwait.h"
#include "app/cli/commands/storeaccess.h"
#include "app/cli/output/outcomes.h"

#include <QSet>

#include <memory>

namespace pollux {

/// `operations`: shows those of the account that the journal holds, asked for once more, or asks the server for those
/// that are named. With --wait it goes on until each of them has ended; what has ended and was told leaves the journal.
class OperationsCommand final : public QObject {
    Q_OBJECT

public:
    /// Both must outlive this object.
    OperationsCommand(const CliOptions &options, const QString &dataDirectory, Output &output,
                      QObject *parent = nullptr);

    void start(const ReadyAccount &account);

signals:
    /// Comes once.
    void finished(pollux::ExitCode code);

private:
    void openQueue();
    void handleOpened(const JournalReport &report);
    void askNext();
    void handleAnswer(const Operation &operation);
    void handleChanged(const QStringList &names);
    void reportList();
    void handleEnded(const OperationRecord &operation);
    /// Counts one that was told, and waits for it or takes it out of the journal where that was asked for.
    void settle(const OperationRecord &operation);
    void endIfDone();
    /// Of the account, in the queue.
    QList<OperationRecord> known() const;

    const CliOptions &m_options;
    Output &m_output;
    std::unique_ptr<ReadyAccount> m_account; // there from start() on, as the next one
    std::unique_ptr<StoreAccess> m_access;
    QStringList m_names;     // still to be asked for
    QSet<QString> m_unasked; // of the journal's, those that gave no answer yet
    bool m_isTold = false;   // all that there is was told once
    UploadQueue m_queue;
    OperationWait m_wait;
    Outcomes m_outcomes;
};

} // namespace pollux
