// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/commands/pagewalk.h"
#include "app/cli/commands/storeaccess.h"
#include "app/cli/output/outcomes.h"

#include <memory>

namespace pollux {

/// `stores`, `store-create`, `store-delete`, `documents` and `document-delete`.
class StoreCommands final : public QObject {
    Q_OBJECT

public:
    /// Both must outlive this object.
    StoreCommands(const CliOptions &options, Output &output, QObject *parent = nullptr);

    void start(const ReadyAccount &account);

signals:
    /// Comes once.
    void finished(pollux::ExitCode code);

private:
    void work();
    void listStores();
    void listDocuments();
    template <typename Resource>
    void reportPage(const QList<Resource> &resources, const QString &nextToken, const QString &event,
                    QJsonObject (*object)(const Resource &), QString (*header)(int));
    void endList(const QString &counted);
    void createStore();
    void deleteStore();
    void reportNotDeleted(const QString &name, const ApiError &error);
    void deleteNextDocument();
    void end();

    const CliOptions &m_options;
    Output &m_output;
    std::unique_ptr<StoreAccess> m_access; // there from start() on
    QStringList m_names;                   // still to be asked for
    int m_nameWidth = 0;                   // columns
    PageWalk m_pages;
    Outcomes m_outcomes;
};

} // namespace pollux
