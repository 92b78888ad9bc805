// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

class QTableView;

namespace pollux {

/// Gives the width that a table's columns leave free to one of them, and takes it back from it, until a person sizes a
/// column: then the widths are theirs. A child of the table.
class ColumnFiller final : public QObject {
    Q_OBJECT

public:
    /// `minChars`: the column never becomes narrower than so many average letters.
    explicit ColumnFiller(QTableView *table, int column, int minChars);

    bool isActive() const { return m_isActive; }
    /// Sets the widths at once where it is active.
    void setActive(bool active);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();

    QTableView *m_table;
    int m_column;
    int m_minChars;
    bool m_isActive = true;
    bool m_isFilling = false;
};

} // namespace pollux
