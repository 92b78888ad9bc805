// SPDX-License-Identifier: Apache-2.0
#include "views/stores/storescontroller.h"

#include "models/accounts/chunkingmemory.h"
#include "models/items/files/filesmodel.h"
#include "models/items/stores/documentsmodel.h"
#include "models/items/stores/storesmodel.h"
#include "models/text/format.h"
#include "models/text/problemtext.h"
#include "views/chunking/chunkingdialog.h"
#include "views/messages/errormessages.h"
#include "views/messages/listnotice.h"
#include "views/messages/messagebar.h"
#include "views/stores/createdocumentdialog.h"
#include "views/stores/createstoredialog.h"
#include "views/stores/deletestoredialog.h"
#include "views/stores/documentspage.h"
#include "views/stores/operationspanel.h"
#include "views/widgets/deletedialog.h"
#include "views/widgets/dialogprompts.h"
#include "views/widgets/prompts.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr qsizetype maxReasonsInMessage = 3;

/// A record of an operation that has just begun in this store.
OperationRecord recordOf(const Operation &operation, const QString &store, const QString &profileId)
{
    OperationRecord record;
    record.name = operation.name;
    record.profileId = profileId;
    record.store = store;
    record.document = operation.documentName();
    record.created = QDateTime::currentDateTimeUtc();
    record.answer = operation;
    return record;
}

} // namespace

StoresController::StoresController(const Models &models, const Widgets &widgets, Prompts &prompts)
    : QObject(&widgets.window)
    , m_models(models)
    , m_widgets(widgets)
    , m_prompts(prompts)
{
    const DocumentsPage &page = m_widgets.page;
    connect(&page, &DocumentsPage::uploadToStoreRequested, this, &StoresController::chooseFilesForStore);
    connect(&page, &DocumentsPage::uploadRequested, this, &StoresController::preflight);
    connect(&page, &DocumentsPage::deleteStoreRequested, this, &StoresController::deleteStore);
    connect(&page, &DocumentsPage::deleteRequested, this, &StoresController::deleteSelectedDocuments);
    connect(&page, &DocumentsPage::refreshRequested, this, &StoresController::refresh);
    connect(&m_models.documents, &DocumentsModel::removalFinished, this, &StoresController::reportRemoval);
    new ListNotice(m_models.documents, m_widgets.messages, m_widgets.errors, u"documents"_s, this);
    connectOperations();
}

void StoresController::connectOperations()
{
    OperationsPanel &panel = m_widgets.operations;
    connect(&m_models.queue, &UploadQueue::operationsChanged, this, &StoresController::handleOperations);
    connect(&panel, &OperationsPanel::pollRequested, &m_models.queue, &UploadQueue::pollOperations);
    connect(&panel, &OperationsPanel::answerRequested, this, &StoresController::readOperation);
    connect(&panel, &OperationsPanel::forgetRequested, &m_models.queue, &UploadQueue::forgetOperations);
    connect(&panel, &OperationsPanel::documentRequested, this, [this](const QString &document, const QString &store) {
        if (m_models.stores.rowOf(store) >= 0) {
            emit storeRequested(store);
            m_widgets.page.selectDocument(document);
            return;
        }
        m_widgets.messages.add(
            {.kind = MessageBar::Kind::Info,
             .text = tr("%1 is not among the stores of this account.").arg(format::singleLine(store))});
    });
}

void StoresController::refresh()
{
    m_models.stores.refresh();
    m_models.documents.refresh();
}

void StoresController::createStore()
{
    auto *dialog = new CreateStoreDialog(&m_widgets.window);
    // If the user closes the dialog meanwhile, the store is still added to the list.
    const auto handleStore = [this, dialog = QPointer(dialog)](const Result<RagStore> &store) {
        if (!store.ok() && dialog) {
            dialog->showError(store.error());
        } else if (!store.ok()) {
            m_widgets.errors.add(store.error());
        } else {
            m_models.stores.upsert(store.value());
            emit storeRequested(store.value().name);
            if (dialog)
                dialog->accept();
        }
    };
    connect(dialog, &CreateStoreDialog::createRequested, this,
            [this, handleStore](const QString &displayName, const QString &embeddingModel) {
                m_models.client.createStore(displayName, embeddingModel, this, handleStore);
            });
    openDialog(dialog);
}

