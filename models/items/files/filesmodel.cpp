// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/filesmodel.h"

#include "models/items/files/filesmimedata.h"

namespace pollux {

namespace {

QString hashText(const RemoteFile &file)
{
    return QString::fromLatin1(file.sha256Hash.toHex());
}

QString expiryText(const RemoteFile &file, const QDateTime &now)
{
    const auto remaining = remainingTime(file, now);
    if (!remaining)
        return FilesModel::tr("does not expire");
    if (remaining->count() <= 0)
        return FilesModel::tr("expired");
    return FilesModel::tr("expires in %1")
        .arg(format::distanceText(std::chrono::floor<std::chrono::seconds>(*remaining)));
}

} // namespace

FilesModel::FilesModel(ApiClient &client, QObject *parent)
    : PagedModel(columns(), parent)
    , m_client(client)
{
    connect(&m_removal, &BulkRemoval::removed, this, [this](const QStringList &names) { dropAll(names); });
    connect(&m_removal, &BulkRemoval::finished, this, &FilesModel::removalFinished);
}

void FilesModel::reset(bool active)
{
    const Loading start = active ? Loading::Partial : Loading::Inactive;
    restart(start);
    // A view may already have called fetchMore(), which has emitted another state.
    if (loading() == start)
        emit loadingChanged(start);
    m_removal.cancel();
}

Qt::ItemFlags FilesModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = PagedModel::flags(index);
    return index.column() == NameColumn ? flags | Qt::ItemIsDragEnabled : flags;
}

QStringList FilesModel::mimeTypes() const
{
    return {QLatin1StringView(filenamesmime::type)};
}

QMimeData *FilesModel::mimeData(const QModelIndexList &indexes) const
{
    QStringList names;
    for (const QModelIndex &index : indexes)
        names.append(index.data(ResourceNameRole).toString());
    return filenamesmime::encode(names).release();
}

QList<RemoteFile> FilesModel::filesOfSizes(const QSet<qint64> &sizes) const
{
    QList<RemoteFile> files;
    for (const qint64 size : sizes) {
        for (const int row : m_rows.rowsOfSize(size))
            files.append(fileAt(row));
    }
    return files;
}

void FilesModel::remove(const QStringList &names)
{
    m_removal.remove(names, [this](const QString &name, QObject *context, auto callback) {
        m_client.deleteFile(name, context, std::move(callback));
    });
}

void FilesModel::readPage(const QString &pageToken, QObject *context)
{
    m_client.listFiles(ApiClient::maxPageSize, pageToken, context,
                       [this](const Result<FilePage> &answer) { handlePage(answer, &FilePage::entries); });
}

const ColumnTable<RemoteFile> &FilesModel::columns()
{
    using File = RemoteFile;
    using Now = const QDateTime &;
    static constexpr ColumnSpec<File> specs[] = {
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
         .accessibleText = expiryText,
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
    static_assert(std::size(specs) == ColumnCount);
    static constexpr ColumnTable<File> table("pollux::FilesModel", QT_TR_NOOP("not known"), specs);
    return table;
}

} // namespace pollux
