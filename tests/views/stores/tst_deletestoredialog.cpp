// SPDX-License-Identifier: Apache-2.0
#include "views/stores/deletestoredialog.h"

#include "tests/views/storesscene.h"
#include "views/messages/messagewidget.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace pollux;
using namespace Qt::StringLiterals;

class tst_DeleteStoreDialog : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void showsWhatTheStoreHolds();
    void emptyStoreTakesOneQuestion();
    void storeThatFilledUpIsAskedAboutAgain();
    void wantsItsName_data();
    void wantsItsName();
    void withoutDisplayNameTheIdIsTyped();
    void deletesDocumentsAndStore();
    void returnWantsTheNameFirst();
    void returnLeavesAnEmptyStore();
    void returnPressesTheFocusedButton();
    void canBeStopped();
    void escapeStopsFirst();
    void listsWhatCouldNotBeDeleted();
    void readingCanBeRetried();
    void storeThatIsGoneIsAccepted();
    void textsArePlain();

private:
    void open(const QString &store);
    void waitForQuestion();
    void typeName(const QString &text);
    QPushButton *deleteButton() const { return m_dialog->findChild<QPushButton *>(u"deleteButton"_s); }
    QPushButton *stopButton() const { return m_dialog->findChild<QPushButton *>(u"stopButton"_s); }
    QLineEdit *name() const { return m_dialog->findChild<QLineEdit *>(u"name"_s); }
    MessageWidget *notice() const { return m_dialog->findChild<MessageWidget *>(); }
    QListWidget *failures() const { return m_dialog->findChild<QListWidget *>(u"failures"_s); }
    QString counts() const { return m_dialog->findChild<QLabel *>(u"counts"_s)->text(); }
    int addFault(const QByteArray &method, const QRegularExpression &path, const FaultAction &action, int times = 1);
    int documentsLeft() { return static_cast<int>(m_scene->onServer().documents(m_store).size()); }

    std::unique_ptr<StoresScene> m_scene;
    std::unique_ptr<DeleteStoreDialog> m_dialog;
    QString m_store;
};

void tst_DeleteStoreDialog::init()
{
    m_scene = std::make_unique<StoresScene>();
    m_store = m_scene->addStore(u"manuals-1"_s, u"My <i>Manuals</i>"_s);
}

void tst_DeleteStoreDialog::cleanup()
{
    m_dialog.reset();
    m_scene.reset();
}

void tst_DeleteStoreDialog::open(const QString &store)
{
    RagStore known;
    known.name = store;
    known.displayName = u"My <i>Manuals</i>"_s;
    m_dialog = std::make_unique<DeleteStoreDialog>(m_scene->client, known);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
}

void tst_DeleteStoreDialog::waitForQuestion()
{
    QTRY_VERIFY(m_dialog->findChild<QLabel *>(u"counts"_s)->isVisible());
}

void tst_DeleteStoreDialog::typeName(const QString &text)
{
    waitForQuestion();
    QTRY_VERIFY(name()->hasFocus());
    QTest::keyClicks(name(), text);
}

int tst_DeleteStoreDialog::addFault(const QByteArray &method, const QRegularExpression &path, const FaultAction &action,
                                    int times)
{
    FaultRule rule;
    rule.method = method;
    rule.path = path;
    rule.action = action;
    rule.times = times;
    return m_scene->fixture.server().faults().add(rule);
}

void tst_DeleteStoreDialog::showsWhatTheStoreHolds()
{
    m_scene->addDocuments(m_store, 3);
    open(m_store);
    QVERIFY(!deleteButton()->isEnabled());
    QCOMPARE(notice()->kind(), MessageWidget::Kind::Busy);
    waitForQuestion();
    // The dialog asks the server: the store that it was made with had no documents.
    QCOMPARE(counts(), u"It holds: 3 active · 3.0 kB"_s);
    QVERIFY(name()->isVisible());
    QVERIFY(!deleteButton()->isEnabled());
    QVERIFY(!notice()->isVisible());
}

void tst_DeleteStoreDialog::emptyStoreTakesOneQuestion()
{
    open(m_store);
    waitForQuestion();
    QCOMPARE(counts(), u"It holds no documents."_s);
    QVERIFY(!name()->isVisible());
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    QTest::mouseClick(deleteButton(), Qt::LeftButton);
    QTRY_COMPARE(accepted.size(), 1);
    QVERIFY(!m_scene->onServer().store(m_store));
}

