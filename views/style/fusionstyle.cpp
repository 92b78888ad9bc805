// SPDX-License-Identifier: Apache-2.0
#include "views/style/fusionstyle.h"

#include "views/style/theme.h"

#include <QPainter>
#include <QProxyStyle>
#include <QStyleOption>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int cellMargin = theme::grid / 2 + 1;
constexpr int focusWidth = 2;

/// The secondary text colour has the 3:1 that an outline needs on light and dark backgrounds, and is not too striking.
QColor outlineColor(const QStyleOption &option)
{
    QColor color = theme::secondaryText(option.palette);
    if (!option.state.testFlag(QStyle::State_Enabled))
        color.setAlphaF(0.5F);
    return color;
}

void drawLine(QPainter &painter, const QRect &rect, const QColor &color, int width = 1)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, 1));
    for (int inset = 0; inset < width; ++inset)
        painter.drawRect(rect.adjusted(inset, inset, -inset - 1, -inset - 1));
    painter.restore();
}

QColor lineColor(const QStyleOption &option)
{
    return option.palette.color(QPalette::WindowText);
}

/// A control with the focus has a thicker line in the highlight colour.
void drawControlLine(QPainter &painter, const QStyleOption &option)
{
    if (option.state.testFlags(QStyle::State_HasFocus | QStyle::State_Enabled))
        drawLine(painter, option.rect, option.palette.color(QPalette::Highlight), focusWidth);
    else
        drawLine(painter, option.rect, lineColor(option));
}

class FusionStyle : public QProxyStyle {
public:
    FusionStyle()
        : QProxyStyle(u"Fusion"_s)
    {
    }

    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override
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

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override
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
};

class HighContrastStyle final : public FusionStyle {
public:
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override
    {
        if (element == PE_FrameFocusRect) {
            const bool isSelected = option->state.testFlag(State_Selected);
            const QColor color = option->palette.color(isSelected ? QPalette::HighlightedText : QPalette::Highlight);
            return drawLine(*painter, option->rect, color, focusWidth);
        }
        FusionStyle::drawPrimitive(element, option, painter, widget);
        switch (element) {
        case PE_PanelButtonCommand:
        case PE_FrameLineEdit:
            return drawControlLine(*painter, *option);
        case PE_PanelButtonTool:
            if (option->state & (State_MouseOver | State_On | State_Raised | State_Sunken | State_HasFocus))
                drawControlLine(*painter, *option);
            return;
        case PE_Frame:
        case PE_FrameMenu:
        case PE_FrameGroupBox:
        case PE_FrameTabWidget:
        case PE_FrameTabBarBase:
        case PE_PanelTipLabel:
            return drawLine(*painter, option->rect, lineColor(*option));
        default:
            return;
        }
    }

    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override
    {
        FusionStyle::drawComplexControl(control, option, painter, widget);
        if (control == CC_ComboBox || control == CC_SpinBox)
            drawControlLine(*painter, *option);
        else if (control == CC_ScrollBar)
            drawLine(*painter, subControlRect(control, option, SC_ScrollBarSlider, widget), lineColor(*option));
    }

    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override
    {
        FusionStyle::drawControl(element, option, painter, widget);
        if (element == CE_ProgressBarGroove)
            drawLine(*painter, option->rect, lineColor(*option));
        else if (element == CE_HeaderSection || element == CE_TabBarTabShape)
            drawLine(*painter, option->rect, option->palette.color(QPalette::Mid));
    }
};

} // namespace

QStyle *createFusionStyle()
{
    return new FusionStyle;
}

QStyle *createHighContrastStyle()
{
    return new HighContrastStyle;
}

} // namespace pollux
