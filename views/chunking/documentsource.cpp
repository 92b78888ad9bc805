// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/documentsource.h"

#include "models/text/preflighttext.h"
#include "models/text/problemtext.h"

#include <QDir>
#include <QFileInfo>

namespace pollux {

DocumentSource DocumentSource::fromLocalFile(const AcceptedFile &file)
{
    DocumentSource source;
    source.title = file.displayName;
    source.localPath = file.path;
    source.mimeType = file.mimeType;
    source.isMimeTypeKnown = file.isMimeTypeKnown;
    source.isMimeTypeChosen = file.isMimeTypeChosen;
    source.size = file.size;
    source.notice = preflighttext::noticesText(file);
    source.isTaken = !file.isAlreadyQueued && file.isMimeTypeKnown && file.size > 0;
    return source;
}

DocumentSource DocumentSource::fromSkipped(const SkippedPath &skipped)
{
    DocumentSource source;
    source.title = QDir::toNativeSeparators(skipped.path);
    source.refusal = skipReasonText(skipped.reason);
    source.isTaken = false;
    return source;
}

DocumentSource DocumentSource::fromRemoteFile(const RemoteFile &file)
{
    DocumentSource source;
    source.title = file.title();
    source.fileName = file.name;
    source.mimeType = file.mimeType;
    source.size = file.sizeBytes.value_or(0);
    return source;
}

QString DocumentSource::extension() const
{
    return QFileInfo(localPath.isEmpty() ? title : localPath).suffix().toLower();
}

} // namespace pollux
