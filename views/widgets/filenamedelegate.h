// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStyledItemDelegate>

#include <functional>

namespace pollux {

/// A file's name with the icon of its type; a long name is elided in the middle, so that its extension stays readable.
class FileNameDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using MimeType = std::function<QString(const QModelIndex &)>;

    explicit FileNameDelegate(QObject *parent, MimeType mimeType);

    /// The editor of a cell that can be edited has the title of its column as its accessible name.
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// Gives a cell the icon of a type, as high as its text and in the colour for selected or unselected cells.
    static void addTypeIcon(QStyleOptionViewItem &option, const QString &mimeType);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    MimeType m_mimeType;
};

} // namespace pollux
