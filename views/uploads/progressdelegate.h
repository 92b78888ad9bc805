// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStyledItemDelegate>

namespace pollux {

/// Whole per cent of a share from 0 to 1: 100 only when all is done, so that 99.6 % does not look finished.
int shownPercent(double progress);

/// Paints two shares of one bar (doubles, 0 to 1) with the per cent of the first beside it: in a lighter tone what was
/// handed over, UploadsModel::ProgressRole, and in the full tone what of it was confirmed, UploadsModel::ConfirmedRole.
/// An empty cell where the first role gives nothing; one tone where the second does not.
class ProgressDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

} // namespace pollux
