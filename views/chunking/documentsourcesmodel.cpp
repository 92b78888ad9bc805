// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/documentsourcesmodel.h"

#include "models/api/types/mimetypes.h"
#include "models/preflight/displaynames.h"
#include "models/text/format.h"
#include "models/text/preflighttext.h"
#include "models/text/storetext.h"
#include "views/style/icons.h"
#include "views/style/theme.h"

#include <QFileInfo>
#include <QGuiApplication>

namespace pollux {

using namespace Qt::StringLiterals;

DocumentSourcesModel::DocumentSourcesModel(const QList<DocumentSource> &sources, QObject *parent)
    : TextTableModel({tr("Name"), tr("Size"), tr("Type"), tr("Note")}, {SizeColumn}, parent)
{
    for (const DocumentSource &source : sources)
        m_rows.append({source, source.refusal, {}});
}

void DocumentSourcesModel::setStore(const RagStore &store)
{
    m_store = store;
    for (Row &row : m_rows)
        updateRefusal(row);
    notifyChanged();
}

void DocumentSourcesModel::updateRefusal(Row &row) const
{
    row.refusal = row.source.refusal;
    if (row.refusal.isEmpty())
        row.refusal = storetext::refusalText(row.source.file.mimeType, row.source.file.size, m_store);
}

bool DocumentSourcesModel::isTaken(int row) const
{
    return sourceAt(row).isTaken && !isRefused(row);
}

QList<int> DocumentSourcesModel::takenRows() const
{
    QList<int> rows;
    for (int row = 0; row < rowCount(); ++row) {
        if (isTaken(row))
            rows.append(row);
    }
    return rows;
}

void DocumentSourcesModel::setTaken(const QList<int> &rows, bool isTaken)
{
    for (const int row : rows)
        m_rows[row].source.isTaken = isTaken;
    notifyChanged();
}

void DocumentSourcesModel::setSharedSettings(const DocumentSettings &settings)
{
    m_shared = settings;
    emit changed();
}

const DocumentSettings &DocumentSourcesModel::settingsAt(int row) const
{
    const std::optional<DocumentSettings> &own = m_rows.at(row).own;
    return own ? *own : m_shared;
}

void DocumentSourcesModel::setOwnSettings(const QList<int> &rows, const std::optional<DocumentSettings> &settings)
{
    for (const int row : rows)
        m_rows[row].own = settings;
    notifyChanged();
}

void DocumentSourcesModel::setMetadataOfAll(const QList<MetadataDraft> &metadata)
{
    m_shared.metadata = metadata;
    for (Row &row : m_rows) {
        if (row.own)
            row.own->metadata = metadata;
    }
    notifyChanged();
}

void DocumentSourcesModel::setMimeType(const QList<int> &rows, const QString &type)
{
    for (const int index : rows) {
        Row &row = m_rows[index];
        if (row.source.file.path.isEmpty())
            continue;
        const bool isNowKnown = !row.source.file.isMimeTypeKnown && type != unknownMimeType();
        row.source.file.mimeType = type;
        row.source.file.isMimeTypeChosen = true;
        row.source.file.isMimeTypeKnown = type != unknownMimeType();
        row.source.isTaken = row.source.isTaken || isNowKnown;
        updateRefusal(row);
        if (m_rememberedTypes.remove(row.source.extension()) && row.source.file.isMimeTypeKnown)
            m_rememberedTypes.insert(row.source.extension(), type);
    }
    notifyChanged();
}

void DocumentSourcesModel::setNames(const QList<int> &rows, const QString &pattern)
{
    const DisplayNamePattern names(pattern);
    int number = 0;
    for (const int row : rows) {
        AcceptedFile &file = m_rows[row].source.file;
        if (isNameEditable(row))
            file.displayName = names.nameOf(file.path, ++number);
    }
    notifyChanged();
}

QString DocumentSourcesModel::nameProblem(int row) const
{
    return isNameEditable(row) ? preflighttext::nameProblem(sourceAt(row).file.displayName) : QString();
}

bool DocumentSourcesModel::isTypeRemembered(int row) const
{
    const auto remembered = m_rememberedTypes.constFind(sourceAt(row).extension());
    return remembered != m_rememberedTypes.cend() && *remembered == sourceAt(row).file.mimeType;
}

void DocumentSourcesModel::setTypeRemembered(int row, bool isRemembered)
{
    const QString extension = sourceAt(row).extension();
    const QString type = sourceAt(row).file.mimeType;
    if (!isRemembered) {
        m_rememberedTypes.remove(extension);
        return;
    }
    m_rememberedTypes.insert(extension, type);
    QList<int> others;
    for (int other = 0; other < rowCount(); ++other) {
        const bool isOpen = isRefused(other) || !sourceAt(other).file.isMimeTypeChosen;
        if (other != row && isOpen && sourceAt(other).extension() == extension)
            others.append(other);
    }
    setMimeType(others, type);
}

QString DocumentSourcesModel::problem() const
{
    bool isSharedUsed = false;
    for (const int row : takenRows()) {
        if (const QString problem = nameProblem(row); !problem.isEmpty())
            return tr("%1: %2", "file, what is wrong")
                .arg(format::singleLine(QFileInfo(sourceAt(row).file.path).fileName()), problem);
        const QString problem = hasOwnSettings(row) ? settingsAt(row).problem() : QString();
        if (!problem.isEmpty())
            return tr("%1: %2", "file, what is wrong").arg(format::singleLine(sourceAt(row).file.displayName), problem);
        isSharedUsed = isSharedUsed || !hasOwnSettings(row);
    }
    return isSharedUsed ? m_shared.problem() : QString();
}

Qt::ItemFlags DocumentSourcesModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = TextTableModel::flags(index) | Qt::ItemNeverHasChildren;
    if (index.column() == NameColumn && !isRefused(index.row()))
        flags |= Qt::ItemIsUserCheckable;
    if (index.column() == NameColumn && isNameEditable(index.row()))
        flags |= Qt::ItemIsEditable;
    return flags;
}

