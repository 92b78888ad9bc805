// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

namespace pollux {

/// A local file that can be uploaded.
struct AcceptedFile {
    QString path;
    QString displayName; ///< its file name
    QString mimeType;    ///< guessed, see guessMimeType()
    bool isMimeTypeKnown = true;
    qint64 size = 0; ///< bytes

    bool operator==(const AcceptedFile &) const = default;
};

/// Why a path is left out.
enum class SkipReason {
    Missing,
    NotReadable,
    NotRegular,   ///< a FIFO, socket or device
    TooLarge,     ///< over 2 GiB (contract 4)
    Hidden,       ///< found inside a folder; a hidden file that is named itself is taken
    SymbolicLink, ///< found inside a folder: it may lead anywhere; one that is named itself is taken
    EmptyFolder,
    TooManyFiles, ///< named, and not or not wholly looked at: 10,000 files were found before
};

struct SkippedPath {
    QString path;
    SkipReason reason = SkipReason::Missing;

    bool operator==(const SkippedPath &) const = default;
};

struct PreflightResult {
    QList<AcceptedFile> accepted;
    QList<SkippedPath> skipped;
};

inline constexpr qint64 largestFile = qint64{2} * 1024 * 1024 * 1024; ///< bytes, for one file of the Files service
inline constexpr int mostFilesAtOnce = 10000;

/// Looks at paths that a person dropped, chose or typed, before anything is sent. Folders are walked in the order of
/// their names' code points, the same in every locale; links in them are not followed, while a folder named by a link
/// is walked. A file that is met twice is taken once. Paths in the result are absolute. Touches the disk, so it runs
/// outside the GUI thread; opens nothing but plain files.
PreflightResult preflight(const QStringList &paths);

} // namespace pollux

Q_DECLARE_METATYPE(pollux::SkippedPath)
