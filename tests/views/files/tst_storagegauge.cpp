// SPDX-License-Identifier: Apache-2.0
#include "views/files/storagegauge.h"

#include "tests/unit/items/filesscene.h"
#include "views/style/theme.h"

#include <QSignalSpy>
#include <QTest>
#include <QTextDocument>

using namespace Qt::StringLiterals;
using namespace pollux;

using Tone = Badge::Tone;

namespace {

constexpr qint64 gibibyte = qint64{1024} * 1024 * 1024;
const QDateTime now(QDate(2026, 5, 4), QTime(12, 0), Qt::UTC);

QString timeAfter(int seconds)
{
    return QLocale().toString(now.addSecs(seconds).toLocalTime().time(), QLocale::ShortFormat);
}

} // namespace

class tst_StorageGauge : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void hiddenWithoutAnAccount();
    void saysWhatIsFreeAndWhenMoreIs();
    void saysThatItDoesNotKnowAll();
    void warns_data();
    void warns();
    void isAButton_data();
    void isAButton();
    void drawsBothWays();

private:
    void addFile(qint64 size, int expiry);
    void open(int files = 0);

    std::unique_ptr<FilesScene> m_scene;
    std::unique_ptr<QWidget> m_window;
    StorageGauge *m_gauge = nullptr;
};

void tst_StorageGauge::init()
{
    m_scene = std::make_unique<FilesScene>();
    m_window = std::make_unique<QWidget>();
    m_scene->model.setClock([] { return now; });
    m_gauge = new StorageGauge(m_scene->model, m_window.get());
    m_window->resize(500, 60);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void tst_StorageGauge::cleanup()
{
    m_window.reset();
    m_scene.reset();
}

void tst_StorageGauge::open(int files)
{
    m_scene->addFiles(100, files);
    m_scene->model.reset(true);
    m_scene->loadPage();
}

void tst_StorageGauge::addFile(qint64 size, int expiry)
{
    RemoteFile file = FilesScene::file(m_scene->model.rowCount());
    file.sizeBytes = size;
    file.expirationTime = Timestamp{now.toSecsSinceEpoch() + expiry, 0};
    m_scene->model.upsert(file);
}

void tst_StorageGauge::hiddenWithoutAnAccount()
{
    QVERIFY(m_gauge->isHidden());
    open();
    QVERIFY(!m_gauge->isHidden());
    m_scene->model.reset(false);
    QVERIFY(m_gauge->isHidden());
}

void tst_StorageGauge::saysWhatIsFreeAndWhenMoreIs()
{
    open();
    QTRY_COMPARE(m_gauge->text(), u"21.5 GB free"_s);
    addFile(1'400'000'000, 600);
    addFile(100, 7200);
    QTRY_COMPARE(m_gauge->text(), u"20.1 GB free; 1.4 GB more at "_s + timeAfter(600));
    QCOMPARE(m_gauge->accessibleName(), u"Storage: "_s + m_gauge->text());
    const QString details = m_gauge->accessibleDescription();
    QVERIFY2(details.startsWith(u"1.4 GB of 21.5 GB used (6 %)\n%1: "_s.arg(timeAfter(600))), qPrintable(details));
    QCOMPARE(details.count(u'\n'), 2);
    QVERIFY(m_gauge->toolTip() == Qt::convertFromPlainText(details));
    // The file has expired, even if the row still exists.
    m_scene->model.setClock([] { return now.addSecs(601); });
    QTRY_COMPARE(m_gauge->text(), u"21.5 GB free; 100 B more at "_s + timeAfter(7200));
}

void tst_StorageGauge::saysThatItDoesNotKnowAll()
{
    open(150);
    QTRY_COMPARE(m_scene->model.loading(), FilesModel::Loading::Partial);
    QTRY_VERIFY2(m_gauge->text().startsWith("at most "_L1), qPrintable(m_gauge->text()));
    QVERIFY(m_gauge->accessibleDescription().startsWith("At least "_L1));
    m_scene->loadAll();
    QTRY_VERIFY2(!m_gauge->text().startsWith("at most "_L1), qPrintable(m_gauge->text()));
}

void tst_StorageGauge::warns_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<Tone>("tone");
    QTest::newRow("80 %") << 16 * gibibyte << Tone::Neutral;
    QTest::newRow("a little more") << 16 * gibibyte + 1 << Tone::Warning;
    QTest::newRow("95 %") << 19 * gibibyte << Tone::Warning;
    QTest::newRow("more than that") << 19 * gibibyte + 1 << Tone::Critical;
    QTest::newRow("full") << 30 * gibibyte << Tone::Critical;
}

void tst_StorageGauge::warns()
{
    QFETCH(const qint64, size);
    open();
    const int width = m_gauge->sizeHint().width();
    addFile(size, 600);
    QTRY_COMPARE(m_gauge->forecast().used, size);
    QTEST(m_gauge->tone(), "tone");
    if (m_gauge->tone() != Tone::Neutral)
        QVERIFY(m_gauge->sizeHint().width() > width); // the icon needs room, too
}

void tst_StorageGauge::isAButton_data()
{
    QTest::addColumn<int>("key");
    QTest::newRow("Return") << static_cast<int>(Qt::Key_Return);
    QTest::newRow("Enter") << static_cast<int>(Qt::Key_Enter);
    QTest::newRow("Space") << static_cast<int>(Qt::Key_Space);
}

void tst_StorageGauge::isAButton()
{
    QFETCH(const int, key);
    open();
    QSignalSpy clicked(m_gauge, &QAbstractButton::clicked);
    m_gauge->setFocus();
    QVERIFY(m_gauge->hasFocus());
    QTest::keyClick(m_gauge, static_cast<Qt::Key>(key));
    QCOMPARE(clicked.size(), 1);
}

/// The used part begins at the side where reading begins.
void tst_StorageGauge::drawsBothWays()
{
    open();
    addFile(10 * gibibyte, 600);
    QTRY_COMPARE(m_gauge->forecast().used, 10 * gibibyte);
    m_gauge->resize(m_gauge->sizeHint());
    const QImage leftToRight = m_gauge->grab().toImage();
    m_gauge->setLayoutDirection(Qt::RightToLeft);
    const QImage rightToLeft = m_gauge->grab().toImage();
    const int middle = leftToRight.height() / 2;
    const QRgb full = theme::accent(m_gauge->palette()).rgb();
    const auto isFull = [&](const QImage &image, int x) { return image.pixel(x, middle) == full; };
    QVERIFY(isFull(leftToRight, 20));
    QVERIFY(isFull(rightToLeft, rightToLeft.width() - 20));
    QVERIFY(!isFull(rightToLeft, 20));
}

QTEST_MAIN(tst_StorageGauge)
#include "tst_storagegauge.moc"
