// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/remotefile.h"
#include "models/transfer/preflight.h"

namespace pollux {

/// What is to become a document of a store: a local file, or a File that is on the server already.
struct DocumentSource {
    QString title;     ///< as it came
    QString localPath; ///< empty for a File
    QString fileName;  ///< resource name of a File; empty for a local file
    QString mimeType;
    bool isMimeTypeKnown = true;
    bool isMimeTypeChosen = false; ///< by a person
    qint64 size = 0;               ///< bytes
    QString notice;                ///< what is to be known about it, in a person's words
    bool isTaken = true;           ///< in the beginning
    QString refusal;               ///< why it cannot be taken at all, as skipReasonText(); empty where it can

    static DocumentSource fromLocalFile(const AcceptedFile &file);
    static DocumentSource fromSkipped(const SkippedPath &skipped);
    static DocumentSource fromRemoteFile(const RemoteFile &file);

    /// In lower case, without the dot; empty where there is none.
    QString extension() const;
};

} // namespace pollux
