// SPDX-License-Identifier: Apache-2.0
#include "views/style/theme.h"

#include <QCoreApplication>
#include <QProgressBar>
#include <QStyle>
#include <QWidget>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace pollux::theme {

namespace {

struct ToneSpecification {
    Badge::Tone tone = Badge::Tone::Neutral;
    ToneColors light;
    ToneColors dark;
    QColor highContrastLight; ///< of words and border, on white
    QColor highContrastDark;  ///< the same on black
};

// Soft backgrounds with dark words on light palettes, deep backgrounds with light words on dark ones.
const std::array specifications = {
    ToneSpecification{Badge::Tone::Positive,
                      {QColor(0xdf, 0xf3, 0xe4), QColor(0x14, 0x5c, 0x2e), QColor(0xb4, 0xdf, 0xc0)},
                      {QColor(0x16, 0x3a, 0x24), QColor(0x9b, 0xe3, 0xb1), QColor(0x28, 0x59, 0x3a)},
                      QColor(0x00, 0x4d, 0x1c),
                      QColor(0x6c, 0xf0, 0x97)},
    ToneSpecification{Badge::Tone::Busy,
                      {QColor(0xe0, 0xec, 0xfb), QColor(0x17, 0x4a, 0x8b), QColor(0xb5, 0xd0, 0xf1)},
                      {QColor(0x17, 0x33, 0x56), QColor(0xa9, 0xcd, 0xf7), QColor(0x2a, 0x50, 0x80)},
                      QColor(0x00, 0x38, 0x82),
                      QColor(0x7d, 0xd3, 0xff)},
    ToneSpecification{Badge::Tone::Warning,
                      {QColor(0xfd, 0xef, 0xd0), QColor(0x7a, 0x45, 0x00), QColor(0xef, 0xd3, 0x93)},
                      {QColor(0x45, 0x31, 0x0c), QColor(0xf7, 0xcf, 0x7d), QColor(0x6b, 0x4e, 0x1a)},
                      QColor(0x66, 0x38, 0x00),
                      QColor(0xff, 0xdd, 0x4a)},
    ToneSpecification{Badge::Tone::Critical,
                      {QColor(0xfc, 0xe3, 0xe1), QColor(0x96, 0x1f, 0x18), QColor(0xf2, 0xbb, 0xb7)},
                      {QColor(0x4e, 0x1e, 0x1c), QColor(0xff, 0xb4, 0xad), QColor(0x7a, 0x34, 0x31)},
                      QColor(0x8c, 0x00, 0x00),
                      QColor(0xff, 0x9c, 0x92)},
    ToneSpecification{Badge::Tone::Neutral,
                      {QColor(0xec, 0xee, 0xf1), QColor(0x3d, 0x46, 0x50), QColor(0xd0, 0xd5, 0xdb)},
                      {QColor(0x33, 0x39, 0x40), QColor(0xd3, 0xd9, 0xe0), QColor(0x4a, 0x52, 0x5b)},
                      QColor(0x00, 0x00, 0x00),
                      QColor(0xff, 0xff, 0xff)},
};

constexpr double leastHighContrast = 20; // black on white has 21

const QColor lightQuiet(0x56, 0x5e, 0x67);
const QColor darkQuiet(0xa9, 0xb1, 0xba);

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

struct PaletteSpecification {
    QColor window;
    QColor base;
    QColor alternateBase;
    QColor text;
    QColor disabledText;
    QColor placeholderText;
    QColor button;
    QColor highlight;
    QColor highlightedText;
    QColor link;
    QColor light;
    QColor midlight;
    QColor mid;
    QColor dark;
    QColor shadow;
};

QPalette paletteFrom(const PaletteSpecification &from)
{
    QPalette palette;
    const std::array colors = {
        std::pair(QPalette::Window, from.window),
        std::pair(QPalette::WindowText, from.text),
        std::pair(QPalette::Base, from.base),
        std::pair(QPalette::AlternateBase, from.alternateBase),
        std::pair(QPalette::ToolTipBase, from.base),
        std::pair(QPalette::ToolTipText, from.text),
        std::pair(QPalette::PlaceholderText, from.placeholderText),
        std::pair(QPalette::Text, from.text),
        std::pair(QPalette::Button, from.button),
        std::pair(QPalette::ButtonText, from.text),
        std::pair(QPalette::BrightText, QColor(Qt::white)),
        std::pair(QPalette::Light, from.light),
        std::pair(QPalette::Midlight, from.midlight),
        std::pair(QPalette::Mid, from.mid),
        std::pair(QPalette::Dark, from.dark),
        std::pair(QPalette::Shadow, from.shadow),
        std::pair(QPalette::Highlight, from.highlight),
        std::pair(QPalette::HighlightedText, from.highlightedText),
        std::pair(QPalette::Link, from.link),
        std::pair(QPalette::LinkVisited, from.link),
    };
    for (const auto &[role, color] : colors)
        palette.setColor(QPalette::All, role, color);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, from.disabledText);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, from.mid);
    return palette;
}

} // namespace

