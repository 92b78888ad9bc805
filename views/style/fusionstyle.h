// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProxyStyle>

namespace pollux {

/// Fusion with room beside the text of tables and headers, and with check boxes and radio buttons whose outline can be
/// seen on a dark page too (3:1, WCAG 2.1, 1.4.11).
class FusionStyle : public QProxyStyle {
    Q_OBJECT

public:
    FusionStyle();

    int pixelMetric(PixelMetric metric, const QStyleOption *option = nullptr,
                    const QWidget *widget = nullptr) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
};

} // namespace pollux
