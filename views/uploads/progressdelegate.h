// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStyledItemDelegate>

namespace pollux {

/// A share from 0 to 1 as whole percent, rounded down except at 1, so that 99.6 % does not look finished.
int shownPercent(double progress);

/// Paints two shares (doubles, 0 to 1) in one bar, with the percentage of the first beside it: in a lighter tone the
/// bytes handed to the network, UploadsModel::ProgressRole, and in the full tone the bytes that the server confirmed,
/// UploadsModel::ConfirmedRole. The cell is empty without a ProgressRole; without a ConfirmedRole the bar has one tone.
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
