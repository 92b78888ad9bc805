// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/badge.h"

#include <QColor>
#include <QPalette>

class QProgressBar;
class QWidget;

/// The colours that no QPalette has, and the three palettes of our own.
namespace pollux::theme {

/// Text on its background has a contrast of at least 4.5:1 (WCAG 2.1, 1.4.3), in light and dark; of at least 7:1
/// (1.4.6) in high contrast.
struct ToneColors {
    QColor background;
    QColor text;   ///< also of icons
    QColor border; ///< a line that sets the background off from the window
};

/// True where the window's background is darker than its text.
bool isDark(const QPalette &palette);

/// True where the window's text and background are about as far apart as black and white: for highContrastPalette(),
/// and for a desktop that shows such colours itself.
bool isHighContrast(const QPalette &palette);

ToneColors toneColors(Badge::Tone tone, const QPalette &palette);

/// For text that matters less than what stands beside it; 4.5:1 on the palette's base and window colours, 7:1 in high
/// contrast.
QColor secondaryText(const QPalette &palette);

/// For the Fusion style, where the platform brings no palette of its own, and for tests and pictures.
QPalette lightPalette();
QPalette darkPalette();
/// White on black; whatever can be read, also what is disabled, has 7:1. Shown with createHighContrastStyle(), because
/// the lines that Fusion draws around controls are lost on black.
QPalette highContrastPalette();

/// True where the desktop or the style asks for no animation (QStyle::SH_Widget_Animation_Duration is 0): then nothing
/// may move by itself. `widget` is what would be animated.
bool isMotionReduced(const QWidget &widget);

/// Gives the bar the look of something awaited whose end is not known: a bar that moves, or one that stands still and
/// half full where motion is reduced. The text beside it says what is awaited.
void showAsBusy(QProgressBar &bar);

/// WCAG 2.1 contrast ratio of two opaque colours, 1 to 21.
double contrast(const QColor &first, const QColor &second);

/// Distances in device-independent pixels; the grid of all windows.
inline constexpr int grid = 8;

} // namespace pollux::theme
