// SPDX-License-Identifier: Apache-2.0
#include "views/style/theme.h"

#include <QProxyStyle>
#include <QTest>
#include <QWidget>

#include <cstdlib>

using namespace pollux;

namespace {

constexpr double readable = 4.5;   // WCAG 2.1, 1.4.3
constexpr double wellReadable = 7; // 1.4.6
constexpr double visible = 3;      // 1.4.11, for parts that are not text

// The colours of a desktop that uses pure black on white.
QPalette blackOnWhite()
{
    QPalette palette = theme::lightPalette();
    for (const QPalette::ColorRole role : {QPalette::Window, QPalette::Base, QPalette::AlternateBase})
        palette.setColor(role, Qt::white);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::Link})
        palette.setColor(role, Qt::black);
    return palette;
}

} // namespace

class tst_Theme : public QObject {
    Q_OBJECT

private slots:
    void contrastOfKnownPairs();
    void tellsLightFromDark();
    void tellsHighContrast();
    void readableColors_data();
    void readableColors();
    void accentIsTheHighlight();
    void highContrastOfWhatIsNoText();
    void reducedMotionIsTheStyles();
};

void tst_Theme::contrastOfKnownPairs()
{
    QCOMPARE(theme::contrast(Qt::black, Qt::white), 21.0);
    QCOMPARE(theme::contrast(Qt::white, Qt::black), 21.0);
    QCOMPARE(theme::contrast(Qt::red, Qt::red), 1.0);
    // The lightest grey that reaches 4.5 on white, and the next one.
    QVERIFY(theme::contrast(QColor(0x76, 0x76, 0x76), Qt::white) >= readable);
    QVERIFY(theme::contrast(QColor(0x77, 0x77, 0x77), Qt::white) < readable);
}

void tst_Theme::tellsLightFromDark()
{
    QVERIFY(!theme::isDark(theme::lightPalette()));
    QVERIFY(theme::isDark(theme::darkPalette()));
}

void tst_Theme::tellsHighContrast()
{
    QVERIFY(!theme::isHighContrast(theme::lightPalette()));
    QVERIFY(!theme::isHighContrast(theme::darkPalette()));
    QVERIFY(theme::isHighContrast(theme::highContrastPalette()));
    QVERIFY(theme::isHighContrast(blackOnWhite()));
    QVERIFY(theme::isDark(theme::highContrastPalette()));
    QVERIFY(!theme::isDark(blackOnWhite()));
}

void tst_Theme::readableColors_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::addColumn<double>("least");
    QTest::newRow("light") << theme::lightPalette() << readable;
    QTest::newRow("dark") << theme::darkPalette() << readable;
    QTest::newRow("high contrast") << theme::highContrastPalette() << wellReadable;
    QTest::newRow("black on white") << blackOnWhite() << readable;
}

void tst_Theme::readableColors()
{
    QFETCH(const QPalette, palette);
    QFETCH(const double, least);
    using Tone = Badge::Tone;
    for (const Tone tone : {Tone::Neutral, Tone::Positive, Tone::Busy, Tone::Warning, Tone::Critical}) {
        const theme::ToneColors colors = theme::toneColors(tone, palette);
        QVERIFY2(theme::contrast(colors.text, colors.background) >= least,
                 qPrintable(QString::number(static_cast<int>(tone))));
        // FieldMessage draws the text of a tone directly on the window.
        QVERIFY2(theme::contrast(colors.text, palette.color(QPalette::Window)) >= least,
                 qPrintable(QString::number(static_cast<int>(tone))));
    }
    for (const QPalette::ColorRole background : {QPalette::Window, QPalette::Base, QPalette::AlternateBase}) {
        const QColor color = palette.color(background);
        QVERIFY(theme::contrast(theme::secondaryText(palette), color) >= least);
        QVERIFY(theme::contrast(theme::accent(palette), color) >= least);
        for (const QPalette::ColorRole text :
             {QPalette::WindowText, QPalette::Text, QPalette::Link, QPalette::LinkVisited, QPalette::PlaceholderText})
            QVERIFY2(theme::contrast(palette.color(text), color) >= least, qPrintable(QString::number(text)));
    }
    for (const auto &[text, background] :
         {std::pair(QPalette::HighlightedText, QPalette::Highlight), std::pair(QPalette::ButtonText, QPalette::Button),
          std::pair(QPalette::ToolTipText, QPalette::ToolTipBase)})
        QVERIFY2(theme::contrast(palette.color(text), palette.color(background)) >= least,
                 qPrintable(QString::number(text)));
}

void tst_Theme::accentIsTheHighlight()
{
    const QPalette light = theme::lightPalette();
    QCOMPARE(theme::accent(light), light.color(QPalette::Highlight));
    // The colours of Fusion where the desktop has none of its own; on white this highlight has too little contrast.
    QPalette desktop = light;
    desktop.setColor(QPalette::Link, Qt::blue);
    desktop.setColor(QPalette::Highlight, QColor(0x30, 0x8c, 0xc6));
    desktop.setColor(QPalette::Inactive, QPalette::Highlight, Qt::lightGray);
    QVERIFY(theme::contrast(desktop.color(QPalette::Highlight), Qt::white) < readable);
    const QColor accent = theme::accent(desktop);
    QVERIFY(theme::contrast(accent, desktop.color(QPalette::Window)) >= readable);
    QVERIFY(std::abs(accent.hslHue() - QColor(0x30, 0x8c, 0xc6).hslHue()) < 10);
    desktop.setCurrentColorGroup(QPalette::Inactive);
    QCOMPARE(theme::accent(desktop), accent);
}

void tst_Theme::highContrastOfWhatIsNoText()
{
    const QPalette palette = theme::highContrastPalette();
    for (const QPalette::ColorRole text : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        QVERIFY(theme::contrast(palette.color(QPalette::Disabled, text), Qt::black) >= wellReadable);
    for (const QPalette::ColorRole line : {QPalette::Highlight, QPalette::Mid, QPalette::Dark})
        QVERIFY(theme::contrast(palette.color(line), Qt::black) >= visible);
    QVERIFY(theme::toneColors(Badge::Tone::Warning, palette).text !=
            theme::toneColors(Badge::Tone::Critical, palette).text);
}

void tst_Theme::reducedMotionIsTheStyles()
{
    class Still final : public QProxyStyle {
    public:
        int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                      QStyleHintReturn *returned) const override
        {
            return hint == SH_Widget_Animation_Duration ? m_duration
                                                        : QProxyStyle::styleHint(hint, option, widget, returned);
        }
        int m_duration = 0;
    };
    Still style;
    QWidget widget;
    widget.setStyle(&style);
    QVERIFY(theme::isMotionReduced(widget));
    style.m_duration = 200;
    QVERIFY(!theme::isMotionReduced(widget));
}

QTEST_MAIN(tst_Theme)
#include "tst_theme.moc"
