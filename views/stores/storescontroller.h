// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/storesclient.h"
#include "models/transfer/uploadqueue.h"

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

/// What the window does about stores: opens the dialogs for uploads, imports, new
/// stores and deletions, and carries their answers to the models and the queue.
class StoresController final : public QObject {
    Q_OBJECT

public:
    /// All of these must outlive the control.
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
    /// Asks for local files and uploads them into the store that is shown.
    void chooseFilesForStore(const QString &store);
    /// Opens the dialog for Files of the service; `store` empty: the first one, to be chosen there.
    void importFiles(const QStringList &fileNames, const QString &store);
    /// Local files for a store, or for none: `store` is empty then. `refused` items beside them were no local files.
    void preflight(const QStringList &paths, const QString &store, int refused);
    void deleteSelectedDocuments();
    void deleteStore(const QString &store);
    /// Files that were looked at for a store.
    void handlePreflight(const PreflightResult &result);
    /// Without a question.
    void deleteDocuments(const QStringList &names);
    void refresh();

signals:
    /// The store is to be shown: the user asked for it, or it is new.
    void storeRequested(const QString &store);
    /// Uploads were queued and should be shown.
    void uploadsQueued();
    /// Operations began and should be shown.
    void operationsBegun();
    /// Local files are to be uploaded to no store.
    void localFilesDropped(const QStringList &paths);

private:
    void connectOperations();
    void import(const QList<DocumentImport> &imports);
    void handleImport(const DocumentImport &import, const QString &profileId, const Result<Operation> &answer);
    void handleOperations(const QStringList &names);
    void reportRemoval(const QStringList &removed, const QList<std::pair<QString, ApiError>> &failed);

    Models m_models;
    Widgets m_widgets;
    Prompts &m_prompts;
    QString m_profileId;
};

} // namespace pollux
