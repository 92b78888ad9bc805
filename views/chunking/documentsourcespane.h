// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/chunking/documentsourcesmodel.h"

#include <QWidget>

class QCheckBox;

namespace pollux {

class FieldMessage;
class ItemTable;
class MimeTypeField;

/// The table of the files that are to become documents, with the notice of the current one, and the type of the
/// selected local files. Space checks or unchecks all that are selected.
class DocumentSourcesPane final : public QWidget {
    Q_OBJECT

public:
    /// The model must outlive this widget.
    explicit DocumentSourcesPane(DocumentSourcesModel &model, QWidget *parent = nullptr);

    /// In ascending order.
    QList<int> selectedRows() const;
    /// One of selectedRows(); -1 if none is selected.
    int currentRow() const;

signals:
    void selectionChanged();

private:
    void createTable();
    void refresh();
    void refreshRemembered(const QList<int> &rows, const QString &type);

    DocumentSourcesModel &m_model;
    ItemTable *m_table;
    FieldMessage *m_notice; ///< of the current row, which a narrow column cuts off
    QWidget *m_typeRow;
    MimeTypeField *m_type;
    QCheckBox *m_remembered; ///< checked if later files of the same extension get this type
};

} // namespace pollux
