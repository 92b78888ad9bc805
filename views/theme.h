// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/filebadge.h"

#include <QColor>
#include <QPalette>

/// The colours that no QPalette has, and the two palettes of our own.
namespace pollux::theme {

/// Text on its background has a contrast of at least 4.5:1 (WCAG 2.1, 1.4.3), in light and dark.
struct ToneColors {
    QColor background;
    QColor text;   ///< of words and icons
    QColor border; ///< a line that sets the background off from the window
};

/// True where the window's background is darker than its text.
bool isDark(const QPalette &palette);

ToneColors toneColors(FileBadge::Tone tone, const QPalette &palette);

/// For words that matter less than the text beside them; 4.5:1 on the palette's base and window colours.
QColor secondaryText(const QPalette &palette);

/// For the Fusion style, where the platform brings no palette of its own, and for tests and pictures.
QPalette lightPalette();
QPalette darkPalette();

/// WCAG 2.1 contrast ratio of two opaque colours, 1 to 21.
double contrast(const QColor &first, const QColor &second);

/// Distances in device-independent pixels; the grid of all windows.
inline constexpr int grid = 8;

} // namespace pollux::theme
