// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/commands/clicommand.h"
#include "app/cli/commands/storeaccess.h"

#include <memory>

namespace pollux {

/// `stores`, `store-create`, `store-delete`, `documents` and `document-delete`.
class StoreCommands final : public CliCommand {
    Q_OBJECT

public:
    StoreCommands(const CliOptions &options, Output &output);

    void start(const ReadyAccount &account) override;

private:
    void ask(const QString &name) override;
    void listStores();
    void listDocuments();
    void createStore();
    void handleStoreDeleted(const Result<Nothing> &answer, const QString &name);

    std::unique_ptr<StoreAccess> m_access; // null before start()
};

} // namespace pollux
