// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands/storecommands.h"

#include "app/cli/output/jsonoutput.h"
#include "app/cli/output/storetable.h"
#include "models/text/format.h"

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int documentsWithoutAll = 100;

int maxListed(const CliOptions &options)
{
    return options.command == CliOptions::Command::Documents && !options.listsAll ? documentsWithoutAll : 0;
}

} // namespace

StoreCommands::StoreCommands(const CliOptions &options, Output &output, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_output(output)
    , m_names(options.arguments)
    , m_pages(maxListed(options))
    , m_outcomes(output)
{
    m_names.removeDuplicates();
}

void StoreCommands::start(const ReadyAccount &account)
{
    m_access = std::make_unique<StoreAccess>(account, m_options);
    if (m_options.command == CliOptions::Command::Stores) {
        listStores();
        return;
    }
    if (m_options.command == CliOptions::Command::StoreCreate) {
        createStore();
        return;
    }
    m_access->complete(m_names, this, [this](const Result<QStringList> &names) {
        if (names.ok()) {
            m_names = names.value();
            work();
            return;
        }
        m_outcomes.tell(names.error());
        end();
    });
}

void StoreCommands::work()
{
    switch (m_options.command) {
    case CliOptions::Command::StoreDelete:
        deleteStore();
        break;
    case CliOptions::Command::Documents:
        listDocuments();
        break;
    default:
        deleteNextDocument();
        break;
    }
}

void StoreCommands::listStores()
{
    m_access->client().listStores(StoresClient::maxPageSize, m_pages.token(), this,
                                  [this](const Result<StorePage> &page) {
                                      if (!page.ok()) {
                                          m_outcomes.tell(page.error());
                                          end();
                                          return;
                                      }
                                      reportPage(page.value().stores, page.value().nextPageToken, u"store"_s,
                                                 &jsonoutput::storeObject, &storetable::storeHeader);
                                      if (m_pages.goesOn())
                                          listStores();
                                      else
                                          endList(u"stores"_s);
                                  });
}

void StoreCommands::listDocuments()
{
    const QString &store = m_names.constFirst();
    m_access->client().listDocuments(store, StoresClient::maxPageSize, m_pages.token(), this,
                                     [this, store](const Result<DocumentPage> &page) {
                                         if (!page.ok()) {
                                             m_outcomes.tell(page.error(), store);
                                             end();
                                             return;
                                         }
                                         reportPage(page.value().documents, page.value().nextPageToken, u"document"_s,
                                                    &jsonoutput::documentObject, &storetable::documentHeader);
                                         if (m_pages.goesOn())
                                             listDocuments();
                                         else
                                             endList(u"documents"_s);
                                     });
}

template <typename Resource>
void StoreCommands::reportPage(const QList<Resource> &resources, const QString &nextToken, const QString &event,
                               QJsonObject (*object)(const Resource &), QString (*header)(int))
{
    if (m_pages.count() == 0 && !resources.isEmpty()) {
        // The first page says how wide the others' column of names is as well.
        m_nameWidth = storetable::nameWidth(resources);
        if (!m_output.isJson())
            m_output.event({}, {}, header(m_nameWidth));
    }
    for (const Resource &resource : resources)
        m_output.event(event, object(resource), storetable::row(resource, m_nameWidth));
    m_pages.take(resources.size(), nextToken);
}

void StoreCommands::endList(const QString &counted)
{
    m_output.event(u"summary"_s, {{counted, m_pages.count()}, {"more"_L1, m_pages.hasMore()}}, {});
    if (m_pages.hasMore() && !m_output.isJson())
        m_output.say(tr("There are more documents; --all lists them."));
    end();
}

void StoreCommands::createStore()
{
    m_access->client().createStore(m_names.constFirst(), this, [this](const Result<RagStore> &store) {
        if (store.ok())
            m_output.event(
                u"store"_s, jsonoutput::storeObject(store.value()),
                tr("created   %1  %2")
                    .arg(format::singleLine(store.value().name), format::singleLine(store.value().displayName)));
        else
            m_outcomes.tell(store.error());
        end();
    });
}

void StoreCommands::deleteStore()
{
    const QString name = m_names.constFirst();
    m_access->client().deleteStore(name, m_options.isForced, this, [this, name](const Result<Nothing> &answer) {
        if (answer.ok()) {
            m_output.event(u"deleted"_s, {{"name"_L1, name}}, tr("deleted   %1").arg(name));
            end();
        } else if (answer.error().kind == ErrorKind::Precondition && !m_options.isForced) {
            reportNotDeleted(name, answer.error());
        } else {
            m_outcomes.tell(answer.error(), name);
            end();
        }
    });
}

void StoreCommands::reportNotDeleted(const QString &name, const ApiError &error)
{
    m_access->client().getStore(name, this, [this, name, error](const Result<RagStore> &store) {
        if (store.ok()) {
            const QString sentence = tr("The store holds documents (%1). --force deletes them with it.")
                                         .arg(storetable::documentCounts(store.value()));
            QJsonObject object = jsonoutput::errorObject(error);
            object.insert("text"_L1, sentence);
            m_outcomes.addFailure(error.kind);
            if (m_output.isJson())
                m_output.event(
                    u"error"_s,
                    {{"name"_L1, name}, {"error"_L1, object}, {"store"_L1, jsonoutput::storeObject(store.value())}},
                    {});
            else
                m_output.say(u"%1: %2"_s.arg(name, sentence));
        } else {
            m_outcomes.tell(error, name);
        }
        end();
    });
}

void StoreCommands::deleteNextDocument()
{
    if (m_names.isEmpty()) {
        end();
        return;
    }
    const QString name = m_names.takeFirst();
    // Each indexed document has chunks, and is refused without force.
    m_access->client().deleteDocument(name, true, this, [this, name](const Result<Nothing> &answer) {
        if (answer.ok()) {
            m_outcomes.addGood();
            m_output.event(u"deleted"_s, {{"name"_L1, name}}, tr("deleted   %1").arg(name));
        } else {
            m_outcomes.tell(answer.error(), name);
            // The others would fail in the same way.
            if (exitCodeFor(answer.error().kind) == ExitCode::KeyOrPermission)
                m_names.clear();
        }
        deleteNextDocument();
    });
}

void StoreCommands::end()
{
    emit finished(m_outcomes.exitCode());
}

} // namespace pollux
