// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/iconlabel.h"

#include "views/style/theme.h"

#include <QPainter>

namespace pollux {

IconLabel::IconLabel(IconName name, int side, QWidget *parent)
    : QWidget(parent)
    , m_name(name)
{
    setFixedSize(side, side);
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void IconLabel::setIcon(IconName name)
{
    m_name = name;
    update();
}

void IconLabel::setColor(const QColor &color)
{
    m_color = color;
    update();
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor color = m_color.isValid() ? m_color : theme::secondaryText(palette());
    icon(m_name, color).paint(&painter, rect());
}

} // namespace pollux
