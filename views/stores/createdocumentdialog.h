// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/apierror.h"
#include "models/api/types/ragstore.h"
#include "models/api/types/storeupload.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace pollux {

class ChunkingEditor;
class ChunkingMemory;
class FieldMessage;
class MessageWidget;
class MetadataEditor;
class RequestPreview;
struct DocumentSettings;

/// Asks for everything that a document without a file consists of, and shows the body of the request beside it. Stays
/// open during the request: the owner calls accept() when the service has answered, or showError(). Closing the dialog
/// before that does not cancel the request. Show it with open().
class CreateDocumentDialog final : public QDialog {
    Q_OBJECT

public:
    /// The document is created in `store`. The memory, which has the presets for chunks, must outlive the dialog.
    CreateDocumentDialog(const RagStore &store, ChunkingMemory &memory, QWidget *parent = nullptr);
    ~CreateDocumentDialog() override;

    /// Shows why the document could not be created; the user can try again.
    void showError(const ApiError &error);

signals:
    /// `displayName` is trimmed and not empty; `mimeType` is empty if none is to be sent; `upload` is sendable.
    void createRequested(const QString &displayName, const QString &mimeType, const pollux::StoreUpload &upload);

private:
    QWidget *createContent(const RagStore &store, ChunkingMemory &memory);
    QWidget *createForm(const RagStore &store, ChunkingMemory &memory, QWidget *parent);
    QWidget *createButtons();
    QString displayName() const;
    QString mimeType() const;
    DocumentSettings settings() const;
    StoreUpload upload() const;
    QString nameProblem() const;
    QString typeProblem() const;
    void refresh();
    void request();
    void setBusy(bool isBusy);

    QString m_store; // resource name
    bool m_isBusy = false;
    QWidget *m_form = nullptr;
    QLineEdit *m_name = nullptr;
    FieldMessage *m_nameMessage = nullptr;
    QLineEdit *m_type = nullptr;
    FieldMessage *m_typeMessage = nullptr;
    ChunkingEditor *m_chunking = nullptr;
    MetadataEditor *m_metadata = nullptr;
    RequestPreview *m_request = nullptr;
    MessageWidget *m_notice = nullptr;
    QPushButton *m_create = nullptr;
};

} // namespace pollux
