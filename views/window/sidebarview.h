// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QListView>
#include <QPersistentModelIndex>

namespace pollux {

/// The list of a Sidebar, over a SidebarModel: its look, its keys, and what may be dropped where.
class SidebarView final : public QListView {
    Q_OBJECT

public:
    explicit SidebarView(QWidget *parent = nullptr);

    /// Resource name of the current store; empty where another row is current.
    QString currentStore() const;
    /// The text of a row's tool tip, not escaped; empty for none.
    QString cellToolTip(const QModelIndex &index) const;

signals:
    // `store` is the resource name of a store, empty for other rows and beside the rows.
    void deletePressed(const QString &store);
    /// The position is global.
    void menuRequested(const QPoint &position, const QString &store);

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void setDropTarget(const QModelIndex &index);

    QPersistentModelIndex m_dropTarget; // invalid while nothing is dragged over a row that takes it
};

} // namespace pollux
