// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/widgets/placeholdermessage.h"

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

/// The documents of one store: what is known about the store, the table, the details of the selected documents or else
/// of the store, and what stands in the table's place while there is nothing to show. The store is the documents
/// model's, and is chosen by the owner of the models. Local files that are dropped on the page are to be uploaded into
/// the store.
///
/// In the table Return shows the details, Delete deletes, Ctrl+C copies names. None of these reaches the window, where
/// Delete means files.
class DocumentsPage final : public QWidget {
    Q_OBJECT

public:
    /// The models must outlive the page.
    DocumentsPage(StoresModel &stores, DocumentsModel &documents, QWidget *parent = nullptr);

    ItemTable &table() const { return *m_table; }

    /// Resource names of the selected documents, in the order shown.
    QStringList selectedNames() const;
    /// Selects a document and shows its row and details. One that is not loaded yet is selected as soon as its row
    /// comes, unless something else was selected or another store chosen by then.
    void selectDocument(const QString &name);
    /// Puts the selected names on the clipboard.
    void copyNames() const;
    bool areDetailsShown() const;
    void setDetailsShown(bool shown);

    /// How many documents are loaded, in words, for the status bar; empty while nothing is known.
    QString countText() const;

    /// Columns, sort order, details.
    QByteArray saveLayout() const;
    /// Returns false and changes nothing if the bytes are no layout of this page.
    bool restoreLayout(const QByteArray &layout);

signals:
    /// Files are to be chosen and uploaded into the store.
    void uploadToStoreRequested(const QString &store);
    /// Local files were dropped. `refused`: how many items of the drop were no files of this computer.
    void uploadRequested(const QStringList &paths, const QString &store, int refused);
    void deleteStoreRequested(const QString &store);
    /// Documents are to be deleted; the user was not asked yet.
    void deleteRequested(const QStringList &names);
    /// The store's own counts, and its documents.
    void refreshRequested();
    /// Programs for the selected document, or for the store where not one is selected.
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
    QString m_awaitedName; // to be selected when its row comes
};

} // namespace pollux
