// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/filecells.h"

namespace pollux::filecells {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::FilesModel)

public:
    static const ColumnTable<RemoteFile> &table();
};

QString hashText(const RemoteFile &file)
{
    return QString::fromLatin1(file.sha256Hash.toHex());
}

QString expiryInWords(const RemoteFile &file, const QDateTime &now)
{
    const auto remaining = remainingTime(file, now);
    if (!remaining)
        return Texts::tr("does not expire");
    if (remaining->count() <= 0)
        return Texts::tr("expired");
    return Texts::tr("expires in %1")
        .arg(format::distanceInWords(std::chrono::floor<std::chrono::seconds>(*remaining)));
}

const ColumnTable<RemoteFile> &Texts::table()
{
    using File = RemoteFile;
    using Now = const QDateTime &;
    static constexpr ColumnSpec<File> columns[] = {
        titleColumn<&File::displayName, &File::uri, &File::downloadUri, &File::unknownFields>(QT_TR_NOOP("Name")),
        {.title = QT_TR_NOOP("Size"),
         .phrase = QT_TR_NOOP("size %1"),
         .text = [](const File &file, Now) { return file.sizeBytes ? format::size(*file.sizeBytes) : QString(); },
         .sortValue = [](const File &file) { return file.sizeBytes ? QVariant(*file.sizeBytes) : QVariant(); },
         .differs = fieldsDiffer<&File::sizeBytes>,
         .missingText = u"?",
         .alignment = Qt::AlignRight},
        textColumn<&File::mimeType>(QT_TR_NOOP("Type"), QT_TR_NOOP("type %1")),
        {.title = QT_TR_NOOP("State"),
         .phrase = QT_TR_NOOP("state %1"),
         .text = [](const File &file, Now) { return stateText(file); },
         .sortValue = [](const File &file) { return QVariant(stateText(file)); },
         .differs = fieldsDiffer<&File::state, &File::stateText, &File::error>,
         .badge = [](const File &file, Now) { return stateBadge(file); }},
        {.title = QT_TR_NOOP("Duration"),
         .phrase = QT_TR_NOOP("duration %1"),
         .text = [](const File &file,
                    Now) { return file.videoDuration ? format::duration(*file.videoDuration) : QString(); },
         .sortValue =
             [](const File &file) {
                 return file.videoDuration ? QVariant(qint64{file.videoDuration->toMilliseconds().count()})
                                           : QVariant();
             },
         .differs = fieldsDiffer<&File::videoDuration>,
         .alignment = Qt::AlignRight},
        timeColumn<&File::createTime>(QT_TR_NOOP("Created"), QT_TR_NOOP("created %1")),
        timeColumn<&File::updateTime>(QT_TR_NOOP("Updated"), QT_TR_NOOP("updated %1")),
        {.title = QT_TR_NOOP("Expires"),
         .text = [](const File &file, Now now) { return expiryBadge(file, now).text; },
         .sortValue =
             [](const File &file) {
                 return file.expirationTime ? QVariant(file.expirationTime->toDateTime()) : QVariant();
             },
         .differs = fieldsDiffer<&File::expirationTime>,
         .accessibleText = expiryInWords,
         .badge = expiryBadge,
         .followsTime = true},
        {.title = QT_TR_NOOP("Source"),
         .phrase = QT_TR_NOOP("source %1"),
         .text = [](const File &file, Now) { return sourceText(file); },
         .sortValue = [](const File &file) { return QVariant(sourceText(file)); },
         .differs = fieldsDiffer<&File::source, &File::sourceText>},
        textColumn<&File::name>(QT_TR_NOOP("Resource name"), QT_TR_NOOP("resource name %1")),
        {.title = QT_TR_NOOP("SHA-256"),
         .phrase = QT_TR_NOOP("SHA-256 %1"),
         .text = [](const File &file, Now) { return hashText(file); },
         .sortValue = [](const File &file) { return QVariant(hashText(file)); },
         .differs = fieldsDiffer<&File::sha256Hash>}};
    static_assert(std::size(columns) == ColumnCount);
    static constexpr ColumnTable<File> table("pollux::FilesModel", QT_TR_NOOP("not known"), columns);
    return table;
}

} // namespace

const ColumnTable<RemoteFile> &table()
{
    return Texts::table();
}

} // namespace pollux::filecells
