// SPDX-License-Identifier: Apache-2.0
#include "models/items/stores/documentsmodel.h"

#include "models/items/badge.h"
#include "models/items/stores/documentcells.h"

#include <QPointer>

#include <limits>
#include <utility>

namespace pollux {

DocumentsModel::DocumentsModel(StoresClient &client, QObject *parent)
    : QAbstractTableModel(parent)
    , m_client(client)
    , m_listContext(std::make_unique<QObject>())
    , m_readContext(std::make_unique<QObject>())
    , m_polls(usualPace, this)
{
    connect(&m_polls, &PollSchedule::due, this, &DocumentsModel::readDocument);
}

DocumentsModel::~DocumentsModel() = default;

int DocumentsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows.count();
}

int DocumentsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DocumentsModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid));
    const Document &document = documentAt(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return documentcells::displayText(document, column);
    case Qt::AccessibleTextRole:
        return documentcells::accessibleText(document, column);
    case Qt::TextAlignmentRole:
        return static_cast<int>(documentcells::alignment(column).toInt());
    case ResourceNameRole:
        return document.name;
    case SortRole:
        return documentcells::sortValue(document, column);
    case BadgeRole:
        return column == StateColumn ? QVariant::fromValue(documentBadge(document)) : QVariant();
    case DocumentRole:
        return QVariant::fromValue(document);
    default:
        return {};
    }
}

QVariant DocumentsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::DisplayRole)
        return documentcells::title(column);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(documentcells::alignment(column).toInt());
    return {};
}

bool DocumentsModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_loading == Loading::Partial;
}

void DocumentsModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        requestPage();
}

void DocumentsModel::setStore(const QString &name)
{
    const bool isOther = m_store != name;
    const Loading loading = name.isEmpty() ? Loading::Inactive : Loading::Partial;
    beginResetModel();
    m_store = name;
    m_listContext = std::make_unique<QObject>();
    m_readContext = std::make_unique<QObject>();
    m_polls.clear();
    m_absences.clear();
    m_rows.clear();
    m_walk.begin();
    m_loadError.reset();
    m_loading = loading;
    endResetModel();
    if (isOther)
        emit storeChanged(name);
    // A view may have fetched already, and that was announced.
    if (m_loading == loading)
        emit loadingChanged(loading);
}

void DocumentsModel::refresh()
{
    if (m_loading == Loading::Inactive || (m_loading == Loading::Loading && m_walk.isAtFirstPage()))
        return;
    const bool toTheEnd = m_loading == Loading::Complete ||
                          (m_loading != Loading::Partial && m_walk.extent() == ListWalk::Extent::ToTheEnd);
    m_listContext = std::make_unique<QObject>();
    QStringList names;
    for (const Document &document : m_rows.items())
        names.append(document.name);
    m_walk.beginAgain(names, toTheEnd ? ListWalk::Extent::ToTheEnd : ListWalk::Extent::Pagewise);
    requestPage();
}

void DocumentsModel::retry()
{
    if (m_loading == Loading::Failed)
        requestPage();
}

QList<Document> DocumentsModel::documents() const
{
    return {m_rows.items().cbegin(), m_rows.items().cend()};
}

qint64 DocumentsModel::totalBytes() const
{
    qint64 total = 0;
    for (const Document &document : m_rows.items()) {
        if (document.sizeBytes > std::numeric_limits<qint64>::max() - total)
            return std::numeric_limits<qint64>::max();
        total += document.sizeBytes;
    }
    return total;
}

void DocumentsModel::upsert(const Document &document)
{
    if (!isOfStore(document.name))
        return;
    m_walk.meet(document.name);
    m_absences.remove(document.name);
    if (document.state == Document::State::Pending)
        m_polls.watch(document.name);
    if (const int row = rowOf(document.name); row >= 0) {
        const Document before = m_rows.replace(row, document);
        if (before == document)
            return;
        announceChange(row, before);
    } else {
        beginInsertRows({}, rowCount(), rowCount());
        m_rows.append(document);
        endInsertRows();
    }
    emit documentSeen(document);
}

void DocumentsModel::drop(const QString &name)
{
    if (m_loading == Loading::Loading)
        m_walk.leave(name);
    m_polls.forget(name);
    m_absences.remove(name);
    const int row = rowOf(name);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_rows.remove(row);
    endRemoveRows();
    emit documentGone(name);
}

void DocumentsModel::reread(const QString &name)
{
    if (isOfStore(name))
        m_polls.watchNow(name);
}

void DocumentsModel::expect(const QString &name)
{
    if (!isOfStore(name))
        return;
    if (rowOf(name) < 0)
        m_absences.insert(name, 0);
    m_polls.watchNow(name);
}

void DocumentsModel::remove(const QStringList &names)
{
    auto removal = std::make_unique<DocumentRemoval>(m_client, names);
    connect(removal.get(), &DocumentRemoval::documentRemoved, this, &DocumentsModel::drop);
    connect(removal.get(), &DocumentRemoval::progressed, this, &DocumentsModel::handleRemovalProgress);
    connect(removal.get(), &DocumentRemoval::finished, this, &DocumentsModel::endRemoval);
    m_removals.push_back(std::move(removal));
    if (m_removals.size() == 1)
        m_removals.front()->start();
}

void DocumentsModel::stopRemoving()
{
    for (const auto &removal : m_removals)
        removal->stop();
}

