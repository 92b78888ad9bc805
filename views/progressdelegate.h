// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStyledItemDelegate>

namespace pollux {

/// Whole per cent of a share from 0 to 1: 100 only when all is done, so that 99.6 % does not look finished.
int shownPercent(double progress);

/// Paints the share under `progressRole` (double, 0 to 1) as the style's progress bar with its per cent beside it; an
/// empty cell where the role gives nothing.
class ProgressDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit ProgressDelegate(QObject *parent, int progressRole);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    int m_progressRole;
};

} // namespace pollux
