// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/ragstore.h"
#include "views/chunking/documentsource.h"

#include <QDialog>
#include <QHash>

class QComboBox;
class QLabel;
class QPushButton;
class QScrollArea;
class QSplitter;

namespace pollux {

class ChunkingMemory;
class DocumentSettingsPane;
class DocumentSourcesModel;
class DocumentSourcesPane;
class IndexEstimate;
class MessageWidget;

/// A File that is to be imported into a store.
struct DocumentImport {
    QString fileName; ///< resource name, "files/…"
    StoreUpload upload;

    bool operator==(const DocumentImport &) const = default;
};

/// Asks how files are to become documents of a store: which of them, which store, how they are cut into chunks and what
/// metadata they get, for all or with own settings for some. Cannot be accepted while there is an error. Accepted
/// settings are remembered. Show it with open().
class ChunkingDialog final : public QDialog {
    Q_OBJECT

public:
    /// `sources`: local files after their preflight, or Files on the server, whose text has no preview. `store` is the
    /// resource name of the preselected store, which need not be among `stores`. The memory must outlive the dialog.
    ChunkingDialog(const QList<DocumentSource> &sources, const QList<RagStore> &stores, const QString &store,
                   ChunkingMemory &memory, QWidget *parent = nullptr);
    ~ChunkingDialog() override;

    /// What is to be uploaded, each with its storeUpload, and name and type as chosen. Empty unless the dialog was
    /// accepted.
    QList<AcceptedFile> files() const;
    /// MIME type by extension in lower case, as the user wants it for later files. Empty unless the dialog was
    /// accepted.
    QHash<QString, QString> rememberedTypes() const;
    /// What is to be imported. Empty unless the dialog was accepted.
    QList<DocumentImport> imports() const;

    void done(int result) override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void addStores(const QList<RagStore> &stores, const QString &store);
    QWidget *createContent();
    QLayout *createFooter();
    void restoreSize();
    const RagStore *chosenStore() const;
    StoreUpload uploadAt(int row) const;
    void handleStore();
    void handleSelection();
    void loadChoice();
    void remember();
    void refresh();
    void refreshNotice();
    QString obstacle() const;

    ChunkingMemory &m_memory;
    QList<RagStore> m_stores; // the items of m_store, by index
    bool m_isImport;
    bool m_isChunkingEdited = false;
    DocumentSourcesModel *m_model;
    IndexEstimate *m_estimate;
    QComboBox *m_store = nullptr;
    QScrollArea *m_scroll = nullptr;
    QSplitter *m_splitter = nullptr;
    DocumentSourcesPane *m_sourcesPane = nullptr;
    DocumentSettingsPane *m_settingsPane = nullptr;
    MessageWidget *m_notice = nullptr;
    QLabel *m_estimateText = nullptr;
    QPushButton *m_accept = nullptr;
};

} // namespace pollux
