// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QObject>

class QTableView;

namespace pollux {

class ColumnFiller;

/// The columns of a table as a person wants them: a menu on the header that shows and hides them, their first look, and
/// the whole of it as bytes that can be kept. One column, the filler's, is always shown. A child of the table.
class ColumnChooser final : public QObject {
    Q_OBJECT

public:
    struct Column {
        int number;
        int letters; ///< width, in average letters
        bool isShown = true;
    };

    /// `columns` in the order in which they first stand. The filler must live as long as the table.
    ColumnChooser(QTableView *table, ColumnFiller *filler, int mainColumn, const QList<Column> &columns);

    /// To be called when the table has got its model.
    void setDefaultColumns();

    /// Order, widths and visibility of the columns, and the sort order.
    QByteArray saveLayout() const;
    /// False, and nothing changed, where the bytes are no layout of this table.
    bool restoreLayout(const QByteArray &layout);

private:
    void showMenu(const QPoint &position);
    void showColumn(int column, bool isShown);

    QTableView *m_table;
    ColumnFiller *m_filler;
    int m_mainColumn;
    QList<Column> m_columns;
};

} // namespace pollux
