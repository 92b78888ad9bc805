// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/localpaths.h"

#include <QDir>
#include <QList>
#include <QUrl>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

/// Empty if the URL names no local file.
QString localPath(const QUrl &url)
{
    if (!url.isLocalFile() || url.hasQuery() || url.hasFragment())
        return {};
    const QString host = url.host();
#ifndef Q_OS_WIN
    // On systems other than Windows a host means a share that this computer would have to connect to first.
    if (!host.isEmpty() && host != "localhost"_L1)
        return {};
#endif
    QUrl withoutHost = url;
    if (host == "localhost"_L1)
        withoutHost.setHost(QString());
    QString path = withoutHost.toLocalFile();
    // The system ends a path at a NUL, so it would open another file.
    if (path.contains(QChar::Null) || !QDir::isAbsolutePath(path))
        return {};
    while (path.size() > 1 && path.endsWith(u'/') && !QDir(path).isRoot())
        path.chop(1);
    return path;
}

} // namespace

LocalPaths localPaths(const QMimeData &mime)
{
    LocalPaths result;
    const QList<QUrl> urls = mime.urls();
    for (qsizetype i = 0; i < urls.size(); ++i) {
        const QString path = i < maxDroppedUrls ? localPath(urls.at(i)) : QString();
        if (path.isEmpty())
            ++result.refused;
        else
            result.paths.append(path);
    }
    result.paths.removeDuplicates();
    return result;
}

} // namespace pollux
