// SPDX-License-Identifier: Apache-2.0
#include "models/items/listmodel.h"

#include "models/items/leavingrows.h"

namespace pollux {

ListModel::ListModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_listContext(std::make_unique<QObject>())
{
}

ListModel::~ListModel() = default;

bool ListModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_loading == Loading::Partial;
}

void ListModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        requestPage();
}

void ListModel::retry()
{
    if (m_loading == Loading::Failed)
        requestPage();
}

void ListModel::requestPage()
{
    m_walk.askPage();
    m_loadError.reset();
    readPage(m_walk.pageToken(), m_listContext.get());
    setLoading(Loading::Loading);
}

void ListModel::goOnAfter(ListWalk::Step step)
{
    // A view without rows does not call fetchMore().
    if (step == ListWalk::Step::NextPage || (step == ListWalk::Step::Pause && rowCount() == 0))
        requestPage();
    else if (step == ListWalk::Step::Circle)
        fail(ApiError::local(ErrorKind::Protocol));
    else
        setLoading(step == ListWalk::Step::Pause ? Loading::Partial : Loading::Complete);
}

void ListModel::fail(const ApiError &error)
{
    m_loadError = error;
    setLoading(Loading::Failed);
}

void ListModel::setLoading(Loading loading)
{
    if (m_loading == loading)
        return;
    m_loading = loading;
    emit loadingChanged(loading);
}

void ListModel::restartWalk(Loading loading)
{
    renewListContext();
    m_walk.begin();
    m_loadError.reset();
    m_loading = loading;
}

void ListModel::moveToEnd(const std::vector<int> &rows, const std::function<void()> &move)
{
    emit rowsAboutToLeave(rows);
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    move();
    const QModelIndexList before = persistentIndexList();
    changePersistentIndexList(before, leavingrows::movedToEnd(before, rows, rowCount()));
    emit layoutChanged({}, VerticalSortHint);
}

} // namespace pollux
