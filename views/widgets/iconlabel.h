// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/style/icons.h"

#include <QWidget>

namespace pollux {

/// An icon beside a text that says the same; sharp on every screen that it is moved to.
class IconLabel final : public QWidget {
    Q_OBJECT

public:
    /// `side` in device-independent pixels.
    explicit IconLabel(IconName name, int side, QWidget *parent = nullptr);

    void setIcon(IconName name);
    /// An invalid colour, the default, stands for theme::secondaryText() of the palette.
    void setColor(const QColor &color);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    IconName m_name;
    QColor m_color;
};

} // namespace pollux
