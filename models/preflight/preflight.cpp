// SPDX-License-Identifier: Apache-2.0
#include "models/preflight/preflight.h"

#include "models/api/types/mimetypes.h"
#include "models/api/upload/filesnapshot.h"
#include "models/preflight/remotematch.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr QDir::Filters everything = QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot;

bool statesNoSize(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) && hasUnstatedContent(file);
}
bool isLink(const QFileInfo &info)
{
    return info.isSymbolicLink() || info.isJunction();
}

/// The entries of a folder, as far as they are read.
struct FolderEntries {
    QFileInfoList files; ///< and folders, by name
    /// Those that Qt silently leaves out because it cannot decode their names: on Unix a name may be any bytes. With
    /// replacement characters.
    QStringList undecodable;
    bool isWhole = true;
};

/// One walk over the named paths. Does not follow links inside folders, so there are no cycles.
class Walk {
public:
    explicit Walk(const PreflightRequest &request)
        : m_request(request)
        , m_queuedPaths(request.queuedPaths.cbegin(), request.queuedPaths.cend())
    {
        for (const QString &path : request.queuedPaths) {
            if (isCancelled())
                break;
            rememberIdentity(path);
        }
    }

    /// For a path that the user named: links and hidden files are accepted.
    void chooseNamed(const QString &path)
    {
        if (isFull()) {
            skip(path, SkipReason::TooManyFiles);
            return;
        }
        const QFileInfo info(path);
        m_isThroughLink = isLink(info);
        if (!info.exists())
            // Qt puts this character where a name could not be decoded.
            skip(path, path.contains(QChar::ReplacementCharacter) ? SkipReason::UnreadableName : SkipReason::Missing);
        else if (info.isDir() && !walkFolder(path))
            skip(path, SkipReason::TooManyFiles);
        else if (!info.isDir())
            checkFile(info);
    }

    bool isCancelled() const { return m_request.isCancelled && m_request.isCancelled(); }

    PreflightResult result;

private:
    bool isFull() const { return result.accepted.size() >= maxFilesAtOnce; }

    void skip(const QString &path, SkipReason reason) { result.skipped.append({path, reason}); }

    /// Returns false if the limit was reached before the end.
    bool walkFolder(const QString &path)
    {
        const QFileInfo folder(path);
        if (!folder.isReadable() || !folder.isExecutable()) {
            skip(path, SkipReason::NotReadable);
            return true;
        }
        const FolderEntries entries = entriesOf(path);
        for (const QString &entry : entries.undecodable)
            skip(entry, SkipReason::UnreadableName);
        if (entries.files.isEmpty() && entries.undecodable.isEmpty() && !isCancelled())
            skip(path, SkipReason::EmptyFolder);
        for (const QFileInfo &entry : entries.files) {
            if (isCancelled())
                return true;
            if (isFull() || !checkEntry(entry))
                return false;
        }
        return entries.isWhole;
    }

    /// Reads entry by entry: a folder may have millions of them, or be on a network that has gone.
    FolderEntries entriesOf(const QString &path) const
    {
        FolderEntries entries;
        qsizetype room = maxFilesAtOnce - result.accepted.size();
        for (QDirIterator entry(path, everything); entry.hasNext() && !isCancelled();) {
            entry.next();
            entries.files.append(entry.fileInfo());
            const bool isCandidate = !isLink(entries.files.constLast()) && !entries.files.constLast().isHidden();
            room -= isCandidate ? 1 : 0;
            if (room < 0 || entries.files.size() > maxFolderEntries) {
                entries.isWhole = false;
                break;
            }
        }
        std::ranges::sort(entries.files, {}, &QFileInfo::fileName);
#ifdef Q_OS_UNIX
        std::error_code error;
        std::filesystem::directory_iterator entry(QFile::encodeName(path).toStdString(), error);
        qsizetype left = maxFolderEntries;
        for (const std::filesystem::directory_iterator end; !error && entry != end && left > 0 && !isCancelled();
             entry.increment(error), --left) {
            const QByteArray name = QByteArray::fromStdString(entry->path().native());
            if (QFile::encodeName(QFile::decodeName(name)) != name)
                entries.undecodable.append(QString::fromUtf8(name));
        }
#endif
        return entries;
    }

