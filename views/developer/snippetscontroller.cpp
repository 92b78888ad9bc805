// SPDX-License-Identifier: Apache-2.0
#include "views/developer/snippetscontroller.h"

#include "models/accounts/chunkingmemory.h"
#include "views/developer/snippetdialog.h"

#include <utility>

namespace pollux {

SnippetsControl::SnippetsControl(const ApiClient &client, Settings &settings, const ChunkingMemory &memory,
                                 QWidget &window)
    : QObject(&window)
    , m_client(client)
    , m_settings(settings)
    , m_memory(memory)
    , m_window(window)
{
}

void SnippetsControl::showForFiles(const QList<RemoteFile> &files)
{
    open(subjectOf(files));
}

void SnippetsControl::showForStore(const RagStore &store)
{
    SnippetSubject subject = subjectOf(store);
    if (const auto choice = m_memory.choiceForStore(store.name))
        subject.upload.chunking = choice->config;
    open(subject);
}

void SnippetsControl::showForDocument(const Document &document)
{
    open(subjectOf(document));
}

SnippetSubject SnippetsControl::subjectOf(std::variant<QList<RemoteFile>, RagStore, Document> resource) const
{
    return {std::move(resource), m_client.requests().endpoint()};
}

void SnippetsControl::open(const SnippetSubject &subject)
{
    auto *dialog = new SnippetDialog(subject, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const QString key = m_settings.value(Settings::Key::SnippetLanguage).toString();
    if (const auto language = snippets::languageWithKey(key))
        dialog->setLanguage(*language);
    connect(dialog, &SnippetDialog::languageChosen, this, [this](SnippetLanguage language) {
        m_settings.setValue(Settings::Key::SnippetLanguage, snippets::keyOf(language));
    });
    dialog->open();
}

} // namespace pollux
