// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QToolButton;

namespace pollux {

class MessageWidget;
class StoresModel;
class SidebarView;
class SidebarModel;

/// The list of what the window can show: the files of the account, and below them its stores, each with its counts and
/// size. The window shows the current row. If the stores cannot be loaded, a message says why and offers another try,
/// unless the key is refused: that concerns all lists, and the page says it.
///
/// A store accepts drops: rows of the table of files for import, and local files for upload. The row Files accepts
/// local files. Delete and Ctrl+C apply to the current store and never reach the window.
class Sidebar final : public QWidget {
    Q_OBJECT

public:
    /// The model must outlive the sidebar.
    explicit Sidebar(StoresModel &stores, QWidget *parent = nullptr);

    /// Resource name of the current store; empty while Files is current.
    const QString &currentStore() const { return m_currentStore; }
    /// Makes Files the current row.
    void chooseFiles();
    /// Makes a store the current row. Returns false and changes nothing if the store is not listed.
    bool chooseStore(const QString &name);

    QSize sizeHint() const override;

signals:
    /// Files became the current row, for example because the current store has left the list.
    void filesChosen();
    /// Another store became the current row.
    void storeChosen(const QString &name);
    void createRequested();
    void deleteRequested(const QString &name);
    void refreshRequested();
    /// The user wants to choose files and upload them to the store.
    void uploadToStoreRequested(const QString &name);
    /// The user wants a document without a file in the store.
    void documentRequested(const QString &name);
    /// The user wants code snippets for the store.
    void snippetRequested(const QString &name);
    /// Files of the service, "files/…", were dropped on a store.
    void importRequested(const QStringList &fileNames, const QString &store);
    /// Local files were dropped on a store, or on Files if `store` is empty. `refused` is the number of dropped items
    /// that are no local files; see LocalPaths.
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
    QString m_currentStore;
};

} // namespace pollux
