// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/fileorder.h"

#include <algorithm>
#include <numeric>

namespace pollux {

namespace {

/// A name with the order to compare it in.
struct CollatedName {
    QString name;
    const NameOrder *order;
};

/// Negative if `left` comes first in ascending order.
int compare(const CollatedName &left, const CollatedName &right)
{
    return left.order->compare(left.name, right.name);
}

template <typename Key>
int compare(const Key &left, const Key &right)
{
    return left < right ? -1 : right < left ? 1 : 0;
}

template <typename Text>
std::optional<Text> unlessEmpty(const Text &text)
{
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

} // namespace

FileOrder::FileOrder(const FileRows &rows)
    : m_rows(rows)
{
}

void FileOrder::set(int column, Qt::SortOrder direction)
{
    m_column = column;
    m_direction = direction;
}

/// Calls `use` with a function that returns the value of a row, or nothing if it is missing.
template <typename Use>
auto FileOrder::withKey(Use use) const
{
    const auto &rows = m_rows;
    const TextPool &pool = rows.pool();
    switch (static_cast<FilesModel::Column>(m_column)) {
    case FilesModel::NameColumn:
        return use([&rows, this](int row) {
            return std::optional(CollatedName{rows.packed(row).shownName(), &m_names});
        });
    case FilesModel::SizeColumn:
        return use([&rows](int row) { return rows.packed(row).sizeBytes(); });
    case FilesModel::TypeColumn:
        return use([&rows, &pool](int row) { return unlessEmpty(rows.packed(row).mimeType(pool)); });
    case FilesModel::StateColumn:
        return use([&rows, &pool](int row) {
            const PackedFile &file = rows.packed(row);
            return std::optional(std::pair(file.state(), file.stateText(pool)));
        });
    case FilesModel::DurationColumn:
        return use([&rows](int row) { return rows.packed(row).videoDuration(); });
    case FilesModel::CreatedColumn:
        return use([&rows](int row) { return rows.packed(row).createTime(); });
    case FilesModel::UpdatedColumn:
        return use([&rows](int row) { return rows.packed(row).updateTime(); });
    case FilesModel::ExpiresColumn:
        return use([&rows](int row) { return rows.packed(row).expirationTime(); });
    case FilesModel::SourceColumn:
        return use([&rows, &pool](int row) { return unlessEmpty(rows.packed(row).sourceText(pool)); });
    case FilesModel::ResourceNameColumn:
        return use([&rows](int row) { return std::optional(rows.packed(row).name()); });
    case FilesModel::HashColumn:
        return use([&rows](int row) { return unlessEmpty(rows.packed(row).sha256Hash()); });
    case FilesModel::ColumnCount:
        break;
    }
    return use([](int row) { return std::optional(row); });
}

template <typename Key>
bool FileOrder::isBefore(const std::optional<Key> &leftKey, int left, const std::optional<Key> &rightKey,
                         int right) const
{
    if (leftKey.has_value() != rightKey.has_value())
        return leftKey.has_value();
    const int order = leftKey ? compare(*leftKey, *rightKey) : 0;
    if (order != 0)
        return (order < 0) == (m_direction == Qt::AscendingOrder);
    return left < right;
}

bool FileOrder::isBefore(int left, int right) const
{
    return m_column < 0
               ? left < right
               : withKey([this, left, right](auto key) { return isBefore(key(left), left, key(right), right); });
}

std::size_t FileOrder::placeOf(int row, std::span<const int> rows) const
{
    const auto place = m_column < 0 ? std::ranges::lower_bound(rows, row) : withKey([this, row, rows](auto key) {
        const auto value = key(row); // read once
        return std::ranges::partition_point(rows, [&](int other) { return isBefore(key(other), other, value, row); });
    });
    return static_cast<std::size_t>(place - rows.begin());
}

std::vector<int> FileOrder::sorted() const
{
    if (m_column == FilesModel::NameColumn)
        return sortedByName();
    std::vector<int> order(static_cast<std::size_t>(m_rows.count()));
    std::iota(order.begin(), order.end(), 0);
    if (m_column < 0)
        return order;
    return withKey([this, &order](auto key) {
        // Each value is read once, before sorting.
        std::vector<std::pair<decltype(key(0)), int>> values;
        values.reserve(order.size());
        for (const int row : order)
            values.emplace_back(key(row), row);
        std::ranges::sort(values, [this](const auto &left, const auto &right) {
            return isBefore(left.first, left.second, right.first, right.second);
        });
        std::ranges::transform(values, order.begin(), [](const auto &value) { return value.second; });
        return order;
    });
}

std::vector<int> FileOrder::sortedByName() const
{
    std::vector<QString> names;
    names.reserve(static_cast<std::size_t>(m_rows.count()));
    for (int row = 0; row < m_rows.count(); ++row)
        names.push_back(m_rows.packed(row).shownName());
    const std::vector<int> ranks = m_names.ranks(names);
    // A counting sort by rank; equal names have the same rank.
    std::vector<int> places(names.size() + 1);
    for (const int rank : ranks)
        ++places[static_cast<std::size_t>(rank) + 1];
    std::partial_sum(places.cbegin(), places.cend(), places.begin());
    if (m_direction == Qt::DescendingOrder) {
        for (std::size_t rank = 0; rank + 1 < places.size(); ++rank)
            places[rank] = static_cast<int>(names.size()) - places[rank + 1];
    }
    std::vector<int> order(names.size());
    for (std::size_t row = 0; row < names.size(); ++row)
        order[static_cast<std::size_t>(places[static_cast<std::size_t>(ranks[row])]++)] = static_cast<int>(row);
    return order;
}

} // namespace pollux
