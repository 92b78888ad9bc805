// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/chunking/documentsourcesmodel.h"

#include <QWidget>

class QCheckBox;

namespace pollux {

class FieldMessage;
class ItemTable;
class MimeTypeField;
class NamePatternField;

/// The table of the files that are to become documents, with the notice of the current one, and the type and a pattern
/// for the display names of the selected local files. Space checks or unchecks all that are selected, F2 edits the name
/// of the current one.
class DocumentSourcesPane final : public QWidget {
    Q_OBJECT

public:
    /// The model must outlive this widget.
    explicit DocumentSourcesPane(DocumentSourcesModel &model, QWidget *parent = nullptr);

    /// In ascending order.
    QList<int> selectedRows() const;
    /// One of selectedRows(); -1 if none is selected.
    int currentRow() const;
    /// Why the pattern for names cannot be applied, as a sentence; empty if it can.
    QString problem() const;

signals:
    void selectionChanged();
    /// problem() may have changed.
    void edited();

private:
    void createTable();
    void applyNames(const QString &pattern);
    void refresh();
    void hideEmptyNotices();
    void refreshRemembered(const QList<int> &rows, const QString &type);

    DocumentSourcesModel &m_model;
    ItemTable *m_table;
    FieldMessage *m_notice; ///< of the current row, which a narrow column cuts off
    QWidget *m_typeRow;
    MimeTypeField *m_type;
    QWidget *m_namesRow;
    NamePatternField *m_names;
    QCheckBox *m_remembered; ///< checked if later files of the same extension get this type
};

} // namespace pollux