bool DocumentsModel::isOfStore(const QString &name) const
{
    return !m_store.isEmpty() && isDocumentName(name) && storeOf(name) == m_store;
}

void DocumentsModel::requestPage()
{
    m_walk.askPage();
    m_loadError.reset();
    m_client.listDocuments(m_store, StoresClient::maxPageSize, m_walk.pageToken(), m_listContext.get(),
                           [this](const Result<DocumentPage> &answer) { handlePage(answer); });
    setLoading(Loading::Loading);
}

void DocumentsModel::handlePage(const Result<DocumentPage> &answer)
{
    if (!answer.ok()) {
        m_loadError = answer.error();
        setLoading(Loading::Failed);
        return;
    }
    // Who hears of the rows may choose another store or refresh, and then this page is history.
    const QPointer<QObject> walk(m_listContext.get());
    const ListWalk::Step step = merge(answer.value());
    if (!walk)
        return;
    if (step == ListWalk::Step::End || step == ListWalk::Step::Pause)
        takeUnmet(step);
    if (walk)
        goOnAfter(step);
}

/// Rows that a refresh has not met are gone where it came to the end; elsewhere nothing is known about them.
void DocumentsModel::takeUnmet(ListWalk::Step step)
{
    const QPointer<QObject> walk(m_listContext.get());
    for (const QString &name : m_walk.takeUnmet()) {
        if (!walk)
            return;
        if (step == ListWalk::Step::End)
            drop(name);
        else
            reread(name);
    }
}

ListWalk::Step DocumentsModel::merge(const DocumentPage &page)
{
    const QPointer<QObject> walk(m_listContext.get());
    // Foreign servers' words count only for the store that was asked for.
    QList<Document> documents = page.documents;
    documents.removeIf(
        [this](const Document &document) { return m_walk.hasLeft(document.name) || !isOfStore(document.name); });
    QStringList names;
    bool addsRows = false;
    for (const Document &document : std::as_const(documents)) {
        names.append(document.name);
        addsRows |= rowOf(document.name) < 0;
    }
    const ListWalk::Step step = m_walk.take(names, addsRows, page.nextPageToken);
    for (const Document &document : std::as_const(documents)) {
        if (walk)
            upsert(document);
    }
    return step;
}

void DocumentsModel::goOnAfter(ListWalk::Step step)
{
    switch (step) {
    case ListWalk::Step::NextPage:
        requestPage();
        break;
    case ListWalk::Step::Pause:
        // A view without rows does not ask.
        if (m_rows.count() == 0)
            requestPage();
        else
            setLoading(Loading::Partial);
        break;
    case ListWalk::Step::End:
        setLoading(Loading::Complete);
        break;
    case ListWalk::Step::Circle:
        m_loadError = ApiError::local(ErrorKind::Protocol);
        setLoading(Loading::Failed);
        break;
    }
}

void DocumentsModel::readDocument(const QString &name)
{
    m_client.getDocument(name, m_readContext.get(),
                         [this, name](const Result<Document> &answer) { handleDocument(name, answer); });
}

void DocumentsModel::handleDocument(const QString &name, const Result<Document> &answer)
{
    // Its row may have left meanwhile.
    if (!m_polls.isWatched(name))
        return;
    if (!answer.ok()) {
        handleReadError(name, answer.error());
        return;
    }
    if (answer.value().state == Document::State::Pending)
        m_polls.goOn(name);
    else
        m_polls.end(name);
    upsert(answer.value());
}

void DocumentsModel::handleReadError(const QString &name, const ApiError &error)
{
    const int row = rowOf(name);
    const bool isExpected = m_absences.contains(name);
    if (error.kind == ErrorKind::Gone) {
        if (isExpected && ++m_absences[name] < maxAbsences)
            m_polls.goOn(name);
        else
            drop(name);
    } else if (isExpected || (row >= 0 && documentAt(row).state == Document::State::Pending)) {
        m_polls.goOnAfterError(name, error);
    } else {
        m_polls.end(name);
    }
}

/// Columns that did not change are not painted anew.
void DocumentsModel::announceChange(int row, const Document &before)
{
    const Document after = documentAt(row);
    for (int first = 0; first < ColumnCount; ++first) {
        int end = first;
        while (end < ColumnCount && documentcells::differs(before, after, static_cast<Column>(end)))
            ++end;
        if (end == first)
            continue;
        emit dataChanged(index(row, first), index(row, end - 1));
        first = end;
    }
}

void DocumentsModel::handleRemovalProgress()
{
    const DocumentRemoval &removal = *m_removals.front();
    emit removalProgressed(static_cast<int>(removal.removed().size()), static_cast<int>(removal.failed().size()),
                           removal.total());
}

void DocumentsModel::endRemoval()
{
    // It is in the middle of a signal, so it lives until the event loop.
    DocumentRemoval *removal = m_removals.front().release();
    m_removals.pop_front();
    removal->disconnect(this);
    removal->setParent(this);
    removal->deleteLater();
    if (!m_removals.empty())
        m_removals.front()->start();
    QList<DocumentRemoval::Failure> failed = removal->failed();
    for (const QString &name : removal->unanswered())
        failed.append({name, ApiError::local(ErrorKind::Cancelled)});
    emit removalFinished(removal->removed(), failed);
}

void DocumentsModel::setLoading(Loading loading)
{
    if (m_loading == loading)
        return;
    m_loading = loading;
    emit loadingChanged(loading);
}

} // namespace pollux
