// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/dropoverlay.h"

#include <QDragEnterEvent>
#include <QFile>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace pollux;
using namespace Qt::StringLiterals;

class tst_DropOverlay : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void saysWhatWillHappen_data();
    void saysWhatWillHappen();
    void refusesWithoutAccount();
    void refusesOtherData();
    void leavingHides();
    void dropReportsPathsAsACopy();
    void refusedDropReportsNothing();
    void coversTheWindow();

private:
    bool drag(QEvent::Type type, const QMimeData &mime);
    QMimeData *mimeOf(const QStringList &names);

    QTemporaryDir m_directory;
    std::unique_ptr<QWidget> m_window;
    DropOverlay *m_overlay = nullptr;
    std::unique_ptr<QMimeData> m_mime;
    Qt::DropAction m_answeredAction = Qt::IgnoreAction;
};

void tst_DropOverlay::initTestCase()
{
    QVERIFY(m_directory.isValid());
    for (const QString &name : {u"a.txt"_s, u"b.txt"_s}) {
        QFile file(m_directory.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    QVERIFY(QDir(m_directory.path()).mkdir(u"one"_s));
    QVERIFY(QDir(m_directory.path()).mkdir(u"two"_s));
}

void tst_DropOverlay::init()
{
    m_window = std::make_unique<QWidget>();
    m_window->resize(640, 480);
    m_overlay = new DropOverlay(DropOverlay::Purpose::Upload, m_window.get());
    m_overlay->setTarget(u"Work & <b>Play</b>"_s);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void tst_DropOverlay::cleanup()
{
    m_window.reset();
}

QMimeData *tst_DropOverlay::mimeOf(const QStringList &names)
{
    QList<QUrl> urls;
    for (const QString &name : names)
        urls.append(name.contains(u':') ? QUrl(name) : QUrl::fromLocalFile(m_directory.filePath(name)));
    m_mime = std::make_unique<QMimeData>();
    m_mime->setUrls(urls);
    return m_mime.get();
}

bool tst_DropOverlay::drag(QEvent::Type type, const QMimeData &mime)
{
    const Qt::DropActions actions = Qt::CopyAction | Qt::MoveAction;
    std::unique_ptr<QDropEvent> event;
    if (type == QEvent::DragEnter)
        event = std::make_unique<QDragEnterEvent>(QPoint(9, 9), actions, &mime, Qt::LeftButton, Qt::NoModifier);
    else if (type == QEvent::DragMove)
        event = std::make_unique<QDragMoveEvent>(QPoint(9, 9), actions, &mime, Qt::LeftButton, Qt::NoModifier);
    else
        event = std::make_unique<QDropEvent>(QPointF(9, 9), actions, &mime, Qt::LeftButton, Qt::NoModifier);
    event->ignore();
    QCoreApplication::sendEvent(m_window.get(), event.get());
    m_answeredAction = event->dropAction();
    return event->isAccepted();
}

void tst_DropOverlay::saysWhatWillHappen_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QString>("sentence");
    const QString account = u"Work & <b>Play</b>"_s;
    QTest::newRow("files") << QStringList{u"a.txt"_s, u"b.txt"_s} << u"Upload 2 files to "_s + account;
    QTest::newRow("folders") << QStringList{u"one"_s, u"two"_s} << u"Upload the files in 2 folders to "_s + account;
    QTest::newRow("both") << QStringList{u"a.txt"_s, u"b.txt"_s, u"one"_s, u"two"_s}
                          << u"Upload 2 files and the files in 2 folders to "_s + account;
    QTest::newRow("others stay out") << QStringList{u"a.txt"_s, u"b.txt"_s, u"https://example.org/c"_s}
                                     << u"Upload 2 files to "_s + account;
    QTest::newRow("remote only") << QStringList{u"https://example.org/c"_s}
                                 << u"Nothing here can be uploaded: only files on this computer"_s;
}

void tst_DropOverlay::saysWhatWillHappen()
{
    QFETCH(const QStringList, names);
    QFETCH(const QString, sentence);
    const QMimeData *mime = mimeOf(names);
    QCOMPARE(m_overlay->sentence(), QString());
    QVERIFY(drag(QEvent::DragEnter, *mime));
    QTRY_COMPARE(m_overlay->sentence(), sentence);
}

void tst_DropOverlay::refusesWithoutAccount()
{
    m_overlay->setTarget(QString());
    const QMimeData *mime = mimeOf({u"a.txt"_s});
    QVERIFY(drag(QEvent::DragEnter, *mime)); // accepted, or the window would get no drag leave event
    QCOMPARE(m_overlay->sentence(), u"Add an API key first"_s);
    QVERIFY(!drag(QEvent::DragMove, *mime));
}

void tst_DropOverlay::refusesOtherData()
{
    QMimeData mime;
    mime.setText(u"words"_s);
    QVERIFY(!drag(QEvent::DragEnter, mime));
    QVERIFY(m_overlay->isHidden());
}

void tst_DropOverlay::leavingHides()
{
    QVERIFY(drag(QEvent::DragEnter, *mimeOf({u"a.txt"_s})));
    QVERIFY(m_overlay->isVisible());
    QDragLeaveEvent leave;
    QCoreApplication::sendEvent(m_window.get(), &leave);
    QVERIFY(m_overlay->isHidden());
}

void tst_DropOverlay::dropReportsPathsAsACopy()
{
    QSignalSpy spy(m_overlay, &DropOverlay::pathsDropped);
    const QMimeData *mime = mimeOf({u"a.txt"_s, u"https://example.org/c"_s});
    QVERIFY(drag(QEvent::DragEnter, *mime));
    QVERIFY(drag(QEvent::DragMove, *mime));
    QCOMPARE(m_answeredAction, Qt::CopyAction);
    QVERIFY(drag(QEvent::Drop, *mime));
    QCOMPARE(m_answeredAction, Qt::CopyAction);
    QVERIFY(m_overlay->isHidden());
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy.first().at(0).toStringList(), QStringList{m_directory.filePath(u"a.txt"_s)});
    QCOMPARE(spy.first().at(1).toInt(), 1);
}

void tst_DropOverlay::refusedDropReportsNothing()
{
    QSignalSpy spy(m_overlay, &DropOverlay::pathsDropped);
    m_overlay->setTarget(QString());
    const QMimeData *mime = mimeOf({u"a.txt"_s});
    QVERIFY(drag(QEvent::DragEnter, *mime));
    QVERIFY(!drag(QEvent::Drop, *mime));
    QVERIFY(m_overlay->isHidden());
    QCOMPARE(spy.size(), 0);
}

void tst_DropOverlay::coversTheWindow()
{
    QVERIFY(drag(QEvent::DragEnter, *mimeOf({u"a.txt"_s})));
    QCOMPARE(m_overlay->geometry(), m_window->rect());
    m_window->resize(800, 500);
    QTRY_COMPARE(m_overlay->geometry(), m_window->rect());
    QVERIFY(m_overlay->testAttribute(Qt::WA_TransparentForMouseEvents));
}

QTEST_MAIN(tst_DropOverlay)
#include "tst_dropoverlay.moc"
