// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/commands/clicommand.h"
#include "app/cli/commands/operationwait.h"
#include "app/cli/commands/storeaccess.h"

#include <memory>

namespace pollux {

/// What `import` and `operations` share: operations that the journal keeps, and whose end is waited for with --wait.
class OperationCommand : public CliCommand {
    Q_OBJECT

public:
    void start(const ReadyAccount &account) final;

protected:
    /// `loads`: operations of former programs are taken up.
    OperationCommand(const CliOptions &options, const QString &dataDirectory, bool loads, Output &output);

    /// The account is there.
    virtual void begin() = 0;
    /// Opens the journal; handleOpened() follows.
    void openQueue();
    virtual void handleOpened() { next(); }
    void handleAllAsked() override;
    void reportOperation(const OperationRecord &operation);
    /// Counts an operation that was printed, or with --wait waits for its end. One that has ended leaves the journal.
    void settle(const OperationRecord &operation);
    void endIfDone();

    std::unique_ptr<ReadyAccount> m_account; // null before begin(), as the next one
    std::unique_ptr<StoreAccess> m_access;
    bool m_isTold = false; // everything was asked for and printed once
    UploadQueue m_queue;
    OperationWait m_wait;
};

} // namespace pollux
