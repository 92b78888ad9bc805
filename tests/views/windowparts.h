// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/messages/messagebar.h"
#include "views/messages/messagewidget.h"

#include <QLayout>

namespace pollux {

/// The only widget of a class in a window.
template <typename Part>
Part &partOf(const QWidget &window)
{
    return *window.findChild<Part *>();
}

/// The texts of a message bar, oldest first, those that pass last, without the counts.
inline QStringList textsOf(const MessageBar &bar)
{
    QStringList texts;
    for (int row = 0; row < bar.layout()->count(); ++row)
        texts.append(static_cast<const MessageWidget *>(bar.layout()->itemAt(row)->widget())->text());
    return bar.toasts() ? texts + textsOf(*bar.toasts()) : texts;
}

} // namespace pollux