void StoresController::createDocument(const QString &store)
{
    RagStore unlisted;
    unlisted.name = store;
    auto *dialog =
        new CreateDocumentDialog(m_models.stores.find(store).value_or(unlisted), m_models.memory, &m_widgets.window);
    const auto create = [this, profileId = m_profileId, dialog = QPointer(dialog)](
                            const QString &displayName, const QString &mimeType, const StoreUpload &upload) {
        // If the user closes the dialog meanwhile, the operation is followed all the same.
        const auto handleAnswer = [this, profileId, dialog, displayName,
                                   target = upload.store](const Result<Operation> &answer) {
            if (answer.ok()) {
                OperationRecord record = recordOf(answer.value(), target, profileId);
                record.displayName = displayName;
                m_operationToShow = record.name;
                m_models.queue.trackOperation(record);
                if (dialog)
                    dialog->accept();
            } else if (dialog) {
                dialog->showError(answer.error());
            } else {
                m_widgets.errors.add(answer.error());
            }
        };
        m_models.client.createDocument(displayName, mimeType, upload, this, handleAnswer);
    };
    connect(dialog, &CreateDocumentDialog::createRequested, this, create);
    openDialog(dialog);
}

void StoresController::deleteStore(const QString &name)
{
    const int row = m_models.stores.rowOf(name);
    if (row < 0)
        return;
    auto *dialog = new DeleteStoreDialog(m_models.client, m_models.stores.storeAt(row), &m_widgets.window);
    connect(dialog, &DeleteStoreDialog::documentRemoved, &m_models.documents, &DocumentsModel::drop);
    connect(dialog, &QDialog::finished, this, [this, name](int result) {
        if (result == QDialog::Accepted)
            m_models.stores.drop(name);
        else
            m_models.stores.reread(name);
    });
    openDialog(dialog);
}

void StoresController::chooseFilesForStore(const QString &store)
{
    m_prompts.chooseFiles(&m_widgets.window, [this, store](const QStringList &paths) { preflight(paths, store, 0); });
}

void StoresController::preflight(const QStringList &paths, const QString &store, int refused)
{
    if (refused > 0)
        m_widgets.messages.add(
            {.kind = MessageBar::Kind::Warning,
             .text = tr("%n dropped items are no files on this computer and were left out.", nullptr, refused)});
    if (paths.isEmpty())
        return;
    if (store.isEmpty())
        emit localFilesDropped(paths);
    else
        m_models.queue.preflight(m_profileId, paths, {}, store);
}

void StoresController::handlePreflight(const PreflightResult &result)
{
    if (result.accepted.isEmpty()) {
        QStringList reasons;
        for (const SkippedPath &path : result.skipped.mid(0, maxReasonsInMessage))
            reasons.append(tr("%1 %2.", "file name, why it is left out")
                               .arg(format::singleLine(QFileInfo(path.path).fileName()), skipReasonText(path.reason)));
        m_widgets.messages.add(
            {.kind = MessageBar::Kind::Warning, .text = tr("There is nothing to upload. %1").arg(reasons.join(u' '))});
        return;
    }
    // The stores in the list are those of the active account, which may have changed since the files were dropped.
    const QList<RagStore> stores = result.profileId == m_profileId ? m_models.stores.stores() : QList<RagStore>();
    auto *dialog = new ChunkingDialog(sourcesOf(result), stores, result.store, m_models.memory, &m_widgets.window);
    connect(dialog, &QDialog::accepted, this, [this, dialog, profileId = result.profileId] {
        m_models.queue.enqueue(profileId, dialog->files());
        emit typesRemembered(dialog->rememberedTypes());
    });
    openDialog(dialog);
}

void StoresController::importFiles(const QStringList &fileNames, const QString &store)
{
    QList<RemoteFile> files;
    for (const QString &name : fileNames) {
        if (const int row = m_models.files.rowOf(name); row >= 0)
            files.append(m_models.files.fileAt(row));
    }
    if (files.isEmpty())
        return;
    if (m_models.stores.stores().isEmpty()) {
        m_widgets.messages.add({MessageBar::Kind::Info,
                                tr("There is no store to import into yet."),
                                {{tr("New Store…"), [this] { createStore(); }}},
                                {}});
        return;
    }
    const QString chosen = store.isEmpty() ? m_models.stores.stores().constFirst().name : store;
    auto *dialog =
        new ChunkingDialog(sourcesOf(files), m_models.stores.stores(), chosen, m_models.memory, &m_widgets.window);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { import(dialog->imports()); });
    openDialog(dialog);
}

