// SPDX-License-Identifier: Apache-2.0
#include "views/developer/snippetscontroller.h"

#include "models/accounts/chunkingmemory.h"
#include "views/developer/snippetdialog.h"
#include "views/widgets/dialogprompts.h"

namespace pollux {

SnippetsController::SnippetsController(const ApiClient &client, Settings &settings, const ChunkingMemory &memory,
                                       QWidget &window)
    : QObject(&window)
    , m_client(client)
    , m_settings(settings)
    , m_memory(memory)
    , m_window(window)
{
}

void SnippetsController::show(const std::variant<QList<RemoteFile>, RagStore, Document> &resource)
{
    SnippetSubject subject{resource, m_client.requests().endpoint()};
    if (const auto *store = std::get_if<RagStore>(&resource)) {
        if (const auto choice = m_memory.choiceForStore(store->name))
            subject.upload.chunking = choice->config;
    }
    auto *dialog = new SnippetDialog(subject, &m_window);
    const QString key = m_settings.value(Settings::Key::SnippetLanguage).toString();
    if (const auto language = snippets::languageWithKey(key))
        dialog->setLanguage(*language);
    connect(dialog, &SnippetDialog::languageChosen, this, [this](SnippetLanguage language) {
        m_settings.setValue(Settings::Key::SnippetLanguage, snippets::keyOf(language));
    });
    openDialog(dialog);
}

} // namespace pollux
