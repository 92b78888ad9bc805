// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands/storecommands.h"

#include "app/cli/output/jsonoutput.h"
#include "models/text/format.h"

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using Command = CliOptions::Command;

constexpr int documentsWithoutAll = 100;

} // namespace

StoreCommands::StoreCommands(const CliOptions &options, Output &output)
    : CliCommand(options, output, options.command == Command::Documents && !options.listsAll ? documentsWithoutAll : 0)
{
}

void StoreCommands::start(const ReadyAccount &account)
{
    m_access = std::make_unique<StoreAccess>(account, m_options);
    if (m_options.command == Command::Stores) {
        listStores();
    } else if (m_options.command == Command::StoreCreate) {
        createStore();
    } else {
        m_access->complete(m_names, this, orEnd<QStringList>([this](const QStringList &names) {
                               m_names = names;
                               if (m_options.command == Command::Documents)
                                   listDocuments();
                               else
                                   next();
                           }));
    }
}

void StoreCommands::listStores()
{
    const auto handlePage = [this](const StorePage &page) {
        if (reportPage(page, u"store"_s, &resourcetable::storeHeader, &jsonoutput::storeObject))
            listStores();
    };
    m_access->client().listStores(StoresClient::maxPageSize, m_pages.pageToken(), this, orEnd<StorePage>(handlePage));
}

void StoreCommands::listDocuments()
{
    const QString store = m_names.constFirst();
    const auto handlePage = [this](const DocumentPage &page) {
        if (reportPage(page, u"document"_s, &resourcetable::documentHeader, &jsonoutput::documentObject,
                       tr("There are more documents; --all lists them.")))
            listDocuments();
    };
    m_access->client().listDocuments(store, StoresClient::maxPageSize, m_pages.pageToken(), this,
                                     orEnd<DocumentPage>(handlePage, store));
}

void StoreCommands::createStore()
{
    m_access->client().createStore(
        m_names.constFirst(), m_options.embeddingModel, this, orEnd<RagStore>([this](const RagStore &store) {
            m_output.event(
                u"store"_s, jsonoutput::storeObject(store),
                tr("created   %1  %2").arg(format::singleLine(store.name), format::singleLine(store.displayName)));
            end();
        }));
}

void StoreCommands::ask(const QString &name)
{
    if (m_options.command == Command::StoreDelete) {
        m_access->client().deleteStore(name, m_options.isForced, this, [this, name](const Result<Nothing> &answer) {
            handleStoreDeleted(answer, name);
        });
    } else {
        // Each indexed document has chunks, and without force the service refuses to delete it.
        m_access->client().deleteDocument(name, true, this,
                                          [this, name](const Result<Nothing> &answer) { handleDeleted(answer, name); });
    }
}

void StoreCommands::handleStoreDeleted(const Result<Nothing> &answer, const QString &name)
{
    if (answer.ok() || answer.error().kind != ErrorKind::Precondition || m_options.isForced) {
        handleDeleted(answer, name);
        return;
    }
    m_access->client().getStore(name, this, [this, name, error = answer.error()](const Result<RagStore> &store) {
        if (!store.ok()) {
            endWith(error, name);
            return;
        }
        const QString sentence = tr("The store holds documents (%1). --force deletes them with it.")
                                     .arg(resourcetable::documentCounts(store.value()));
        QJsonObject object = jsonoutput::errorObject(error);
        object.insert("text"_L1, sentence);
        m_outcomes.addFailure(error.kind);
        m_output.fail(object, sentence, name, {{"store"_L1, jsonoutput::storeObject(store.value())}});
        end();
    });
}

} // namespace pollux
