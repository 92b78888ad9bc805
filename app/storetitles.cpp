// SPDX-License-Identifier: Apache-2.0
#include "app/storetitles.h"

#include "models/items/stores/operationsmodel.h"
#include "models/items/stores/storesmodel.h"
#include "models/items/uploads/uploadsmodel.h"
#include "models/text/format.h"
#include "models/text/storetext.h"

namespace pollux {

void showStoreTitles(const StoresModel &stores, OperationsModel &operations, UploadsModel &uploads)
{
    const auto titleOf = [&stores](const QString &name) {
        const auto store = stores.find(name);
        return store ? storetext::storeTitle(*store) : format::singleLine(name);
    };
    operations.setStoreTitles(titleOf);
    uploads.setStoreTitles(titleOf);
    const auto refresh = [&operations, &uploads] {
        operations.refreshStoreTitles();
        uploads.refreshStoreTitles();
    };
    QObject::connect(&stores, &QAbstractItemModel::modelReset, &operations, refresh);
    QObject::connect(&stores, &QAbstractItemModel::rowsInserted, &operations, refresh);
    QObject::connect(&stores, &QAbstractItemModel::rowsRemoved, &operations, refresh);
    QObject::connect(&stores, &QAbstractItemModel::dataChanged, &operations, [refresh](const QModelIndex &first) {
        // The counts of a store change often, its name does not.
        if (first.column() == StoresModel::NameColumn)
            refresh();
    });
}

} // namespace pollux
