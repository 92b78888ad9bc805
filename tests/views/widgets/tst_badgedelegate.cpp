// SPDX-License-Identifier: Apache-2.0
#include "models/items/uploads/uploadsmodel.h"
#include "views/style/theme.h"
#include "views/uploads/progressdelegate.h"
#include "views/widgets/badgedelegate.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QStandardItemModel>
#include <QTest>

#include <cmath>

using namespace pollux;
using namespace Qt::StringLiterals;

namespace {

constexpr int badgeRole = Qt::UserRole + 1;

const Badge failed = {Badge::Icon::Failed, Badge::Tone::Critical, u"Failed"_s};
const Badge plain = {Badge::Icon::None, Badge::Tone::Neutral, u"in 46 h"_s};

bool hasColor(const QImage &image, const QColor &color)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y).rgb() == color.rgb())
                return true;
        }
    }
    return false;
}

QImage painted(QStyledItemDelegate &delegate, const QModelIndex &index, QStyle::State state, const QPalette &palette)
{
    QImage image(400, 48, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(2);
    image.fill(palette.color(QPalette::Base));
    QPainter painter(&image);
    QStyleOptionViewItem option;
    option.rect = QRect(0, 0, 200, 24);
    option.palette = palette;
    option.showDecorationSelected = true; // as QTableView sets it
    option.state = QStyle::State_Enabled | QStyle::State_Active | state;
    option.font = QApplication::font();
    option.fontMetrics = QFontMetrics(option.font);
    delegate.paint(&painter, option, index);
    return image;
}

} // namespace

class tst_BadgeDelegate : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void partsStayInPlace_data();
    void partsStayInPlace();
    void mirrored();
    void paints_data();
    void paints();
    void sizeHintHoldsTheBadge();
    void percent_data();
    void percent();
    void progressOfNothingIsEmpty();
    void progressHasTwoTones();

private:
    QStandardItemModel m_model{1, 2};
};

void tst_BadgeDelegate::initTestCase()
{
    QApplication::setStyle(u"Fusion"_s);
    m_model.setData(m_model.index(0, 0), QVariant::fromValue(failed), badgeRole);
}

void tst_BadgeDelegate::partsStayInPlace_data()
{
    QTest::addColumn<Badge>("badge");
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("hasPill");
    QTest::addColumn<bool>("hasText");
    QTest::newRow("wide") << failed << 300 << true << true;
    QTest::newRow("narrow") << failed << 60 << true << true;
    QTest::newRow("icon only") << failed << 34 << true << false;
    QTest::newRow("hardly anything") << failed << 9 << true << false;
    QTest::newRow("plain text") << plain << 300 << false << true;
    QTest::newRow("nothing to say") << Badge() << 300 << false << false;
}

void tst_BadgeDelegate::partsStayInPlace()
{
    QFETCH(const Badge, badge);
    QFETCH(const int, width);
    QFETCH(const bool, hasPill);
    QFETCH(const bool, hasText);
    const QFontMetrics metrics{QApplication::font()};
    const QRect cell(100, 50, width, 30);
    for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
        const BadgeGeometry geometry = badgeGeometry(cell, metrics, badge, direction);
        QCOMPARE(!geometry.pill.isNull(), hasPill);
        QCOMPARE(!geometry.text.isNull(), hasText);
        for (const QRect &part : {geometry.pill, geometry.icon, geometry.text})
            QVERIFY(part.isNull() || cell.contains(part));
        if (!geometry.text.isNull() && hasPill)
            QVERIFY(geometry.pill.contains(geometry.text));
        if (!geometry.icon.isNull()) {
            QVERIFY(geometry.pill.contains(geometry.icon));
            QVERIFY(!geometry.icon.intersects(geometry.text));
        }
    }
    const BadgeGeometry geometry = badgeGeometry(cell, metrics, badge, Qt::LeftToRight);
    if (width == 300 && hasText)
        QCOMPARE(metrics.elidedText(badge.text, Qt::ElideRight, geometry.text.width()), badge.text);
}

void tst_BadgeDelegate::mirrored()
{
    const QFontMetrics metrics{QApplication::font()};
    const QRect cell(100, 50, 300, 30);
    const BadgeGeometry normal = badgeGeometry(cell, metrics, failed, Qt::LeftToRight);
    const BadgeGeometry mirrored = badgeGeometry(cell, metrics, failed, Qt::RightToLeft);
    QCOMPARE(normal.pill.left() - cell.left(), cell.right() - mirrored.pill.right());
    QVERIFY(mirrored.icon.left() > mirrored.text.right());
}