QString DocumentSourcesModel::noticeText(const Row &row) const
{
    if (!row.refusal.isEmpty())
        return tr("Left out: %1", "the reason, as “is hidden”").arg(row.refusal);
    QStringList texts;
    if (row.own)
        texts.append(tr("Own settings"));
    if (!row.source.notice.isEmpty() && (row.source.file.isMimeTypeKnown || !row.source.file.isMimeTypeChosen))
        texts.append(row.source.notice);
    return texts.join(u"; "_s);
}

QString DocumentSourcesModel::text(int index, int column) const
{
    const Row &row = m_rows.at(index);
    switch (column) {
    case NameColumn:
        return format::singleLine(row.source.file.displayName);
    case SizeColumn:
        return row.source.refusal.isEmpty() ? format::size(row.source.file.size) : QString();
    case TypeColumn:
        return row.source.file.mimeType;
    default:
        return noticeText(row);
    }
}

QVariant DocumentSourcesModel::data(const QModelIndex &index, int role) const
{
    const bool isLeftOut = isRefused(index.row());
    if (role == Qt::EditRole && index.column() == NameColumn)
        return sourceAt(index.row()).file.displayName;
    if (role == Qt::CheckStateRole && index.column() == NameColumn && !isLeftOut)
        return QVariant(isTaken(index.row()) ? Qt::Checked : Qt::Unchecked);
    if (role == Qt::DecorationRole && index.column() == NoticeColumn && isLeftOut)
        return icon(IconName::Warning);
    if (role == Qt::ForegroundRole && isLeftOut)
        return theme::secondaryText(QGuiApplication::palette());
    return TextTableModel::data(index, role);
}

bool DocumentSourcesModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const bool isName = role == Qt::EditRole && isNameEditable(index.row());
    const bool isCheck = role == Qt::CheckStateRole && !isRefused(index.row());
    if (index.column() != NameColumn || (!isName && !isCheck))
        return false;
    DocumentSource &source = m_rows[index.row()].source;
    if (isCheck)
        source.isTaken = value.toInt() == Qt::Checked;
    else if (value.toString() != source.file.displayName)
        // A name that is too long is kept, so that nothing that was typed is lost, and problem() refuses it. A name
        // that was not touched stays as it is, even with a line break.
        source.file.displayName = editedDisplayName(value.toString(), source.file.path);
    emit dataChanged(index, index);
    emit changed();
    return true;
}

void DocumentSourcesModel::notifyChanged()
{
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    emit changed();
}

} // namespace pollux
