// SPDX-License-Identifier: Apache-2.0
#pragma once

class QStyle;

namespace pollux {

/// Fusion with room beside the text of tables and headers, and with check boxes and radio buttons whose outline can be
/// seen on a dark page too (3:1, WCAG 2.1, 1.4.11). The caller's.
[[nodiscard]] QStyle *createFusionStyle();

/// The same with lines that can be seen where the palette is black and white: around every control in the colour of its
/// text (WCAG 2.1, 1.4.11), and a thick one around what has the focus. For theme::highContrastPalette().
[[nodiscard]] QStyle *createHighContrastStyle();

} // namespace pollux
