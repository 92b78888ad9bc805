// SPDX-License-Identifier: Apache-2.0
#include "models/items/filesfiltermodel.h"

#include <algorithm>
#include <cctype>

namespace pollux {

namespace {

/// Qt's collator compares code points in the C locale, where a number in a name would not count as one.
QLocale collationLocale()
{
    const QLocale locale;
    return locale.language() == QLocale::C ? QLocale(QLocale::English) : locale;
}

bool contains(const QString &text, const QString &part)
{
    return text.contains(part, Qt::CaseInsensitive);
}

bool isHexadecimal(const QString &text)
{
    return std::ranges::all_of(
        text, [](QChar character) { return character.unicode() < 0x80 && std::isxdigit(character.unicode()) != 0; });
}

const QString &shownName(const RemoteFile &file)
{
    return file.displayName.isEmpty() ? file.name : file.displayName;
}

/// What is missing comes last, whichever way the rows are sorted.
template <typename Value>
bool isBefore(const std::optional<Value> &left, const std::optional<Value> &right, Qt::SortOrder order)
{
    if (left && right)
        return *left < *right;
    return order == Qt::AscendingOrder ? left.has_value() && !right : right.has_value() && !left;
}

} // namespace

FilesFilterModel::FilesFilterModel(FilesModel &files, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_files(files)
    , m_collator(collationLocale())
{
    m_collator.setNumericMode(true);
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    setSourceModel(&files);
    // Queued: the model tells its state to all who listen before the next page is asked for.
    connect(&files, &FilesModel::loadingChanged, this, &FilesFilterModel::loadRest, Qt::QueuedConnection);
}

void FilesFilterModel::setFilterText(const QString &text)
{
    if (m_text == text)
        return;
    m_text = text;
    m_isHashText = isHexadecimal(text);
    applyFilter();
}

void FilesFilterModel::setStates(const QSet<RemoteFile::State> &states)
{
    if (m_states == states)
        return;
    m_states = states;
    applyFilter();
}

int FilesFilterModel::rowOf(const QString &name) const
{
    const int row = m_files.rowOf(name);
    return row < 0 ? -1 : mapFromSource(m_files.index(row, 0)).row();
}

QString FilesFilterModel::nameAt(int row) const
{
    return m_files.fileAt(mapToSource(index(row, 0)).row()).name;
}

bool FilesFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    Q_ASSERT(!sourceParent.isValid());
    const RemoteFile &file = m_files.fileAt(sourceRow);
    if (!m_states.isEmpty() && !m_states.contains(file.state))
        return false;
    return m_text.isEmpty() || contains(file.displayName, m_text) || contains(file.name, m_text) ||
           contains(file.mimeType, m_text) ||
           (m_isHashText && contains(QString::fromLatin1(file.sha256Hash.toHex()), m_text));
}

bool FilesFilterModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const RemoteFile &before = m_files.fileAt(left.row());
    const RemoteFile &after = m_files.fileAt(right.row());
    switch (static_cast<FilesModel::Column>(left.column())) {
    case FilesModel::NameColumn:
        return m_collator.compare(shownName(before), shownName(after)) < 0;
    case FilesModel::SizeColumn:
        return isBefore(before.sizeBytes, after.sizeBytes, sortOrder());
    case FilesModel::TypeColumn:
        return before.mimeType < after.mimeType;
    case FilesModel::StateColumn:
        return before.state != after.state ? before.state < after.state : before.stateText < after.stateText;
    case FilesModel::DurationColumn:
        return isBefore(before.videoDuration, after.videoDuration, sortOrder());
    case FilesModel::CreatedColumn:
        return isBefore(before.createTime, after.createTime, sortOrder());
    case FilesModel::UpdatedColumn:
        return isBefore(before.updateTime, after.updateTime, sortOrder());
    case FilesModel::ExpiresColumn:
        return isBefore(before.expirationTime, after.expirationTime, sortOrder());
    case FilesModel::SourceColumn:
        return before.sourceText < after.sourceText;
    case FilesModel::ResourceNameColumn:
        return before.name < after.name;
    case FilesModel::HashColumn:
        return before.sha256Hash < after.sha256Hash;
    case FilesModel::ColumnCount:
        break;
    }
    return false;
}

void FilesFilterModel::applyFilter()
{
    invalidateFilter();
    emit filterChanged();
    loadRest();
}

void FilesFilterModel::loadRest()
{
    if (isFiltering())
        m_files.fetchMore({});
}

} // namespace pollux
