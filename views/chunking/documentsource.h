// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/chunkingmemory.h"
#include "models/api/types/remotefile.h"
#include "models/transfer/preflight.h"
#include "views/chunking/metadatadraft.h"

namespace pollux {

/// What is to become a document of a store: a local file, or a File that is on the server already.
struct DocumentSource {
    QString title = {};
    QString localPath = {}; ///< empty for a File
    QString fileName = {};  ///< resource name of a File; empty for a local file
    QString mimeType = {};
    bool isMimeTypeKnown = true;
    bool isMimeTypeChosen = false; ///< by the user
    qint64 size = 0;               ///< bytes
    QString notice = {};           ///< what the user should know about it, to be shown
    bool isTaken = true;           ///< at first
    QString refusal = {};          ///< why it cannot be taken at all, as skipReasonText(); empty if it can

    static DocumentSource fromLocalFile(const AcceptedFile &file);
    static DocumentSource fromSkipped(const SkippedPath &skipped);
    static DocumentSource fromRemoteFile(const RemoteFile &file);

    /// In lower case, without the dot; may be empty.
    QString extension() const;
    /// Of a local file whose text can be read here, see isPreviewedAsText(); empty for others.
    QString textPath() const;
};

/// What is sent with a document, as it is being entered, so it may be invalid.
struct DocumentSettings {
    bool isServiceDefault = false; ///< no chunkingConfig is sent; the numbers are kept to come back to
    ChunkingConfig numbers;
    QList<MetadataDraft> metadata;

    ChunkingChoice choice() const;
    void setChoice(const ChunkingChoice &choice);

    /// The first error, as a sentence; empty if there is none.
    QString problem() const;

    bool operator==(const DocumentSettings &) const = default;
};

} // namespace pollux
