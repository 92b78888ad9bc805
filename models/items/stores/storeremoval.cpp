// SPDX-License-Identifier: Apache-2.0
#include "models/items/stores/storeremoval.h"

#include <algorithm>
#include <utility>

namespace pollux {

namespace {

/// Returns whether the error concerns only one document. Any other error would occur for the next document as well.
bool concernsOneDocument(ErrorKind kind)
{
    return kind == ErrorKind::BadRequest || kind == ErrorKind::Precondition || kind == ErrorKind::Conflict ||
           kind == ErrorKind::NotReady || kind == ErrorKind::Gone;
}

} // namespace

StoreRemoval::StoreRemoval(const StoresClient &client, const QString &store, std::chrono::milliseconds pause,
                           QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_storeName(store)
    , m_firstPause(pause)
    , m_context(std::make_unique<QObject>())
    , m_pause(this)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &StoreRemoval::listFromStart);
    connect(&m_documents, &BulkRemoval::failed, this, &StoreRemoval::handleFailed);
    connect(&m_documents, &BulkRemoval::finished, this, &StoreRemoval::endDocuments);
}

StoreRemoval::~StoreRemoval() = default;

bool StoreRemoval::isRunning() const
{
    return m_state == State::Counting || m_state == State::DeletingDocuments || m_state == State::DeletingStore;
}

void StoreRemoval::start()
{
    if (isRunning() || m_state == State::Removed)
        return;
    m_isStopping = false;
    m_triedNames.clear();
    m_refusals = 0;
    m_removedCount = 0;
    m_failedCount = 0;
    m_total = 0;
    m_failures.clear();
    m_client.getStore(m_storeName, m_context.get(), [this](const Result<RagStore> &answer) { handleCount(answer); });
    setState(State::Counting);
}

void StoreRemoval::stop()
{
    if (!isRunning())
        return;
    m_isStopping = true;
    if (m_documents.isRunning()) {
        m_documents.stop();
    } else if (m_state != State::DeletingStore) {
        m_context = std::make_unique<QObject>();
        m_pause.stop();
        end(State::Stopped);
    }
}

void StoreRemoval::handleCount(const Result<RagStore> &answer)
{
    if (!answer.ok()) {
        fail(answer.error());
        return;
    }
    m_store = answer.value();
    m_total = static_cast<int>(m_store->documentsCount());
    setState(State::DeletingDocuments);
    emit progressed(m_removedCount, m_failedCount, m_total);
    if (!m_isStopping)
        listFromStart();
}

/// Pages shift when documents are deleted, so after each page with deletions the list is read from its beginning.
void StoreRemoval::listFromStart()
{
    m_walk.begin(ListWalk::Extent::ToTheEnd);
    setState(State::DeletingDocuments);
    if (!m_isStopping)
        requestPage();
}

void StoreRemoval::requestPage()
{
    m_client.listDocuments(m_storeName, StoresClient::maxPageSize, m_walk.pageToken(), m_context.get(),
                           [this](const Result<DocumentPage> &answer) { handlePage(answer); });
}

void StoreRemoval::handlePage(const Result<DocumentPage> &answer)
{
    if (!answer.ok()) {
        fail(answer.error());
        return;
    }
    QStringList names;
    QList<ListWalk::Entry> entries;
    for (const Document &document : answer.value().entries) {
        if (!m_triedNames.contains(document.name) && storeOf(document.name) == m_storeName) {
            names.append(document.name);
            entries.append({document.name});
        }
    }
    const ListWalk::Step step = m_walk.take(entries, answer.value().nextPageToken);
    if (!names.isEmpty())
        deleteDocuments(names);
    else if (step == ListWalk::Step::Circle)
        fail(ApiError::local(ErrorKind::Protocol));
    else if (step == ListWalk::Step::End)
        goOnWithStore();
    else
        requestPage();
}

void StoreRemoval::deleteDocuments(const QStringList &names)
{
    m_refusals = 0;
    m_triedNames.unite({names.cbegin(), names.cend()});
    m_total = std::max(m_total, m_removedCount + m_failedCount + static_cast<int>(names.size()));
    m_documents.remove(names, [this](const QString &name, QObject *context, auto callback) {
        // Counted here, one by one, since BulkRemoval::removed() is emitted in batches.
        m_client.deleteDocument(name, true, context, [this, name, callback](const Result<Nothing> &answer) {
            if (answer.ok())
                handleRemoved(name);
            callback(answer);
        });
    });
}

void StoreRemoval::handleRemoved(const QString &name)
{
    ++m_removedCount;
    emit documentRemoved(name);
    emit progressed(m_removedCount, m_failedCount, m_total);
}

void StoreRemoval::handleFailed(const QString &name, const ApiError &error)
{
    ++m_failedCount;
    m_failures.append({name, error});
    emit progressed(m_removedCount, m_failedCount, m_total);
}

void StoreRemoval::endDocuments(const QStringList &removed, const QList<Failure> &failed)
{
    const bool isHopeless = removed.isEmpty() && std::ranges::none_of(failed, [](const Failure &failure) {
                                return concernsOneDocument(failure.second.kind);
                            });
    if (m_isStopping)
        end(State::Stopped);
    else if (isHopeless)
        end(State::Failed);
    else
        listFromStart();
}

/// Called when no document is listed except those that could not be deleted.
void StoreRemoval::goOnWithStore()
{
    if (m_failedCount > 0) {
        end(State::Failed);
        return;
    }
    setState(State::DeletingStore);
    m_client.deleteStore(m_storeName, false, m_context.get(),
                         [this](const Result<Nothing> &answer) { handleStoreAnswer(answer); });
}

void StoreRemoval::handleStoreAnswer(const Result<Nothing> &answer)
{
    if (answer.ok())
        end(State::Removed);
    else if (answer.error().kind == ErrorKind::Precondition)
        handleRefusal(answer.error());
    else
        fail(answer.error());
}

/// Documents were added meanwhile, or the service still counts deleted ones.
void StoreRemoval::handleRefusal(const ApiError &error)
{
    ++m_refusals;
    if (m_isStopping) {
        end(State::Stopped);
    } else if (m_refusals >= maxRefusals) {
        fail(error);
    } else if (m_refusals == 1) {
        listFromStart();
    } else {
        setState(State::DeletingDocuments);
        m_pause.start(m_firstPause * (1 << (m_refusals - 2)));
    }
}

void StoreRemoval::fail(const ApiError &error)
{
    if (error.kind == ErrorKind::Gone) {
        end(State::Removed);
        return;
    }
    m_failures.append({m_storeName, error});
    end(State::Failed);
}

void StoreRemoval::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    emit stateChanged(state);
}

void StoreRemoval::end(State state)
{
    setState(state);
    const auto report = [this] {
        if (!isRunning())
            emit finished();
    };
    QMetaObject::invokeMethod(this, report, Qt::QueuedConnection);
}

} // namespace pollux
