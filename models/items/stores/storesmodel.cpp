// SPDX-License-Identifier: Apache-2.0
#include "models/items/stores/storesmodel.h"

#include "models/items/stores/storecells.h"

#include <QPointer>

#include <utility>

namespace pollux {

StoresModel::StoresModel(StoresClient &client, QObject *parent)
    : QAbstractTableModel(parent)
    , m_client(client)
    , m_listContext(std::make_unique<QObject>())
    , m_callContext(std::make_unique<QObject>())
    , m_polls(usualPace, this)
{
    connect(&m_polls, &PollSchedule::due, this, &StoresModel::readStore);
}

StoresModel::~StoresModel() = default;

int StoresModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows.count();
}

int StoresModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant StoresModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid));
    const RagStore &store = storeAt(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return storecells::displayText(store, column);
    case Qt::AccessibleTextRole:
        return storecells::accessibleText(store, column);
    case Qt::TextAlignmentRole:
        return static_cast<int>(storecells::alignment(column).toInt());
    case ResourceNameRole:
        return store.name;
    case SortRole:
        return storecells::sortValue(store, column);
    case StoreRole:
        return QVariant::fromValue(store);
    default:
        return {};
    }
}

QVariant StoresModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::DisplayRole)
        return storecells::title(column);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(storecells::alignment(column).toInt());
    return {};
}

void StoresModel::reset(bool active)
{
    beginResetModel();
    m_listContext = std::make_unique<QObject>();
    m_callContext = std::make_unique<QObject>();
    m_polls.clear();
    m_rows.clear();
    m_loadError.reset();
    m_walk.begin(ListWalk::Extent::ToTheEnd);
    m_loading = Loading::Inactive;
    endResetModel();
    if (active)
        requestPage();
    else
        emit loadingChanged(m_loading);
    cancelCalls();
}

void StoresModel::refresh()
{
    if (m_loading == Loading::Inactive || (m_loading == Loading::Loading && m_walk.isAtFirstPage()))
        return;
    m_listContext = std::make_unique<QObject>();
    QStringList names;
    for (const RagStore &store : m_rows.items())
        names.append(store.name);
    m_walk.beginAgain(names, ListWalk::Extent::ToTheEnd);
    requestPage();
}

void StoresModel::retry()
{
    if (m_loading == Loading::Failed)
        requestPage();
}

std::optional<RagStore> StoresModel::find(const QString &name) const
{
    const int row = rowOf(name);
    return row < 0 ? std::nullopt : std::optional(storeAt(row));
}

QList<RagStore> StoresModel::stores() const
{
    return {m_rows.items().cbegin(), m_rows.items().cend()};
}

void StoresModel::upsert(const RagStore &store)
{
    if (m_loading == Loading::Inactive)
        return;
    m_walk.meet(store.name);
    if (store.pendingDocumentsCount > 0)
        m_polls.watch(store.name);
    if (const int row = rowOf(store.name); row >= 0) {
        if (m_rows.replace(row, store) == store)
            return;
        emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
    } else {
        beginInsertRows({}, rowCount(), rowCount());
        m_rows.append(store);
        endInsertRows();
    }
    emit storeSeen(store);
}

void StoresModel::drop(const QString &name)
{
    if (m_loading == Loading::Loading)
        m_walk.leave(name);
    m_polls.forget(name);
    const int row = rowOf(name);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_rows.remove(row);
    endRemoveRows();
    emit storeGone(name);
}

void StoresModel::rereadStore(const QString &name)
{
    if (m_loading != Loading::Inactive)
        m_polls.watchNow(name);
}

void StoresModel::create(const QString &displayName)
{
    ++m_creations;
    m_client.createStore(displayName, m_callContext.get(),
                         [this](const Result<RagStore> &answer) { handleCreated(answer); });
}

void StoresModel::remove(const QString &name, bool force)
{
    m_removals.append(name);
    m_client.deleteStore(name, force, m_callContext.get(),
                         [this, name](const Result<Nothing> &answer) { handleRemoved(name, answer); });
}

