// SPDX-License-Identifier: Apache-2.0
#include "views/style/appearance.h"

#include "views/style/fusionstyle.h"
#include "views/style/highcontraststyle.h"
#include "views/style/theme.h"

#include <QApplication>
#include <QStyle>
#include <QStyleFactory>

#include <memory>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

const auto systemTheme = u"system"_s;
const auto fusion = u"fusion"_s;

struct Look {
    QString theme;
    QPalette (*palette)();
};

const QList<Look> &looks()
{
    static const QList<Look> all = {{u"light"_s, theme::lightPalette},
                                    {u"dark"_s, theme::darkPalette},
                                    {u"highContrast"_s, theme::highContrastPalette}};
    return all;
}

const Look *lookOf(const QString &theme)
{
    const auto found =
        std::find_if(looks().cbegin(), looks().cend(), [&](const Look &each) { return each.theme == theme; });
    return found == looks().cend() ? nullptr : &*found;
}

} // namespace

Appearance::Appearance(QApplication &application, QObject *parent)
    : QObject(parent)
    , m_startStyle(application.style()->name())
    , m_theme(systemTheme)
{
    // Another style is the desktop's own, which knows better.
    if (m_startStyle == fusion)
        QApplication::setStyle(new FusionStyle);
}

QStringList Appearance::themes()
{
    QStringList names = {systemTheme};
    for (const Look &look : looks())
        names.append(look.theme);
    return names;
}

void Appearance::applyTheme(const QString &theme)
{
    const Look *look = lookOf(theme);
    const QString wanted = look ? theme : systemTheme;
    if (wanted == m_theme)
        return;
    m_theme = wanted;
    std::unique_ptr<QStyle> style;
    if (look && look->palette == theme::highContrastPalette)
        style = std::make_unique<HighContrastStyle>();
    else if (look || m_startStyle == fusion)
        style = std::make_unique<FusionStyle>();
    else
        style.reset(QStyleFactory::create(m_startStyle));
    // The style first: a new one brings its own palette where none was set.
    if (style)
        QApplication::setStyle(style.release());
    QApplication::setPalette(look ? look->palette() : QPalette());
    emit themeChanged(m_theme);
}

} // namespace pollux
