// SPDX-License-Identifier: Apache-2.0
#include "views/style/icons.h"

#include "views/style/theme.h"

#include <QGuiApplication>
#include <QImage>
#include <QSet>
#include <QTest>

using namespace pollux;
using namespace Qt::StringLiterals;

namespace {

QImage imageOf(const QIcon &icon, int side, double scale, QIcon::Mode mode = QIcon::Normal)
{
    return icon.pixmap(QSize(side, side), scale, mode).toImage().convertToFormat(QImage::Format_ARGB32);
}

/// The colour of the most opaque pixel.
QColor inkOf(const QImage &image)
{
    QColor ink(0, 0, 0, 0);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (pixel.alpha() > ink.alpha())
                ink = pixel;
        }
    }
    return ink;
}

} // namespace

class tst_Icons : public QObject {
    Q_OBJECT

private slots:
    void everyIconDraws_data();
    void everyIconDraws();
    void iconsDiffer();
    void followsThePalette();
    void fixedColor();
    void mimeTypes_data();
    void mimeTypes();
    void badges();
};

void tst_Icons::everyIconDraws_data()
{
    QTest::addColumn<int>("name");
    QTest::addColumn<double>("scale");
    for (int name = 0; name < static_cast<int>(IconName::Count); ++name) {
        for (const double scale : {1.0, 1.5, 2.0, 3.0})
            QTest::addRow("%d at %g", name, scale) << name << scale;
    }
}

void tst_Icons::everyIconDraws()
{
    QFETCH(const int, name);
    QFETCH(const double, scale);
    const QPixmap pixmap = icon(static_cast<IconName>(name)).pixmap(QSize(16, 16), scale);
    QCOMPARE(pixmap.size(), (QSizeF(16, 16) * scale).toSize());
    QCOMPARE(pixmap.devicePixelRatio(), scale);
    QVERIFY(inkOf(pixmap.toImage()).alpha() > 200);
}

void tst_Icons::iconsDiffer()
{
    QSet<QByteArray> images;
    for (int name = 0; name < static_cast<int>(IconName::Count); ++name) {
        const QImage image = imageOf(icon(static_cast<IconName>(name)), 32, 1);
        images.insert(QByteArray(reinterpret_cast<const char *>(image.constBits()), image.sizeInBytes()));
    }
    QCOMPARE(images.size(), qsizetype{static_cast<int>(IconName::Count)});
}

void tst_Icons::followsThePalette()
{
    const QIcon same = icon(IconName::Check);
    for (const QPalette &palette : {theme::lightPalette(), theme::darkPalette()}) {
        QGuiApplication::setPalette(palette);
        QCOMPARE(inkOf(imageOf(same, 48, 1)).rgb(), palette.color(QPalette::Text).rgb());
        QCOMPARE(inkOf(imageOf(same, 48, 1, QIcon::Disabled)).rgb(),
                 palette.color(QPalette::Disabled, QPalette::Text).rgb());
        QCOMPARE(inkOf(imageOf(same, 48, 1, QIcon::Selected)).rgb(), palette.color(QPalette::HighlightedText).rgb());
    }
}

void tst_Icons::fixedColor()
{
    const QColor color(0x96, 0x1f, 0x18);
    QCOMPARE(inkOf(imageOf(icon(IconName::Failed, color), 48, 2)).rgb(), color.rgb());
    QVERIFY(inkOf(imageOf(icon(IconName::Failed, color), 48, 2, QIcon::Disabled)).alpha() < 200);
}

void tst_Icons::mimeTypes_data()
{
    QTest::addColumn<QString>("mimeType");
    QTest::addColumn<int>("name");
    const auto row = [](const char *mimeType, IconName name) {
        QTest::newRow(mimeType) << QString::fromLatin1(mimeType) << static_cast<int>(name);
    };
    row("video/mp4", IconName::Video);
    row("audio/ogg", IconName::Audio);
    row("image/png", IconName::Image);
    row("application/pdf", IconName::Pdf);
    row("text/plain", IconName::Text);
    row("text/html", IconName::Text);
    row("application/json", IconName::Text);
    row("application/zip", IconName::File);
    row("videos", IconName::File);
    row("", IconName::File);
}

void tst_Icons::mimeTypes()
{
    QFETCH(const QString, mimeType);
    QFETCH(const int, name);
    QCOMPARE(static_cast<int>(iconForMimeType(mimeType)), name);
}

void tst_Icons::badges()
{
    QVERIFY(!iconForBadge(Badge::Icon::None));
    QCOMPARE(iconForBadge(Badge::Icon::Active), std::optional(IconName::Active));
    QCOMPARE(iconForBadge(Badge::Icon::Clock), std::optional(IconName::Clock));
    QCOMPARE(iconForBadge(Badge::Icon::Offline), std::optional(IconName::Offline));
    QCOMPARE(iconForBadge(Badge::Icon::Cancel), std::optional(IconName::Cancel));
}

QTEST_MAIN(tst_Icons)
#include "tst_icons.moc"
