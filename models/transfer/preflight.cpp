// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/preflight.h"

#include "models/api/types/mimetypes.h"
#include "models/api/upload/filesnapshot.h"
#include "models/transfer/remotematch.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr QDir::Filters everything = QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot;

/// The entries of a folder that Qt silently leaves out because it cannot decode their names: on Unix a name may be any
/// bytes. The names are returned with replacement characters.
QStringList undecodableEntries(const QString &folder)
{
    QStringList paths;
#ifdef Q_OS_UNIX
    std::error_code error;
    std::filesystem::directory_iterator entry(QFile::encodeName(folder).toStdString(), error);
    for (const std::filesystem::directory_iterator end; !error && entry != end; entry.increment(error)) {
        const QByteArray path = QByteArray::fromStdString(entry->path().native());
        if (QFile::encodeName(QFile::decodeName(path)) != path)
            paths.append(QString::fromUtf8(path));
    }
#else
    Q_UNUSED(folder)
#endif
    return paths;
}

bool statesNoSize(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) && hasUnstatedContent(file);
}

bool isLink(const QFileInfo &info)
{
    return info.isSymbolicLink() || info.isJunction();
}

/// One walk over the named paths. Does not follow links inside folders, so there are no cycles.
class Walk {
public:
    explicit Walk(const PreflightRequest &request)
        : m_request(request)
        , m_remoteMatch(request.remoteFiles, request.now, request.isCancelled)
    {
        for (const QString &path : request.queuedPaths)
            rememberIdentity(path);
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
        const QFileInfoList entries = QDir(path).entryInfoList(everything, QDir::Name);
        const QStringList undecodable = undecodableEntries(path);
        for (const QString &entry : undecodable)
            skip(entry, SkipReason::UnreadableName);
        if (entries.isEmpty() && undecodable.isEmpty())
            skip(path, SkipReason::EmptyFolder);
        for (const QFileInfo &entry : entries) {
            if (isCancelled())
                return true;
            if (isFull() || !checkEntry(entry))
                return false;
        }
        return true;
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
            const AcceptedFile file = accepted(info);
            const bool isMedia = file.mimeType.startsWith("audio/"_L1) || file.mimeType.startsWith("video/"_L1);
            if (isIntoStore && isMedia) {
                skip(path, SkipReason::NotForStores);
                return;
            }
            result.accepted.append(file);
            result.bytes += file.size;
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
        file.isAlreadyQueued = !rememberIdentity(file.path) || m_request.queuedPaths.contains(file.path);
        // A file of the Files service cannot replace a document of a store.
        if (m_request.store.isEmpty())
            file.sameOnServer = m_remoteMatch.find(file.path, file.size);
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
    const RemoteMatch m_remoteMatch;
    QSet<QString> m_taken;
    std::set<std::pair<quint64, quint64>> m_identities; // device and inode
    bool m_isThroughLink = false;
};

std::optional<qint64> storageLeft(const QList<RemoteFile> &files)
{
    if (files.isEmpty())
        return std::nullopt;
    qint64 left = projectStorage;
    for (const RemoteFile &file : files)
        left -= std::clamp<qint64>(file.sizeBytes.value_or(0), 0, left);
    return left;
}

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
    walk.result.storageLeft = storageLeft(request.remoteFiles);
    return walk.result;
}

} // namespace pollux
