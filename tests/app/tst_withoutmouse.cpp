// SPDX-License-Identifier: Apache-2.0
#include "tests/app/promptswithdialogs.h"
#include "tests/app/windowfixture.h"
#include "tests/views/windowparts.h"
#include "views/accounts/firstrunpage.h"
#include "views/chunking/chunkingdialog.h"
#include "views/developer/snippetdialog.h"
#include "views/files/expirylist.h"
#include "views/files/filedetails.h"
#include "views/files/filespage.h"
#include "views/files/filestable.h"
#include "views/stores/documentspage.h"
#include "views/window/sidebar.h"
#include "views/window/windowactions.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include <functional>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

constexpr int fileCount = 5000;
constexpr int maxTabs = 120;

QJsonObject fileNumber(int number)
{
    return {{"name"_L1, u"files/n%1"_s.arg(number, 6, 10, QChar(u'0'))},
            {"displayName"_L1, number == 4711 ? u"needle in the haystack.txt"_s : u"straw %1.txt"_s.arg(number)},
            {"mimeType"_L1, u"text/plain"_s},
            {"sizeBytes"_L1, QString::number(1000 + number)},
            {"uri"_L1, u"https://example.org/files/n%1"_s.arg(number)},
            {"state"_L1, u"ACTIVE"_s}};
}

QJsonObject failedFile()
{
    return {{"name"_L1, u"files/torn"_s},
            {"displayName"_L1, u"torn film.mp4"_s},
            {"mimeType"_L1, u"video/mp4"_s},
            {"sizeBytes"_L1, u"1234567"_s},
            {"expirationTime"_L1, QDateTime::currentDateTimeUtc().addSecs(3000).toString(Qt::ISODate)},
            {"state"_L1, u"FAILED"_s},
            {"error"_L1, QJsonObject{{"code"_L1, 3}, {"message"_L1, u"The video has no readable frames."_s}}}};
}

} // namespace

/// A first session without a mouse: every step uses only keys, from the first-run page to the list of requests. If
/// POLLUX_PICTURES names a folder, each step saves a screenshot there.
class tst_WithoutMouse final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    // The order matters: each step continues where the one before ended.
    void addsAnAccount();
    void findsAFileByAPartOfItsName();
    void seesWhyAFileFailed();
    void copiesASnippet();
    void uploadsToAStore();
    void deletesTwoFiles();
    void readsTheRequests();
    void seesWhatExpiresNext();
    void readsAnError();

private:
    MainWindow &window() { return m_fixture->window(); }
    /// Presses Tab until the focus reaches a widget that matches.
    bool tabTo(const std::function<bool(QWidget *)> &isRequested);
    bool tabToName(const QString &objectName);
    template <typename Widget>
    bool tabToA()
    {
        return tabTo([](QWidget *widget) { return qobject_cast<Widget *>(widget) != nullptr; });
    }
    static void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    static void type(const QString &text);
    /// To be called after a dialog: gives the focus back to the window, as a window manager would.
    bool isBackInWindow();
    void savePicture(const QString &name);

    std::unique_ptr<WindowFixture> m_fixture;
    int m_pictures = 0;
};

void tst_WithoutMouse::initTestCase()
{
    m_fixture = std::make_unique<WindowFixture>(testServerOptions(), std::make_unique<PromptsWithDialogs>());
    m_fixture->server().addFile(failedFile());
    for (int number = 0; number < fileCount; ++number)
        m_fixture->server().addFile(fileNumber(number));
    m_fixture->server().stores().addStore({{"name"_L1, u"fileSearchStores/shelf-1"_s}, {"displayName"_L1, u"Shelf"_s}});
    m_fixture->settings().setValue(Settings::Key::Theme, qEnvironmentVariable("POLLUX_THEME", u"system"_s));
    QVERIFY(m_fixture->openWithoutAccount());
}

void tst_WithoutMouse::cleanupTestCase()
{
    m_fixture.reset();
}

bool tst_WithoutMouse::tabTo(const std::function<bool(QWidget *)> &isRequested)
{
    for (int step = 0; step < maxTabs; ++step) {
        if (QApplication::focusWidget() && isRequested(QApplication::focusWidget()))
            return true;
        press(Qt::Key_Tab);
    }
    return false;
}

bool tst_WithoutMouse::tabToName(const QString &objectName)
{
    return tabTo([&objectName](QWidget *widget) { return widget->objectName() == objectName; });
}

void tst_WithoutMouse::press(int key, Qt::KeyboardModifiers modifiers)
{
    QWidget *receiver = QApplication::focusWidget() ? QApplication::focusWidget() : QApplication::activeWindow();
    QTest::keyClick(receiver, static_cast<Qt::Key>(key), modifiers);
}

void tst_WithoutMouse::type(const QString &text)
{
    QTest::keyClicks(QApplication::focusWidget(), text);
}