bool isDark(const QPalette &palette)
{
    return luminance(palette.color(QPalette::Window)) < luminance(palette.color(QPalette::WindowText));
}

bool isHighContrast(const QPalette &palette)
{
    return contrast(palette.color(QPalette::Window), palette.color(QPalette::WindowText)) >= leastHighContrast;
}

ToneColors toneColors(Badge::Tone tone, const QPalette &palette)
{
    const ToneSpecification *found = &specifications.back();
    for (const ToneSpecification &specification : specifications) {
        if (specification.tone == tone)
            found = &specification;
    }
    const bool dark = isDark(palette);
    if (isHighContrast(palette)) {
        const QColor words = dark ? found->highContrastDark : found->highContrastLight;
        return {palette.color(QPalette::Window), words, words};
    }
    return dark ? found->dark : found->light;
}

QColor secondaryText(const QPalette &palette)
{
    if (isHighContrast(palette))
        return isDark(palette) ? QColor(0xdd, 0xdd, 0xdd) : QColor(0x33, 0x33, 0x33);
    return isDark(palette) ? darkQuiet : lightQuiet;
}

QPalette lightPalette()
{
    return paletteFrom({.window = QColor(0xf4, 0xf5, 0xf7),
                        .base = QColor(Qt::white),
                        .alternateBase = QColor(0xf8, 0xf9, 0xfa),
                        .text = QColor(0x1d, 0x22, 0x28),
                        .disabledText = QColor(0x94, 0x9b, 0xa3),
                        .placeholderText = lightQuiet,
                        .button = QColor(0xfb, 0xfb, 0xfc),
                        .highlight = QColor(0x2c, 0x66, 0xa8),
                        .highlightedText = QColor(Qt::white),
                        .link = QColor(0x1f, 0x5c, 0xa6),
                        .light = QColor(Qt::white),
                        .midlight = QColor(0xe9, 0xeb, 0xee),
                        .mid = QColor(0xc4, 0xc9, 0xcf),
                        .dark = QColor(0xa4, 0xab, 0xb3),
                        .shadow = QColor(0x6b, 0x72, 0x7a)});
}

QPalette darkPalette()
{
    return paletteFrom({.window = QColor(0x24, 0x28, 0x2d),
                        .base = QColor(0x1b, 0x1e, 0x22),
                        .alternateBase = QColor(0x20, 0x24, 0x28),
                        .text = QColor(0xe6, 0xe9, 0xec),
                        .disabledText = QColor(0x78, 0x80, 0x88),
                        .placeholderText = darkQuiet,
                        .button = QColor(0x30, 0x35, 0x3b),
                        .highlight = QColor(0x2f, 0x6a, 0xad),
                        .highlightedText = QColor(Qt::white),
                        .link = QColor(0x8a, 0xbb, 0xf2),
                        .light = QColor(0x44, 0x4b, 0x53),
                        .midlight = QColor(0x3a, 0x40, 0x47),
                        .mid = QColor(0x4a, 0x51, 0x59),
                        .dark = QColor(0x14, 0x17, 0x1a),
                        .shadow = QColor(0x0c, 0x0e, 0x10)});
}

QPalette highContrastPalette()
{
    return paletteFrom({.window = QColor(Qt::black),
                        .base = QColor(Qt::black),
                        .alternateBase = QColor(0x14, 0x14, 0x14),
                        .text = QColor(Qt::white),
                        .disabledText = QColor(0xa6, 0xa6, 0xa6),
                        .placeholderText = QColor(0xdd, 0xdd, 0xdd),
                        .button = QColor(Qt::black),
                        .highlight = QColor(0xff, 0xe1, 0x4d),
                        .highlightedText = QColor(Qt::black),
                        .link = QColor(0x8c, 0xd8, 0xff),
                        .light = QColor(0xff, 0xff, 0xff),
                        .midlight = QColor(0x5c, 0x5c, 0x5c),
                        .mid = QColor(0x8f, 0x8f, 0x8f),
                        .dark = QColor(0xc8, 0xc8, 0xc8),
                        .shadow = QColor(0xff, 0xff, 0xff)});
}

bool isMotionReduced(const QWidget &widget)
{
    return widget.style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, &widget) == 0;
}

void showAsBusy(QProgressBar &bar)
{
    const bool isStill = isMotionReduced(bar);
    bar.setRange(0, isStill ? 2 : 0);
    bar.setValue(isStill ? 1 : 0);
    bar.setTextVisible(false);
    bar.setAccessibleName(QCoreApplication::translate("pollux::theme", "Busy"));
}

double contrast(const QColor &first, const QColor &second)
{
    const double one = luminance(first);
    const double other = luminance(second);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

} // namespace pollux::theme
