// SPDX-License-Identifier: Apache-2.0
#include "models/items/stores/documentsmodel.h"

#include "models/text/storetext.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

/// A number without group separators, since it may be a year.
QString numberText(double number)
{
    constexpr double maxDigits = 1e15;
    if (std::abs(number) < maxDigits && number == std::trunc(number))
        return QString::number(static_cast<qint64>(number));
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

QString shownMetadata(const Document &document)
{
    return format::singleLine(DocumentsModel::metadataText(document.customMetadata));
}

} // namespace

DocumentsModel::DocumentsModel(StoresClient &client, QObject *parent)
    : PolledModel(columns(), usualPace, parent)
    , m_client(client)
{
    connect(&m_removal, &BulkRemoval::removed, this, [this](const QStringList &names) { dropAll(names); });
    connect(&m_removal, &BulkRemoval::finished, this, &DocumentsModel::removalFinished);
}

void DocumentsModel::setStore(const QString &name)
{
    const bool isOther = m_store != name;
    const Loading start = name.isEmpty() ? Loading::Inactive : Loading::Partial;
    m_store = name;
    restart(start);
    if (isOther)
        emit storeChanged(name);
    // A view may already have called fetchMore(), which has emitted another state.
    if (loading() == start)
        emit loadingChanged(start);
}

void DocumentsModel::remove(const QStringList &names)
{
    m_removal.remove(names, [client = m_client](const QString &name, QObject *context, auto callback) mutable {
        client.deleteDocument(name, true, context, std::move(callback));
    });
}

bool DocumentsModel::isPending(const Document &document) const
{
    return document.state == Document::State::Pending || document.mayRecover(now());
}

bool DocumentsModel::isReadable(const QString &name) const
{
    return !m_store.isEmpty() && isDocumentName(name) && storeOf(name) == m_store;
}

ListWalk::Extent DocumentsModel::refreshExtent() const
{
    const bool toTheEnd = loading() == Loading::Complete ||
                          (loading() != Loading::Partial && m_walk.extent() == ListWalk::Extent::ToTheEnd);
    return toTheEnd ? ListWalk::Extent::ToTheEnd : ListWalk::Extent::Pagewise;
}

void DocumentsModel::handleUnmet(const QStringList &names, ListWalk::Step step)
{
    if (step == ListWalk::Step::End) {
        dropAll(names);
        return;
    }
    for (const QString &name : names)
        reread(name);
}

void DocumentsModel::readPage(const QString &pageToken, QObject *context)
{
    m_client.listDocuments(m_store, StoresClient::maxPageSize, pageToken, context,
                           [this](const Result<DocumentPage> &answer) { handlePage(answer, &DocumentPage::entries); });
}

void DocumentsModel::readRow(const QString &name, QObject *context,
                             std::function<void(const Result<Document> &)> callback)
{
    m_client.getDocument(name, context, [this, callback = std::move(callback)](const Result<Document> &answer) {
        callback(answer);
        if (!answer.ok() || answer.value().state != Document::State::Failed || isPending(answer.value()))
            return;
        // The document is the same as before, but it does not count as one that may recover any more.
        if (const int row = rowOf(answer.value().name); row >= 0)
            emit dataChanged(index(row, StateColumn), index(row, StateColumn));
    });
}

const ColumnTable<Document> &DocumentsModel::columns()
{
    using Now = const QDateTime &;
    static constexpr ColumnSpec<Document> specs[] = {
        titleColumn<&Document::displayName, &Document::unknownFields>(QT_TR_NOOP("Name")),
        {.title = QT_TR_NOOP("State"),
         .phrase = QT_TR_NOOP("state %1"),
         .text = [](const Document &document, Now now) { return storetext::stateText(document, now); },
         .sortValue = [](const Document &document) { return QVariant(storetext::stateText(document)); },
         .differs = fieldsDiffer<&Document::state, &Document::stateText>,
         .badge = [](const Document &document, Now now) { return documentBadge(document, now); }},
        sizeColumn<&Document::sizeBytes>(QT_TR_NOOP("Size"), QT_TR_NOOP("size %1")),
        textColumn<&Document::mimeType>(QT_TR_NOOP("Type"), QT_TR_NOOP("type %1")),
        timeColumn<&Document::createTime>(QT_TR_NOOP("Created"), QT_TR_NOOP("created %1")),
        timeColumn<&Document::updateTime>(QT_TR_NOOP("Updated"), QT_TR_NOOP("updated %1")),
        {.title = QT_TR_NOOP("Metadata"),
         .text = [](const Document &document, Now) { return shownMetadata(document); },
         .sortValue = [](const Document &document) { return QVariant(metadataText(document.customMetadata)); },
         .differs = fieldsDiffer<&Document::customMetadata>,
         .accessibleText =
             [](const Document &document, Now) {
                 const QString shown = shownMetadata(document);
                 return tr("metadata %1").arg(shown.isEmpty() ? tr("none") : shown);
             }},
        textColumn<&Document::name>(QT_TR_NOOP("Resource name"), QT_TR_NOOP("resource name %1"))};
    static_assert(std::size(specs) == ColumnCount);
    static constexpr ColumnTable<Document> table("pollux::DocumentsModel", QT_TR_NOOP("not known"), specs);
    return table;
}

QString DocumentsModel::valueText(const CustomMetadata::Value &value)
{
    if (const auto *text = std::get_if<QString>(&value))
        return *text;
    if (const auto *number = std::get_if<double>(&value))
        return numberText(*number);
    return std::get<QStringList>(value).join(u'|');
}

QString DocumentsModel::metadataText(const QList<CustomMetadata> &metadata)
{
    QStringList entries;
    for (const CustomMetadata &entry : metadata)
        entries.append(entry.key + u'=' + DocumentsModel::valueText(entry.value));
    return entries.join(u", "_s);
}

} // namespace pollux
