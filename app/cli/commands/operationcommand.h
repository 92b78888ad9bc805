// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/commands/clicommand.h"
#include "app/cli/commands/operationwait.h"
#include "app/cli/commands/storeaccess.h"

#include <memory>

namespace pollux {

/// The base of `document-create`, `import` and `operations`: keeps operations in the journal and with --wait waits
/// until they end.
class OperationCommand : public CliCommand {
    Q_OBJECT

public:
    void start(const ReadyAccount &account) final;

    /// Options of a queue that polls operations and sends no files. `loads`: it also polls those that the journal
    /// already holds.
    static UploadEngine::Options engineOptions(const QString &dataDirectory, bool loads);

protected:
    /// `loads`: as in engineOptions().
    OperationCommand(const CliOptions &options, const QString &dataDirectory, bool loads, Output &output);

    /// Called when the account is known.
    virtual void begin() = 0;
    /// Opens the journal; handleOpened() follows.
    void openQueue();
    virtual void handleOpened() { next(); }
    void handleAllAsked() override;
    /// A record of an operation that the journal does not know, made of the server's answer.
    OperationRecord recordOf(const Operation &operation) const;
    /// Prints an operation: as JSON `object`, else a line with its state, its name, and the document or the reason.
    void reportOperation(const OperationRecord &operation, const QJsonObject &object);
    /// Counts an operation that was printed, or with --wait waits for its end. One that has ended leaves the journal.
    void settle(const OperationRecord &operation);
    void endIfDone();

    std::unique_ptr<ReadyAccount> m_account; // null before start(), as m_access
    std::unique_ptr<StoreAccess> m_access;
    bool m_isTold = false; // everything was requested and printed once
    UploadQueue m_queue;
    OperationWait m_wait;
};

} // namespace pollux
