// SPDX-License-Identifier: Apache-2.0
//
// The steps of a Tour that show a store.
#include "app/tour.h"

#include "app/appcontext.h"
#include "views/chunking/chunkingdialog.h"
#include "views/chunking/chunkpreview.h"
#include "views/chunking/chunktextview.h"
#include "views/details/fieldvalue.h"
#include "views/stores/createstoredialog.h"
#include "views/stores/documentspage.h"
#include "views/stores/operationspanel.h"
#include "views/widgets/itemtable.h"
#include "views/window/windowactions.h"

#include <QAction>
#include <QApplication>
#include <QFileInfo>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

const QString storeTitle = u"Observatory"_s;

/// The operation that an upload into this store has begun; null if there is none.
const OperationRecord *operationOf(const UploadQueue &queue, const QString &store)
{
    const auto found = std::ranges::find(queue.operations(), store, &OperationRecord::store);
    return found == queue.operations().end() ? nullptr : &*found;
}

} // namespace

void Tour::planStoreSteps()
{
    auto *page = m_context.window().findChild<DocumentsPage *>();
    const auto isAsked = [] { return QApplication::activeModalWidget() != nullptr; };
    const auto isDocumentGone = [this] { return m_context.documents().rowCount() == 0; };
    const QStringList text{m_paths.first()};
    m_steps.insert(
        m_steps.end(),
        {
            {u"08-new-store"_s, tr("the name of a new store"), [this] { fillStoreDialog(); }, isAsked},
            {u"09-store"_s, tr("the new store, empty"), [this] { createStore(); }, [this] { return isStoreShown(); }},
            {u"10-chunking"_s, tr("a text dropped onto the store, and the chunks it is cut into"),
             [page, text] {
                 drag(*page, text);
                 drop(*page, text);
             },
             [this] { return isPreviewShown(); }},
            {u"11-document"_s, tr("the document ACTIVE"), [this] { acceptChunking(); },
             [this] { return isDocumentActive(); }},
            {u"12-operation"_s, tr("the operation that made it, done"), [this] { showOperation(); },
             [this] { return isOperationDone(); }},
            {u"13-delete-document"_s, tr("the question before deleting a document"),
             [this] { askForDocumentDeletion(); }, isAsked},
            {u"14-document-deleted"_s, tr("the deleted document gone from the store"), &Tour::confirmDeletion,
             isDocumentGone},
        });
}

void Tour::fillStoreDialog()
{
    m_context.window().actions().createStore->trigger();
    if (const auto *dialog = m_context.window().findChild<CreateStoreDialog *>())
        dialog->findChild<QLineEdit *>(u"displayName"_s)->setText(storeTitle);
}

void Tour::createStore()
{
    if (const auto *dialog = m_context.window().findChild<CreateStoreDialog *>())
        dialog->findChild<QPushButton *>(u"createButton"_s)->click();
}

bool Tour::isStoreShown() const
{
    const DocumentsModel &documents = m_context.documents();
    const auto store = m_context.stores().find(documents.store());
    return store && store->displayName == storeTitle && documents.loading() == DocumentsModel::Loading::Complete &&
           !QApplication::activeModalWidget();
}

bool Tour::isPreviewShown() const
{
    const auto *dialog = m_context.window().findChild<ChunkingDialog *>();
    if (!dialog)
        return false;
    const auto *preview = dialog->findChild<ChunkPreview *>();
    return preview->isVisible() && preview->state() == ChunkPreview::State::Shown &&
           preview->findChild<ChunkTextView *>()->chunkCount() > 1 &&
           dialog->findChild<QPushButton *>(u"acceptButton"_s)->isEnabled();
}

void Tour::acceptChunking()
{
    if (const auto *dialog = m_context.window().findChild<ChunkingDialog *>())
        dialog->findChild<QPushButton *>(u"acceptButton"_s)->click();
}

bool Tour::isDocumentActive() const
{
    const QList<Document> documents = m_context.documents().documents();
    return documents.size() == 1 && documents.first().displayName == QFileInfo(m_paths.first()).fileName() &&
           documents.first().state == Document::State::Active;
}

void Tour::showOperation()
{
    m_context.window().actions().showOperations->trigger();
    auto *panel = m_context.window().findChild<OperationsPanel *>();
    panel->setDetailsShown(true);
    if (const OperationRecord *operation = operationOf(m_context.queue(), m_context.documents().store()))
        panel->select({operation->name});
}

bool Tour::isOperationDone() const
{
    const OperationRecord *operation = operationOf(m_context.queue(), m_context.documents().store());
    const auto *panel = m_context.window().findChild<OperationsPanel *>();
    const auto *done = panel->findChild<FieldValue *>(u"done"_s);
    return operation && operation->state == OperationRecord::State::Done && panel->isVisible() && done &&
           done->value() == u"true"_s;
}

void Tour::askForDocumentDeletion()
{
    m_context.window().findChild<DocumentsPage *>()->table().selectAll();
    m_context.window().actions().remove->trigger();
}

} // namespace pollux
