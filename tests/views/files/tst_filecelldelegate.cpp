// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/filesmodel.h"
#include "tests/views/hostilenames.h"
#include "views/files/filestable.h"
#include "views/style/theme.h"

#include <QApplication>
#include <QHeaderView>
#include <QStandardItemModel>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

/// The number of pixels with exactly this colour in a part of the image.
int countOf(const QImage &image, const QRect &part, const QColor &color)
{
    int count = 0;
    for (int y = part.top(); y <= part.bottom(); ++y) {
        for (int x = part.left(); x <= part.right(); ++x)
            count += image.pixelColor(x, y) == color ? 1 : 0;
    }
    return count;
}

} // namespace

/// FileCellDelegate in the table that uses it.
class tst_FileCellDelegate : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void marksMatches_data();
    void marksMatches();
    void marksCanBeRead_data();
    void marksCanBeRead();
    void marksSelectedRowsToo();
    void longTextsAreElided();
    void followsTheFont();
    void hostileNamesKeepTheRowHeight();
    void mirrorsForRightToLeft();

private:
    void setText(FilesModel::Column column, const QString &text);
    QImage picture();
    QRect cell(FilesModel::Column column) const { return m_table->visualRect(m_model->index(0, column)); }
    QColor markColor() const { return theme::toneColors(Badge::Tone::Warning, m_table->palette()).background; }

    std::unique_ptr<QStandardItemModel> m_model;
    std::unique_ptr<FilesTable> m_table;
};

void tst_FileCellDelegate::init()
{
    QApplication::setStyle(u"fusion"_s);
    m_model = std::make_unique<QStandardItemModel>(2, FilesModel::ColumnCount);
    m_table = std::make_unique<FilesTable>();
    m_table->setPalette(theme::lightPalette());
    m_table->setModel(m_model.get());
    for (int column = 0; column < FilesModel::ColumnCount; ++column)
        m_table->setColumnHidden(column, false);
    m_table->resize(2600, 200);
    m_table->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_table.get()));
}

void tst_FileCellDelegate::cleanup()
{
    m_table.reset();
    m_model.reset();
}

void tst_FileCellDelegate::setText(FilesModel::Column column, const QString &text)
{
    m_model->setData(m_model->index(0, column), text);
}

QImage tst_FileCellDelegate::picture()
{
    return m_table->viewport()->grab().toImage();
}

void tst_FileCellDelegate::marksMatches_data()
{
    QTest::addColumn<FilesModel::Column>("column");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isMarked");
    QTest::newRow("name") << FilesModel::NameColumn << u"my Report.pdf"_s << true;
    QTest::newRow("type") << FilesModel::TypeColumn << u"x/report"_s << true;
    QTest::newRow("resource name") << FilesModel::ResourceNameColumn << u"files/rep"_s << true;
    QTest::newRow("hash") << FilesModel::HashColumn << u"rep"_s << true;
    QTest::newRow("another name") << FilesModel::NameColumn << u"my file.pdf"_s << false;
    QTest::newRow("a column that is not searched") << FilesModel::SourceColumn << u"rep"_s << false;
}

void tst_FileCellDelegate::marksMatches()
{
    QFETCH(FilesModel::Column, column);
    QFETCH(QString, text);
    setText(column, text);
    QCOMPARE(countOf(picture(), cell(column), markColor()), 0);
    m_table->setMarkedText(u"rEP"_s);
    QTEST(countOf(picture(), cell(column), markColor()) > 20, "isMarked");
    m_table->setMarkedText({});
    QCOMPARE(countOf(picture(), cell(column), markColor()), 0);
}

void tst_FileCellDelegate::marksCanBeRead_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << theme::lightPalette();
    QTest::newRow("dark") << theme::darkPalette();
}

/// Both colours of the mark are in the image, and their contrast is high enough.
void tst_FileCellDelegate::marksCanBeRead()
{
    QFETCH(QPalette, palette);
    m_table->setPalette(palette);
    setText(FilesModel::NameColumn, u"report"_s);
    m_table->setMarkedText(u"report"_s);
    const theme::ToneColors colors = theme::toneColors(Badge::Tone::Warning, palette);
    QVERIFY(theme::contrast(colors.text, colors.background) >= 4.5);
    const QImage image = picture();
    QVERIFY(countOf(image, cell(FilesModel::NameColumn), colors.background) > 20);
    QVERIFY(countOf(image, cell(FilesModel::NameColumn), colors.text) > 20); // the underline, at least
}

void tst_FileCellDelegate::marksSelectedRowsToo()
{
    setText(FilesModel::NameColumn, u"report"_s);
    m_table->setMarkedText(u"report"_s);
    m_table->selectRow(0);
    m_table->setFocus();
    QVERIFY(countOf(picture(), cell(FilesModel::NameColumn), markColor()) > 20);
}

void tst_FileCellDelegate::longTextsAreElided()
{
    // A long name is elided before its end; other texts are elided at their end.
    setText(FilesModel::NameColumn, QString(500, u'i') + u"report"_s);
    setText(FilesModel::TypeColumn, QString(500, u'i') + u"report"_s);
    m_table->setMarkedText(u"report"_s);
    const QImage image = picture();
    QVERIFY(countOf(image, cell(FilesModel::NameColumn), markColor()) > 20);
    QCOMPARE(countOf(image, cell(FilesModel::TypeColumn), markColor()), 0);
}

void tst_FileCellDelegate::followsTheFont()
{
    setText(FilesModel::TypeColumn, u"report"_s);
    m_table->setMarkedText(u"report"_s);
    const int before = countOf(picture(), cell(FilesModel::TypeColumn), markColor());
    QFont font = m_table->font();
    font.setPointSizeF(font.pointSizeF() * 2);
    m_table->setFont(font);
    QVERIFY(countOf(picture(), cell(FilesModel::TypeColumn), markColor()) > 2 * before);
}

void tst_FileCellDelegate::hostileNamesKeepTheRowHeight()
{
    const int height = m_table->rowHeight(1);
    const QRect below(0, height, m_table->viewport()->width(), height);
    const QImage empty = picture().copy(below);
    QList<HostileName> names = hostileNames();
    names.append({"10,000 characters", QString(10000, u'w')});
    for (const HostileName &hostile : std::as_const(names)) {
        setText(FilesModel::NameColumn, hostile.name);
        setText(FilesModel::TypeColumn, hostile.name);
        QVERIFY2(m_table->rowHeight(0) == height, hostile.description);
        QVERIFY2(picture().copy(below) == empty, hostile.description);
    }
}

void tst_FileCellDelegate::mirrorsForRightToLeft()
{
    setText(FilesModel::TypeColumn, u"report"_s);
    m_table->setMarkedText(u"report"_s);
    const auto isMarkedAtTheRight = [this] {
        const QRect whole = cell(FilesModel::TypeColumn);
        const QRect right = whole.adjusted(whole.width() / 2, 0, 0, 0);
        return countOf(picture(), right, markColor()) > 20;
    };
    QVERIFY(!isMarkedAtTheRight());
    m_table->setLayoutDirection(Qt::RightToLeft);
    QVERIFY(isMarkedAtTheRight());
}

QTEST_MAIN(tst_FileCellDelegate)
#include "tst_filecelldelegate.moc"
