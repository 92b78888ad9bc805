// SPDX-License-Identifier: Apache-2.0
#include "views/style/appearance.h"

#include "views/style/fusionstyle.h"
#include "views/style/theme.h"

#include <QApplication>
#include <QStyle>
#include <QStyleFactory>

#include <optional>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

const auto systemTheme = u"system"_s;
const auto fusion = u"fusion"_s;

std::optional<QPalette> paletteOf(const QString &theme)
{
    if (theme == "light"_L1)
        return theme::lightPalette();
    if (theme == "dark"_L1)
        return theme::darkPalette();
    if (theme == "highContrast"_L1)
        return theme::highContrastPalette();
    return std::nullopt;
}

} // namespace

Appearance::Appearance(QApplication &application)
    : m_startStyle(application.style()->name())
    , m_theme(systemTheme)
{
    // A style other than Fusion is the desktop's own and stays.
    if (m_startStyle == fusion)
        QApplication::setStyle(createFusionStyle());
}

void Appearance::applyTheme(const QString &theme)
{
    const std::optional<QPalette> palette = paletteOf(theme);
    const QString applied = palette ? theme : systemTheme;
    if (applied == m_theme)
        return;
    m_theme = applied;
    // The style comes before the palette, because a new style brings its own palette if none was set.
    if (theme == "highContrast"_L1)
        QApplication::setStyle(createHighContrastStyle());
    else if (palette || m_startStyle == fusion)
        QApplication::setStyle(createFusionStyle());
    else if (QStyle *started = QStyleFactory::create(m_startStyle))
        QApplication::setStyle(started);
    QApplication::setPalette(palette.value_or(QPalette()));
}

} // namespace pollux
