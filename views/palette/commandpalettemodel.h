// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/palette/paletteentry.h"

#include <QAbstractListModel>

namespace pollux {

/// The rows of a command palette: headings, and under each the entries that match the typed text, the best first. The
/// section with the best entry comes first. For the GUI thread.
class CommandPaletteModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        MarksRole = Qt::UserRole + 1, ///< QList<qsizetype>: positions in the display text that match
    };

    static constexpr int maxPerSearch = 20; ///< the limit given to PaletteSection::Search
    static constexpr int maxAtFirst = 5;    ///< the same while nothing is typed

    using QAbstractListModel::QAbstractListModel;

    void setSections(const QList<PaletteSection> &sections);
    /// Sets the search text and calls each PaletteSection::Search once.
    void setTyped(const QString &typed);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    /// Headings can be neither current nor selected.
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    /// Null for a heading and for an invalid row.
    const PaletteEntry *entryAt(int row) const;
    /// The first row at or after `row` that is no heading, else the nearest one before it; -1 if there is none.
    int entryRowFrom(int row) const;

private:
    struct Row {
        PaletteEntry entry; ///< its texts have no line breaks
        QList<qsizetype> marks;
        int score = 0;
        bool isHeading = false;
    };

    QList<Row> rowsOf(const PaletteSection &section, const QString &typed) const;
    QString accessibleText(const Row &row) const;

    QList<PaletteSection> m_sections;
    QList<Row> m_rows;
};

} // namespace pollux
