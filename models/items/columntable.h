// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/badge.h"
#include "models/text/format.h"

#include <QCoreApplication>
#include <QVariant>

#include <span>

namespace pollux {

/// One column of an item model, as pure functions of a row and the time of day. Titles and phrases are source texts
/// that ColumnTable translates.
template <typename Row>
struct ColumnSpec {
    const char *title = nullptr;
    /// Text for a screen reader, with %1 for the text of the cell; nullptr: only the text of the cell.
    const char *phrase = nullptr;
    /// The text of the cell, a single line; empty for a missing value.
    QString (*text)(const Row &row, const QDateTime &now);
    /// A text, number or QDateTime; invalid for a missing value.
    QVariant (*sortValue)(const Row &row);
    /// Returns whether the cell must be repainted after a change of the row; nullptr: always.
    bool (*differs)(const Row &before, const Row &after) = nullptr;
    /// The text of the cell for a missing value.
    QStringView missingText = u"—";
    /// Text for a screen reader if the value is missing; nullptr: `phrase` with the `missing` text of the table.
    const char *missingPhrase = nullptr;
    /// Text for a screen reader, overrides `phrase` and `missingPhrase`.
    QString (*accessibleText)(const Row &row, const QDateTime &now) = nullptr;
    Badge (*badge)(const Row &row, const QDateTime &now) = nullptr;
    Qt::AlignmentFlag alignment = Qt::AlignLeft;
    bool followsTime = false; ///< the text depends on the time of day
};

/// The columns of one kind of row, in the order of their enum.
template <typename Row>
class ColumnTable {
public:
    /// `context` is the translation context; `missing` is the source text that a screen reader says for a missing
    /// value. All arguments must outlive the table.
    constexpr ColumnTable(const char *context, const char *missing, std::span<const ColumnSpec<Row>> columns)
        : m_context(context)
        , m_missing(missing)
        , m_columns(columns)
    {
    }

    int count() const { return static_cast<int>(m_columns.size()); }
    QString title(int column) const { return translated(at(column).title); }
    Qt::Alignment alignment(int column) const { return at(column).alignment | Qt::AlignVCenter; }
    bool followsTime(int column) const { return at(column).followsTime; }

    QString displayText(const Row &row, int column, const QDateTime &now = {}) const
    {
        const QString text = at(column).text(row, now);
        return text.isEmpty() ? at(column).missingText.toString() : text;
    }

    /// Text for a screen reader, with the name of the column: "state Active", "expires in 46 hours".
    QString accessibleText(const Row &row, int column, const QDateTime &now = {}) const
    {
        const ColumnSpec<Row> &spec = at(column);
        if (spec.accessibleText)
            return spec.accessibleText(row, now);
        QString text = spec.text(row, now);
        if (text.isEmpty() && spec.missingPhrase)
            return translated(spec.missingPhrase);
        if (text.isEmpty() && !spec.missingText.isEmpty())
            text = translated(m_missing);
        return spec.phrase ? translated(spec.phrase).arg(text) : text;
    }

    QVariant sortValue(const Row &row, int column) const { return at(column).sortValue(row); }

    /// A Badge; invalid for columns without one.
    QVariant badge(const Row &row, int column, const QDateTime &now = {}) const
    {
        return at(column).badge ? QVariant::fromValue(at(column).badge(row, now)) : QVariant();
    }

    bool differs(const Row &before, const Row &after, int column) const
    {
        return !at(column).differs || at(column).differs(before, after);
    }

private:
    const ColumnSpec<Row> &at(int column) const { return m_columns[static_cast<std::size_t>(column)]; }
    QString translated(const char *text) const { return QCoreApplication::translate(m_context, text); }

    const char *m_context;
    const char *m_missing;
    std::span<const ColumnSpec<Row>> m_columns;
};

/// Deduces the class that a field belongs to.
template <typename Row, typename Value>
Row rowOfField(Value Row::*);
template <auto Field>
using RowOfField = decltype(rowOfField(Field));

/// Returns whether one of the fields has changed.
template <auto Field, auto... More>
bool fieldsDiffer(const RowOfField<Field> &before, const RowOfField<Field> &after)
{
    return before.*Field != after.*Field || ((before.*More != after.*More) || ...);
}

/// A column of a QString.
template <auto Field>
constexpr ColumnSpec<RowOfField<Field>> textColumn(const char *title, const char *phrase = nullptr)
{
    using Row = RowOfField<Field>;
    return {.title = title,
            .phrase = phrase,
            .text = [](const Row &row, const QDateTime &) { return format::singleLine(row.*Field); },
            .sortValue = [](const Row &row) { return QVariant(row.*Field); },
            .differs = fieldsDiffer<Field>};
}

/// A column of a std::optional<Timestamp>.
template <auto Field>
constexpr ColumnSpec<RowOfField<Field>> timeColumn(const char *title, const char *phrase)
{
    using Row = RowOfField<Field>;
    return {.title = title,
            .phrase = phrase,
            .text = [](const Row &row,
                       const QDateTime &) { return row.*Field ? format::moment(*(row.*Field)) : QString(); },
            .sortValue = [](const Row &row) { return row.*Field ? QVariant((row.*Field)->toDateTime()) : QVariant(); },
            .differs = fieldsDiffer<Field>};
}

/// A column of a number of bytes, a qint64.
template <auto Field>
constexpr ColumnSpec<RowOfField<Field>> sizeColumn(const char *title, const char *phrase)
{
    using Row = RowOfField<Field>;
    return {.title = title,
            .phrase = phrase,
            .text = [](const Row &row, const QDateTime &) { return format::size(row.*Field); },
            .sortValue = [](const Row &row) { return QVariant(row.*Field); },
            .differs = fieldsDiffer<Field>,
            .alignment = Qt::AlignRight};
}

/// A column of title(): the display name, or the resource name if there is none. A change of one of the fields repaints
/// the cell.
template <auto Field, auto... More>
constexpr ColumnSpec<RowOfField<Field>> titleColumn(const char *title)
{
    using Row = RowOfField<Field>;
    return {.title = title,
            .text = [](const Row &row, const QDateTime &) { return format::singleLine(row.title()); },
            .sortValue = [](const Row &row) { return QVariant(row.title()); },
            .differs = fieldsDiffer<Field, More...>};
}

} // namespace pollux
