// SPDX-License-Identifier: Apache-2.0
#include "views/accounts/firstrunpage.h"

#include <QDesktopServices>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using namespace pollux;

class tst_FirstRunPage : public QObject {
    Q_OBJECT

private slots:
    void init();
    void addKey();
    void tryDemo();
    void returnAddsKey();
    void tabReachesDemo();
    void showsWhereKeysAreMade();
    void addressCanBeCopied();

public slots:
    void openPage(const QUrl &page) { m_openedPages.append(page); }

private:
    QList<QUrl> m_openedPages;
    std::unique_ptr<FirstRunPage> m_page;
    QPushButton *m_addKey = nullptr;
    QPushButton *m_demo = nullptr;
};

void tst_FirstRunPage::init()
{
    m_page = std::make_unique<FirstRunPage>();
    m_addKey = m_page->findChild<QPushButton *>(u"addKeyButton"_s);
    m_demo = m_page->findChild<QPushButton *>(u"demoButton"_s);
    m_page->show();
    m_page->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void tst_FirstRunPage::addKey()
{
    const QSignalSpy spy(m_page.get(), &FirstRunPage::addKeyRequested);
    QTest::mouseClick(m_addKey, Qt::LeftButton);
    QCOMPARE(spy.count(), 1);
}

void tst_FirstRunPage::tryDemo()
{
    const QSignalSpy addKey(m_page.get(), &FirstRunPage::addKeyRequested);
    const QSignalSpy demo(m_page.get(), &FirstRunPage::demoRequested);
    QTest::mouseClick(m_demo, Qt::LeftButton);
    QCOMPARE(demo.count(), 1);
    QCOMPARE(addKey.count(), 0);
}

void tst_FirstRunPage::returnAddsKey()
{
    const QSignalSpy spy(m_page.get(), &FirstRunPage::addKeyRequested);
    QVERIFY(m_addKey->hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(spy.count(), 1);
}

void tst_FirstRunPage::tabReachesDemo()
{
    const QSignalSpy spy(m_page.get(), &FirstRunPage::demoRequested);
    QTest::keyClick(m_addKey, Qt::Key_Tab);
    QTRY_VERIFY(m_demo->hasFocus());
    QTest::keyClick(m_demo, Qt::Key_Return);
    QCOMPARE(spy.count(), 1);
}

void tst_FirstRunPage::showsWhereKeysAreMade()
{
    QDesktopServices::setUrlHandler(u"https"_s, this, "openPage");
    QTest::mouseClick(m_page->findChild<QPushButton *>(u"getKeyButton"_s), Qt::LeftButton);
    QDesktopServices::unsetUrlHandler(u"https"_s);
    QCOMPARE(m_openedPages, QList<QUrl>{QUrl(u"https://aistudio.google.com/apikey"_s)});
}

void tst_FirstRunPage::addressCanBeCopied()
{
    const QList<QLabel *> labels = m_page->findChildren<QLabel *>();
    const auto isAddress = [](const QLabel *label) { return label->text().startsWith("https://"_L1); };
    const auto address = std::ranges::find_if(labels, isAddress);
    QVERIFY(address != labels.cend());
    QVERIFY((*address)->textInteractionFlags().testFlag(Qt::TextSelectableByKeyboard));
    QVERIFY(!(*address)->openExternalLinks());
    for (const QLabel *label : labels)
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

QTEST_MAIN(tst_FirstRunPage)
#include "tst_firstrunpage.moc"