void tst_DeleteStoreDialog::storeThatFilledUpIsAskedAboutAgain()
{
    open(m_store);
    waitForQuestion();
    m_scene->addDocuments(m_store, 2);
    QTest::mouseClick(deleteButton(), Qt::LeftButton);
    QTRY_VERIFY(name()->isVisible());
    QCOMPARE(counts(), u"It holds: 2 active · 2.0 kB"_s);
    QVERIFY(!deleteButton()->isEnabled());
    QCOMPARE(documentsLeft(), 2);
}

void tst_DeleteStoreDialog::wantsItsName_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("isEnough");
    QTest::newRow("nothing") << QString() << false;
    QTest::newRow("another") << u"Manuals"_s << false;
    QTest::newRow("other case") << u"my <i>manuals</i>"_s << false;
    QTest::newRow("display name") << u"My <i>Manuals</i>"_s << true;
    QTest::newRow("blanks around") << u" My <i>Manuals</i>  "_s << true;
    QTest::newRow("id") << u"manuals-1"_s << true;
    QTest::newRow("resource name") << u"fileSearchStores/manuals-1"_s << true;
}

void tst_DeleteStoreDialog::wantsItsName()
{
    QFETCH(const QString, typed);
    m_scene->addDocuments(m_store, 1);
    open(m_store);
    typeName(typed);
    QTEST(deleteButton()->isEnabled(), "isEnough");
    QTest::keyClicks(name(), u"!"_s);
    QVERIFY(!deleteButton()->isEnabled());
}

void tst_DeleteStoreDialog::withoutDisplayNameTheIdIsTyped()
{
    m_scene->onServer().addStore({{u"name"_s, m_store}});
    m_scene->addDocuments(m_store, 1);
    open(m_store);
    waitForQuestion();
    QVERIFY(!deleteButton()->isEnabled());
    typeName(u"manuals-1"_s);
    QVERIFY(deleteButton()->isEnabled());
}

void tst_DeleteStoreDialog::deletesDocumentsAndStore()
{
    m_scene->addDocuments(m_store, 45);
    open(m_store);
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    QSignalSpy removed(m_dialog.get(), &DeleteStoreDialog::documentRemoved);
    auto *progress = m_dialog->findChild<QProgressBar *>();
    QSignalSpy moved(progress, &QProgressBar::valueChanged);
    typeName(u"My <i>Manuals</i>"_s);
    QTest::mouseClick(deleteButton(), Qt::LeftButton);
    QVERIFY(progress->isVisible());
    QVERIFY(stopButton()->isVisible());
    QVERIFY(!name()->isVisible());
    QTRY_COMPARE(accepted.size(), 1);
    QCOMPARE(removed.size(), 45);
    QVERIFY(moved.size() > 10);
    QVERIFY(!m_scene->onServer().store(m_store));
}

void tst_DeleteStoreDialog::returnWantsTheNameFirst()
{
    m_scene->addDocuments(m_store, 1);
    open(m_store);
    typeName(u"manuals"_s);
    QTest::keyClick(name(), Qt::Key_Return);
    QVERIFY(m_dialog->isVisible());
    QVERIFY(name()->isVisible());
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    QTest::keyClicks(name(), u"-1"_s);
    QTest::keyClick(name(), Qt::Key_Return);
    QTRY_COMPARE(accepted.size(), 1);
    QVERIFY(!m_scene->onServer().store(m_store));
}

void tst_DeleteStoreDialog::returnLeavesAnEmptyStore()
{
    open(m_store);
    waitForQuestion();
    QTest::keyClick(m_dialog.get(), Qt::Key_Return);
    QTRY_VERIFY(!m_dialog->isVisible());
    QCOMPARE(m_dialog->result(), static_cast<int>(QDialog::Rejected));
    QVERIFY(m_scene->onServer().store(m_store));
}

void tst_DeleteStoreDialog::returnPressesTheFocusedButton()
{
    open(m_store);
    waitForQuestion();
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    deleteButton()->setFocus();
    QTest::keyClick(deleteButton(), Qt::Key_Return);
    QTRY_COMPARE(accepted.size(), 1);
    QVERIFY(!m_scene->onServer().store(m_store));
}

