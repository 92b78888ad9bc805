// SPDX-License-Identifier: Apache-2.0
#include "views/style/theme.h"

#include <QCoreApplication>
#include <QProgressBar>
#include <QStyle>
#include <QWidget>

#include <algorithm>
#include <array>
#include <cmath>

namespace pollux::theme {

namespace {

struct ToneSpecification {
    Badge::Tone tone = Badge::Tone::Neutral;
    std::array<QRgb, 3> light; ///< background, text, border
    std::array<QRgb, 3> dark;
    QRgb highContrastLight = 0; ///< of text and border, on white
    QRgb highContrastDark = 0;  ///< the same on black
};

// Light backgrounds with dark text for light palettes, dark backgrounds with light text for dark palettes.
constexpr std::array specifications = {
    ToneSpecification{
        Badge::Tone::Positive, {0xdff3e4, 0x145c2e, 0xb4dfc0}, {0x163a24, 0x9be3b1, 0x28593a}, 0x004d1c, 0x6cf097},
    ToneSpecification{
        Badge::Tone::Busy, {0xe0ecfb, 0x174a8b, 0xb5d0f1}, {0x173356, 0xa9cdf7, 0x2a5080}, 0x003882, 0x7dd3ff},
    ToneSpecification{
        Badge::Tone::Warning, {0xfdefd0, 0x7a4500, 0xefd393}, {0x45310c, 0xf7cf7d, 0x6b4e1a}, 0x663800, 0xffdd4a},
    ToneSpecification{
        Badge::Tone::Critical, {0xfce3e1, 0x961f18, 0xf2bbb7}, {0x4e1e1c, 0xffb4ad, 0x7a3431}, 0x8c0000, 0xff9c92},
    ToneSpecification{
        Badge::Tone::Neutral, {0xeceef1, 0x3d4650, 0xd0d5db}, {0x333940, 0xd3d9e0, 0x4a525b}, 0x000000, 0xffffff},
};

constexpr double minHighContrast = 20; // black on white has 21
constexpr double readable = 4.5;       // WCAG 2.1, 1.4.3
constexpr double wellReadable = 7;     // 1.4.6

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

/// `share` of the second colour, 0 to 1. Has eight bits a channel, as what is painted with it.
QColor mixed(const QColor &first, const QColor &second, float share)
{
    const auto mix = [share](float one, float other) { return one + (other - one) * share; };
    return QColor::fromRgbF(mix(first.redF(), second.redF()), mix(first.greenF(), second.greenF()),
                            mix(first.blueF(), second.blueF()))
        .rgb();
}

struct RoleColors {
    QPalette::ColorRole role = QPalette::NoRole;
    std::array<QRgb, 3> colors; ///< by PaletteKind
};

enum PaletteKind { LightPalette, DarkPalette, HighContrastPalette };

constexpr std::array roleColors = {
    RoleColors{QPalette::Window, {0xf4f5f7, 0x24282d, 0x000000}},
    RoleColors{QPalette::WindowText, {0x1d2228, 0xe6e9ec, 0xffffff}},
    RoleColors{QPalette::Base, {0xffffff, 0x1b1e22, 0x000000}},
    RoleColors{QPalette::AlternateBase, {0xf8f9fa, 0x202428, 0x141414}},
    RoleColors{QPalette::ToolTipBase, {0xffffff, 0x1b1e22, 0x000000}},
    RoleColors{QPalette::ToolTipText, {0x1d2228, 0xe6e9ec, 0xffffff}},
    RoleColors{QPalette::PlaceholderText, {0x565e67, 0xa9b1ba, 0xdddddd}},
    RoleColors{QPalette::Text, {0x1d2228, 0xe6e9ec, 0xffffff}},
    RoleColors{QPalette::Button, {0xfbfbfc, 0x30353b, 0x000000}},
    RoleColors{QPalette::ButtonText, {0x1d2228, 0xe6e9ec, 0xffffff}},
    RoleColors{QPalette::BrightText, {0xffffff, 0xffffff, 0xffffff}},
    RoleColors{QPalette::Light, {0xffffff, 0x444b53, 0xffffff}},
    RoleColors{QPalette::Midlight, {0xe9ebee, 0x3a4047, 0x5c5c5c}},
    RoleColors{QPalette::Mid, {0xc4c9cf, 0x4a5159, 0x8f8f8f}},
    RoleColors{QPalette::Dark, {0xa4abb3, 0x14171a, 0xc8c8c8}},
    RoleColors{QPalette::Shadow, {0x6b727a, 0x0c0e10, 0xffffff}},
    RoleColors{QPalette::Highlight, {0x2c66a8, 0x2f6aad, 0xffe14d}},
    RoleColors{QPalette::HighlightedText, {0xffffff, 0xffffff, 0x000000}},
    RoleColors{QPalette::Link, {0x1f5ca6, 0x8abbf2, 0x8cd8ff}},
    RoleColors{QPalette::LinkVisited, {0x1f5ca6, 0x8abbf2, 0x8cd8ff}},
};

constexpr std::array<QRgb, 3> disabledText = {0x949ba3, 0x788088, 0xa6a6a6}; // by PaletteKind

QPalette createPalette(PaletteKind kind)
{
    QPalette palette;
    for (const RoleColors &each : roleColors)
        palette.setColor(QPalette::All, each.role, each.colors.at(kind));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, disabledText.at(kind));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, palette.color(QPalette::Mid));
    return palette;
}

} // namespace

bool isDark(const QPalette &palette)
{
    return luminance(palette.color(QPalette::Window)) < luminance(palette.color(QPalette::WindowText));
}

bool isHighContrast(const QPalette &palette)
{
    return contrast(palette.color(QPalette::Window), palette.color(QPalette::WindowText)) >= minHighContrast;
}

ToneColors toneColors(Badge::Tone tone, const QPalette &palette)
{
    const auto &found = *std::ranges::find(specifications, tone, &ToneSpecification::tone);
    if (isHighContrast(palette)) {
        const QColor text = isDark(palette) ? found.highContrastDark : found.highContrastLight;
        return {palette.color(QPalette::Window), text, text};
    }
    const auto &[background, text, border] = isDark(palette) ? found.dark : found.light;
    return {background, text, border};
}

QColor secondaryText(const QPalette &palette)
{
    if (isHighContrast(palette))
        return isDark(palette) ? 0xddddddU : 0x333333U;
    return isDark(palette) ? 0xa9b1baU : 0x565e67U;
}

QColor accent(const QPalette &palette)
{
    constexpr int steps = 10;
    const double least = isHighContrast(palette) ? wellReadable : readable;
    const auto isReadable = [&](const QColor &color) {
        return std::ranges::all_of(std::array{QPalette::Window, QPalette::Base, QPalette::AlternateBase},
                                   [&](auto role) { return contrast(color, palette.color(role)) >= least; });
    };
    const QColor highlight = palette.color(QPalette::Active, QPalette::Highlight);
    QColor color = highlight;
    for (int step = 1; step <= steps && !isReadable(color); ++step)
        color = mixed(highlight, palette.color(QPalette::Text), static_cast<float>(step) / steps);
    return color;
}

QPalette lightPalette()
{
    return createPalette(LightPalette);
}

QPalette darkPalette()
{
    return createPalette(DarkPalette);
}

QPalette highContrastPalette()
{
    return createPalette(HighContrastPalette);
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