bool tst_WithoutMouse::isBackInWindow()
{
    return QTest::qWaitFor([this] {
        if (!QApplication::activeWindow())
            window().activateWindow();
        return QApplication::activeWindow() == &window();
    });
}

void tst_WithoutMouse::savePicture(const QString &name)
{
    const QString folder = qEnvironmentVariable("POLLUX_PICTURES");
    if (folder.isEmpty())
        return;
    QVERIFY(QDir().mkpath(folder));
    QWidget *shown = QApplication::activeWindow() ? QApplication::activeWindow() : &window();
    QVERIFY(shown->grab().save(QDir(folder).filePath(u"%1-%2.png"_s.arg(++m_pictures).arg(name))));
}

void tst_WithoutMouse::addsAnAccount()
{
    QTRY_VERIFY(window().findChild<FirstRunPage *>());
    QVERIFY(tabToName(u"addKeyButton"_s));
    savePicture(u"first-run"_s);
    press(Qt::Key_Space);
    QTRY_VERIFY(qobject_cast<QDialog *>(QApplication::activeWindow()));
    QVERIFY(tabToName(u"nameEdit"_s));
    type(u"Work"_s);
    QVERIFY(tabToName(u"keyEdit"_s));
    type(QString::fromLatin1(WindowFixture::key));
    QVERIFY(tabToName(u"advancedToggle"_s));
    press(Qt::Key_Space);
    QVERIFY(tabToName(u"endpointEdit"_s));
    type(m_fixture->server().baseUrl().toString());
    savePicture(u"account"_s);
    press(Qt::Key_Return);
    QTRY_COMPARE(m_fixture->context().files().loading(), FilesModel::Loading::Partial);
    press(Qt::Key_Escape);
    QVERIFY(isBackInWindow());
}

void tst_WithoutMouse::findsAFileByAPartOfItsName()
{
    press(Qt::Key_F, Qt::ControlModifier);
    type(u"haystack"_s);
    // The file is not on the first pages, so all other pages are loaded.
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->context().files().rowCount(), fileCount + 1, 60000);
    QTRY_COMPARE(window().filesPage().table().model()->rowCount(), 1);
    savePicture(u"found"_s);
    press(Qt::Key_Escape);
    QTRY_COMPARE(window().filesPage().table().model()->rowCount(), fileCount + 1);
}

void tst_WithoutMouse::seesWhyAFileFailed()
{
    press(Qt::Key_F, Qt::ControlModifier);
    type(u"torn"_s);
    QTRY_COMPARE(window().filesPage().table().model()->rowCount(), 1);
    press(Qt::Key_Down);
    QTRY_COMPARE(window().filesPage().table().selectedNames(), QStringList{u"files/torn"_s});
    if (!window().actions().showDetails->isChecked())
        press(Qt::Key_Return, Qt::AltModifier);
    const auto saysWhy = [this] {
        for (const QWidget *widget : window().findChildren<QWidget *>()) {
            if (widget->isVisible() && (widget->property("text").toString() + widget->property("plainText").toString())
                                           .contains("no readable frames"_L1))
                return true;
        }
        return false;
    };
    QTRY_VERIFY(saysWhy());
    const auto *details = window().findChild<FileDetails *>();
    // The splitter has given space to the details.
    QTRY_VERIFY(details->x() > 0 && details->parentWidget()->rect().contains(details->geometry()));
    savePicture(u"failed"_s);
}

