// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/commands/operationcommand.h"

namespace pollux {

/// `document-create`: makes a document without bytes in a store, the metadata-only form of an upload. The journal keeps
/// the operation, so that `operations` and the window find it.
class DocumentCreateCommand final : public OperationCommand {
    Q_OBJECT

public:
    /// `options` and `output` must outlive this object. `options` have a storeUpload.
    DocumentCreateCommand(const CliOptions &options, const QString &dataDirectory, Output &output);

private:
    void begin() override;
    void ask(const QString &store) override;
    void handleBegun(const QString &store, const Operation &operation);
};

} // namespace pollux
