// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/commands/operationcommand.h"

#include <QSet>

namespace pollux {

/// `operations`: shows those of the account that the journal holds, asked for once more, or asks the server for those
/// that are named. With --wait it goes on until each of them has ended.
class OperationsCommand final : public OperationCommand {
    Q_OBJECT

public:
    /// `options` and `output` must outlive this object.
    OperationsCommand(const CliOptions &options, const QString &dataDirectory, Output &output);

private:
    void begin() override;
    void handleOpened() override;
    void ask(const QString &name) override;
    void handleAnswer(const Operation &operation);
    void handleChanged(const QStringList &names);
    void reportList();
    /// Of the account, in the queue.
    QList<OperationRecord> known() const;

    QSet<QString> m_unasked; // of the journal's, those that gave no answer yet
};

} // namespace pollux
