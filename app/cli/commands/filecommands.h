// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/commands/accountchoice.h"
#include "app/cli/commands/pagewalk.h"
#include "app/cli/commands/statewatch.h"
#include "app/cli/output/outcomes.h"

#include <QNetworkAccessManager>

#include <memory>

namespace pollux {

/// `list`, `get`, `delete` and `watch`: what is done with files that are on the
/// server.
class FileCommands final : public QObject {
    Q_OBJECT

public:
    /// Both must outlive this object.
    FileCommands(const CliOptions &options, Output &output, QObject *parent = nullptr);

    void start(const ReadyAccount &account);

signals:
    /// Comes once.
    void finished(pollux::ExitCode code);

private:
    void list();
    void handlePage(const FilePage &page);
    void get();
    void deleteNext();
    void watchNext();
    void handleWatched(const RemoteFile &file);
    void reportState(const RemoteFile &file);
    void reportGone(const QString &name);
    void endWatchIfDone();
    void end();

    const CliOptions &m_options;
    Output &m_output;
    QNetworkAccessManager m_network;
    std::unique_ptr<StateWatch> m_watch; // there from start() on
    QStringList m_names;                 // still to be asked for
    PageWalk m_pages;
    Outcomes m_outcomes;
};

} // namespace pollux
