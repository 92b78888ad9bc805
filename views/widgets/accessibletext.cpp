// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/accessibletext.h"

#include <QAbstractItemModel>
#include <QCoreApplication>
#include <QWidget>

namespace pollux::accessibletext {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::AccessibleWords)
};

} // namespace

QString cell(const QModelIndex &index)
{
    const QString text = index.data().toString();
    if (index.column() == 0)
        return text;
    const QString title = index.model()->headerData(index.column(), Qt::Horizontal).toString();
    return Texts::tr("%1: %2", "title of a column, what the cell says")
        .arg(title, text.isEmpty() ? Texts::tr("none") : text);
}

void nameAfterLabel(QWidget &field, const QString &labelText)
{
    QString name = labelText;
    name.remove(u'&');
    while (name.endsWith(u':') || name.endsWith(u' '))
        name.chop(1);
    field.setAccessibleName(name);
}

} // namespace pollux::accessibletext
