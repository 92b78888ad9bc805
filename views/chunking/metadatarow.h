// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/chunking/metadatadraft.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QToolButton;

namespace pollux {

class FieldMessage;

/// The fields of one entry of metadata: key, type, value, a button that removes it, and an error or a hint below. The
/// key is the focus proxy.
class MetadataRow final : public QWidget {
    Q_OBJECT

public:
    explicit MetadataRow(QWidget *parent = nullptr);

    void setDraft(const MetadataDraft &draft);
    MetadataDraft draft() const;

    /// Its position, counted from 1, for screen readers.
    void setNumber(int number);
    /// Shows an error; if `text` is empty, a hint about the value, if there is one.
    void setProblem(const QString &text);

    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    void edited();
    void removeRequested();
    /// Enter was pressed in the key or the value.
    void finished();
    /// Text with tabs was pasted into the key.
    void linesPasted(const QString &text);

private:
    void handleType();
    void showDraft(const MetadataDraft &draft);
    QString hint() const;

    QLineEdit *m_key;
    QComboBox *m_type;
    QLineEdit *m_value;
    QPlainTextEdit *m_list; ///< in place of m_value for a list
    QToolButton *m_remove;
    FieldMessage *m_message;
    MetadataDraft::Type m_shownType = MetadataDraft::Type::Text;
};

} // namespace pollux
