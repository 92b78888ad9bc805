// SPDX-License-Identifier: Apache-2.0
#include "views/uploads/preflightmodel.h"

#include "models/api/types/mimetypes.h"
#include "models/preflight/displaynames.h"
#include "models/text/format.h"
#include "models/text/preflighttext.h"
#include "views/style/icons.h"

#include <QFileInfo>

#include <algorithm>
#include <functional>
#include <iterator>

namespace pollux {

namespace {

bool isNoticed(const AcceptedFile &file)
{
    return std::any_of(std::begin(preflightNotices), std::end(preflightNotices),
                       [&file](PreflightNotice notice) { return hasNotice(file, notice); });
}

PreflightDecision usualDecision(const AcceptedFile &file)
{
    if (file.isAlreadyQueued)
        return PreflightDecision::LeaveOut;
    if (file.sameOnServer)
        return PreflightDecision::Reuse;
    return file.isMimeTypeKnown ? PreflightDecision::Upload : PreflightDecision::Undecided;
}

QString extensionOf(const AcceptedFile &file)
{
    return QFileInfo(file.path).suffix().toLower();
}

SkipReason reasonOf(const AcceptedFile &file)
{
    if (file.isAlreadyQueued)
        return SkipReason::AlreadyQueued;
    return file.sameOnServer ? SkipReason::AlreadyOnServer : SkipReason::Declined;
}

void chooseType(AcceptedFile &file, const QString &type)
{
    file.mimeType = type;
    file.isMimeTypeChosen = true;
    file.isMimeTypeKnown = type != unknownMimeType();
}

/// The value that all rows have; nothing if the rows differ.
template <typename ValueOf>
auto commonValue(const QList<int> &rows, ValueOf valueOf)
{
    const bool isCommon = std::ranges::adjacent_find(rows, std::not_equal_to(), valueOf) == rows.cend();
    return isCommon && !rows.isEmpty() ? std::optional(valueOf(rows.constFirst())) : std::nullopt;
}

} // namespace

PreflightModel::PreflightModel(const QList<AcceptedFile> &files, QObject *parent)
    : TextTableModel({tr("Name"), tr("Size"), tr("Type"), tr("Note"), tr("Action")}, {SizeColumn}, parent)
{
    for (const AcceptedFile &file : files)
        m_rows.append({file, usualDecision(file), m_rows.size()});
    std::stable_partition(m_rows.begin(), m_rows.end(), [](const Row &row) { return isNoticed(row.file); });
}

QString PreflightModel::extensionAt(int row) const
{
    return extensionOf(fileAt(row));
}

QList<int> PreflightModel::rowsWith(PreflightNotice notice) const
{
    QList<int> rows;
    for (int row = 0; row < rowCount(); ++row) {
        if (hasNotice(fileAt(row), notice))
            rows.append(row);
    }
    return rows;
}

QList<PreflightDecision> PreflightModel::choices(PreflightNotice notice)
{
    using enum PreflightDecision;
    switch (notice) {
    case PreflightNotice::AlreadyOnServer:
        return {Reuse, Upload, LeaveOut};
    case PreflightNotice::AlreadyQueued:
        return {LeaveOut, Upload};
    case PreflightNotice::UnknownType:
        return {Undecided, Upload, LeaveOut};
    case PreflightNotice::Empty:
        return {Upload, LeaveOut};
    case PreflightNotice::Link:
        return {};
    }
    Q_UNREACHABLE();
}

std::optional<PreflightDecision> PreflightModel::decisionAbout(PreflightNotice notice) const
{
    std::optional<PreflightDecision> common;
    for (const int row : rowsWith(notice)) {
        PreflightDecision decision = decisionAt(row);
        if (decision == PreflightDecision::Undecided && notice != PreflightNotice::UnknownType)
            decision = PreflightDecision::Upload;
        if (!choices(notice).contains(decision) || common.value_or(decision) != decision)
            return std::nullopt;
        common = decision;
    }
    return common;
}

void PreflightModel::decideAbout(PreflightNotice notice, PreflightDecision decision)
{
    for (const int index : rowsWith(notice)) {
        Row &row = m_rows[index];
        const bool isTypeOpen = notice != PreflightNotice::UnknownType && !row.file.isMimeTypeKnown &&
                                row.decision != PreflightDecision::Upload;
        row.decision = decision == PreflightDecision::Upload && isTypeOpen ? PreflightDecision::Undecided : decision;
    }
    notifyChanged();
}

QList<PreflightDecision> PreflightModel::choices(const QList<int> &rows) const
{
    const auto haveAll = [this, &rows](PreflightNotice notice) {
        return std::all_of(rows.cbegin(), rows.cend(),
                           [this, notice](int row) { return hasNotice(fileAt(row), notice); });
    };
    QList<PreflightDecision> all{PreflightDecision::Upload};
    if (haveAll(PreflightNotice::UnknownType))
        all.prepend(PreflightDecision::Undecided);
    if (haveAll(PreflightNotice::AlreadyOnServer))
        all.append(PreflightDecision::Reuse);
    all.append(PreflightDecision::LeaveOut);
    return all;
}

std::optional<PreflightDecision> PreflightModel::commonDecision(const QList<int> &rows) const
{
    return commonValue(rows, [this](int row) { return decisionAt(row); });
}

void PreflightModel::decide(const QList<int> &rows, PreflightDecision decision)
{
    for (const int row : rows)
        m_rows[row].decision = decision;
    notifyChanged();
}

QString PreflightModel::commonType(const QList<int> &rows) const
{
    return commonValue(rows, [this](int row) { return fileAt(row).mimeType; }).value_or(QString());
}

void PreflightModel::setType(const QList<int> &rows, const QString &type)
{
    for (const int index : rows) {
        Row &row = m_rows[index];
        chooseType(row.file, type);
        row.isTypeChosen = true;
        if (row.decision == PreflightDecision::Undecided)
            row.decision = PreflightDecision::Upload;
        if (!m_rememberedTypes.contains(extensionAt(index)))
            continue;
        m_rememberedTypes.remove(extensionAt(index));
        if (row.file.isMimeTypeKnown)
            m_rememberedTypes.insert(extensionAt(index), type);
    }
    notifyChanged();
}

void PreflightModel::setRemembered(int row, bool isRemembered)
{
    const QString extension = extensionAt(row);
    const QString type = fileAt(row).mimeType;
    if (!isRemembered) {
        m_rememberedTypes.remove(extension);
        return;
    }
    m_rememberedTypes.insert(extension, type);
    for (Row &other : m_rows) {
        if (other.isTypeChosen || extensionOf(other.file) != extension)
            continue;
        chooseType(other.file, type);
        if (other.decision == PreflightDecision::Undecided)
            other.decision = PreflightDecision::Upload;
    }
    notifyChanged();
}

bool PreflightModel::isRemembered(int row) const
{
    return m_rememberedTypes.contains(extensionAt(row)) &&
           m_rememberedTypes.value(extensionAt(row)) == fileAt(row).mimeType;
}

void PreflightModel::setNames(const QList<int> &rows, const QString &pattern)
{
    const DisplayNamePattern names(pattern);
    int number = 0;
    for (const int row : rows) {
        AcceptedFile &file = m_rows[row].file;
        file.displayName = names.nameOf(file.path, ++number);
    }
    notifyChanged();
}

QString PreflightModel::nameProblem() const
{
    for (const Row &row : m_rows) {
        const bool isUploaded =
            row.decision == PreflightDecision::Upload || row.decision == PreflightDecision::Undecided;
        const QString problem = isUploaded ? preflighttext::nameProblem(row.file.displayName) : QString();
        if (!problem.isEmpty())
            return tr("%1: %2", "file, what is wrong")
                .arg(format::singleLine(QFileInfo(row.file.path).fileName()), problem);
    }
    return {};
}

PreflightModel::Totals PreflightModel::totals() const
{
    Totals totals;
    for (const Row &row : m_rows) {
        totals.uploads += row.decision == PreflightDecision::Upload ? 1 : 0;
        totals.undecided += row.decision == PreflightDecision::Undecided ? 1 : 0;
        totals.reused += row.decision == PreflightDecision::Reuse ? 1 : 0;
        if (row.decision == PreflightDecision::Upload || row.decision == PreflightDecision::Undecided)
            totals.bytes += row.file.size;
    }
    return totals;
}

PreflightAnswer PreflightModel::answer() const
{
    QList<Row> rows = m_rows;
    std::sort(rows.begin(), rows.end(), [](const Row &left, const Row &right) { return left.place < right.place; });
    PreflightAnswer answer;
    answer.isAccepted = true;
    answer.rememberedTypes = m_rememberedTypes;
    for (const Row &row : rows) {
        if (row.decision == PreflightDecision::Upload)
            answer.chosen.append(row.file);
        else if (row.decision != PreflightDecision::Reuse)
            answer.declined.append({row.file.path, reasonOf(row.file)});
        else if (!answer.reused.contains(row.file.sameOnServer->name))
            answer.reused.append(row.file.sameOnServer->name);
    }
    return answer;
}

QString PreflightModel::text(int index, int column) const
{
    const Row &row = m_rows.at(index);
    switch (column) {
    case NameColumn:
        return format::singleLine(row.file.displayName);
    case SizeColumn:
        return format::size(row.file.size);
    case TypeColumn:
        return row.file.mimeType;
    case NoticeColumn:
        return preflighttext::noticesText(row.file);
    default:
        return preflighttext::decisionText(row.decision);
    }
}

Qt::ItemFlags PreflightModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = TextTableModel::flags(index);
    return index.column() == NameColumn ? flags | Qt::ItemIsEditable : flags;
}

QVariant PreflightModel::data(const QModelIndex &index, int role) const
{
    if (role == Qt::EditRole && index.column() == NameColumn)
        return fileAt(index.row()).displayName;
    const bool isDecision = role == Qt::DecorationRole && index.column() == DecisionColumn;
    if (isDecision && decisionAt(index.row()) == PreflightDecision::Undecided)
        return icon(IconName::Warning);
    return TextTableModel::data(index, role);
}

bool PreflightModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || index.column() != NameColumn)
        return false;
    AcceptedFile &file = m_rows[index.row()].file;
    // A name that is too long is kept, so that nothing that was typed is lost, and nameProblem() refuses it. A name
    // that was not touched stays as it is, even with a line break.
    if (value.toString() != file.displayName)
        file.displayName = editedDisplayName(value.toString(), file.path);
    emit dataChanged(index, index);
    emit decisionsChanged();
    return true;
}

void PreflightModel::notifyChanged()
{
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    emit decisionsChanged();
}

} // namespace pollux
