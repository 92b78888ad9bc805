// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/commands/operationcommand.h"

#include <QSet>

namespace pollux {

/// `operations`: shows the operations named on the command line, or else those of the account in the journal, with
/// their state on the server. With --wait it runs until each of them has ended.
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
    /// The operations of the account in the queue.
    QList<OperationRecord> known() const;

    QSet<QString> m_unasked; // operations of the journal without an answer yet
};

} // namespace pollux
