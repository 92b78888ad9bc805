// SPDX-License-Identifier: Apache-2.0
#pragma once

class QStyle;

namespace pollux {

/// Fusion with more room beside the text of tables and headers, and with an outline of check boxes and radio buttons
/// that is visible on dark backgrounds too (3:1, WCAG 2.1, 1.4.11). The caller owns the style.
[[nodiscard]] QStyle *createFusionStyle();

/// The same with lines that are visible in a black and white palette: around every control in the colour of its text
/// (WCAG 2.1, 1.4.11), and a thick one around the control with the focus. For theme::highContrastPalette().
[[nodiscard]] QStyle *createHighContrastStyle();

} // namespace pollux
