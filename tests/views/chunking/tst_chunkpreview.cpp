// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/chunkpreview.h"

#include "views/chunking/chunktextview.h"
#include "views/messages/messagewidget.h"
#include "views/messages/placeholdermessage.h"
#include "views/style/theme.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <set>

using namespace pollux;
using namespace Qt::StringLiterals;

using State = ChunkPreview::State;

namespace {

/// Lines of different lengths whose words are their own numbers, so that the place of each word is known.
QByteArray numberedWords(int count)
{
    QByteArray text;
    for (int word = 0; word < count; ++word)
        text += "w" + QByteArray::number(word) + (word % 23 == 22 ? "\n" : word % 101 == 100 ? "\n\n" : " ");
    return text;
}

ChunkTextView *viewOf(const ChunkPreview &preview)
{
    return preview.findChild<ChunkTextView *>();
}

int rowHeight(const ChunkTextView &view)
{
    return view.fontMetrics().height() + 4;
}

/// The last byte of the text that is visible.
qint64 lastVisibleByte(ChunkTextView &view)
{
    qint64 last = -1;
    for (int y = view.viewport()->height() - 1; last < 0 && y > 0; y -= 2)
        last = view.offsetAt({view.viewport()->width() - 1, y});
    return last;
}

/// The numbers of the chunks whose bands are visible.
std::set<qint64> visibleChunks(ChunkTextView &view)
{
    std::set<qint64> chunks;
    for (int y = 3; y < view.viewport()->height(); y += rowHeight(view)) {
        for (int x = 0; x < view.viewport()->width(); x += 3)
            chunks.insert(view.chunkAt({x, y}));
    }
    chunks.erase(-1);
    return chunks;
}

} // namespace

class tst_ChunkPreview : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void countsAndTells();
    void anyChunkIsReached_data();
    void anyChunkIsReached();
    void keysGoThroughChunks();
    void scrollingShowsEveryByte_data();
    void scrollingShowsEveryByte();
    void clickMakesCurrent();
    void placeStaysWithANewConfig();
    void newConfigIsQuickOnALargeText();
    void resizingKeepsThePlace();
    void serviceDefaultHasNoBands();
    void badConfigHasNoPreview();
    void statesHaveSentences_data();
    void statesHaveSentences();
    void saysWhyThereIsNoText_data();
    void saysWhyThereIsNoText();
    void readsAgain();
    void warns();
    void paintsBands();
    void legendExplainsTheBands();
    void textIsReadable_data();
    void textIsReadable();

private:
    QString write(const QByteArray &content);
    void show(ChunkPreview &preview, const QByteArray &content, const ChunkingConfig &config = {});

    std::unique_ptr<QTemporaryDir> m_folder;
    int m_files = 0;
};

void tst_ChunkPreview::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void tst_ChunkPreview::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

QString tst_ChunkPreview::write(const QByteArray &content)
{
    QString path = m_folder->filePath(QString::number(++m_files));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("the test's file could not be written");
    return path;
}

