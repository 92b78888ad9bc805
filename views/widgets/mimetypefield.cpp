// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/mimetypefield.h"

#include "models/api/types/mimetypes.h"

#include <QCompleter>
#include <QKeyEvent>
#include <QLineEdit>

namespace pollux {

namespace {

constexpr int typeChars = 20;

} // namespace

MimeTypeField::MimeTypeField(QWidget *parent)
    : QComboBox(parent)
{
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    addItems(knownMimeTypes() << unknownMimeType());
    setMinimumContentsLength(typeChars);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    completer()->setFilterMode(Qt::MatchContains);
    completer()->setCompletionMode(QCompleter::PopupCompletion);
    lineEdit()->setPlaceholderText(tr("Different types"));
    lineEdit()->setAccessibleName(tr("MIME type"));
    connect(this, &QComboBox::activated, this, &MimeTypeField::take);
    connect(lineEdit(), &QLineEdit::editingFinished, this, &MimeTypeField::take);
    setType({});
}

void MimeTypeField::setType(const QString &type)
{
    m_type = type;
    setCurrentIndex(findText(type));
    setEditText(type);
}

void MimeTypeField::take()
{
    const QString type = currentText().trimmed();
    if (type == m_type)
        return;
    if (!isMimeType(type)) {
        setType(m_type);
        return;
    }
    m_type = type;
    emit typeChosen(type);
}

void MimeTypeField::keyPressEvent(QKeyEvent *event)
{
    QComboBox::keyPressEvent(event);
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        event->accept();
}

} // namespace pollux
