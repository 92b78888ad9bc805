// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/badge.h"

#include <QColor>
#include <QPalette>

class QProgressBar;
class QWidget;

/// The colours that QPalette does not have, and our own three palettes.
namespace pollux::theme {

/// Text on its background has a contrast of at least 4.5:1 (WCAG 2.1, 1.4.3), in light and dark; of at least 7:1
/// (1.4.6) in high contrast.
struct ToneColors {
    QColor background;
    QColor text;   ///< also of icons
    QColor border; ///< of the line between the background and the window
};

/// True if the window's background is darker than its text.
bool isDark(const QPalette &palette);

/// True if the contrast of the window's text and background is close to that of black and white: for
/// highContrastPalette(), and for a desktop with such colours of its own.
bool isHighContrast(const QPalette &palette);

ToneColors toneColors(Badge::Tone tone, const QPalette &palette);

/// For text that matters less than the text beside it; 4.5:1 on the palette's base and window colours, 7:1 in high
/// contrast.
QColor secondaryText(const QPalette &palette);

/// For progress, use and matches: the palette's highlight colour, moved towards its text as far as needed for 4.5:1 on
/// the palette's base and window colours, 7:1 in high contrast. The link colour of a desktop may be a raw blue.
QColor accent(const QPalette &palette);

/// The palettes of the themes "light" and "dark", for the Fusion style.
QPalette lightPalette();
QPalette darkPalette();
/// White on black; all text, including disabled text, has a contrast of 7:1. Use it with createHighContrastStyle(),
/// because the lines that Fusion draws around controls are not visible on black.
QPalette highContrastPalette();

/// True if the desktop or the style asks for no animation (QStyle::SH_Widget_Animation_Duration is 0): then nothing may
/// move by itself. `widget` is the one that would be animated.
bool isMotionReduced(const QWidget &widget);

/// Makes the bar show a wait of unknown length: it moves, or stands still and half full if motion is reduced. A text
/// beside the bar should say what the program waits for.
void showAsBusy(QProgressBar &bar);

/// WCAG 2.1 contrast ratio of two opaque colours, 1 to 21.
double contrast(const QColor &first, const QColor &second);

/// Distances in device-independent pixels; the grid of all windows.
inline constexpr int grid = 8;

} // namespace pollux::theme