/// Shows the widget and waits until its text is read and measured.
void tst_ChunkPreview::show(ChunkPreview &preview, const QByteArray &content, const ChunkingConfig &config)
{
    QSignalSpy measured(&preview, &ChunkPreview::measured);
    preview.resize(600, 500);
    preview.setConfig(config);
    preview.show();
    preview.setFile(write(content), u"text/plain"_s);
    QVERIFY(measured.wait(30'000));
    QCOMPARE(preview.state(), State::Shown);
}

void tst_ChunkPreview::countsAndTells()
{
    ChunkPreview preview;
    QSignalSpy measured(&preview, &ChunkPreview::measured);
    show(preview, numberedWords(1000), {64, 16});
    QCOMPARE(viewOf(preview)->chunkCount(), 21);
    const auto measure = measured.last().at(0).value<TextMeasure>();
    QCOMPARE(measure.chunks, 21);
    QCOMPARE(measure.words, 1000);
    QCOMPARE(measure.indexedWords, 1000 + 20 * 16);
    const auto *view = viewOf(preview);
    QCOMPARE(view->accessibleDescription().section(u" · "_s, 0, 1), u"Chunk 1 of 21 · 64 words"_s);
    QVERIFY(preview.findChild<QLabel *>(u"totals"_s)
                ->text()
                .startsWith(u"21 chunks · 1,000 words in the text · about 1,320 words"_s));
    QVERIFY(preview.findChild<QLabel *>(u"lengths"_s)->text().contains(u"longest 64, shortest 40"_s));
    QVERIFY(preview.findChild<MessageWidget *>()->text().isEmpty());
}

void tst_ChunkPreview::anyChunkIsReached_data()
{
    QTest::addColumn<int>("number");
    for (const int number : {0, 1, 7, 100, 554, 555})
        QTest::addRow("%d", number) << number;
}

void tst_ChunkPreview::anyChunkIsReached()
{
    QFETCH(const int, number);
    ChunkPreview preview;
    show(preview, numberedWords(100'020), {200, 20}); // more than the first piece that is loaded
    QCOMPARE(viewOf(preview)->chunkCount(), 556);
    QSignalSpy changed(viewOf(preview), &ChunkTextView::currentChunkChanged);
    viewOf(preview)->setCurrentChunk(number);
    QCOMPARE(viewOf(preview)->currentChunk(), number);
    QCOMPARE(changed.count(), number == 0 ? 0 : 1);
    auto *view = viewOf(preview);
    QVERIFY(view->accessibleDescription().startsWith(u"Chunk %1 of 556"_s.arg(number + 1)));
    QVERIFY(visibleChunks(*view).contains(number));
    viewOf(preview)->setCurrentChunk(4000);
    QCOMPARE(viewOf(preview)->currentChunk(), 555);
}

void tst_ChunkPreview::keysGoThroughChunks()
{
    ChunkPreview preview;
    show(preview, numberedWords(1000), {64, 16});
    auto *view = viewOf(preview);
    preview.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&preview));
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(viewOf(preview)->currentChunk(), 0);
    QTest::keyClick(view, Qt::Key_Down, Qt::AltModifier);
    QTest::keyClick(view, Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(viewOf(preview)->currentChunk(), 2);
    QTest::keyClick(view, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(viewOf(preview)->currentChunk(), 1);
    QTest::keyClick(view, Qt::Key_End);
    QCOMPARE(view->verticalScrollBar()->value(), view->verticalScrollBar()->maximum());
    QVERIFY(viewOf(preview)->currentChunk() > 2);
    QTest::keyClick(view, Qt::Key_Home);
    QCOMPARE(view->verticalScrollBar()->value(), 0);
    const QList<QToolButton *> buttons = preview.findChildren<QToolButton *>();
    QCOMPARE(buttons.size(), 2);
    viewOf(preview)->setCurrentChunk(20);
    QVERIFY(buttons.at(0)->isEnabled() && !buttons.at(1)->isEnabled());
}

void tst_ChunkPreview::scrollingShowsEveryByte_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("lines") << numberedWords(5000);
    QTest::newRow("one long line") << QByteArray("word ").repeated(5000);
    QTest::newRow("no space at all") << QByteArray("文").repeated(5000);
    QTest::newRow("empty lines") << 'a' + QByteArray("\n").repeated(9000) + 'b';
    QTest::newRow("lines of Windows") << QByteArray("one two\r\n\r\n").repeated(1500) + 'z';
}

void tst_ChunkPreview::scrollingShowsEveryByte()
{
    QFETCH(const QByteArray, text);
    ChunkPreview preview;
    show(preview, text, {512, 0});
    auto *view = viewOf(preview);
    qint64 seenTo = -1;
    int last = -1;
    while (last != view->verticalScrollBar()->value()) {
        last = view->verticalScrollBar()->value();
        QVERIFY(last <= seenTo + 3); // the nearest byte may be the one before a line break
        QCOMPARE(view->offsetAt({0, 3}), qint64{last});
        seenTo = lastVisibleByte(*view);
        QTest::keyClick(view, Qt::Key_PageDown);
    }
    // The last character is visible; it may have several bytes.
    const QString whole = QString::fromUtf8(text.trimmed());
    const bool endsInSpace = text.endsWith(' ');
    QCOMPARE(seenTo, whole.chopped(1).toUtf8().size() + (endsInSpace ? 1 : 0));
    QVERIFY(view->chunkAt({0, 3}) >= 0);
    QTest::keyClick(view, Qt::Key_Up);
    QVERIFY(view->verticalScrollBar()->value() < last);
}

void tst_ChunkPreview::clickMakesCurrent()
{
    ChunkPreview preview;
    show(preview, QByteArray("aaaa bbbb cccc\ndddd eeee ffff"), {2, 0});
    auto *view = viewOf(preview);
    const int secondRow = view->fontMetrics().height() + 14;
    std::set<qint64> seen;
    for (int x = 0; x < view->viewport()->width(); x += 3) {
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, {x, secondRow});
        seen.insert(viewOf(preview)->currentChunk());
    }
    QVERIFY(seen.contains(1) && seen.contains(2));
    QCOMPARE(view->chunkAt({view->viewport()->width() / 2, view->viewport()->height() - 1}), -1);
}

void tst_ChunkPreview::placeStaysWithANewConfig()
{
    ChunkPreview preview;
    show(preview, numberedWords(50'000), {200, 0});
    auto *view = viewOf(preview);
    viewOf(preview)->setCurrentChunk(100); // word 20,000
    const int place = view->verticalScrollBar()->value();
    preview.setConfig(ChunkingConfig{100, 0});
    QCOMPARE(viewOf(preview)->currentChunk(), 200);
    QCOMPARE(view->verticalScrollBar()->value(), place);
    QCOMPARE(viewOf(preview)->chunkCount(), 500);
}

void tst_ChunkPreview::newConfigIsQuickOnALargeText()
{
    ChunkPreview preview;
    QByteArray text = numberedWords(1'500'000);
    QVERIFY(text.size() > 10'000'000);
    show(preview, text, {200, 20});
    auto *view = viewOf(preview);
    viewOf(preview)->setCurrentChunk(viewOf(preview)->chunkCount() / 2);
    qint64 slowest = 0;
    for (const ChunkingConfig config : {ChunkingConfig{201, 20}, ChunkingConfig{64, 16}, ChunkingConfig{1, 0},
                                        ChunkingConfig{512, 511}, ChunkingConfig{512, 64}}) {
        QElapsedTimer timer;
        timer.start();
        preview.setConfig(config);
        view->viewport()->repaint();
        slowest = std::max(slowest, timer.elapsed());
    }
    qInfo("slowest new config painted after %lld ms", slowest);
    QVERIFY(slowest < 250); // 100 ms on an idle machine
    QSignalSpy measured(&preview, &ChunkPreview::measured);
    QTRY_VERIFY(measured.count() > 0 && measured.last().at(0).value<TextMeasure>().longestWords == 512);
    QCOMPARE(measured.last().at(0).value<TextMeasure>().chunks, viewOf(preview)->chunkCount());
    // Only the last of the configs that were set meanwhile is measured.
    QVERIFY(measured.count() <= 2);
}

void tst_ChunkPreview::resizingKeepsThePlace()
{
    ChunkPreview preview;
    show(preview, numberedWords(50'000), {200, 20});
    auto *view = viewOf(preview);
    viewOf(preview)->setCurrentChunk(120);
    const int place = view->verticalScrollBar()->value();
    for (const int width : {300, 900, 450}) {
        preview.resize(width, 500);
        QVERIFY(view->verticalScrollBar()->value() <= place && place <= lastVisibleByte(*view));
        QCOMPARE(viewOf(preview)->currentChunk(), 120);
    }
}

void tst_ChunkPreview::serviceDefaultHasNoBands()
{
    ChunkPreview preview;
    show(preview, numberedWords(1000));
    QSignalSpy measured(&preview, &ChunkPreview::measured);
    preview.setConfig(std::nullopt);
    auto *view = viewOf(preview);
    QVERIFY(visibleChunks(*view).empty());
    QCOMPARE(viewOf(preview)->chunkCount(), 0);
    QCOMPARE(viewOf(preview)->currentChunk(), -1);
    QVERIFY(view->accessibleDescription().contains(u"The service chooses the chunks"_s));
    QVERIFY(measured.wait());
    QVERIFY(preview.findChild<QLabel *>(u"totals"_s)->text().startsWith(u"1,000 words in the text"_s));
    preview.setConfig(ChunkingConfig());
    QVERIFY(!visibleChunks(*view).empty());
    QCOMPARE(viewOf(preview)->currentChunk(), 0);
}

void tst_ChunkPreview::badConfigHasNoPreview()
{
    ChunkPreview preview;
    show(preview, numberedWords(1000), {100, 0});
    viewOf(preview)->setCurrentChunk(4);
    const auto *sentence = preview.findChild<PlaceholderMessage *>();
    const auto *totals = preview.findChild<QLabel *>(u"totals"_s);
    for (const ChunkingConfig config :
         {ChunkingConfig{0, 0}, ChunkingConfig{9999, 0}, ChunkingConfig{100, 100}, ChunkingConfig{100, -1}}) {
        preview.setConfig(config);
        QVERIFY(sentence->isVisible() && !viewOf(preview)->isVisible());
        QCOMPARE(sentence->accessibleName(), u"No preview for these numbers"_s);
        QCOMPARE(totals->text(), QString());
    }
    preview.setConfig(ChunkingConfig{100, 0});
    QVERIFY(viewOf(preview)->isVisible() && !sentence->isVisible());
    QCOMPARE(viewOf(preview)->currentChunk(), 4);
    QTRY_VERIFY(totals->text().startsWith(u"10 chunks"_s));

    // The same with a file that is read while the numbers are wrong.
    preview.setConfig(ChunkingConfig{9999, 0});
    preview.setFile(write("one two"), u"text/plain"_s);
    QTRY_COMPARE(preview.state(), State::Shown);
    QCOMPARE(sentence->accessibleName(), u"No preview for these numbers"_s);
    preview.setConfig(ChunkingConfig());
    QTRY_VERIFY(totals->text().startsWith(u"1 chunk "_s));
}

void tst_ChunkPreview::statesHaveSentences_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("type");
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("title");
    QTest::newRow("PDF") << QByteArray("%PDF") << u"application/pdf"_s << State::ServiceExtracts
                         << u"A preview is not possible"_s;
    QTest::newRow("no text") << QByteArray("\0\1", 2) << u"text/plain"_s << State::Problem << u"This is no text"_s;
    QTest::newRow("too large") << QByteArray(maxChunkedTextSize + 1, 'x') << u"text/plain"_s << State::Problem
                               << u"The file is too large for a preview"_s;
    QTest::newRow("empty") << QByteArray() << u"text/plain"_s << State::Shown << QString();
}

void tst_ChunkPreview::statesHaveSentences()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QString, type);
    QFETCH(const State, state);
    QFETCH(const QString, title);
    ChunkPreview preview;
    preview.show();
    const auto *sentence = preview.findChild<PlaceholderMessage *>();
    QVERIFY(sentence->isVisible());
    preview.setFile(write(content), type);
    QTRY_COMPARE(preview.state(), state);
    QCOMPARE(sentence->isVisible(), state != State::Shown);
    QCOMPARE(sentence->isVisible() ? sentence->accessibleName() : QString(), title);
    QCOMPARE(viewOf(preview)->chunkCount(), 0);
    QCOMPARE(viewOf(preview)->currentChunk(), -1);
    preview.clear();
    QCOMPARE(preview.state(), State::NoFile);
    QVERIFY(sentence->isVisible());
}

void tst_ChunkPreview::saysWhyThereIsNoText_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("sentence");
    const QString contradiction = u"The file's type says text, but it holds bytes that no text has."_s;
    const QString content = u"The file holds bytes that no text has."_s;
    QTest::newRow("text") << u"text/plain"_s << contradiction;
    QTest::newRow("JSON") << u"application/json"_s << contradiction;
    QTest::newRow("octets") << u"application/octet-stream"_s << content;
    QTest::newRow("octets in capitals") << u"Application/Octet-Stream"_s << content;
    QTest::newRow("none") << QString() << content;
}

void tst_ChunkPreview::saysWhyThereIsNoText()
{
    QFETCH(const QString, type);
    ChunkPreview preview;
    preview.show();
    preview.setFile(write(QByteArray("\0\1", 2)), type);
    QTRY_COMPARE(preview.state(), State::Problem);
    QTEST(preview.findChild<PlaceholderMessage *>()->accessibleDescription(), "sentence");
}

void tst_ChunkPreview::readsAgain()
{
    ChunkPreview preview;
    preview.show();
    const QString path = write("words");
    QVERIFY(QFile::rename(path, path + u".away"_s));
    preview.setFile(path, u"text/plain"_s);
    QTRY_COMPARE(preview.state(), State::Problem);
    QCOMPARE(preview.findChild<PlaceholderMessage *>()->accessibleName(), u"The file cannot be read"_s);
    QVERIFY(QFile::rename(path + u".away"_s, path));
    for (QPushButton *button : preview.findChildren<QPushButton *>()) {
        if (button->isVisible())
            button->click();
    }
    QTRY_COMPARE(preview.state(), State::Shown);
    QCOMPARE(viewOf(preview)->chunkCount(), 1);
}

void tst_ChunkPreview::warns()
{
    ChunkPreview preview;
    show(preview, QByteArray("文書検索").repeated(1000));
    const auto *warning = preview.findChild<MessageWidget *>();
    QVERIFY(warning->text().contains(u"hardly any white space"_s));
    QVERIFY(warning->text().contains(u"1 chunk has more than 2,560 characters"_s));
    show(preview, numberedWords(10));
    QVERIFY(warning->text().isEmpty());
}

void tst_ChunkPreview::paintsBands()
{
    ChunkPreview preview;
    preview.setPalette(theme::lightPalette());
    show(preview, QByteArray("a a a\nb b b\nc c c\n"), {4, 1});
    auto *view = viewOf(preview);
    const QImage image = view->viewport()->grab().toImage();
    const ChunkColors colors = ChunkColors::of(preview.palette());
    std::set<QRgb> seen;
    for (int x = 0; x < image.width(); ++x) {
        for (int row = 0; row < 3; ++row)
            seen.insert(image.pixel(x, 2 + row * rowHeight(*view) + 1));
    }
    for (const QColor &color : {colors.even, colors.odd, colors.shared})
        QVERIFY(seen.contains(color.rgb()));
}

void tst_ChunkPreview::legendExplainsTheBands()
{
    ChunkPreview preview;
    preview.setPalette(theme::lightPalette());
    auto *legend = preview.findChild<QWidget *>(u"legend"_s);
    QVERIFY(legend->isHidden());
    show(preview, numberedWords(100), {4, 1});
    QVERIFY(legend->isVisible());
    const QImage image = legend->grab().toImage();
    const ChunkColors colors = ChunkColors::of(preview.palette());
    std::set<QRgb> seen;
    for (int x = 0; x < image.width(); ++x)
        seen.insert(image.pixel(x, image.height() / 2));
    for (const QColor &color : {colors.even, colors.odd, colors.shared})
        QVERIFY(seen.contains(color.rgb()));
    preview.setConfig(std::nullopt);
    QVERIFY(!legend->isVisible());
}

void tst_ChunkPreview::textIsReadable_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << theme::lightPalette();
    QTest::newRow("dark") << theme::darkPalette();
}

void tst_ChunkPreview::textIsReadable()
{
    QFETCH(const QPalette, palette);
    const ChunkColors colors = ChunkColors::of(palette);
    for (const QColor &band : {colors.even, colors.odd, colors.shared})
        QVERIFY(theme::contrast(colors.text, band) >= 4.5);
    QVERIFY(theme::contrast(colors.mark, palette.color(QPalette::Base)) >= 3);
}

QTEST_MAIN(tst_ChunkPreview)
#include "tst_chunkpreview.moc"
