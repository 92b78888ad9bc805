// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/filesmodel.h"

#include "models/items/files/filecells.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace pollux {

namespace {

// Without an end a server that invents tokens would be asked for ever.
constexpr int maxEmptyPages = 100;
// How many rows a refresh reads beyond those it looks for while it has met none of them: new files come first.
constexpr int maxNewRows = 1000;

/// The rows as ranges [first, last] without gaps, from the end to the beginning.
std::vector<std::pair<int, int>> rangesFromTheEnd(std::vector<int> rows)
{
    std::ranges::sort(rows, std::ranges::greater());
    std::vector<std::pair<int, int>> ranges;
    for (const int row : rows) {
        if (!ranges.empty() && ranges.back().first == row + 1)
            ranges.back().first = row;
        else
            ranges.emplace_back(row, row);
    }
    return ranges;
}

} // namespace

FilesModel::FilesModel(ApiClient &client, QObject *parent)
    : QAbstractTableModel(parent)
    , m_client(client)
    , m_listContext(std::make_unique<QObject>())
    , m_clock(&QDateTime::currentDateTimeUtc)
{
}

FilesModel::~FilesModel() = default;

int FilesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows.count();
}

int FilesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FilesModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid));
    // What is asked for row by row does not unpack the rows.
    if (role == ResourceNameRole)
        return m_rows.packed(index.row()).name();
    const RemoteFile &file = m_rows.peek(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return filecells::displayText(file, column, m_clock());
    case Qt::AccessibleTextRole:
        return filecells::accessibleText(file, column, m_clock());
    case Qt::TextAlignmentRole:
        return static_cast<int>(filecells::alignment(column).toInt());
    case SortRole:
        return filecells::sortValue(file, column);
    case BadgeRole:
        return filecells::badge(file, column, m_clock());
    case FileRole:
        return QVariant::fromValue(file);
    default:
        return {};
    }
}

QVariant FilesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::DisplayRole)
        return filecells::title(column);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(filecells::alignment(column).toInt());
    return {};
}

bool FilesModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_loading == Loading::Partial;
}

void FilesModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        requestPage();
}

void FilesModel::reset(bool active)
{
    const Loading loading = active ? Loading::Partial : Loading::Inactive;
    beginResetModel();
    m_listContext = std::make_unique<QObject>();
    m_rows.clear();
    m_leftNames.clear();
    m_loadError.reset();
    forgetWalk();
    m_loading = loading;
    endResetModel();
    // A view may have fetched already, and that was announced.
    if (m_loading == loading)
        emit loadingChanged(loading);
    cancelRemovals();
}

void FilesModel::refresh()
{
    const bool isAtFirstPage = m_loading == Loading::Loading && m_nextPageToken.isEmpty();
    if (m_loading == Loading::Inactive || (isAtFirstPage && (m_isRefreshing || m_rows.count() == 0)))
        return;
    m_listContext = std::make_unique<QObject>();
    forgetWalk();
    m_isRefreshing = true;
    m_refreshTarget = rowCount();
    for (int row = 0; row < rowCount(); ++row)
        m_unseenNames.insert(m_rows.packed(row).name());
    requestPage();
}

void FilesModel::retry()
{
    if (m_loading == Loading::Failed)
        requestPage();
}

QList<RemoteFile> FilesModel::files() const
{
    QList<RemoteFile> files;
    files.reserve(rowCount());
    for (int row = 0; row < rowCount(); ++row)
        files.append(fileAt(row));
    return files;
}

void FilesModel::upsert(const RemoteFile &file)
{
    if (m_loading == Loading::Inactive)
        return;
    m_unseenNames.remove(file.name);
    m_leftNames.remove(file.name);
    if (const int row = rowOf(file.name); row >= 0)
        replace(row, file);
    else
        append({file});
}

void FilesModel::drop(const QString &name)
{
    if (m_loading == Loading::Loading)
        m_leftNames.insert(name);
    removeNamed({name});
}

void FilesModel::remove(const QStringList &names)
{
    auto removal = std::make_unique<FileRemoval>(m_client, names);
    connect(removal.get(), &FileRemoval::fileRemoved, this, &FilesModel::drop);
    connect(removal.get(), &FileRemoval::finished, this, &FilesModel::endRemoval);
    m_removals.push_back(std::move(removal));
    if (m_removals.size() == 1)
        startRemoval();
}

void FilesModel::setClock(std::function<QDateTime()> clock)
{
    m_clock = std::move(clock);
    refreshTimes();
}

void FilesModel::refreshTimes()
{
    if (m_rows.count() > 0) {
        emit dataChanged(index(0, ExpiresColumn), index(rowCount() - 1, ExpiresColumn),
                         {Qt::DisplayRole, Qt::AccessibleTextRole, BadgeRole});
    }
}

void FilesModel::requestPage()
{
    m_leftNames.clear();
    m_loadError.reset();
    m_client.listFiles(ApiClient::maxPageSize, m_nextPageToken, m_listContext.get(),
                       [this](const Result<FilePage> &answer) { handlePage(answer); });
    setLoading(Loading::Loading);
}

void FilesModel::handlePage(const Result<FilePage> &answer)
{
    if (!answer.ok()) {
        m_loadError = answer.error();
        setLoading(Loading::Failed);
        return;
    }
    // Who hears of the rows may reset or refresh, and then this page is history.
    const QPointer<QObject> walk(m_listContext.get());
    const Yield yield = merge(answer.value().files);
    if (!walk)
        return;
    m_nextPageToken = answer.value().nextPageToken;
    goOnAfterPage(yield);
}

