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
    QString displayName; ///< its file name
    QString mimeType;    ///< guessed, see guessMimeType()
    bool isMimeTypeKnown = true;
    bool isMimeTypeChosen = false; ///< by a person, now or for this extension before
    qint64 size = 0;               ///< bytes
    QString linkTarget; ///< where the file really is, absolute; empty unless a symbolic link was named on the way to it
    bool isAlreadyQueued = false; ///< an unfinished task has the same file, or an earlier path here leads to it
    std::optional<RemoteFile> sameOnServer; ///< has the same size and SHA-256, and more than an hour to live
    std::optional<StoreUpload> storeUpload; ///< goes into this store; nothing: to the Files service

    bool operator==(const AcceptedFile &) const = default;
};

/// Why a path is left out.
enum class SkipReason {
    Missing,
    NotReadable,
    NotRegular,       ///< a FIFO, socket or device
    TooLarge,         ///< over 2 GiB (contract 4)
    TooLargeForStore, ///< over StoreUpload::maxDocumentSize
    NotForStores,     ///< audio and video, which stores do not read (contract 4)
    Hidden,           ///< found inside a folder; a hidden file that is named itself is taken
    SymbolicLink,     ///< found inside a folder: it may lead anywhere; one that is named itself is taken
    EmptyFolder,
    AlreadyQueued,   ///< an unfinished task has it
    AlreadyOnServer, ///< the server has the same content
    Declined,        ///< a person left it out
    UnreadableName,  ///< found inside a folder: the name is no valid text, and cannot be named to anybody
    TooManyFiles,    ///< named, and not or not wholly looked at: 10,000 files were found before
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
    /// Bytes of the project's 20 GiB that the known remote files leave, 0 at least; there may be more files than are
    /// known. Nothing where none is known.
    std::optional<qint64> storageLeft;
};

/// What is looked at, and what is known that bears on it.
struct PreflightRequest {
    QStringList paths;
    QSet<QString> queuedPaths;               ///< absolute, of unfinished tasks
    QList<RemoteFile> remoteFiles;           ///< as far as they are loaded
    QHash<QString, QString> rememberedTypes; ///< MIME type by extension in lower case, as a person chose it before
    std::function<bool()> isCancelled;       ///< asked for each file and each block read; true ends the work early
    QString store = {};                      ///< the files are to become documents of it; empty: Files
};

inline constexpr qint64 maxFileSize = qint64{2} * 1024 * 1024 * 1024;     ///< bytes, for one file of the Files service
inline constexpr qint64 projectStorage = qint64{20} * 1024 * 1024 * 1024; ///< bytes, of all files (contract 4)
inline constexpr int maxFilesAtOnce = 10000;

/// Looks at paths that a person dropped, chose or typed, before anything is sent. Folders are walked in the order of
/// their names' code points, the same in every locale; links in them are not followed, so the walk cannot run in
/// circles, while a folder named by a link is walked. A path that is met twice is taken once; a file that is met under
/// two names (hard link, symbolic link) is taken twice, the second as already queued. Paths in the result are absolute.
/// Touches the disk, so it runs outside the GUI thread; opens nothing but plain files. A file whose size is that of a
/// usable remote file is read whole, to compare its SHA-256, see RemoteMatch. Work that was given up ends with what was
/// found until then.
PreflightResult preflight(const PreflightRequest &request);

} // namespace pollux

Q_DECLARE_METATYPE(pollux::SkippedPath)
