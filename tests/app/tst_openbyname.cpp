// SPDX-License-Identifier: Apache-2.0
#include "tests/app/windowfixture.h"
#include "tests/views/windowparts.h"
#include "views/details/fieldvalue.h"
#include "views/files/filedetails.h"
#include "views/files/filespage.h"
#include "views/files/filestable.h"
#include "views/files/openbynamedialog.h"
#include "views/widgets/fieldmessage.h"
#include "views/window/sidebar.h"
#include "views/window/windowactions.h"

#include <QAction>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

const auto fileName = u"files/abc-123"_s;

} // namespace

/// "Open by Name…" in the whole program: what a person enters, and files that the list does not have.
class tst_OpenByName final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void showsTheFile_data();
    void showsTheFile();
    void refusesWhatIsNoName_data();
    void refusesWhatIsNoName();
    void keepsTheTextAfterAnError();
    void comesBackToTheFiles();
    void closingEndsTheRequest();

private:
    MainWindow &window() { return m_fixture->window(); }
    /// Puts a file on the server that the list, which has been read already, does not have.
    void addFile();
    OpenByNameDialog *dialog() { return m_fixture->dialog<OpenByNameDialog>(); }
    QLineEdit *field() { return dialog()->findChild<QLineEdit *>(u"name"_s); }
    /// Opens the dialog and enters this text.
    void enter(const QString &text);
    bool isShown();

    std::unique_ptr<WindowFixture> m_fixture;
};

void tst_OpenByName::init()
{
    DemoServerOptions options = testServerOptions();
    options.sampleFiles = 3;
    options.sampleStores = true;
    m_fixture = std::make_unique<WindowFixture>(options);
    QVERIFY(m_fixture->open());
    QTRY_COMPARE(m_fixture->context().files().rowCount(), 3);
}

void tst_OpenByName::cleanup()
{
    m_fixture.reset();
}

void tst_OpenByName::addFile()
{
    m_fixture->server().addFile({{u"name"_s, fileName},
                                 {u"displayName"_s, u"report.txt"_s},
                                 {u"mimeType"_s, u"text/plain"_s},
                                 {u"sizeBytes"_s, u"5"_s},
                                 {u"state"_s, u"ACTIVE"_s}});
    QCOMPARE(m_fixture->context().files().rowOf(fileName), -1);
}

void tst_OpenByName::enter(const QString &text)
{
    window().actions().openByName->trigger();
    QTRY_VERIFY(dialog());
    field()->setText(text);
    QTest::keyClick(field(), Qt::Key_Return);
}

bool tst_OpenByName::isShown()
{
    const auto &details = partOf<FileDetails>(window());
    return QTest::qWaitFor([&] { return details.isVisible() && details.shownName() == fileName; });
}

void tst_OpenByName::showsTheFile_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("id") << u"abc-123"_s;
    QTest::newRow("name") << fileName;
    QTest::newRow("URI") << u"https://generativelanguage.googleapis.com/v1beta/files/abc-123"_s;
    QTest::newRow("quoted, with white space") << u" \t\"files/abc-123\" \n"_s;
}

void tst_OpenByName::showsTheFile()
{
    QFETCH(const QString, text);
    addFile();
    enter(text);
    QVERIFY(isShown());
    QTRY_VERIFY(!dialog());
    QCOMPARE(window().filesPage().table().selectedNames(), QStringList{fileName});
    QVERIFY(window().actions().showDetails->isChecked());
    const auto *shown = partOf<FileDetails>(window()).findChild<FieldValue *>(u"displayName"_s);
    QVERIFY(shown);
    QCOMPARE(shown->value(), u"report.txt"_s);
    QCOMPARE(m_fixture->context().files().rowCount(), 4);
}

void tst_OpenByName::refusesWhatIsNoName_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("store") << u"fileSearchStores/abc"_s;
    QTest::newRow("two names") << u"files/a files/b"_s;
    QTest::newRow("another scheme") << u"file:///home/me/files/abc"_s;
}

void tst_OpenByName::refusesWhatIsNoName()
{
    QFETCH(const QString, text);
    enter(text);
    auto *message = dialog()->findChild<FieldMessage *>(u"message"_s);
    QVERIFY2(message->text().startsWith(u"This is not the name of a file."_s), qPrintable(message->text()));
    QVERIFY(dialog()->isVisible());
    QCOMPARE(field()->text(), text);
    QVERIFY(field()->isEnabled());
    field()->setText(u"abc"_s);
    QVERIFY(!message->text().startsWith(u"This is not"_s));
}

void tst_OpenByName::keepsTheTextAfterAnError()
{
    enter(fileName);
    const auto *notice = dialog()->findChild<MessageWidget *>();
    QTRY_COMPARE(notice->kind(), MessageWidget::Kind::Error);
    QVERIFY2(notice->text().startsWith(u"The file is gone, expired, or another project's."_s),
             qPrintable(notice->text()));
    QVERIFY(dialog()->isVisible());
    QCOMPARE(field()->text(), fileName);
    QCOMPARE(m_fixture->context().files().rowCount(), 3);

    addFile();
    QTest::mouseClick(dialog()->findChild<QPushButton *>(u"openButton"_s), Qt::LeftButton);
    QVERIFY(isShown());
    QTRY_VERIFY(!dialog());
}

void tst_OpenByName::comesBackToTheFiles()
{
    addFile();
    window().filesPage().findChild<QLineEdit *>()->setText(u"no such file"_s);
    QTRY_COMPARE(window().filesPage().table().model()->rowCount(), 0);
    QTRY_VERIFY(m_fixture->context().stores().rowCount() > 0);
    QVERIFY(partOf<Sidebar>(window()).chooseStore(m_fixture->context().stores().storeAt(0).name));
    QVERIFY(!window().filesPage().isVisible());
    enter(u"abc-123"_s);
    QVERIFY(isShown());
    QVERIFY(window().filesPage().isVisible());
    QCOMPARE(window().filesPage().table().selectedNames(), QStringList{fileName});
}

void tst_OpenByName::closingEndsTheRequest()
{
    addFile();
    const QRegularExpression path(u"/files/abc-123$"_s);
    const int stall = m_fixture->server().faults().add({"GET", path, {}, 0, 1, faults::stallBefore()});
    enter(fileName);
    QTRY_COMPARE(m_fixture->server().faults().fired(stall), 1);
    dialog()->reject();
    QTRY_VERIFY(!dialog());
    m_fixture->server().faults().release(stall);
    // A second try is not disturbed by the first.
    enter(fileName);
    QVERIFY(isShown());
}

QTEST_MAIN(tst_OpenByName)
#include "tst_openbyname.moc"
