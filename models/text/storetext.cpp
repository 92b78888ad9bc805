// SPDX-License-Identifier: Apache-2.0
#include "models/text/storetext.h"

#include "models/api/types/mimetypes.h"
#include "models/api/types/storeupload.h"
#include "models/text/format.h"
#include "models/text/problemtext.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace pollux::storetext {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::StoreWords)
};

} // namespace

QString problemText(ChunkingProblem problem)
{
    switch (problem) {
    case ChunkingProblem::None:
        return {};
    case ChunkingProblem::TooFewTokens:
        return Texts::tr("A chunk has at least %1 token.").arg(ChunkingConfig::minTokens);
    case ChunkingProblem::TooManyTokens:
        return Texts::tr("A chunk has at most %1 tokens.").arg(ChunkingConfig::tokenLimit);
    case ChunkingProblem::NegativeOverlap:
        return Texts::tr("The overlap is 0 or more.");
    case ChunkingProblem::OverlapTooLarge:
        return Texts::tr("The overlap has to be smaller than the tokens per chunk.");
    }
    Q_UNREACHABLE();
}

QString cautionText(const ChunkingConfig &config)
{
    if (config.maxTokensPerChunk >= ChunkingConfig::minTokensSeenAccepted)
        return {};
    return Texts::tr("The service has been seen to refuse chunks of fewer than %1 tokens.")
        .arg(ChunkingConfig::minTokensSeenAccepted);
}

QString problemText(const MetadataFault &fault, const QList<CustomMetadata> &metadata)
{
    const auto key = [&] { return format::singleLine(metadata.value(fault.index).key); };
    switch (fault.problem) {
    case MetadataProblem::None:
        return {};
    case MetadataProblem::TooMany:
        return Texts::tr("A document takes at most %1 entries of metadata; there are %2.")
            .arg(maxMetadata)
            .arg(metadata.size());
    case MetadataProblem::KeyMissing:
        return Texts::tr("Entry %1 of the metadata has no key.").arg(fault.index + 1);
    case MetadataProblem::KeyTaken:
        return Texts::tr("The metadata key “%1” is used twice; each key may stand once.").arg(key());
    case MetadataProblem::NotFinite:
        return Texts::tr("The value of the metadata key “%1” is not a number.").arg(key());
    }
    Q_UNREACHABLE();
}

QString refusalText(const QString &mimeType, qint64 size, const RagStore &store)
{
    if (size > StoreUpload::maxDocumentSize)
        return skipReasonText(SkipReason::TooLargeForStore);
    if (isSoundOrFilm(mimeType))
        return skipReasonText(SkipReason::NotForStores);
    if (!mimeType.startsWith("image/"_L1))
        return {};
    if (mimeType != "image/png"_L1 && mimeType != "image/jpeg"_L1)
        return Texts::tr("is an image, and of images stores read only PNG and JPEG");
    // If the store's model is not known, the upload is not refused here: the server decides.
    if (!store.embeddingModel.isEmpty() && !store.embeddingModel.contains("gemini-embedding-2"_L1))
        return Texts::tr("is an image, which only stores made with gemini-embedding-2 read");
    return {};
}

QString storeTitle(const RagStore &store)
{
    return format::singleLine(store.title());
}

QString countsText(const RagStore &store)
{
    const QLocale locale;
    QStringList parts;
    if (store.activeDocumentsCount > 0)
        parts.append(Texts::tr("%1 active").arg(locale.toString(store.activeDocumentsCount)));
    if (store.pendingDocumentsCount > 0)
        parts.append(Texts::tr("%1 pending").arg(locale.toString(store.pendingDocumentsCount)));
    if (store.failedDocumentsCount > 0)
        parts.append(Texts::tr("%1 failed").arg(locale.toString(store.failedDocumentsCount)));
    if (parts.isEmpty())
        parts.append(Texts::tr("no documents"));
    if (store.sizeBytes > 0)
        parts.append(format::size(store.sizeBytes));
    return parts.join(u" · "_s);
}

QString stateText(const Document &document, const QDateTime &now)
{
    switch (document.state) {
    case Document::State::Pending:
        return Texts::tr("Pending");
    case Document::State::Active:
        return Texts::tr("Active");
    case Document::State::Failed:
        return document.mayRecover(now) ? Texts::tr("Failed, may recover") : Texts::tr("Failed");
    case Document::State::Unknown:
        return format::singleLine(document.stateText);
    case Document::State::Unspecified:
        break;
    }
    return Texts::tr("Unknown");
}

QString stateText(OperationRecord::State state)
{
    switch (state) {
    case OperationRecord::State::Working:
        return Texts::tr("Still working");
    case OperationRecord::State::Done:
        return Texts::tr("Done");
    case OperationRecord::State::Failed:
        return Texts::tr("Failed");
    case OperationRecord::State::Lost:
        return Texts::tr("Gone");
    }
    Q_UNREACHABLE();
}

QString stateText(const OperationRecord &operation)
{
    const bool mayRecover = operation.state == OperationRecord::State::Working && operation.hasFailedDocument;
    return mayRecover ? Texts::tr("Failed, may recover") : stateText(operation.state);
}

} // namespace pollux::storetext
