// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/settings.h"
#include "models/api/apiclient.h"
#include "models/snippets/snippets.h"

#include <QObject>

class QWidget;

namespace pollux {

class ChunkingMemory;

/// Opens the snippet dialog with the endpoint of the account, in the language that was used last, and for a store with
/// the chunking that was last chosen for it.
class SnippetsController final : public QObject {
    Q_OBJECT

public:
    /// All must outlive this object; `window` is the parent of its dialogs.
    SnippetsController(const ApiClient &client, Settings &settings, const ChunkingMemory &memory, QWidget &window);

    /// Shows snippets for at least one file, for a store, or for a document.
    void show(const std::variant<QList<RemoteFile>, RagStore, Document> &resource);

private:
    const ApiClient &m_client;
    Settings &m_settings;
    const ChunkingMemory &m_memory;
    QWidget &m_window;
};

} // namespace pollux
