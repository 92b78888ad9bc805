// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/previewpage.h"

#include <QFontDatabase>
#include <QPainter>
#include <QTest>

using namespace pollux;
using namespace Qt::StringLiterals;

class tst_PreviewPage : public QObject {
    Q_OBJECT

private slots:
    void rowsCoverTheText_data();
    void rowsCoverTheText();
    void showsForeignTextHarmlessly();
    void bandsStandBehindTheirWords_data();
    void bandsStandBehindTheirWords();
};

void tst_PreviewPage::rowsCoverTheText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("rows");
    QTest::newRow("empty") << QByteArray() << 1;
    QTest::newRow("one line") << QByteArray("word") << 1;
    QTest::newRow("line breaks of three kinds") << QByteArray("a\nb\r\nc\rd") << 4;
    QTest::newRow("empty lines") << QByteArray("\n\r\n\n") << 3;
    QTest::newRow("wrapped") << QByteArray("word ").repeated(100) << -1;
    QTest::newRow("a long word") << QByteArray("文").repeated(100) << -1;
    QTest::newRow("broken bytes") << QByteArray("\xE6\x96\xFF\x80").repeated(50) << -1;
}

void tst_PreviewPage::rowsCoverTheText()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, rows);
    constexpr quint32 begin = 1000;
    const PreviewPage page(text, begin, QFontDatabase::systemFont(QFontDatabase::FixedFont), 200);
    if (rows > 0)
        QCOMPARE(page.rows().size(), static_cast<std::size_t>(rows));
    else
        QVERIFY(page.rows().size() > 2);
    quint32 at = begin;
    for (std::size_t row = 0; row < page.rows().size(); ++row) {
        QCOMPARE(page.rows()[row].begin, at);
        QVERIFY(text.isEmpty() || page.rows()[row].end > at);
        QCOMPARE(page.rowAt(at), row);
        at = page.rows()[row].end;
    }
    QCOMPARE(at, begin + static_cast<quint32>(text.size()));
    QCOMPARE(page.rowAt(at + 10), page.rows().size() - 1);
}

void tst_PreviewPage::showsForeignTextHarmlessly()
{
    const QByteArray text =
        "left \u202Eturned\u202C \x01\x1B[31m שלום עולם مرحبا 文書 😀 \xE9\xFF e\u0301\u2028next\u0085end"_ba;
    const PreviewPage page(text, 0, QFontDatabase::systemFont(QFontDatabase::FixedFont), 2000);
    QCOMPARE(page.rows().size(), std::size_t{1});
    QCOMPARE(page.rows().front().end, static_cast<quint32>(text.size()));
    QCOMPARE(page.text(0), u"left \uFFFDturned\uFFFD ␁␛[31m שלום עולם مرحبا 文書 😀 \uFFFD\uFFFD e\u0301␤next␤end"_s);
    QCOMPARE(page.offsetAt(0, 0), 0U);
}

void tst_PreviewPage::bandsStandBehindTheirWords_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("left to right") << u"one two three and four more than fit into one row"_s;
    QTest::newRow("Hebrew") << u"שלום עולם מה שלומך היום ועוד מילים"_s;
    QTest::newRow("Arabic") << u"مرحبا بالعالم هذا نص عربي طويل بعض الشيء"_s;
    QTest::newRow("mixed") << u"one שלום עולם two 12 ועוד three מילים four"_s;
    QTest::newRow("mixed, beginning at the right") << u"שלום one two עולם 12 ועוד three four"_s;
}

/// Draws the text with one word in red and checks that the red pixels are where the page places the word. Letters may
/// reach a little beyond that.
void tst_PreviewPage::bandsStandBehindTheirWords()
{
    QFETCH(const QString, text);
    constexpr int width = 120;
    const QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    const PreviewPage page(text.toUtf8(), 0, font, width);
    QVERIFY(page.rows().size() > 1);
    for (const QString &word : text.split(u' ')) {
        const auto begin = static_cast<quint32>(text.first(text.indexOf(word)).toUtf8().size());
        const auto end = begin + static_cast<quint32>(word.toUtf8().size());
        QTextLayout layout(text, font);
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout.setTextOption(option);
        QTextCharFormat red;
        red.setForeground(Qt::red);
        layout.setFormats({{static_cast<int>(text.indexOf(word)), static_cast<int>(word.size()), red}});
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine())
            line.setLineWidth(width);
        layout.endLayout();
        for (std::size_t row = 0; row < page.rows().size(); ++row) {
            QImage image(width, 40, QImage::Format_RGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            layout.lineAt(static_cast<int>(row)).draw(&painter, {});
            painter.end();
            const PreviewPage::Row place = page.rows()[row];
            const bool isHere = end > place.begin && begin < place.end;
            const std::vector<PreviewPage::Span> spans =
                isHere ? page.spans(row, std::max(begin, place.begin), std::min(end, place.end))
                       : std::vector<PreviewPage::Span>();
            int inside = 0;
            int outside = 0;
            for (int x = 0; x < width; ++x) {
                const bool isCovered = std::any_of(spans.cbegin(), spans.cend(), [x](const PreviewPage::Span &span) {
                    return x >= span.left - 1.5 && x < span.right + 0.5;
                });
                for (int y = 0; y < image.height(); ++y) {
                    const QColor color = image.pixelColor(x, y);
                    if (color.red() - color.green() > 100)
                        ++(isCovered ? inside : outside);
                }
            }
            QVERIFY2(outside <= inside / 5,
                     qPrintable(u"%1: %2 outside, %3 inside"_s.arg(word).arg(outside).arg(inside)));
            QCOMPARE(inside > 0, isHere);
            for (const PreviewPage::Span &span : spans) {
                const quint32 offset = page.offsetAt(row, (span.left + span.right) / 2);
                QVERIFY(spans.size() > 1 || (offset >= begin && offset < end) || end >= place.end);
            }
        }
    }
}

QTEST_MAIN(tst_PreviewPage)
#include "tst_previewpage.moc"
