// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/chunking/metadatadraft.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace pollux {

class FieldMessage;
class MetadataRow;

/// The entries of a document's metadata, one row of fields for each. An error is shown at its row.
class MetadataEditor final : public QWidget {
    Q_OBJECT

public:
    static constexpr qsizetype maxPasted = 100; ///< lines; far more than a document takes

    explicit MetadataEditor(QWidget *parent = nullptr);

    /// Shows these entries without emitting edited().
    void setDrafts(const QList<MetadataDraft> &drafts);
    QList<MetadataDraft> drafts() const;

    /// Whether the button "Apply to all files" is shown, and whether it is enabled.
    void setApplyToAll(bool isOffered, bool isEnabled);

signals:
    /// The user has changed something.
    void edited();
    void applyToAllRequested();

private:
    void addRow(const MetadataDraft &draft);
    void addEntry();
    void removeRow(MetadataRow *row);
    void goOnAfter(MetadataRow *row);
    void pasteLines(const QString &text);
    void handleEdit();
    void refresh();

    QScrollArea *m_scroll;
    QVBoxLayout *m_rowsLayout = nullptr;
    QLabel *m_count;
    FieldMessage *m_message;
    QPushButton *m_add;
    QPushButton *m_apply;
    QList<MetadataRow *> m_rows; // owned by the scroll area's widget
};

} // namespace pollux
