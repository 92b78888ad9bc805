// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/commands/operationwait.h"
#include "app/cli/commands/storeaccess.h"
#include "app/cli/output/outcomes.h"

#include <memory>

namespace pollux {

/// `import`: makes documents of files that are on the server. The operations are kept in the journal, where
/// `operations` and the window find them; with --wait their end is waited for.
class ImportCommand final : public QObject {
    Q_OBJECT

public:
    /// Both must outlive this object.
    ImportCommand(const CliOptions &options, const QString &dataDirectory, Output &output, QObject *parent = nullptr);

    void start(const ReadyAccount &account);

signals:
    /// Comes once.
    void finished(pollux::ExitCode code);

private:
    void handleOpened(const JournalReport &report);
    void importNext();
    void handleBegun(const QString &fileName, const Operation &operation);
    void handleEnded(const OperationRecord &operation);
    void endIfDone();

    const CliOptions &m_options;
    Output &m_output;
    std::unique_ptr<StoreAccess> m_access; // there from start() on
    QString m_profileId;
    StoreUpload m_upload;
    QStringList m_names; // still to be imported
    bool m_isRequesting = true;
    UploadQueue m_queue;
    OperationWait m_wait;
    Outcomes m_outcomes;
};

} // namespace pollux
