// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/chunking/textindex.h"
#include "views/chunking/previewpage.h"

#include <QHash>

#include <memory>

namespace pollux {

/// The rows of a text of any size at one width; laid out on demand, a page at a time. A line of many kilobytes starts a
/// new row at each page.
///
/// GUI thread only.
class PreviewRows {
public:
    struct Position {
        std::size_t page = 0;
        std::size_t row = 0;

        bool operator==(const Position &) const = default;
    };

    void setText(const std::shared_ptr<const TextIndex> &text);
    void setLook(const QFont &font, qreal width);

    /// The row with this byte.
    Position at(quint32 offset);
    /// The position this many rows further down, or up if negative; stops at the first and the last row.
    Position moved(Position from, int rows);
    bool isLast(Position position);

    PreviewPage::Row row(Position position) { return page(position.page)->rows()[position.row]; }
    std::shared_ptr<const PreviewPage> page(std::size_t number);

private:
    quint32 pageEnd(std::size_t number) const;

    std::shared_ptr<const TextIndex> m_text = std::make_shared<const TextIndex>();
    std::vector<quint32> m_pageBegins = {0};
    QFont m_font;
    qreal m_width = 1;
    QHash<std::size_t, std::shared_ptr<const PreviewPage>> m_pages; // a cache
};

} // namespace pollux
