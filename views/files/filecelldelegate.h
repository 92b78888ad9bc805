// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCache>
#include <QFont>
#include <QStyledItemDelegate>
#include <QTextLayout>

namespace pollux {

/// Paints the texts of a FilesTable, over a model with the columns and roles of FilesModel: the name with the icon of
/// its type, long texts elided on their one line. Occurrences of the marked text get a background and an underline in
/// the columns that a filter searches.
///
/// Laid-out lines are cached, because a table is painted far more often than it changes.
class FileCellDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit FileCellDelegate(QObject *parent);

    /// The text to highlight, case-insensitive; empty for none. The caller must repaint the view.
    void setMarkedText(const QString &text) { m_markedText = text; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    struct Line {
        QString shown; ///< elided
        QTextLayout layout;
    };

    QRect paintIcon(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    const Line &line(const QString &text, int width, Qt::Alignment alignment, Qt::TextElideMode elideMode,
                     const QStyleOptionViewItem &option) const;
    QList<QTextLayout::FormatRange> marks(const QString &text, const QPalette &palette) const;

    QString m_markedText;
    mutable QFont m_font; // of the cached lines
    mutable QCache<QString, Line> m_lines;
};

} // namespace pollux
