// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/storesclient.h"
#include "models/transfer/uploadqueue.h"

#include <QHash>
#include <QObject>
#include <QPointer>

namespace pollux {

class ChunkingMemory;
class DocumentsModel;
class DocumentsPage;
class ErrorMessages;
class FilesModel;
class MessageBar;
class OperationsModel;
class OperationsPanel;
class Prompts;
class StoresModel;
struct DocumentImport;

/// Handles stores for the main window: opens the dialogs for uploads, imports, new stores and deletions, and passes
/// their results to the models and the upload queue.
class StoresController final : public QObject {
    Q_OBJECT

public:
    /// All of these must outlive the controller.
    struct Models {
        StoresClient &client;
        FilesModel &files;
        StoresModel &stores;
        DocumentsModel &documents;
        OperationsModel &operations;
        UploadQueue &queue;
        ChunkingMemory &memory;
    };
    struct Widgets {
        DocumentsPage &page;
        OperationsPanel &operations;
        MessageBar &messages;
        const ErrorMessages &errors;
        QWidget &window; ///< the parent of dialogs and questions
    };

    StoresController(const Models &models, const Widgets &widgets, Prompts &prompts);

    /// The account whose files and stores are shown; imports are tracked under it.
    void setProfile(const QString &profileId) { m_profileId = profileId; }

    void createStore();
    /// Opens the dialog for a document without a file in this store.
    void createDocument(const QString &store);
    /// Asks for local files to upload into this store.
    void chooseFilesForStore(const QString &store);
    /// Opens the import dialog for these Files of the service. `store` is preselected in it; if empty, the first store.
    void importFiles(const QStringList &fileNames, const QString &store);
    /// Starts the preflight of local files for a store; without one (`store` is empty) emits localFilesDropped().
    /// `refused`: the number of dropped items that are not local files.
    void preflight(const QStringList &paths, const QString &store, int refused);
    void deleteSelectedDocuments();
    void deleteStore(const QString &store);
    /// Opens the upload dialog after a preflight for a store, or reports why there is nothing to upload.
    void handlePreflight(const PreflightResult &result);
    /// Deletes these documents without asking.
    void deleteDocuments(const QStringList &names);
    void refresh();

signals:
    /// The store is to be shown: the user asked for it, or it is new.
    void storeRequested(const QString &store);
    /// Later files with these extensions (in lower case) are to get these MIME types.
    void typesRemembered(const QHash<QString, QString> &types);
    /// Operations that this controller began are in the list now and should be shown; once for those begun together.
    void operationsBegun();
    /// Local files are to be uploaded, but not into a store.
    void localFilesDropped(const QStringList &paths);

private:
    void connectOperations();
    void import(const QList<DocumentImport> &imports);
    void handleImport(const DocumentImport &import, const QString &profileId, const Result<Operation> &answer);
    void readOperation(const QString &name);
    void handleOperations(const QStringList &names);
    void reportRemoval(const QStringList &removed, const QList<std::pair<QString, ApiError>> &failed);

    Models m_models;
    Widgets m_widgets;
    Prompts &m_prompts;
    QString m_profileId;
    bool m_isImportToShow = false; // none of the imports that were begun last is in the list yet
    QString m_operationToShow;     // the first of them that the service has accepted
};

} // namespace pollux