FilesModel::Yield FilesModel::merge(const QList<RemoteFile> &files)
{
    const QPointer<QObject> walk(m_listContext.get());
    Yield yield;
    std::vector<RemoteFile> added;
    QHash<QString, std::size_t> addedByName;
    for (const RemoteFile &file : files) {
        if (m_leftNames.contains(file.name))
            continue;
        yield.foundNew |= m_unseenNames.remove(file.name);
        if (const int row = rowOf(file.name); row >= 0) {
            replace(row, file);
            if (!walk)
                return {};
        } else if (const auto known = addedByName.constFind(file.name); known != addedByName.cend()) {
            added.at(*known) = file;
        } else {
            addedByName.insert(file.name, added.size());
            added.push_back(file);
        }
    }
    m_seenCount += static_cast<int>(files.size());
    yield.addedRows = !added.empty();
    if (yield.addedRows)
        append(added);
    return yield;
}

void FilesModel::append(const std::vector<RemoteFile> &files)
{
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(files.size()) - 1);
    for (const RemoteFile &file : files)
        m_rows.append(file);
    endInsertRows();
    for (const RemoteFile &file : files)
        emit fileSeen(file);
}

void FilesModel::replace(int row, const RemoteFile &file)
{
    const RemoteFile before = fileAt(row);
    if (before == file)
        return;
    m_rows.replace(row, file);
    for (int first = 0; first < ColumnCount; ++first) {
        int end = first;
        while (end < ColumnCount && filecells::differs(before, file, static_cast<Column>(end)))
            ++end;
        if (end == first)
            continue;
        emit dataChanged(index(row, first), index(row, end - 1));
        first = end;
    }
    emit fileSeen(file);
}

void FilesModel::removeNamed(const QSet<QString> &names)
{
    std::vector<int> rows;
    QStringList gone;
    for (const QString &name : names) {
        if (const int row = rowOf(name); row >= 0) {
            rows.push_back(row);
            gone.append(name);
        }
    }
    for (const auto &[first, last] : rangesFromTheEnd(std::move(rows))) {
        beginRemoveRows({}, first, last);
        for (int row = first; row <= last && !m_unseenNames.isEmpty(); ++row)
            m_unseenNames.remove(m_rows.packed(row).name());
        m_rows.remove(first, last);
        endRemoveRows();
    }
    for (const QString &name : std::as_const(gone))
        emit fileGone(name);
}

void FilesModel::goOnAfterPage(Yield yield)
{
    const bool isLast = m_nextPageToken.isEmpty();
    m_emptyPages = yield.addedRows || yield.foundNew ? 0 : m_emptyPages + 1;
    if (!isLast && (m_usedPageTokens.contains(m_nextPageToken) || m_emptyPages >= maxEmptyPages)) {
        stopWalk();
        return;
    }
    if (!isLast)
        m_usedPageTokens.insert(m_nextPageToken);
    bool canWait = yield.addedRows;
    if (m_isRefreshing) {
        m_hasMetRows |= yield.foundNew;
        const int enough = m_refreshTarget + (m_hasMetRows ? 0 : maxNewRows);
        canWait = isLast || m_unseenNames.isEmpty() || (m_seenCount >= enough && !yield.foundNew);
        if (canWait && !endRefresh())
            return;
    }
    if (isLast)
        setLoading(Loading::Complete);
    else if (canWait && m_rows.count() > 0)
        setLoading(Loading::Partial);
    else
        requestPage();
}

/// False where who heard of the rows that left began something else.
bool FilesModel::endRefresh()
{
    const QPointer<QObject> walk(m_listContext.get());
    m_isRefreshing = false;
    removeNamed(std::exchange(m_unseenNames, {}));
    return !walk.isNull();
}

void FilesModel::stopWalk()
{
    forgetWalk();
    m_loadError = ApiError::local(ErrorKind::Protocol);
    setLoading(Loading::Failed);
}

/// The next page is the first one again.
void FilesModel::forgetWalk()
{
    m_nextPageToken.clear();
    m_usedPageTokens.clear();
    m_emptyPages = 0;
    m_isRefreshing = false;
    m_unseenNames.clear();
    m_refreshTarget = 0;
    m_seenCount = 0;
    m_hasMetRows = false;
}

void FilesModel::setLoading(Loading loading)
{
    if (m_loading == loading)
        return;
    m_loading = loading;
    emit loadingChanged(loading);
}

void FilesModel::startRemoval()
{
    m_removals.front()->start();
}

void FilesModel::endRemoval()
{
    const FileRemoval &removal = takeFirstRemoval();
    if (!m_removals.empty())
        startRemoval();
    emit removalFinished(removal.removed(), removal.failed());
}

void FilesModel::cancelRemovals()
{
    std::vector<const FileRemoval *> cancelled;
    while (!m_removals.empty())
        cancelled.push_back(&takeFirstRemoval());
    for (const FileRemoval *removal : cancelled) {
        QList<FileRemoval::Failure> failed = removal->failed();
        for (const QString &name : removal->unanswered())
            failed.append({name, ApiError::local(ErrorKind::Cancelled)});
        emit removalFinished(removal->removed(), failed);
    }
}

/// The removal may be in the middle of a signal, so it lives until the event loop.
const FileRemoval &FilesModel::takeFirstRemoval()
{
    FileRemoval *removal = m_removals.front().release();
    m_removals.pop_front();
    removal->disconnect(this);
    removal->setParent(this);
    removal->deleteLater();
    return *removal;
}

} // namespace pollux
