// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/files/filerows.h"
#include "models/items/filetype.h"

#include <QMap>
#include <QSet>

#include <array>
#include <string>
#include <string_view>

namespace pollux {

/// Which files to show: all conditions must hold; an empty condition always holds.
struct FileFilter {
    QString text; ///< in the display name, the resource name, the MIME type or the hash (hexadecimal), case folded
    QSet<RemoteFile::State> states;
    QSet<FileType> types;

    bool isEmpty() const { return text.isEmpty() && states.isEmpty() && types.isEmpty(); }
    bool operator==(const FileFilter &) const = default;
};

/// The number of rows in each state and of each type.
struct FileCounts {
    QMap<RemoteFile::State, int> states; ///< without those that do not occur
    QMap<FileType, int> types;           ///< likewise

    bool operator==(const FileCounts &) const = default;
};

/// A search index beside the rows of a FilesModel, so that a filter takes a few milliseconds for all rows: the
/// case-folded texts of all rows are in one arena. Call append(), update() and remove() when the rows change.
class FileFinder {
public:
    /// The rows must outlive this object.
    explicit FileFinder(const FileRows &rows);

    const FileFilter &filter() const { return m_filter; }
    void setFilter(const FileFilter &filter);
    bool matches(int row) const;

    const FileCounts &counts() const { return m_counts; }

    /// Adds the rows from `first` to the last one.
    void append(int first);
    /// A row has changed.
    void update(int row);
    /// The rows were removed or are about to be removed.
    void remove(int first, int last);
    /// The same for these rows, in ascending order.
    void remove(const std::vector<int> &rows);
    void clear();

    /// Case folded as QString::contains() does it, character by character, in UTF-8.
    static QByteArray folded(const QString &text);

private:
    struct Entry {
        std::size_t begin; ///< in the arena
        quint32 size;
        quint8 state;
        quint8 type;
    };

    Entry write(const PackedFile &file);
    std::string_view texts(const Entry &entry) const
    {
        return std::string_view(m_arena).substr(entry.begin, entry.size);
    }
    void release(const Entry &entry);
    void count(const Entry &entry, int difference);
    void compact();

    const FileRows &m_rows;
    std::vector<Entry> m_entries;
    std::string m_arena;
    std::size_t m_unused = 0; // bytes of the arena that belong to no entry
    FileCounts m_counts;
    FileFilter m_filter;
    QByteArray m_foldedText;
    bool m_isHashText = false; // the filter's text has only hexadecimal digits, so it can be a part of a hash
};

} // namespace pollux
