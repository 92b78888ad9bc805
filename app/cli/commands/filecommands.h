// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/commands/clicommand.h"
#include "app/cli/commands/statewatch.h"

#include "models/api/http/networkmanager.h"

#include <memory>

namespace pollux {

/// `list`, `get`, `delete` and `watch`: commands for files on the server.
class FileCommands final : public CliCommand {
    Q_OBJECT

public:
    FileCommands(const CliOptions &options, Output &output);

    void start(const ReadyAccount &account) override;

private:
    void ask(const QString &name) override;
    void handleAllAsked() override { endIfDone(); }
    void list();
    void reportState(const RemoteFile &file);
    void endIfDone();

    NetworkManager m_network;
    std::unique_ptr<StateWatch> m_watch; // null before start()
    bool m_isAsking = false;             // a files.get of ask() is under way
};

} // namespace pollux
