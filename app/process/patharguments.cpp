// SPDX-License-Identifier: Apache-2.0
#include "app/process/patharguments.h"

#include <QDir>
#include <QUrl>

namespace pollux {

QString namedPath(const QString &argument)
{
    const QUrl url(argument);
    return QDir::current().absoluteFilePath(url.isLocalFile() ? url.toLocalFile() : argument);
}

} // namespace pollux
