// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/widgets/itemtable.h"

#include <QPersistentModelIndex>
#include <QStringList>

namespace pollux {

class FileCellDelegate;

/// The files of an account as a sortable table, over a FilesFilterModel or any model with the columns and roles of
/// FilesModel. Selection and scroll place belong to resource names: they outlive a refresh and new rows above. Selected
/// rows can be dragged by any cell, others by their name, as filenamesmime has them; elsewhere a drag selects.
class FilesTable final : public ItemTable {
    Q_OBJECT

public:
    explicit FilesTable(QWidget *parent = nullptr);

    /// To be called once; there is no way back to none.
    void setModel(QAbstractItemModel *model) override;

    /// Resource names of the selected rows, in the order shown.
    QStringList selectedNames() const;
    /// Selects exactly the rows of these names; those without a row are left out. The first becomes the current one.
    void selectNames(const QStringList &names);
    /// These of FilesModel::Column and no others; the name column fills what is left.
    void showColumns(const QList<int> &columns);
    /// Highlights a text (case-insensitive) in the columns that a filter looks at; empty for none.
    void setMarkedText(const QString &text);

    void keyboardSearch(const QString &search) override;

signals:
    /// Return, Enter, or a double click, as the platform has it.
    void nameActivated(const QString &name);

protected:
    void mousePressEvent(QMouseEvent *event) override;

private:
    void rememberNames();
    void restoreNames();
    void holdScrollPlace();
    void restoreScrollPlace();

    FileCellDelegate *m_cells;
    QPersistentModelIndex m_topRow; // valid while a change of the rows above must not move the view
    int m_topRowOffset = 0;         // where it stood in the viewport, pixels, 0 or less
    bool m_isScrollPlaceHeld = false;
    QStringList m_rememberedNames; // over a reset of the model
    QString m_rememberedTop;
};

} // namespace pollux
