// SPDX-License-Identifier: Apache-2.0
#include "models/items/listmodel.h"

#include <algorithm>

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
    const int staying = rowCount() - static_cast<int>(rows.size());
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    after.reserve(before.size());
    for (const QModelIndex &each : before) {
        const auto next = std::ranges::lower_bound(rows, each.row());
        const int gone = static_cast<int>(next - rows.begin());
        const bool leaves = next != rows.end() && *next == each.row();
        after.append(createIndex(leaves ? staying + gone : each.row() - gone, each.column()));
    }
    changePersistentIndexList(before, after);
    emit layoutChanged({}, VerticalSortHint);
}

std::vector<ListModel::Range> ListModel::rangesFromTheEnd(std::vector<int> rows)
{
    std::ranges::sort(rows, std::ranges::greater());
    std::vector<Range> ranges;
    for (const int row : rows) {
        if (!ranges.empty() && ranges.back().first == row + 1)
            ranges.back().first = row;
        else
            ranges.push_back({row, row});
    }
    return ranges;
}

} // namespace pollux
