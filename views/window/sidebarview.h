// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QListView>
#include <QPersistentModelIndex>

namespace pollux {

/// The view of a Sidebar for a SidebarModel: its look, its keys, and the frame around the row under a drag or a menu.
class SidebarView final : public QListView {
    Q_OBJECT

public:
    explicit SidebarView(QWidget *parent = nullptr);

    /// Resource name of the current store; empty if another row is current.
    QString currentStore() const;
    /// The text of a row's tool tip, not escaped; empty for none.
    QString cellToolTip(const QModelIndex &index) const;
    /// Draws a frame around a row; an invalid index for none. The view does so itself for drags and menus, but whoever
    /// shows the menu takes the frame away.
    void setMarked(const QModelIndex &index);

signals:
    // `store` is the resource name of a store; empty for other rows and for the area beside the rows.
    void deletePressed(const QString &store);
    /// The position is global.
    void menuRequested(const QPoint &position, const QString &store);

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    QPersistentModelIndex m_marked; // the row that would accept the drag above it, or that the menu is for
};

} // namespace pollux
