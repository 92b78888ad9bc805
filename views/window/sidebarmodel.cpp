// SPDX-License-Identifier: Apache-2.0
#include "views/window/sidebarmodel.h"

#include "models/items/files/filesmimedata.h"
#include "models/text/format.h"
#include "models/text/storetext.h"
#include "views/widgets/localpaths.h"

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int firstStoreRow = 2; // below Files and the heading

} // namespace

SidebarModel::SidebarModel(StoresModel &stores, QObject *parent)
    : QAbstractListModel(parent)
    , m_stores(stores)
{
    connectRows();
    m_remark = remarkText();
}

void SidebarModel::connectRows()
{
    const QAbstractItemModel *rows = &m_stores;
    connect(rows, &QAbstractItemModel::rowsAboutToBeInserted, this, [this](const QModelIndex &, int first, int last) {
        beginInsertRows({}, first + firstStoreRow, last + firstStoreRow);
    });
    connect(rows, &QAbstractItemModel::rowsInserted, this, [this] {
        endInsertRows();
        updateRemark();
    });
    connect(rows, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this](const QModelIndex &, int first, int last) {
        beginRemoveRows({}, first + firstStoreRow, last + firstStoreRow);
    });
    connect(rows, &QAbstractItemModel::rowsRemoved, this, [this] {
        endRemoveRows();
        updateRemark();
    });
    connect(rows, &QAbstractItemModel::modelAboutToBeReset, this, [this] { beginResetModel(); });
    connect(rows, &QAbstractItemModel::modelReset, this, [this] {
        m_remark = remarkText();
        endResetModel();
    });
    connect(rows, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &first, const QModelIndex &last) {
        emit dataChanged(index(first.row() + firstStoreRow), index(last.row() + firstStoreRow));
    });
    connect(&m_stores, &StoresModel::loadingChanged, this, &SidebarModel::updateRemark);
}

int SidebarModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : firstStoreRow + m_stores.rowCount() + (m_remark.isEmpty() ? 0 : 1);
}

SidebarModel::Kind SidebarModel::kindAt(int row) const
{
    if (row < firstStoreRow)
        return row == filesRow ? Kind::Files : Kind::Heading;
    return row < firstStoreRow + m_stores.rowCount() ? Kind::Store : Kind::Remark;
}

QModelIndex SidebarModel::indexOf(const QString &store) const
{
    const int row = m_stores.rowOf(store);
    return row < 0 ? QModelIndex() : index(firstStoreRow + row);
}

Qt::ItemFlags SidebarModel::flags(const QModelIndex &index) const
{
    // Views ask the root whether drops are possible at all, and canDropMimeData() about the position.
    if (!index.isValid())
        return Qt::ItemIsDropEnabled;
    const Kind kind = kindAt(index.row());
    const bool isPlace = kind == Kind::Files || kind == Kind::Store;
    return isPlace ? Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemIsDropEnabled | Qt::ItemNeverHasChildren
                   : Qt::ItemNeverHasChildren;
}

QStringList SidebarModel::mimeTypes() const
{
    return {QLatin1StringView(filenamesmime::type), u"text/uri-list"_s};
}

bool SidebarModel::canDropMimeData(const QMimeData *data, Qt::DropAction, int, int, const QModelIndex &parent) const
{
    if (!parent.isValid() || !flags(parent).testFlag(Qt::ItemIsDropEnabled))
        return false;
    if (data->hasFormat(QLatin1StringView(filenamesmime::type)))
        return kindAt(parent.row()) == Kind::Store;
    return !localPaths(*data).paths.isEmpty();
}

bool SidebarModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                                const QModelIndex &parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    const QString store = parent.data(NameRole).toString();
    if (data->hasFormat(QLatin1StringView(filenamesmime::type))) {
        if (const QStringList names = filenamesmime::decode(*data); !names.isEmpty())
            emit fileNamesDropped(names, store);
    } else {
        const LocalPaths offer = localPaths(*data);
        emit pathsDropped(offer.paths, store, offer.refused);
    }
    return true;
}

QVariant SidebarModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Kind kind = kindAt(index.row());
    if (role == KindRole)
        return QVariant::fromValue(kind);
    return kind == Kind::Store ? storeData(index.row() - firstStoreRow, role) : otherData(kind, role);
}

QVariant SidebarModel::storeData(int row, int role) const
{
    const RagStore &store = m_stores.storeAt(row);
    switch (role) {
    case Qt::DisplayRole:
        return storetext::storeTitle(store);
    case NameRole:
        return store.name;
    case DetailRole:
        return storetext::countsText(store);
    case Qt::AccessibleTextRole:
        return tr("store %1, %2", "title, counts").arg(storetext::storeTitle(store), storetext::countsText(store));
    default:
        return {};
    }
}

QVariant SidebarModel::otherData(Kind kind, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (kind) {
    case Kind::Files:
        return tr("Files");
    case Kind::Heading:
        return tr("Stores");
    case Kind::Remark:
        return m_remark;
    case Kind::Store:
        break;
    }
    return {};
}

QString SidebarModel::remarkText() const
{
    if (m_stores.rowCount() > 0)
        return {};
    switch (m_stores.loading()) {
    case StoresModel::Loading::Inactive:
    case StoresModel::Loading::Partial:
        break;
    case StoresModel::Loading::Loading:
        return tr("Loading stores…");
    case StoresModel::Loading::Complete:
        return tr("No stores yet");
    case StoresModel::Loading::Failed:
        return tr("Could not be loaded");
    }
    return {};
}

void SidebarModel::updateRemark()
{
    const QString remark = remarkText();
    const int row = firstStoreRow + m_stores.rowCount();
    if (remark == m_remark)
        return;
    if (m_remark.isEmpty()) {
        beginInsertRows({}, row, row);
        m_remark = remark;
        endInsertRows();
    } else if (remark.isEmpty()) {
        beginRemoveRows({}, row, row);
        m_remark.clear();
        endRemoveRows();
    } else {
        m_remark = remark;
        emit dataChanged(index(row), index(row));
    }
}

} // namespace pollux