    bool checkEntry(const QFileInfo &entry)
    {
        if (isLink(entry))
            skip(entry.filePath(), SkipReason::SymbolicLink);
        else if (entry.isHidden())
            skip(entry.filePath(), SkipReason::Hidden);
        else if (entry.isDir())
            return walkFolder(entry.filePath());
        else
            checkFile(entry);
        return true;
    }

    void checkFile(const QFileInfo &info)
    {
        const QString path = info.filePath();
        if (m_taken.contains(path))
            return;
        const bool isIntoStore = !m_request.store.isEmpty();
        if (!info.isFile()) {
            skip(path, SkipReason::NotRegular);
        } else if (!info.isReadable()) {
            skip(path, SkipReason::NotReadable);
        } else if (info.size() == 0 && statesNoSize(path)) {
            skip(path, SkipReason::NoFixedSize);
        } else if (info.size() > maxFileSize) {
            skip(path, SkipReason::TooLarge);
        } else if (isIntoStore && info.size() > StoreUpload::maxDocumentSize) {
            skip(path, SkipReason::TooLargeForStore);
        } else {
            m_taken.insert(path);
            // For a store, too, whatever its type: a type may be set that the store reads.
            result.accepted.append(accepted(info));
            result.bytes += info.size();
        }
    }

    AcceptedFile accepted(const QFileInfo &info)
    {
        AcceptedFile file;
        file.path = info.filePath();
        file.displayName = info.fileName();
        file.size = info.size();
        setType(file, info.suffix().toLower());
        if (m_isThroughLink)
            file.linkTarget = info.canonicalFilePath();
        file.isAlreadyQueued = !rememberIdentity(file.path) || m_queuedPaths.contains(file.path);
        return file;
    }

    void setType(AcceptedFile &file, const QString &extension) const
    {
        const QString remembered = m_request.rememberedTypes.value(extension);
        file.isMimeTypeChosen = isMimeType(remembered);
        if (file.isMimeTypeChosen) {
            file.mimeType = remembered;
            return;
        }
        const GuessedMimeType guessed = guessMimeType(file.path);
        file.mimeType = guessed.name;
        file.isMimeTypeKnown = guessed.isKnown;
    }

    /// Returns false if the same file was found before, under any name.
    bool rememberIdentity(const QString &path)
    {
        const FileSnapshot snapshot = FileSnapshot::ofPath(path);
        return snapshot == FileSnapshot() || m_identities.emplace(snapshot.device, snapshot.inode).second;
    }

    const PreflightRequest &m_request;
    const QSet<QString> m_queuedPaths;
    QSet<QString> m_taken;
    std::set<std::pair<quint64, quint64>> m_identities; // device and inode
    bool m_isThroughLink = false;
};

} // namespace

PreflightResult preflight(const PreflightRequest &request)
{
    Walk walk(request);
    for (const QString &path : request.paths) {
        if (walk.isCancelled())
            break;
        walk.chooseNamed(path.isEmpty() ? path : QDir::cleanPath(QFileInfo(path).absoluteFilePath()));
    }
    walk.result.profileId = request.profileId;
    walk.result.store = request.store;
    if (request.remoteBytes)
        walk.result.storageLeft = projectStorage - std::clamp<qint64>(*request.remoteBytes, 0, projectStorage);
    return walk.result;
}

PreflightResult withRemoteMatches(PreflightResult result, const RemoteMatch &match)
{
    for (AcceptedFile &file : result.accepted)
        file.sameOnServer = match.find(file.path, file.size);
    return result;
}

} // namespace pollux
