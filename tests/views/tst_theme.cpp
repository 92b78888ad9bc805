// SPDX-License-Identifier: Apache-2.0
#include "views/theme.h"

#include <QTest>

using namespace pollux;

namespace {

constexpr double readable = 4.5; // WCAG 2.1, 1.4.3

} // namespace

class tst_Theme : public QObject {
    Q_OBJECT

private slots:
    void contrastOfKnownPairs();
    void tellsLightFromDark();
    void readableColors_data();
    void readableColors();
};

void tst_Theme::contrastOfKnownPairs()
{
    QCOMPARE(theme::contrast(Qt::black, Qt::white), 21.0);
    QCOMPARE(theme::contrast(Qt::white, Qt::black), 21.0);
    QCOMPARE(theme::contrast(Qt::red, Qt::red), 1.0);
    // The grey that is known to just pass on white.
    QVERIFY(theme::contrast(QColor(0x76, 0x76, 0x76), Qt::white) >= readable);
    QVERIFY(theme::contrast(QColor(0x77, 0x77, 0x77), Qt::white) < readable);
}

void tst_Theme::tellsLightFromDark()
{
    QVERIFY(!theme::isDark(theme::lightPalette()));
    QVERIFY(theme::isDark(theme::darkPalette()));
}

void tst_Theme::readableColors_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << theme::lightPalette();
    QTest::newRow("dark") << theme::darkPalette();
}

void tst_Theme::readableColors()
{
    QFETCH(const QPalette, palette);
    using Tone = FileBadge::Tone;
    for (const Tone tone : {Tone::Neutral, Tone::Positive, Tone::Busy, Tone::Warning, Tone::Critical}) {
        const theme::ToneColors colors = theme::toneColors(tone, palette);
        QVERIFY2(theme::contrast(colors.text, colors.background) >= readable,
                 qPrintable(QString::number(static_cast<int>(tone))));
    }
    for (const QPalette::ColorRole background : {QPalette::Window, QPalette::Base, QPalette::AlternateBase}) {
        QVERIFY(theme::contrast(theme::secondaryText(palette), palette.color(background)) >= readable);
        QVERIFY(theme::contrast(palette.color(QPalette::Text), palette.color(background)) >= readable);
        QVERIFY(theme::contrast(palette.color(QPalette::Link), palette.color(background)) >= readable);
    }
    QVERIFY(theme::contrast(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)) >= readable);
    QVERIFY(theme::contrast(palette.color(QPalette::ButtonText), palette.color(QPalette::Button)) >= readable);
}

QTEST_GUILESS_MAIN(tst_Theme)
#include "tst_theme.moc"
