// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QToolButton;

namespace pollux {

class MessageWidget;
class StoresModel;
class SidebarView;
class SidebarModel;

/// What there is to look at: the files of the account, and below them its stores, each with its counts and size. The
/// current row is what the window shows. Where the stores could not be loaded it says why, and tries again.
///
/// A store takes drops: rows of the table of files are to be imported, local files to be uploaded. Files takes local
/// files. Delete and Ctrl+C are about the current store and never reach the window.
class Sidebar final : public QWidget {
    Q_OBJECT

public:
    /// The model must outlive the sidebar.
    explicit Sidebar(StoresModel &stores, QWidget *parent = nullptr);

    /// Puts a widget below the list while Files is current, and takes it over.
    void addBelow(QWidget *widget);
    /// Resource name of the current store; empty while Files is current.
    const QString &currentStore() const { return m_currentStore; }
    /// Makes Files the current row.
    void chooseFiles();
    /// Makes a store the current row; false, and nothing changed, where it is not listed.
    bool chooseStore(const QString &name);

    QSize sizeHint() const override;

signals:
    /// Files became the current row, also because the current store has left the list.
    void filesChosen();
    /// Another store became the current row.
    void storeChosen(const QString &name);
    void createRequested();
    void deleteRequested(const QString &name);
    void refreshRequested();
    /// Files are to be chosen and uploaded into the store.
    void uploadToStoreRequested(const QString &name);
    /// Programs for the store.
    void snippetRequested(const QString &name);
    /// Files of the service, "files/…", were dropped on a store.
    void importRequested(const QStringList &fileNames, const QString &store);
    /// Local files were dropped on a store, or on Files: then `store` is empty. `refused`: how many items of the drop
    /// were no files of this computer.
    void uploadRequested(const QStringList &paths, const QString &store, int refused);

private:
    QWidget *createFooter();
    void handleCurrent();
    void leaveRows(int first, int last);
    void keepCurrent();
    void showLoading();
    void showMenu(const QPoint &position, const QString &store);

    StoresModel &m_stores;
    SidebarModel *m_model;
    SidebarView *m_list;
    MessageWidget *m_notice;
    QToolButton *m_create;
    QToolButton *m_refresh;
    QWidget *m_below = nullptr; // null until there is one
    QString m_currentStore;
};

} // namespace pollux
