// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/documentsource.h"

#include "models/text/preflighttext.h"
#include "models/text/problemtext.h"
#include "models/text/storetext.h"
#include "views/chunking/previewloader.h"

#include <QDir>
#include <QFileInfo>

namespace pollux {

QList<DocumentSource> sourcesOf(const PreflightResult &files)
{
    QList<DocumentSource> sources;
    for (const AcceptedFile &file : files.accepted)
        sources.append({.file = file,
                        .notice = preflighttext::noticesText(file),
                        .isTaken = !file.isAlreadyQueued && file.isMimeTypeKnown && file.size > 0});
    for (const SkippedPath &skipped : files.skipped) {
        sources.append({.isTaken = false, .refusal = skipReasonText(skipped.reason)});
        sources.last().file.displayName = QDir::toNativeSeparators(skipped.path);
    }
    return sources;
}

QList<DocumentSource> sourcesOf(const QList<RemoteFile> &files)
{
    QList<DocumentSource> sources;
    for (const RemoteFile &file : files) {
        sources.append({.fileName = file.name});
        AcceptedFile &shown = sources.last().file;
        shown.displayName = file.title();
        shown.mimeType = file.mimeType;
        shown.size = file.sizeBytes.value_or(0);
    }
    return sources;
}

QString DocumentSource::extension() const
{
    return QFileInfo(file.path.isEmpty() ? file.displayName : file.path).suffix().toLower();
}

QString DocumentSource::textPath() const
{
    return isPreviewedAsText(file.mimeType) ? file.path : QString();
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
