// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/commands/operationcommand.h"

namespace pollux {

/// `import`: makes documents of files that are on the server. The journal keeps the operations, so that `operations`
/// and the window find them.
class ImportCommand final : public OperationCommand {
    Q_OBJECT

public:
    /// `options` and `output` must outlive this object.
    ImportCommand(const CliOptions &options, const QString &dataDirectory, Output &output);

private:
    void begin() override;
    void ask(const QString &name) override;
    void handleBegun(const QString &fileName, const Operation &operation);

    StoreUpload m_upload;
};

} // namespace pollux
