// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/style/fusionstyle.h"

namespace pollux {

/// Fusion with lines that can be seen where the palette is black and white: around every control in the colour of its
/// text (WCAG 2.1, 1.4.11), and a thick one around what has the focus. For theme::highContrastPalette().
class HighContrastStyle final : public FusionStyle {
    Q_OBJECT

public:
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget = nullptr) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget = nullptr) const override;
};

} // namespace pollux
