// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/filefinder.h"

#include <algorithm>

namespace pollux {

namespace {

// Between two texts of a row; this byte does not occur in UTF-8.
constexpr char separator = '\xFF';
constexpr std::size_t negligible = std::size_t{64} * 1024; // bytes

bool isHexadecimal(const QByteArray &folded)
{
    return std::ranges::all_of(folded, [](char character) {
        return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
    });
}

/// Unlike QString::toUtf8(), encodes an unpaired surrogate too, in three bytes.
void appendUtf8(QByteArray &bytes, char32_t character)
{
    const auto append = [&bytes](char32_t byte) { bytes.append(static_cast<char>(byte)); };
    const auto appendLow = [&append, character](unsigned shift) { append(0x80U | (character >> shift & 0x3FU)); };
    if (character < 0x80) {
        append(character);
    } else if (character < 0x800) {
        append(0xC0U | character >> 6U);
        appendLow(0);
    } else if (character < 0x10000) {
        append(0xE0U | character >> 12U);
        appendLow(6);
        appendLow(0);
    } else {
        append(0xF0U | character >> 18U);
        appendLow(12);
        appendLow(6);
        appendLow(0);
    }
}

template <typename Key>
void addTo(QMap<Key, int> &counts, Key key, int difference)
{
    int &count = counts[key];
    count += difference;
    if (count == 0)
        counts.remove(key);
}

} // namespace

FileFinder::FileFinder(const FileRows &rows)
    : m_rows(rows)
{
    append(0);
}

QByteArray FileFinder::folded(const QString &text)
{
    QByteArray bytes;
    bytes.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t character = text.at(i).unicode();
        const bool isPair = QChar::isHighSurrogate(character) && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        if (isPair) {
            ++i;
            character = QChar::surrogateToUcs4(text.at(i - 1), text.at(i));
        }
        appendUtf8(bytes, QChar::toCaseFolded(character));
    }
    return bytes;
}

void FileFinder::setFilter(const FileFilter &filter)
{
    m_filter = filter;
    m_foldedText = folded(filter.text);
    m_isHashText = isHexadecimal(m_foldedText);
}

bool FileFinder::matches(int row) const
{
    const Entry &entry = m_entries.at(static_cast<std::size_t>(row));
    if (!m_filter.states.isEmpty() && !m_filter.states.contains(static_cast<RemoteFile::State>(entry.state)))
        return false;
    if (!m_filter.types.isEmpty() && !m_filter.types.contains(static_cast<FileType>(entry.type)))
        return false;
    if (m_foldedText.isEmpty())
        return true;
    const std::string_view wanted(m_foldedText.constData(), static_cast<std::size_t>(m_foldedText.size()));
    return texts(entry).find(wanted) != std::string_view::npos ||
           (m_isHashText && m_rows.packed(row).sha256Hash().toHex().contains(m_foldedText));
}

void FileFinder::append(int first)
{
    // Grows by an eighth to save memory, since most of the memory here is the arena.
    if (m_arena.capacity() - m_arena.size() < negligible)
        m_arena.reserve(m_arena.size() + m_arena.size() / 8 + 2 * negligible);
    for (int row = first; row < m_rows.count(); ++row) {
        m_entries.push_back(write(m_rows.packed(row)));
        count(m_entries.back(), 1);
    }
}

void FileFinder::update(int row)
{
    Entry &entry = m_entries.at(static_cast<std::size_t>(row));
    count(entry, -1);
    const Entry written = write(m_rows.packed(row));
    if (texts(entry) == texts(written)) {
        m_arena.resize(written.begin);
        entry.state = written.state;
        entry.type = written.type;
    } else {
        m_unused += entry.size;
        entry = written;
    }
    count(entry, 1);
    compact();
}

void FileFinder::remove(int first, int last)
{
    const auto begin = m_entries.begin() + first;
    const auto end = m_entries.begin() + last + 1;
    std::for_each(begin, end, [this](const Entry &entry) { release(entry); });
    m_entries.erase(begin, end);
    compact();
}

void FileFinder::remove(const std::vector<int> &rows)
{
    auto next = rows.begin();
    int row = 0;
    std::erase_if(m_entries, [&](const Entry &entry) {
        const bool leaves = next != rows.end() && *next == row;
        ++row;
        if (leaves) {
            release(entry);
            ++next;
        }
        return leaves;
    });
    compact();
}

void FileFinder::release(const Entry &entry)
{
    count(entry, -1);
    m_unused += entry.size;
}

void FileFinder::clear()
{
    m_entries = {};
    m_arena = {};
    m_unused = 0;
    m_counts = {};
}

FileFinder::Entry FileFinder::write(const PackedFile &file)
{
    const QString mimeType = file.mimeType(m_rows.pool());
    const std::size_t begin = m_arena.size();
    for (const QString &text : {file.displayName(), file.name(), mimeType}) {
        const QByteArray bytes = folded(text);
        m_arena.append(bytes.constData(), static_cast<std::size_t>(bytes.size()));
        m_arena.push_back(separator);
    }
    return {begin, static_cast<quint32>(m_arena.size() - begin), static_cast<quint8>(file.state()),
            static_cast<quint8>(fileType(mimeType))};
}

void FileFinder::count(const Entry &entry, int difference)
{
    addTo(m_counts.states, static_cast<RemoteFile::State>(entry.state), difference);
    addTo(m_counts.types, static_cast<FileType>(entry.type), difference);
}

void FileFinder::compact()
{
    if (m_unused < negligible || m_unused < m_arena.size() / 4)
        return;
    std::string arena;
    arena.reserve(m_arena.size() - m_unused + negligible);
    for (Entry &entry : m_entries) {
        const std::size_t begin = arena.size();
        arena.append(texts(entry));
        entry.begin = begin;
    }
    m_arena = std::move(arena);
    m_unused = 0;
}

} // namespace pollux