void StoresModel::requestPage()
{
    m_walk.askPage();
    m_loadError.reset();
    m_client.listStores(StoresClient::maxPageSize, m_walk.pageToken(), m_listContext.get(),
                        [this](const Result<StorePage> &answer) { handlePage(answer); });
    setLoading(Loading::Loading);
}

void StoresModel::handlePage(const Result<StorePage> &answer)
{
    if (!answer.ok()) {
        m_loadError = answer.error();
        setLoading(Loading::Failed);
        return;
    }
    // Who hears of the rows may reset or refresh, and then this page is history.
    const QPointer<QObject> walk(m_listContext.get());
    const ListWalk::Step step = merge(answer.value());
    if (!walk)
        return;
    if (step == ListWalk::Step::NextPage) {
        requestPage();
    } else if (step == ListWalk::Step::Circle) {
        m_loadError = ApiError::local(ErrorKind::Protocol);
        setLoading(Loading::Failed);
    } else {
        dropAll(m_walk.takeUnmet());
        if (walk)
            setLoading(Loading::Complete);
    }
}

ListWalk::Step StoresModel::merge(const StorePage &page)
{
    const QPointer<QObject> walk(m_listContext.get());
    QList<RagStore> stores = page.stores;
    stores.removeIf([this](const RagStore &store) { return m_walk.hasLeft(store.name); });
    QStringList names;
    bool addsRows = false;
    for (const RagStore &store : std::as_const(stores)) {
        names.append(store.name);
        addsRows |= rowOf(store.name) < 0;
    }
    const ListWalk::Step step = m_walk.take(names, addsRows, page.nextPageToken);
    for (const RagStore &store : std::as_const(stores)) {
        if (walk)
            upsert(store);
    }
    return step;
}

void StoresModel::dropAll(const QStringList &names)
{
    const QPointer<QObject> walk(m_listContext.get());
    for (const QString &name : names) {
        if (walk)
            drop(name);
    }
}

void StoresModel::readStore(const QString &name)
{
    m_client.getStore(name, m_callContext.get(),
                      [this, name](const Result<RagStore> &answer) { handleStore(name, answer); });
}

void StoresModel::handleStore(const QString &name, const Result<RagStore> &answer)
{
    // Its row may have left meanwhile.
    if (!m_polls.isWatched(name))
        return;
    if (!answer.ok()) {
        const ApiError &error = answer.error();
        if (error.kind == ErrorKind::Gone)
            drop(name);
        else if (const auto store = find(name); store && store->pendingDocumentsCount > 0)
            m_polls.goOnAfterError(name, error);
        else
            m_polls.end(name);
        return;
    }
    if (answer.value().pendingDocumentsCount > 0)
        m_polls.goOn(name);
    else
        m_polls.end(name);
    upsert(answer.value());
}

void StoresModel::handleCreated(const Result<RagStore> &answer)
{
    --m_creations;
    if (answer.ok()) {
        upsert(answer.value());
        emit created(answer.value());
        return;
    }
    // The answer may be what got lost.
    if (traitsOf(answer.error().kind).isTransient())
        refresh();
    emit createFailed(answer.error());
}

void StoresModel::handleRemoved(const QString &name, const Result<Nothing> &answer)
{
    m_removals.removeOne(name);
    if (answer.ok()) {
        drop(name);
        emit removed(name);
    } else {
        emit removeFailed(name, answer.error());
    }
}

void StoresModel::cancelCalls()
{
    const ApiError cancelled = ApiError::local(ErrorKind::Cancelled);
    const QStringList removals = std::exchange(m_removals, {});
    for (int creations = std::exchange(m_creations, 0); creations > 0; --creations)
        emit createFailed(cancelled);
    for (const QString &name : removals)
        emit removeFailed(name, cancelled);
}

void StoresModel::setLoading(Loading loading)
{
    if (m_loading == loading)
        return;
    m_loading = loading;
    emit loadingChanged(loading);
}

} // namespace pollux
