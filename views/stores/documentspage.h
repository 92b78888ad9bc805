// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/messages/placeholdermessage.h"

#include <QTimer>
#include <QWidget>

class QSortFilterProxyModel;
class QSplitter;
class QStackedWidget;

namespace pollux {

class DocumentDetails;
class DocumentsModel;
class DropOverlay;
class ItemTable;
class StoreDetails;
class StoreHeader;
class StoresModel;

/// The documents of one store: a header about the store, the table (or a message in its place while there is nothing to
/// show), and the details of the selected documents or, if none is selected, of the store. The store is that of the
/// documents model; the owner of the models chooses it. Local files dropped on the page are to be uploaded into the
/// store.
///
/// In the table Return shows the details, Delete deletes, Ctrl+C copies names. None of these keys reaches the window,
/// where Delete deletes files.
class DocumentsPage final : public QWidget {
    Q_OBJECT

public:
    /// The models must outlive the page.
    DocumentsPage(StoresModel &stores, DocumentsModel &documents, QWidget *parent = nullptr);

    ItemTable &table() const { return *m_table; }

    /// Resource names of the selected documents, in the order shown.
    QStringList selectedNames() const;
    /// Selects a document and shows its row and details. One that is not loaded yet is selected as soon as its row is
    /// inserted, unless by then something else is selected or another store chosen.
    void selectDocument(const QString &name);
    /// Copies the selected resource names to the clipboard, one per line.
    void copyNames() const;
    bool areDetailsShown() const;
    void setDetailsShown(bool shown);

    /// The number of loaded documents, as text for the status bar; empty while it is not known.
    QString countText() const;

    /// Columns, sort order, and visibility and width of the details.
    QByteArray saveLayout() const;
    /// Returns false and changes nothing if the bytes are no layout of this page.
    bool restoreLayout(const QByteArray &layout);

signals:
    /// The service refuses the account's key, and the user wants to enter another one.
    void changeKeyRequested();
    /// Files are to be chosen and uploaded into the store.
    void uploadToStoreRequested(const QString &store);
    /// Local files were dropped. `refused`: the number of dropped items that are not local files.
    void uploadRequested(const QStringList &paths, const QString &store, int refused);
    void deleteStoreRequested(const QString &store);
    /// The documents of these resource names are to be deleted; the user has not confirmed it yet.
    void deleteRequested(const QStringList &names);
    /// The store's counts and its documents are to be read again.
    void refreshRequested();
    /// A code snippet is to be shown for the selected document, or for the store unless exactly one is selected.
    void snippetRequested();
    void selectionNamesChanged();
    /// countText() changed.
    void countChanged();

private:
    void connectHeader();
    void createTable();
    void connectModels();
    void showCurrent();
    void showStore();
    PlaceholderMessage::Content emptyContent();
    void showMessage(const PlaceholderMessage::Content &content);
    void showLoading();
    void handleRows();
    void updateDetails();

    StoresModel &m_stores;
    DocumentsModel &m_documents;
    QSortFilterProxyModel *m_sorted;
    StoreHeader *m_header;
    ItemTable *m_table;
    PlaceholderMessage *m_empty;
    QStackedWidget *m_stack;
    QStackedWidget *m_details;
    DocumentDetails *m_documentDetails;
    StoreDetails *m_storeDetails;
    QSplitter *m_splitter;
    DropOverlay *m_dropOverlay;
    QTimer m_loadingDelay;
    bool m_isLoadingShown = false;
    QString m_awaitedName; // to be selected when its row is inserted
};

} // namespace pollux