void tst_BadgeDelegate::paints_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << theme::lightPalette();
    QTest::newRow("dark") << theme::darkPalette();
}

void tst_BadgeDelegate::paints()
{
    QFETCH(const QPalette, palette);
    BadgeDelegate delegate(nullptr, badgeRole);
    const QModelIndex index = m_model.index(0, 0);
    const theme::ToneColors colors = theme::toneColors(failed.tone, palette);
    const QImage normal = painted(delegate, index, {}, palette);
    QVERIFY(hasColor(normal, colors.background));
    QVERIFY(hasColor(normal, palette.color(QPalette::Base)));
    const QImage selected = painted(delegate, index, QStyle::State_Selected, palette);
    QVERIFY(hasColor(selected, colors.background));
    QVERIFY(!hasColor(selected, palette.color(QPalette::Base)));
    QVERIFY(painted(delegate, index, QStyle::State_HasFocus, palette) != normal);
}

void tst_BadgeDelegate::sizeHintHoldsTheBadge()
{
    BadgeDelegate delegate(nullptr, badgeRole);
    QStyleOptionViewItem option;
    option.font = QApplication::font();
    option.fontMetrics = QFontMetrics(option.font);
    const QSize hint = delegate.sizeHint(option, m_model.index(0, 0));
    const BadgeGeometry exact = badgeGeometry(QRect(QPoint(0, 0), hint), option.fontMetrics, failed, {});
    const BadgeGeometry wide = badgeGeometry(QRect(0, 0, 500, hint.height()), option.fontMetrics, failed, {});
    QCOMPARE(exact, wide);
}

void tst_BadgeDelegate::percent_data()
{
    QTest::addColumn<double>("progress");
    QTest::addColumn<int>("percent");
    QTest::newRow("none") << 0.0 << 0;
    QTest::newRow("less than none") << -1.0 << 0;
    QTest::newRow("not a number") << std::nan("") << 0;
    QTest::newRow("a bit") << 0.009 << 0;
    QTest::newRow("half") << 0.5 << 50;
    QTest::newRow("nearly all") << 0.9999 << 99;
    QTest::newRow("all") << 1.0 << 100;
    QTest::newRow("more than all") << 1.5 << 100;
}

void tst_BadgeDelegate::percent()
{
    QFETCH(const double, progress);
    QTEST(shownPercent(progress), "percent");
}

void tst_BadgeDelegate::progressOfNothingIsEmpty()
{
    ProgressDelegate delegate;
    const QPalette palette = theme::lightPalette();
    const QModelIndex index = m_model.index(0, 1);
    const QImage empty = painted(delegate, index, {}, palette);
    m_model.setData(index, 0.5, UploadsModel::ProgressRole);
    const QImage half = painted(delegate, index, {}, palette);
    m_model.setData(index, 0.9, UploadsModel::ProgressRole);
    const QImage more = painted(delegate, index, {}, palette);
    QVERIFY(!hasColor(empty, palette.color(QPalette::Text)));
    QVERIFY(empty != half);
    QVERIFY(half != more);
}

void tst_BadgeDelegate::progressHasTwoTones()
{
    ProgressDelegate delegate;
    const QPalette palette = theme::lightPalette();
    const QColor full = theme::accent(palette);
    const QModelIndex index = m_model.index(0, 1);
    m_model.setData(index, 0.6, UploadsModel::ProgressRole);
    m_model.setData(index, 0.0, UploadsModel::ConfirmedRole);
    const QImage sent = painted(delegate, index, {}, palette);
    m_model.setData(index, 0.3, UploadsModel::ConfirmedRole);
    const QImage partlyConfirmed = painted(delegate, index, {}, palette);
    m_model.setData(index, 0.6, UploadsModel::ConfirmedRole);
    const QImage confirmed = painted(delegate, index, {}, palette);
    QVERIFY(!hasColor(sent, full));
    QVERIFY(hasColor(partlyConfirmed, full));
    QVERIFY(partlyConfirmed != confirmed);
    // Without a value for the confirmed part the bar has one tone.
    m_model.setData(index, QVariant(), UploadsModel::ConfirmedRole);
    QCOMPARE(painted(delegate, index, {}, palette), confirmed);
}

QTEST_MAIN(tst_BadgeDelegate)
#include "tst_badgedelegate.moc"