void StoresController::import(const QList<DocumentImport> &imports)
{
    m_isImportToShow = true;
    for (const DocumentImport &each : imports)
        m_models.client.importFile(each.fileName, each.upload, this,
                                   [this, each, profileId = m_profileId](const Result<Operation> &answer) {
                                       handleImport(each, profileId, answer);
                                   });
}

void StoresController::handleImport(const DocumentImport &import, const QString &profileId,
                                    const Result<Operation> &answer)
{
    if (!answer.ok()) {
        m_widgets.errors.add(answer.error(),
                             {tr("%1 could not be imported.").arg(format::singleLine(import.fileName)), {}, {}});
        return;
    }
    OperationRecord record = recordOf(answer.value(), import.upload.store, profileId);
    record.kind = OperationRecord::Kind::Import;
    const int row = m_models.files.rowOf(import.fileName);
    record.displayName = row < 0 ? import.fileName : m_models.files.fileAt(row).title();
    if (std::exchange(m_isImportToShow, false))
        m_operationToShow = record.name;
    m_models.queue.trackOperation(record);
}

void StoresController::readOperation(const QString &name)
{
    const OperationRecord *operation = m_models.queue.operation(name);
    // The key of one account cannot read the operations of another.
    if (!operation || operation->profileId != m_profileId)
        return;
    m_models.client.getOperation(
        name, this, [this, name](const Result<Operation> &answer) { m_widgets.operations.setAnswer(name, answer); });
}

void StoresController::handleOperations(const QStringList &names)
{
    if (names.contains(m_operationToShow)) {
        m_operationToShow.clear();
        emit operationsBegun();
    }
    QSet<QString> stores;
    for (const QString &name : names) {
        const OperationRecord *known = m_models.queue.operation(name);
        if (!known || known->profileId != m_profileId)
            continue;
        const OperationRecord operation = *known; // a slot may change the queue
        // Documents of operations that ended in an earlier run are in the list already.
        const bool isNews = operation.state == OperationRecord::State::Working || operation.lastPoll.isValid();
        if (!isNews)
            continue;
        m_models.documents.expect(operation.document);
        if (operation.polls == 0 || operation.state != OperationRecord::State::Working)
            stores.insert(operation.store);
    }
    for (const QString &store : std::as_const(stores)) {
        if (m_models.stores.rowOf(store) >= 0)
            m_models.stores.reread(store);
    }
}

void StoresController::deleteSelectedDocuments()
{
    const QStringList names = m_widgets.page.selectedNames();
    QList<DeleteDialog::Item> items;
    for (const QString &name : names) {
        if (const int row = m_models.documents.rowOf(name); row >= 0) {
            const Document &document = m_models.documents.documentAt(row);
            // All are in the store that is shown.
            items.append({document.title(), name.section(u'/', -1), document.sizeBytes});
        }
    }
    if (items.isEmpty())
        return;
    auto *dialog = new DeleteDialog(DeleteDialog::Kind::Documents, items, &m_widgets.window);
    if (m_models.documents.loading() != DocumentsModel::Loading::Complete &&
        items.size() == m_models.documents.rowCount())
        dialog->noteUnloaded();
    connect(dialog, &QDialog::accepted, this, [this, names] { m_models.documents.remove(names); });
    openDialog(dialog);
}

void StoresController::deleteDocuments(const QStringList &names)
{
    for (const QString &name : names)
        m_models.client.deleteDocument(name, true, this, [this, name](const Result<Nothing> &answer) {
            if (answer.ok())
                m_models.documents.drop(name);
            else
                m_widgets.errors.add(answer.error());
        });
}

void StoresController::reportRemoval(const QStringList &removed, const QList<std::pair<QString, ApiError>> &failed)
{
    m_models.stores.reread(m_models.documents.store());
    if (failed.isEmpty()) {
        m_widgets.messages.add({.kind = MessageBar::Kind::Success,
                                .text = tr("%n documents deleted.", nullptr, static_cast<int>(removed.size()))});
        return;
    }
    m_widgets.errors.addFailures(tr("%n documents could not be deleted.", nullptr, static_cast<int>(failed.size())),
                                 failed);
}

} // namespace pollux
