// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/chunking/documentsourcesmodel.h"

#include <QWidget>

class QCheckBox;
class QStackedWidget;
class QTabWidget;

namespace pollux {

class ChunkingEditor;
class ChunkPreview;
class PlaceholderMessage;
class MetadataEditor;
class RequestPreview;

/// The settings of the selected documents: the chunking with a preview of the current document's text, the metadata,
/// and the request made of them. Changes apply to the shared settings, or to the own settings of the selected
/// documents.
class DocumentSettingsPane final : public QWidget {
    Q_OBJECT

public:
    /// Model and memory must outlive this widget.
    DocumentSettingsPane(DocumentSourcesModel &model, ChunkingMemory &memory, QWidget *parent = nullptr);

    /// `current` is one of the rows, or -1.
    void setRows(const QList<int> &rows, int current);
    /// Returns true if this problem stands at one of the fields already.
    bool isMarking(const QString &problem) const;

signals:
    /// The user changed the numbers of the chunks, or left them to the service.
    void chunkingEdited();

private:
    QWidget *createChunkingPage(ChunkingMemory &memory);
    void handleChunking();
    void writeSettings(const DocumentSettings &settings);
    const DocumentSettings &shownSettings() const;
    DocumentSource shownSource() const;
    /// The selected rows have different settings, so they cannot be changed together.
    bool areMixed() const;
    void refresh();
    void refreshOwn();
    void refreshPreview();
    void refreshRequest();

    DocumentSourcesModel &m_model;
    QCheckBox *m_own;
    QTabWidget *m_tabs;
    ChunkingEditor *m_chunking = nullptr;
    QStackedWidget *m_previewPages = nullptr;
    ChunkPreview *m_preview = nullptr;
    PlaceholderMessage *m_noPreview = nullptr;
    MetadataEditor *m_metadata;
    RequestPreview *m_request;
    QList<int> m_rows;
    int m_current = -1;
    QString m_previewed; // path and type of the file in the preview
};

} // namespace pollux