void tst_WithoutMouse::copiesASnippet()
{
    press(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(qobject_cast<SnippetDialog *>(QApplication::activeWindow()));
    QVERIFY(tabToName(u"languages"_s));
    press(Qt::Key_End);
    QCOMPARE(m_fixture->dialog<SnippetDialog>()->language(), SnippetLanguage::Curl);
    savePicture(u"snippet"_s);
    QVERIFY(tabToName(u"copySnippet"_s));
    press(Qt::Key_Space);
    const QString copied = QApplication::clipboard()->text();
    QVERIFY(copied.contains("files/torn"_L1) && copied.contains("GEMINI_API_KEY"_L1));
    QVERIFY(!copied.contains(QLatin1StringView(WindowFixture::key)));
    press(Qt::Key_Escape);
    QVERIFY(isBackInWindow());
}

void tst_WithoutMouse::uploadsToAStore()
{
    QVERIFY(tabToName(u"storesSidebar"_s));
    press(Qt::Key_End);
    QTRY_COMPARE(partOf<Sidebar>(window()).currentStore(), u"fileSearchStores/shelf-1"_s);
    m_fixture->prompts().fileChoices = {{m_fixture->writeFile(u"notes.txt"_s, QByteArray("word ").repeated(500))}};
    press(Qt::Key_T, Qt::ControlModifier);
    QTRY_VERIFY(qobject_cast<ChunkingDialog *>(QApplication::activeWindow()));
    QVERIFY(tabToName(u"maxTokens"_s));
    press(Qt::Key_A, Qt::ControlModifier);
    type(u"64"_s);
    QVERIFY(tabToName(u"maxOverlap"_s));
    press(Qt::Key_A, Qt::ControlModifier);
    type(u"16"_s);
    auto *accept = m_fixture->dialog<ChunkingDialog>()->findChild<QPushButton *>(u"acceptButton"_s);
    QTRY_VERIFY(accept->isEnabled());
    savePicture(u"chunks"_s);
    QVERIFY(tabToName(u"acceptButton"_s));
    press(Qt::Key_Space);
    QVERIFY(isBackInWindow());
    DocumentsModel &documents = m_fixture->context().documents();
    QTRY_COMPARE_WITH_TIMEOUT(documents.rowCount(), 1, 15000);
    QTRY_COMPARE_WITH_TIMEOUT(documents.documentAt(0).state, Document::State::Active, 15000);
    const QList<QJsonObject> bodies = m_fixture->server().bodiesSentTo(":uploadToFileSearchStore");
    QCOMPARE(bodies.size(), 1);
    const QJsonObject chunking = bodies.first().value("chunkingConfig"_L1).toObject();
    QCOMPARE(chunking, (ChunkingConfig{64, 16}.toJson()));
    savePicture(u"store"_s);
}

void tst_WithoutMouse::deletesTwoFiles()
{
    QVERIFY(tabToName(u"storesSidebar"_s));
    press(Qt::Key_Home);
    QTRY_VERIFY(partOf<Sidebar>(window()).currentStore().isEmpty());
    press(Qt::Key_F, Qt::ControlModifier);
    press(Qt::Key_Escape);
    QTRY_COMPARE(window().filesPage().table().model()->rowCount(), fileCount + 1);
    press(Qt::Key_Home);
    press(Qt::Key_Down);
    press(Qt::Key_Up);
    press(Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(window().filesPage().table().selectedNames().size(), 2);
    press(Qt::Key_Delete);
    QTRY_VERIFY(qobject_cast<QDialog *>(QApplication::activeWindow()));
    savePicture(u"delete"_s);
    QVERIFY(tabToName(u"deleteButton"_s));
    press(Qt::Key_Space);
    QVERIFY(isBackInWindow());
    QTRY_COMPARE(m_fixture->context().files().rowCount(), fileCount - 1);
    QCOMPARE(m_fixture->server().files().size(), fileCount - 1);
    QTRY_VERIFY(window().findChild<FileDetails *>()->shownName().isEmpty());
}

void tst_WithoutMouse::readsTheRequests()
{
    press(Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(tabToName(u"exchanges"_s));
    press(Qt::Key_Home);
    press(Qt::Key_Down);
    const auto shown = [this] {
        QString text;
        for (const QPlainTextEdit *details : window().findChildren<QPlainTextEdit *>()) {
            if (details->isVisible())
                text += details->toPlainText();
        }
        return text;
    };
    QTRY_VERIFY2(shown().contains("x-goog-api-key"_L1, Qt::CaseInsensitive), qPrintable(shown()));
    savePicture(u"requests"_s);
    QVERIFY(!shown().contains(QLatin1StringView(WindowFixture::key)));
}

void tst_WithoutMouse::seesWhatExpiresNext()
{
    press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(qobject_cast<ExpiryList *>(QApplication::activeWindow()));
    press(Qt::Key_Home);
    press(Qt::Key_Down);
    press(Qt::Key_Up);
    savePicture(u"expiring"_s);
    press(Qt::Key_Return);
    QVERIFY(isBackInWindow());
    QTRY_COMPARE(window().filesPage().table().selectedNames(), QStringList{u"files/torn"_s});
}

void tst_WithoutMouse::readsAnError()
{
    const QByteArray body =
        R"({"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"Quota exceeded, by far."}})";
    m_fixture->server().faults().add({"GET", QRegularExpression(u"/files$"_s), {}, 0, -1, faults::answer(429, body)});
    press(Qt::Key_F5);
    QTRY_VERIFY(textsOf(partOf<MessageBar>(window())).join(u' ').contains("Too many requests"_L1));
    QTRY_VERIFY(window().findChild<QToolButton *>(u"copyDetails"_s)->visibleRegion().boundingRect().isValid());
    savePicture(u"error"_s);
    QVERIFY(tabToName(u"copyDetails"_s));
    press(Qt::Key_Space);
    QVERIFY(QApplication::clipboard()->text().contains("Quota exceeded, by far."_L1));
    m_fixture->server().faults().clear();
}

QTEST_MAIN(tst_WithoutMouse)
#include "tst_withoutmouse.moc"
