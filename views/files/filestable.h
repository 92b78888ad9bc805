// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/widgets/itemtable.h"

#include <QPersistentModelIndex>
#include <QStringList>

namespace pollux {

class FileCellDelegate;

/// The files of an account as a sortable table, over a FilesFilterModel or any model with the columns and roles of
/// FilesModel. Selection and scroll position are kept by resource name when the list is refreshed or rows are inserted
/// above. Selected rows can be dragged by any cell, other rows by their name cell, with the MIME data of filenamesmime;
/// any other drag selects rows.
class FilesTable final : public ItemTable {
    Q_OBJECT

public:
    explicit FilesTable(QWidget *parent = nullptr);

    /// To be called once, with a model that is not null.
    void setModel(QAbstractItemModel *model) override;

    /// Resource names of the selected rows, in the order shown.
    QStringList selectedNames() const;
    /// Selects exactly the rows of these names; names without a row are ignored. The row of the first name becomes the
    /// current one.
    void selectNames(const QStringList &names);
    /// Shows only these columns (FilesModel::Column); the name column takes the remaining width.
    void showColumns(const QList<int> &columns);
    /// Highlights a text (case-insensitive) in the columns that a filter searches; empty for none.
    void setMarkedText(const QString &text);

    void keyboardSearch(const QString &search) override;

signals:
    /// Return, Enter, a click or a double click, depending on the platform.
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
    int m_topRowOffset = 0;         // y of that row in the viewport, in pixels, 0 or less
    bool m_isScrollPlaceHeld = false;
    QStringList m_rememberedNames; // during a reset of the model
    QString m_rememberedTop;
};

} // namespace pollux
