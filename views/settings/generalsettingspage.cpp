// SPDX-License-Identifier: Apache-2.0
#include "views/settings/generalsettingspage.h"

#include <QComboBox>
#include <QDir>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

QStringList languagesIn(const QString &folder)
{
    QStringList tags;
    const auto prefix = "pollux_"_L1;
    const auto suffix = ".qm"_L1;
    for (const QString &name : QDir(folder).entryList({prefix + u'*' + suffix}, QDir::Files, QDir::Name))
        tags.append(name.sliced(prefix.size()).chopped(suffix.size()).replace(u'_', u'-'));
    return tags;
}

/// As its speakers call it, "English", "português (Brasil)".
QString languageName(const QString &tag)
{
    const QLocale locale(tag);
    const QString language = locale.nativeLanguageName();
    if (language.isEmpty())
        return tag;
    const QString plain = QLocale(locale.language()).nativeLanguageName(); // "American English" is not the English's
    return tag.contains(u'-') ? u"%1 (%2)"_s.arg(plain, locale.nativeTerritoryName()) : language;
}

} // namespace

GeneralSettingsPage::GeneralSettingsPage(Settings &settings, const QString &translationsFolder, QWidget *parent)
    : SettingsPage(settings, parent)
{
    m_theme = addChoice(Settings::Key::Theme, tr("&Theme:"),
                        {{tr("As the system"), u"system"_s},
                         {tr("Light"), u"light"_s},
                         {tr("Dark"), u"dark"_s},
                         {tr("High contrast"), u"highContrast"_s}});
    m_theme->setObjectName(u"theme"_s);
    QList<Option> languages = {{tr("As the system"), QString()}};
    for (const QString &tag : languagesIn(translationsFolder))
        languages.append({languageName(tag), tag});
    m_language = addChoice(Settings::Key::Language, tr("&Language:"), languages);
    m_language->setObjectName(u"language"_s);
    showHint(*m_language, tr("Takes effect at the next start."));
    GeneralSettingsPage::load();
}

QList<Settings::Key> GeneralSettingsPage::keys() const
{
    return {Settings::Key::Theme, Settings::Key::Language};
}

void GeneralSettingsPage::load()
{
    showValue(Settings::Key::Theme, *m_theme);
    showValue(Settings::Key::Language, *m_language);
}

} // namespace pollux