void tst_DeleteStoreDialog::canBeStopped()
{
    m_scene->addDocuments(m_store, 30);
    const int stall = addFault("DELETE", faultpaths::document(), faults::stallBefore(), 4);
    open(m_store);
    typeName(u"manuals-1"_s);
    QTest::mouseClick(deleteButton(), Qt::LeftButton);
    QTRY_COMPARE(m_scene->requests("DELETE", {}), 4);
    QTest::mouseClick(stopButton(), Qt::LeftButton);
    QVERIFY(!stopButton()->isEnabled());
    QVERIFY(m_dialog->isVisible());
    m_scene->fixture.server().faults().release(stall);
    QTRY_COMPARE(notice()->kind(), MessageWidget::Kind::Warning);
    QTRY_VERIFY(deleteButton()->isVisible());
    QCOMPARE(documentsLeft(), 26);
    QVERIFY(m_scene->onServer().store(m_store));
    // A second try deletes the rest.
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    QCOMPARE(deleteButton()->text(), u"Try Again"_s);
    QTest::mouseClick(deleteButton(), Qt::LeftButton);
    QTRY_COMPARE(accepted.size(), 1);
    QVERIFY(!m_scene->onServer().store(m_store));
}

void tst_DeleteStoreDialog::escapeStopsFirst()
{
    m_scene->addDocuments(m_store, 10);
    addFault("DELETE", faultpaths::document(), faults::stallBefore(), 4);
    open(m_store);
    typeName(u"manuals-1"_s);
    QTest::mouseClick(deleteButton(), Qt::LeftButton);
    QTRY_COMPARE(m_scene->requests("DELETE", {}), 4);
    QSignalSpy finished(m_dialog.get(), &QDialog::finished);
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QCOMPARE(finished.size(), 0);
    QVERIFY(!stopButton()->isEnabled());
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(m_dialog->result(), static_cast<int>(QDialog::Rejected));
    QVERIFY(m_scene->onServer().store(m_store));
}

void tst_DeleteStoreDialog::listsWhatCouldNotBeDeleted()
{
    m_scene->addDocuments(m_store, 5);
    addFault("DELETE", QRegularExpression(u"/documents/d002$"_s),
             faults::answer(400, R"({"error":{"code":400,"message":"locked","status":"FAILED_PRECONDITION"}})"));
    open(m_store);
    typeName(u"manuals-1"_s);
    QTest::mouseClick(deleteButton(), Qt::LeftButton);
    QTRY_VERIFY(failures()->isVisible());
    QCOMPARE(failures()->count(), 1);
    QVERIFY2(failures()->item(0)->text().startsWith(u"d002: "_s), qPrintable(failures()->item(0)->text()));
    QCOMPARE(notice()->kind(), MessageWidget::Kind::Error);
    QVERIFY(m_scene->onServer().store(m_store));
    QCOMPARE(documentsLeft(), 1);
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    QTest::mouseClick(deleteButton(), Qt::LeftButton);
    QTRY_COMPARE(accepted.size(), 1);
}

void tst_DeleteStoreDialog::readingCanBeRetried()
{
    addFault("GET", faultpaths::store(), faults::answer(403, R"({"error":{"code":403,"status":"PERMISSION_DENIED",
        "message":"API has not been used"}})"));
    open(m_store);
    QTRY_COMPARE(notice()->kind(), MessageWidget::Kind::Error);
    QVERIFY(!deleteButton()->isEnabled());
    QTest::mouseClick(notice()->findChild<QPushButton *>(), Qt::LeftButton);
    waitForQuestion();
    QVERIFY(deleteButton()->isEnabled());
}

void tst_DeleteStoreDialog::storeThatIsGoneIsAccepted()
{
    m_scene->onServer().removeStore(m_store);
    RagStore known;
    known.name = m_store;
    m_dialog = std::make_unique<DeleteStoreDialog>(m_scene->client, known);
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    m_dialog->open();
    QTRY_COMPARE(accepted.size(), 1);
}

void tst_DeleteStoreDialog::textsArePlain()
{
    m_scene->addDocuments(m_store, 1);
    open(m_store);
    waitForQuestion();
    for (const QLabel *label : m_dialog->findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
    QVERIFY(m_dialog->findChildren<QLabel *>().constFirst()->text().contains(u"<i>Manuals</i>"_s));
}

QTEST_MAIN(tst_DeleteStoreDialog)
#include "tst_deletestoredialog.moc"
