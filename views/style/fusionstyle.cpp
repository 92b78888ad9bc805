// SPDX-License-Identifier: Apache-2.0
#include "views/style/fusionstyle.h"

#include "views/style/theme.h"

#include <QPainter>
#include <QStyleOption>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int cellMargin = theme::grid / 2 + 1;

/// Halfway between the page and its text: what 3:1 asks for on light and dark pages, and no louder.
QColor outlineColor(const QStyleOption &option)
{
    QColor color = theme::secondaryText(option.palette);
    if (!option.state.testFlag(QStyle::State_Enabled))
        color.setAlphaF(0.5F);
    return color;
}

} // namespace

FusionStyle::FusionStyle()
    : QProxyStyle(u"Fusion"_s)
{
}

int FusionStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_HeaderMargin:
        return cellMargin + 1; // an item view adds 1 to the margin of its cells
    case PM_FocusFrameHMargin:
        return cellMargin;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

void FusionStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                const QWidget *widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    const bool isBox = element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck;
    if (!isBox && element != PE_IndicatorRadioButton)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, true);
    painter->setPen(QPen(outlineColor(*option), 1));
    painter->setBrush(Qt::NoBrush);
    const QRectF outline = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    if (isBox)
        painter->drawRoundedRect(outline, 2, 2);
    else
        painter->drawEllipse(outline);
    painter->restore();
}

} // namespace pollux
