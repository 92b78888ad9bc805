// SPDX-License-Identifier: Apache-2.0
#include "views/palette/commandpalettemodel.h"

#include "models/items/fuzzymatch.h"
#include "models/text/format.h"

#include <algorithm>
#include <iterator>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

// Ranks entries that a search found by something other than their titles below those found by title.
constexpr int foundByOther = -1;

} // namespace

void CommandPaletteModel::setSections(const QList<PaletteSection> &sections)
{
    m_sections = sections;
    for (PaletteSection &section : m_sections) {
        for (PaletteEntry &entry : section.entries)
            entry.title = format::singleLine(entry.title);
    }
    setTyped({});
}

QList<CommandPaletteModel::Row> CommandPaletteModel::rowsOf(const PaletteSection &section, const QString &typed) const
{
    const FuzzyMatch match(typed);
    QList<Row> rows;
    const auto titleAt = [&](int index) { return section.entries.at(index).title; };
    const int count = static_cast<int>(section.entries.size());
    for (const FuzzyMatch::Found &found : match.best(count, titleAt, count))
        rows.append({section.entries.at(found.index), {}, found.score});
    if (section.search) {
        for (PaletteEntry &entry : section.search(typed, match.isEmpty() ? maxAtFirst : maxPerSearch)) {
            entry.title = format::singleLine(entry.title);
            rows.append({entry, {}, match.score(entry.title).value_or(foundByOther)});
        }
    }
    for (Row &row : rows) {
        row.entry.detail = format::singleLine(row.entry.detail);
        row.marks = match.positions(row.entry.title);
    }
    return rows;
}

void CommandPaletteModel::setTyped(const QString &typed)
{
    beginResetModel();
    QList<QList<Row>> groups;
    for (const PaletteSection &section : std::as_const(m_sections)) {
        QList<Row> rows = rowsOf(section, typed);
        if (rows.isEmpty())
            continue;
        PaletteEntry heading;
        heading.title = format::singleLine(section.title);
        rows.prepend({heading, {}, std::ranges::max_element(rows, {}, &Row::score)->score, true});
        groups.append(rows);
    }
    std::stable_sort(groups.begin(), groups.end(), [](const QList<Row> &one, const QList<Row> &other) {
        return one.constFirst().score > other.constFirst().score;
    });
    m_rows.clear();
    for (const QList<Row> &group : std::as_const(groups))
        m_rows.append(group);
    endResetModel();
}

int CommandPaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QString CommandPaletteModel::accessibleText(const Row &row) const
{
    const PaletteEntry &entry = row.entry;
    QStringList words{entry.title};
    if (entry.checked)
        words.append(*entry.checked ? tr("on", "a command that switches") : tr("off", "a command that switches"));
    if (!entry.enabled)
        words.append(tr("disabled"));
    for (const QString &more : {entry.detail, entry.shortcut}) {
        if (!more.isEmpty())
            words.append(more);
    }
    return words.join(", "_L1);
}

QVariant CommandPaletteModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid));
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return row.entry.title;
    case Qt::DecorationRole:
        return row.entry.icon;
    case Qt::AccessibleTextRole:
        return accessibleText(row);
    case MarksRole:
        return QVariant::fromValue(row.marks);
    default:
        return {};
    }
}

Qt::ItemFlags CommandPaletteModel::flags(const QModelIndex &index) const
{
    Q_ASSERT(checkIndex(index));
    if (!index.isValid() || m_rows.at(index.row()).isHeading)
        return Qt::NoItemFlags;
    // Disabled entries can be current too, so that screen readers read the reason.
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

const PaletteEntry *CommandPaletteModel::entryAt(int row) const
{
    if (row < 0 || row >= m_rows.size() || m_rows.at(row).isHeading)
        return nullptr;
    return &m_rows.at(row).entry;
}

int CommandPaletteModel::entryRowFrom(int row) const
{
    const auto isEntry = [](const Row &each) { return !each.isHeading; };
    const auto from = m_rows.cbegin() + std::clamp(row, 0, rowCount());
    const auto after = std::find_if(from, m_rows.cend(), isEntry);
    if (after != m_rows.cend())
        return static_cast<int>(after - m_rows.cbegin());
    const auto before = std::find_if(std::reverse_iterator(from), m_rows.crend(), isEntry);
    return static_cast<int>(m_rows.crend() - before) - 1;
}

} // namespace pollux
