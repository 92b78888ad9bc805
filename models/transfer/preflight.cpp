// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/preflight.h"

#include "models/transfer/mimetypes.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

namespace pollux {

namespace {

constexpr QDir::Filters everything = QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot;

bool isLink(const QFileInfo &info)
{
    return info.isSymbolicLink() || info.isJunction();
}

/// One walk over what was named. Never descends into a link, so it cannot run in circles.
class Walk {
public:
    /// A path that a person named: links and hidden files count as meant.
    void takeNamed(const QString &path)
    {
        if (isFull()) {
            skip(path, SkipReason::TooManyFiles);
            return;
        }
        const QFileInfo info(path);
        if (!info.exists())
            skip(path, SkipReason::Missing);
        else if (info.isDir() && !walkFolder(path))
            skip(path, SkipReason::TooManyFiles);
        else if (!info.isDir())
            takeFile(info);
    }

    PreflightResult result;

private:
    bool isFull() const { return result.accepted.size() >= mostFilesAtOnce; }

    void skip(const QString &path, SkipReason reason) { result.skipped.append({path, reason}); }

    /// False where the limit was reached before the end.
    bool walkFolder(const QString &path)
    {
        const QFileInfo folder(path);
        if (!folder.isReadable() || !folder.isExecutable()) {
            skip(path, SkipReason::NotReadable);
            return true;
        }
        const QFileInfoList entries = QDir(path).entryInfoList(everything, QDir::Name);
        if (entries.isEmpty())
            skip(path, SkipReason::EmptyFolder);
        for (const QFileInfo &entry : entries) {
            if (isFull() || !takeEntry(entry))
                return false;
        }
        return true;
    }

    bool takeEntry(const QFileInfo &entry)
    {
        if (isLink(entry))
            skip(entry.filePath(), SkipReason::SymbolicLink);
        else if (entry.isHidden())
            skip(entry.filePath(), SkipReason::Hidden);
        else if (entry.isDir())
            return walkFolder(entry.filePath());
        else
            takeFile(entry);
        return true;
    }

    void takeFile(const QFileInfo &info)
    {
        const QString path = info.filePath();
        if (m_taken.contains(path))
            return;
        if (!info.isFile()) {
            skip(path, SkipReason::NotRegular);
        } else if (!info.isReadable()) {
            skip(path, SkipReason::NotReadable);
        } else if (info.size() > largestFile) {
            skip(path, SkipReason::TooLarge);
        } else {
            const GuessedMimeType type = guessMimeType(path);
            m_taken.insert(path);
            result.accepted.append({path, info.fileName(), type.name, type.isKnown, info.size()});
        }
    }

    QSet<QString> m_taken;
};

} // namespace

PreflightResult preflight(const QStringList &paths)
{
    Walk walk;
    for (const QString &path : paths)
        walk.takeNamed(path.isEmpty() ? path : QDir::cleanPath(QFileInfo(path).absoluteFilePath()));
    return walk.result;
}

} // namespace pollux
