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

/// The entries of a document's metadata, one row of fields for each. A fault is said at the row that has it.
class MetadataEditor final : public QWidget {
    Q_OBJECT

public:
    static constexpr qsizetype maxPasted = 100; ///< lines; far more than a document takes

    explicit MetadataEditor(QWidget *parent = nullptr);

    /// Not told by edited().
    void setDrafts(const QList<MetadataDraft> &drafts);
    QList<MetadataDraft> drafts() const;

    /// Whether there is a button "Apply to all files", and whether it can be pressed.
    void setApplyToAll(bool isOffered, bool isEnabled);

signals:
    /// A person changed something.
    void edited();
    void applyToAllRequested();

private:
    void addRow(const MetadataDraft &draft);
    void addEntry();
    void removeRow(MetadataRow *row);
    void goOnAfter(MetadataRow *row);
    void pasteClipboard();
    void pasteLines(const QString &text);
    void handleEdit();
    void refresh();

    QScrollArea *m_scroll;
    QVBoxLayout *m_rowsLayout;
    QLabel *m_count;
    FieldMessage *m_message;
    QPushButton *m_add;
    QPushButton *m_apply;
    QList<MetadataRow *> m_rows; // owned by the scroll area's widget
};

} // namespace pollux
