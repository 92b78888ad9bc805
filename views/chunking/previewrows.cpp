// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/previewrows.h"

#include <algorithm>

namespace pollux {

namespace {

constexpr qsizetype pageSize = 4096; // bytes at most
constexpr qsizetype maxPages = 64;   // laid out at the same time; a screen shows far fewer

/// The length of the page that begins with these bytes: it ends after a line, else after a word, else after a
/// character.
qsizetype pageLength(QByteArrayView bytes)
{
    if (bytes.size() <= pageSize)
        return bytes.size();
    const QByteArrayView page = bytes.first(pageSize);
    for (const char separator : {'\n', ' '}) {
        if (const qsizetype found = page.lastIndexOf(separator); found >= pageSize / 2)
            return found + 1;
    }
    qsizetype length = pageSize;
    while (length > pageSize - 4 && (static_cast<uchar>(bytes[length]) & 0xC0) == 0x80)
        --length;
    return length;
}

} // namespace

void PreviewRows::setText(const std::shared_ptr<const TextIndex> &text)
{
    m_text = text;
    m_pages.clear();
    m_pageBegins = {0};
    const QByteArrayView bytes = text->text();
    for (qsizetype begin = pageLength(bytes); begin < bytes.size(); begin += pageLength(bytes.sliced(begin)))
        m_pageBegins.push_back(static_cast<quint32>(begin));
}

void PreviewRows::setLook(const QFont &font, qreal width)
{
    m_font = font;
    m_width = std::max(width, 1.0);
    m_pages.clear();
}

quint32 PreviewRows::pageEnd(std::size_t number) const
{
    return number + 1 < m_pageBegins.size() ? m_pageBegins[number + 1] : static_cast<quint32>(m_text->text().size());
}

std::shared_ptr<const PreviewPage> PreviewRows::page(std::size_t number)
{
    if (const auto known = m_pages.constFind(number); known != m_pages.cend())
        return *known;
    if (m_pages.size() >= maxPages)
        m_pages.clear();
    const quint32 begin = m_pageBegins[number];
    const QByteArrayView bytes = m_text->text().sliced(begin, pageEnd(number) - begin);
    auto page = std::make_shared<const PreviewPage>(bytes, begin, m_font, m_width);
    m_pages.insert(number, page);
    return page;
}

PreviewRows::Position PreviewRows::at(quint32 offset)
{
    const auto behind = std::upper_bound(m_pageBegins.cbegin() + 1, m_pageBegins.cend(), offset);
    const auto number = static_cast<std::size_t>(behind - m_pageBegins.cbegin() - 1);
    return {number, page(number)->rowAt(offset)};
}

PreviewRows::Position PreviewRows::moved(Position from, int rows)
{
    for (; rows > 0 && !isLast(from); --rows)
        from = from.row + 1 < page(from.page)->rows().size() ? Position{from.page, from.row + 1}
                                                             : Position{from.page + 1, 0};
    for (; rows < 0 && from != Position{}; ++rows)
        from = from.row > 0 ? Position{from.page, from.row - 1}
                            : Position{from.page - 1, page(from.page - 1)->rows().size() - 1};
    return from;
}

bool PreviewRows::isLast(Position position)
{
    return position.page + 1 == m_pageBegins.size() && position.row + 1 == page(position.page)->rows().size();
}

} // namespace pollux
