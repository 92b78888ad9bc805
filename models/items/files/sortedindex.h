// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <vector>

namespace pollux {

/// The rows of a list by a key that several rows may share. Compact: an entry takes as much as its key and an int. New
/// rows come last.
///
/// Sorted in two parts: a merge goes through both, so new rows are gathered in the second one, which is short, before
/// they are merged into the first.
template <typename Key>
class SortedIndex {
public:
    /// The number of rows that it holds.
    int count() const { return static_cast<int>(m_entries.size()); }

    /// Adds the rows from count() to `end` - 1.
    template <typename KeyOf>
    void extend(int end, KeyOf keyOf)
    {
        const auto known = std::ssize(m_entries);
        for (int row = count(); row < end; ++row)
            m_entries.push_back({keyOf(row), row});
        if (std::ssize(m_entries) == known)
            return;
        std::sort(m_entries.begin() + known, m_entries.end());
        std::inplace_merge(m_entries.begin() + m_mainSize, m_entries.begin() + known, m_entries.end());
        if (std::ssize(m_entries) - m_mainSize <= maxNewRows)
            return;
        std::inplace_merge(m_entries.begin(), m_entries.begin() + m_mainSize, m_entries.end());
        m_mainSize = std::ssize(m_entries);
    }

    /// Calls `use` with each row of a key until it returns true.
    template <typename Use>
    void find(const Key &key, Use use) const
    {
        const auto border = m_entries.cbegin() + m_mainSize;
        for (const auto &[begin, end] : {std::pair(m_entries.cbegin(), border), std::pair(border, m_entries.cend())}) {
            auto entry = std::ranges::lower_bound(begin, end, key, {}, &Entry::key);
            for (; entry != end && entry->key == key; ++entry) {
                if (use(entry->row))
                    return;
            }
        }
    }

    /// Removes the rows whose new number is -1 and gives the others their new numbers, in one pass.
    template <typename NewRow>
    void renumber(NewRow newRow)
    {
        auto kept = m_entries.begin();
        std::ptrdiff_t mainSize = 0;
        for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry) {
            const int row = newRow(entry->row);
            if (row < 0)
                continue;
            mainSize += entry - m_entries.begin() < m_mainSize ? 1 : 0;
            *kept++ = {entry->key, row};
        }
        m_entries.erase(kept, m_entries.end());
        m_mainSize = mainSize;
        sortEqualKeys();
    }

private:
    static constexpr std::ptrdiff_t maxNewRows = 4096; // in the second part

    struct Entry {
        Key key;
        int row;

        // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the comparison with zero for a pointer's.
        auto operator<=>(const Entry &) const = default;
    };

    /// New numbers may have another order than the old ones.
    void sortEqualKeys()
    {
        const auto border = m_entries.begin() + m_mainSize;
        for (const auto &[begin, end] : {std::pair(m_entries.begin(), border), std::pair(border, m_entries.end())}) {
            for (auto first = begin; first != end;) {
                auto behind = first + 1;
                while (behind != end && behind->key == first->key)
                    ++behind;
                if (behind - first > 1)
                    std::sort(first, behind);
                first = behind;
            }
        }
    }

    std::vector<Entry> m_entries;
    std::ptrdiff_t m_mainSize = 0; // of the first part
};

} // namespace pollux
