// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/preflight/preflight.h"

namespace pollux {

/// What the user decided about the files of a PreflightResult.
struct PreflightAnswer {
    bool isAccepted = false;                 ///< false: nothing is queued, the rest is empty
    QList<AcceptedFile> chosen;              ///< to be queued, with names and types as chosen
    QStringList reused;                      ///< resource names of files on the server that are used for local ones
    QList<SkippedPath> declined;             ///< accepted by preflight(), neither uploaded nor reused
    QHash<QString, QString> rememberedTypes; ///< MIME type by extension in lower case, for later files
};

/// What the user should know about a file before it is uploaded.
enum class PreflightNotice {
    AlreadyOnServer,
    AlreadyQueued,
    UnknownType, ///< it would be sent as application/octet-stream
    Empty,       ///< 0 bytes
    Link         ///< reached through a symbolic link, which may lead anywhere
};

inline constexpr PreflightNotice preflightNotices[] = {PreflightNotice::AlreadyOnServer, PreflightNotice::AlreadyQueued,
                                                       PreflightNotice::UnknownType, PreflightNotice::Empty,
                                                       PreflightNotice::Link};

/// What happens with one file.
enum class PreflightDecision {
    Undecided, ///< its type is unknown, and the user has to choose one
    Upload,
    Reuse, ///< the file on the server is used
    LeaveOut
};

/// The sums over all decisions.
struct PreflightTotals {
    int uploads = 0;
    int reused = 0;
    int undecided = 0;
    qint64 bytes = 0; ///< of what is uploaded or undecided
};

/// How many skipped paths a message names; more need a dialog.
inline constexpr int maxNamesInMessage = 3;

bool hasNotice(const AcceptedFile &file, PreflightNotice notice);

/// Returns whether more bytes are to be uploaded than the project has room for.
bool isStorageShort(qint64 bytes, const std::optional<qint64> &storageLeft);

/// Returns whether the user has something to decide: a file with a notice, too little storage, or more skipped paths
/// than a message can name.
bool needsQuestions(const PreflightResult &result);

} // namespace pollux
