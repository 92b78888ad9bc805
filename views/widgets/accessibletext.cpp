// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/accessibletext.h"

#include <QWidget>

namespace pollux::accessibletext {

void nameAfterLabel(QWidget &field, const QString &labelText)
{
    QString name = labelText;
    name.remove(u'&');
    while (name.endsWith(u':') || name.endsWith(u' '))
        name.chop(1);
    field.setAccessibleName(name);
}

} // namespace pollux::accessibletext
