// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/chunkingmemory.h"
#include "models/api/types/remotefile.h"
#include "models/preflight/preflight.h"
#include "views/chunking/metadatadraft.h"

namespace pollux {

/// What is to become a document of a store: a local file, or a File that is on the server already.
struct DocumentSource {
    AcceptedFile file = {}; ///< for a File only display name, type and size are set
    QString fileName = {};  ///< resource name of a File; empty for a local file
    QString notice = {};    ///< what the user should know about it, to be shown
    bool isTaken = true;
    QString refusal = {}; ///< why it cannot be sent at all, from skipReasonText(); empty if it can

    /// In lower case, without the dot; may be empty.
    QString extension() const;
    /// Path of a local file whose text can be read here, see isPreviewedAsText(); empty for others.
    QString textPath() const;
};

/// The accepted files, then what was skipped.
QList<DocumentSource> sourcesOf(const PreflightResult &files);
QList<DocumentSource> sourcesOf(const QList<RemoteFile> &files);

/// The settings that are sent with a document, as entered so far; may be invalid.
struct DocumentSettings {
    bool isServiceDefault = false; ///< no chunkingConfig is sent; the numbers are kept for later
    ChunkingConfig numbers;
    QList<MetadataDraft> metadata;

    ChunkingChoice choice() const;
    void setChoice(const ChunkingChoice &choice);

    /// The first error, as a sentence; empty if there is none.
    QString problem() const;

    bool operator==(const DocumentSettings &) const = default;
};

} // namespace pollux
