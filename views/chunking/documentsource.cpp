// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/documentsource.h"

#include "models/text/preflighttext.h"
#include "models/text/problemtext.h"
#include "models/text/storetext.h"
#include "views/chunking/previewloader.h"

#include <QDir>
#include <QFileInfo>

namespace pollux {

DocumentSource DocumentSource::fromLocalFile(const AcceptedFile &file)
{
    return {.title = file.displayName,
            .localPath = file.path,
            .mimeType = file.mimeType,
            .isMimeTypeKnown = file.isMimeTypeKnown,
            .isMimeTypeChosen = file.isMimeTypeChosen,
            .size = file.size,
            .notice = preflighttext::noticesText(file),
            .isTaken = !file.isAlreadyQueued && file.isMimeTypeKnown && file.size > 0};
}

DocumentSource DocumentSource::fromSkipped(const SkippedPath &skipped)
{
    return {
        .title = QDir::toNativeSeparators(skipped.path), .isTaken = false, .refusal = skipReasonText(skipped.reason)};
}

DocumentSource DocumentSource::fromRemoteFile(const RemoteFile &file)
{
    return {
        .title = file.title(), .fileName = file.name, .mimeType = file.mimeType, .size = file.sizeBytes.value_or(0)};
}

QString DocumentSource::extension() const
{
    return QFileInfo(localPath.isEmpty() ? title : localPath).suffix().toLower();
}

QString DocumentSource::textPath() const
{
    return isPreviewedAsText(mimeType) ? localPath : QString();
}

ChunkingChoice DocumentSettings::choice() const
{
    return isServiceDefault ? ChunkingChoice() : ChunkingChoice{numbers};
}

void DocumentSettings::setChoice(const ChunkingChoice &choice)
{
    isServiceDefault = !choice.config;
    numbers = choice.config.value_or(numbers);
}

QString DocumentSettings::problem() const
{
    if (!isServiceDefault) {
        if (const ChunkingProblem problem = problemOf(numbers); problem != ChunkingProblem::None)
            return storetext::problemText(problem);
    }
    const QList<CustomMetadata> entries = entriesOf(metadata);
    return storetext::problemText(faultOf(entries), entries);
}

} // namespace pollux
