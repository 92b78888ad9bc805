// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSet>
#include <QTableView>

#include <functional>

namespace pollux {

/// A table of items, one per row: whole rows are selected, one line per row, no grid. Columns can be moved, sized and
/// (with a column menu) hidden; one column takes the free width until the user sizes a column. Cells that are cut off
/// have tool tips. While no column was sized by the user, columns with a rank are hidden as long as there is no room
/// for them.
///
/// QActions that are added to the table make its context menu and its keys: a key of one of them never reaches the
/// window, not even while the action is disabled. If several actions have the same key, the first enabled one is
/// triggered. A table without actions for a menu emits contextMenuRequested().
class ItemTable : public QTableView {
    Q_OBJECT

public:
    struct Column {
        int number = 0;
        int chars = 0; ///< default width, average characters
        bool isShown = true;
        int minChars = 0; ///< not 0: this column takes the free width and never gets narrower
        int rank = 0;     ///< not 0: hidden while there is no room for all columns, the highest rank first
    };
    using ToolTip = std::function<QString(const QModelIndex &)>;

    /// `columns` in their default order. `name` is the object name.
    ItemTable(const QString &name, const QList<Column> &columns, QWidget *parent = nullptr);

    /// Shows the default columns and sorts by the indicator of the header.
    void setModel(QAbstractItemModel *model) override;
    /// Selects the rows of the model, and emits allSelected().
    void selectAll() override;

    /// Offers a menu on the header that shows and hides all columns but `requiredColumn`.
    void enableColumnMenu(int requiredColumn);
    /// Lets a click on the header sort the table, at first by `column`. Call it before setModel().
    void enableSorting(int column, Qt::SortOrder order);
    /// Sets a function for the tool tips of cells; if it returns an empty text, the cell has the default tool tip.
    void setCellToolTip(ToolTip toolTip) { m_toolTip = std::move(toolTip); }

    /// Lets F2 edit the cell of this column in the current row, whichever of its cells is the current one, and a double
    /// click on the cell do the same.
    void enableEditing(int column);

    /// The indexes in column 0, or the data for a role, of the selected rows in the order shown.
    QModelIndexList selectedRows() const;
    template <typename T>
    QList<T> selectedData(int role) const
    {
        QList<T> result;
        for (const QModelIndex &row : selectedRows())
            result.append(row.data(role).template value<T>());
        return result;
    }
    /// Selects the rows whose data for `role` is one of `values`; the first of them becomes the current one and is
    /// shown. Returns false and changes nothing if there is none.
    bool selectRows(int role, const QVariantList &values);

    void addSeparator();
    /// Adds an action that has a key but is not in the menu. It must outlive the table or be its child.
    void addKeyAction(QAction *action) { m_keyActions.append(action); }

    /// The text of a cell's tool tip, not escaped; empty for none.
    QString cellToolTip(const QModelIndex &index) const;

    bool isFilling() const { return m_isFilling; }
    void setFilling(bool filling);

    /// Order, widths and visibility of the columns, and the sort order.
    QByteArray saveLayout() const;
    /// The part of a layout that the header knows.
    QByteArray headerState() const;
    /// Returns false and changes nothing if the bytes are no layout of this table.
    bool restoreLayout(const QByteArray &layout);
    /// The same with the parts of a layout, for an object that stores them with its own.
    bool restoreLayout(const QByteArray &headerState, bool filling);

signals:
    void selectedRowsChanged();
    /// The user has selected all rows; comes after selectedRowsChanged().
    void allSelected();
    /// The actions of the table are about to be shown or triggered; receivers enable and disable them now.
    void aboutToUseActions();
    /// The position is global.
    void contextMenuRequested(const QPoint &position);

protected:
    void actionEvent(QActionEvent *event) override;
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;

private:
    QList<QAction *> actionsFor(const QKeyEvent &event) const;
    bool editCurrentRow(QKeyEvent &event);
    void updateMetrics();
    void setDefaultColumns();
    void showColumnMenu(const QPoint &position);
    void fill();
    void hideWithoutRoom(int minWidth);

    QList<Column> m_columns;
    Column m_fillingColumn{-1, 0};
    QSet<int> m_chosenColumns; // shown or hidden by hand
    QSet<int> m_withoutRoom;   // hidden by hideWithoutRoom()
    int m_requiredColumn = -1;
    int m_editedColumn = -1; // by F2
    bool m_isFilling = true;
    bool m_isResizing = false; // by fill()
    ToolTip m_toolTip;
    QList<QAction *> m_keyActions;
};

/// The text of the tool tip of a cell: `text`, or what the cell shows if that is cut off; of limited length.
QString toolTipText(const QAbstractItemView &view, const QModelIndex &index, QString text);
/// Handles a QEvent::ToolTip of a view's viewport.
void showCellToolTip(const QAbstractItemView &view, const QEvent &event,
                     const std::function<QString(const QModelIndex &)> &text);

} // namespace pollux
