// SPDX-License-Identifier: Apache-2.0
#include "models/items/listmodel.h"

#include "models/items/leavingrows.h"

#include <QRandomGenerator>

namespace pollux {

ListModel::ListModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_listContext(std::make_unique<QObject>())
{
    m_retryTimer.setSingleShot(true);
    connect(&m_retryTimer, &QTimer::timeout, this, &ListModel::retry);
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

void ListModel::loadAll()
{
    m_loadsAll = true;
    fetchMore({});
}

void ListModel::requestPage()
{
    m_retryTimer.stop();
    if (m_walk.isAtFirstPage())
        m_unreadableCount = 0;
    m_walk.askPage();
    m_loadError.reset();
    readPage(m_walk.pageToken(), m_listContext.get());
    setLoading(Loading::Loading);
}

void ListModel::goOnAfter(ListWalk::Step step)
{
    m_failures = 0;
    if (step == ListWalk::Step::End)
        m_hasBegunAgain = false;
    // A view without rows does not call fetchMore().
    if (step == ListWalk::Step::NextPage || (step == ListWalk::Step::Pause && (m_loadsAll || rowCount() == 0)))
        requestPage();
    else if (step == ListWalk::Step::Circle)
        fail(ApiError::local(ErrorKind::Protocol));
    else
        setLoading(step == ListWalk::Step::Pause ? Loading::Partial : Loading::Complete);
}

void ListModel::fail(const ApiError &error)
{
    m_loadError = error;
    const ErrorTraits &traits = traitsOf(error.kind);
    if (traits.isTransient() || traits.remedy == ErrorRemedy::AwaitLink) {
        // At least half of the delay, so that a server that fails is left in peace.
        const double chance = 0.5 + QRandomGenerator::global()->generateDouble() / 2;
        m_retryTimer.start(m_retries.timerFor(m_retries.delay(++m_failures, chance, error.retryAfter)));
    }
    setLoading(Loading::Failed);
}

bool ListModel::shouldBeginAgain(const ApiError &error)
{
    return error.refusesPageToken() && !m_walk.isAtFirstPage() && !std::exchange(m_hasBegunAgain, true);
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
    m_retryTimer.stop();
    m_hasBegunAgain = false;
    m_loadsAll = false;
    m_unreadableCount = 0;
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
