// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTableView>

namespace pollux {

class ColumnChooser;
class ColumnFiller;

/// The documents of a store as a sortable table, over a model with the columns and roles of DocumentsModel, for example
/// a proxy of one.
///
/// Return shows the details, Delete deletes, Ctrl+C copies names. None of these reaches the window, where Delete means
/// files.
class DocumentsTable final : public QTableView {
    Q_OBJECT

public:
    explicit DocumentsTable(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;

    /// Resource names of the selected rows, in the order shown.
    QStringList selectedNames() const;
    /// Selects this row alone and shows it; false, and nothing changed, where there is none.
    bool selectName(const QString &name);

    /// Order, widths and visibility of the columns, and the sort order.
    QByteArray saveLayout() const;
    /// False, and nothing changed, where the bytes are no layout of this table.
    bool restoreLayout(const QByteArray &layout);

signals:
    void selectionNamesChanged();
    void detailsRequested();
    void deleteRequested(const QStringList &names);
    void refreshRequested();
    /// Programs for the selected document, or for the store where not one is selected.
    void snippetRequested();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showMenu(const QPoint &position);
    void requestDelete();
    void copyNames() const;

    ColumnFiller *m_filler;
    ColumnChooser *m_columns;
};

} // namespace pollux
