// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractItemView>
#include <QObject>

#include <functional>

namespace pollux {

/// Tool tips for the cells of a table, always as plain text: what `more` says about a cell, else the cell's text where
/// it is cut off. A child of the view.
class CellToolTips final : public QObject {
    Q_OBJECT

public:
    using More = std::function<QString(const QModelIndex &)>;

    explicit CellToolTips(QAbstractItemView *view, More more = {});

    /// What the tool tip of a cell says, not yet escaped; empty for none.
    QString text(const QModelIndex &index) const;

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QAbstractItemView *m_view;
    More m_more;
};

} // namespace pollux
