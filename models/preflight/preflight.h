// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/remotefile.h"
#include "models/api/types/storeupload.h"

#include <QHash>
#include <QList>
#include <QMetaType>
#include <QSet>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace pollux {

/// A local file that can be uploaded.
struct AcceptedFile {
    QString path;
    QString displayName; ///< its file name, unless the user has edited it
    QString mimeType;    ///< from guessMimeType()
    bool isMimeTypeKnown = true;
    bool isMimeTypeChosen = false; ///< by the user, now or earlier for this extension
    qint64 size = 0;               ///< bytes
    QString linkTarget; ///< the real path, absolute; empty unless the named path leads through a symbolic link
    bool isAlreadyQueued = false;           ///< by an unfinished task, or by an earlier path of this request
    std::optional<RemoteFile> sameOnServer; ///< has the same size and SHA-256, and does not expire within an hour
    std::optional<StoreUpload> storeUpload; ///< for an upload into a store; nothing: to the Files service

    bool operator==(const AcceptedFile &) const = default;
};

/// Why a path is left out.
enum class SkipReason {
    Missing,
    NotReadable,
    NotRegular,       ///< a FIFO, socket or device
    TooLarge,         ///< over 2 GiB (contract 4)
    TooLargeForStore, ///< over StoreUpload::maxDocumentSize
    NotForStores,     ///< audio and video; never told by preflight(), since another type may be set
    Hidden,           ///< found inside a folder; a hidden file that is named itself is accepted
    SymbolicLink,     ///< found inside a folder: it may lead anywhere; a link that is named itself is accepted
    EmptyFolder,
    AlreadyQueued,   ///< an unfinished task has it
    AlreadyOnServer, ///< the server has the same content
    Declined,        ///< the user left it out
    NoFixedSize,     ///< its size reads 0, but it has content
    UnreadableName,  ///< found inside a folder: the name cannot be decoded as text
    TooManyFiles,    ///< not or only partly searched, because 10,000 files had been found
};

struct SkippedPath {
    QString path;
    SkipReason reason = SkipReason::Missing;

    bool operator==(const SkippedPath &) const = default;
};

struct PreflightResult {
    QString store; ///< the files are to become documents of it; empty: Files
    QList<AcceptedFile> accepted;
    QList<SkippedPath> skipped;
    qint64 bytes = 0; ///< of all accepted files
    /// Bytes of the project's 20 GiB that the known remote files leave free, at least 0; there may be more files than
    /// are known. Nothing if no remote file is known.
    std::optional<qint64> storageLeft;
    QString profileId; ///< the account that the files are meant for, as in the request
};

/// What is known of the files on the server.
struct RemoteFiles {
    /// Returns copies of the files with these sizes, in bytes. Called in the queue's thread; empty: none is known.
    std::function<QList<RemoteFile>(const QSet<qint64> &sizes)> ofSizes;
    std::optional<qint64> totalBytes; ///< of all of them; nothing if none is known
};

/// The paths to check, and the known facts that the result depends on.
struct PreflightRequest {
    QStringList paths;
    QStringList queuedPaths;                 ///< absolute, of unfinished tasks
    std::optional<qint64> remoteBytes;       ///< of the files on the server; nothing if none is known
    QHash<QString, QString> rememberedTypes; ///< MIME type by extension in lower case, as the user chose it before
    std::function<bool()> isCancelled;       ///< called for each entry of a folder; true ends the work early
    QString store = {};                      ///< the files are to become documents of it; empty: Files
    QString profileId = {};                  ///< the account that the files are meant for
};

inline constexpr qint64 maxFileSize = qint64{2} * 1024 * 1024 * 1024;     ///< bytes, for one file of the Files service
inline constexpr qint64 projectStorage = qint64{20} * 1024 * 1024 * 1024; ///< bytes, of all files (contract 4)
inline constexpr int maxFilesAtOnce = 10000;
/// A folder with more entries is only partly searched: most of them are hidden or links then.
inline constexpr int maxFolderEntries = 10 * maxFilesAtOnce;

class RemoteMatch;

/// Checks paths that the user dropped, chose or typed, before anything is sent. Folders are searched recursively in the
/// order of their names' code points, the same in every locale; links inside them are not followed, so there are no
/// cycles, but a named link to a folder is followed. A path that occurs twice is accepted once; a file that is found
/// under two names (hard link, symbolic link) is accepted twice, the second time as already queued. Paths in the result
/// are absolute. Reads the disk, so call it outside the GUI thread; opens no file. If isCancelled() returns true, the
/// result has what was found until then.
PreflightResult preflight(const PreflightRequest &request);

/// Fills in AcceptedFile::sameOnServer. Reads files, so call it outside the GUI thread.
PreflightResult withRemoteMatches(PreflightResult result, const RemoteMatch &match);

} // namespace pollux

Q_DECLARE_METATYPE(pollux::SkippedPath)
