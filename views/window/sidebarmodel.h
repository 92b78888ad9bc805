// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/stores/storesmodel.h"

#include <QAbstractListModel>

namespace pollux {

/// The rows of the sidebar: Files, a heading, the stores in the order of the StoresModel, and a remark if there are
/// none (loading, no stores, not loaded). Local files can be dropped on Files and on stores, files of the service (see
/// filenamesmime) only on stores.
class SidebarModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum class Kind { Files, Heading, Store, Remark };
    Q_ENUM(Kind)

    enum Role {
        KindRole = Qt::UserRole + 1,
        NameRole,   ///< QString, the store's resource name; empty on other rows
        DetailRole, ///< QString, the second line; empty for none
    };

    static constexpr int filesRow = 0;

    /// The stores must outlive the model.
    explicit SidebarModel(StoresModel &stores, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QStringList mimeTypes() const override;
    bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                         const QModelIndex &parent) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

    Kind kindAt(int row) const;
    /// Invalid if there is no such store.
    QModelIndex indexOf(const QString &store) const;

signals:
    void fileNamesDropped(const QStringList &fileNames, const QString &store);
    /// `store` is empty for Files; `refused`: see LocalPaths.
    void pathsDropped(const QStringList &paths, const QString &store, int refused);

private:
    void connectRows();
    void updateRemark();
    QString remarkText() const;
    QVariant storeData(int row, int role) const;
    QVariant otherData(Kind kind, int role) const;

    StoresModel &m_stores;
    QString m_remark; // the text of the last row; empty if there is no remark
};

} // namespace pollux
