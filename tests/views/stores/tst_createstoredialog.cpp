// SPDX-License-Identifier: Apache-2.0
#include "views/stores/createstoredialog.h"

#include "views/messages/messagewidget.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace pollux;
using namespace Qt::StringLiterals;

class tst_CreateStoreDialog : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void asksForWhatWasTyped_data();
    void asksForWhatWasTyped();
    void asksForTheChosenModel_data();
    void asksForTheChosenModel();
    void refusesLongNames();
    void countsCharactersNotUnits();
    void asksOnce();
    void showsErrorsAndTriesAgain();
    void escapeCloses();
    void textsArePlain();

private:
    QLineEdit *name() const { return m_dialog->findChild<QLineEdit *>(u"displayName"_s); }
    QComboBox *model() const { return m_dialog->findChild<QComboBox *>(u"embeddingModel"_s); }
    QPushButton *create() const { return m_dialog->findChild<QPushButton *>(u"createButton"_s); }
    MessageWidget *notice() const { return m_dialog->findChild<MessageWidget *>(); }

    std::unique_ptr<CreateStoreDialog> m_dialog;
};

void tst_CreateStoreDialog::init()
{
    m_dialog = std::make_unique<CreateStoreDialog>();
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
}

void tst_CreateStoreDialog::cleanup()
{
    m_dialog.reset();
}

void tst_CreateStoreDialog::asksForWhatWasTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("asked");
    QTest::newRow("plain") << u"Manuals"_s << u"Manuals"_s;
    QTest::newRow("blanks around") << u"  Manuals 2 "_s << u"Manuals 2"_s;
    QTest::newRow("not ASCII") << u"Führer 指南"_s << u"Führer 指南"_s;
    QTest::newRow("none") << QString() << QString();
    QTest::newRow("blanks") << u"   "_s << QString();
    QTest::newRow("longest") << QString(512, u'x') << QString(512, u'x');
}

void tst_CreateStoreDialog::asksForWhatWasTyped()
{
    QFETCH(const QString, typed);
    QSignalSpy asked(m_dialog.get(), &CreateStoreDialog::createRequested);
    name()->setText(typed);
    QTest::keyClick(name(), Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    QTEST(asked.first().first().toString(), "asked");
    QVERIFY(m_dialog->isVisible());
}

void tst_CreateStoreDialog::asksForTheChosenModel_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<QString>("asked");
    QTest::newRow("text, which is the service's default") << 0 << QString();
    QTest::newRow("text and images") << 1 << u"models/gemini-embedding-2"_s;
}

void tst_CreateStoreDialog::asksForTheChosenModel()
{
    QFETCH(const int, index);
    QCOMPARE(model()->currentIndex(), 0);
    QCOMPARE(model()->count(), 2);
    QSignalSpy asked(m_dialog.get(), &CreateStoreDialog::createRequested);
    name()->setText(u"Manuals"_s);
    model()->setCurrentIndex(index);
    QTest::mouseClick(create(), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    QTEST(asked.first().last().toString(), "asked");
    QVERIFY(!model()->isEnabled());
    m_dialog->showError(ApiError::local(ErrorKind::Network));
    QVERIFY(model()->isEnabled());
    QCOMPARE(model()->currentIndex(), index);
}

void tst_CreateStoreDialog::refusesLongNames()
{
    QSignalSpy asked(m_dialog.get(), &CreateStoreDialog::createRequested);
    name()->setText(QString(513, u'x'));
    QVERIFY(!create()->isEnabled());
    QTest::keyClick(name(), Qt::Key_Return);
    QCOMPARE(asked.size(), 0);
    QTest::keyClick(name(), Qt::Key_Backspace);
    QVERIFY(create()->isEnabled());
}

void tst_CreateStoreDialog::countsCharactersNotUnits()
{
    name()->setText(u"😀"_s.repeated(512));
    QVERIFY(create()->isEnabled());
    name()->setText(u"😀"_s.repeated(513));
    QVERIFY(!create()->isEnabled());
}

void tst_CreateStoreDialog::asksOnce()
{
    QSignalSpy asked(m_dialog.get(), &CreateStoreDialog::createRequested);
    QTest::mouseClick(create(), Qt::LeftButton);
    QVERIFY(!create()->isEnabled());
    QVERIFY(!name()->isEnabled());
    QCOMPARE(notice()->kind(), MessageWidget::Kind::Busy);
    QTest::mouseClick(create(), Qt::LeftButton);
    QTest::keyClick(m_dialog.get(), Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
}

void tst_CreateStoreDialog::showsErrorsAndTriesAgain()
{
    QSignalSpy asked(m_dialog.get(), &CreateStoreDialog::createRequested);
    name()->setText(u"Manuals"_s);
    QTest::keyClick(name(), Qt::Key_Return);
    m_dialog->showError(ApiError::local(ErrorKind::Network));
    QVERIFY(name()->isEnabled());
    QCOMPARE(notice()->kind(), MessageWidget::Kind::Error);
    QVERIFY(!notice()->text().isEmpty());
    QCOMPARE(name()->text(), u"Manuals"_s);
    QVERIFY(name()->hasFocus());
    QTest::keyClick(name(), Qt::Key_Return);
    QCOMPARE(asked.size(), 2);
}

void tst_CreateStoreDialog::escapeCloses()
{
    QSignalSpy finished(m_dialog.get(), &QDialog::finished);
    QTest::mouseClick(create(), Qt::LeftButton);
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(m_dialog->result(), static_cast<int>(QDialog::Rejected));
}

void tst_CreateStoreDialog::textsArePlain()
{
    for (const QLabel *label : m_dialog->findChildren<QLabel *>()) {
        if (!label->buddy())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
}

QTEST_MAIN(tst_CreateStoreDialog)
#include "tst_createstoredialog.moc"
