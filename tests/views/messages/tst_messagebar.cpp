// SPDX-License-Identifier: Apache-2.0
#include "tests/views/windowparts.h"
#include "views/messages/messagebar.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QMainWindow>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace pollux;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = MessageBar::Kind;

class tst_MessageBar : public QObject {
    Q_OBJECT

private slots:
    void showsOnlyWhileThereAreMessages();
    void keepsThree_data();
    void keepsThree();
    void countsEqualMessages();
    void topicReplacesAndDismisses();
    void actionRunsOnceAndCloses();
    void escapeCloses();
    void onlySuccessLeaves_data();
    void onlySuccessLeaves();
    void focusHoldsASuccess();
    void textIsPlain();
    void wordsAndDetails();
    void passingMessagesMoveNothing();
    void lastingMessagesDoNotEnlargeTheWindow();
};

void tst_MessageBar::showsOnlyWhileThereAreMessages()
{
    MessageBar bar;
    QVERIFY(bar.isHidden());
    bar.add({Kind::Info, u"one"_s, {}, {}});
    QVERIFY(!bar.isHidden());
    bar.dismiss({});
    QVERIFY(bar.isHidden());
    QCOMPARE(textsOf(bar).size(), 0);
}

void tst_MessageBar::keepsThree_data()
{
    QTest::addColumn<QList<int>>("kinds");
    QTest::addColumn<QStringList>("left");
    const int error = static_cast<int>(Kind::Error);
    const int info = static_cast<int>(Kind::Info);
    QTest::newRow("three stay") << QList<int>{info, error, info} << QStringList{u"0"_s, u"1"_s, u"2"_s};
    QTest::newRow("the oldest that is no error leaves")
        << QList<int>{error, info, info, error} << QStringList{u"0"_s, u"2"_s, u"3"_s};
    QTest::newRow("of errors the oldest")
        << QList<int>{error, error, error, info} << QStringList{u"1"_s, u"2"_s, u"3"_s};
}

void tst_MessageBar::keepsThree()
{
    QFETCH(const QList<int>, kinds);
    QFETCH(const QStringList, left);
    MessageBar bar;
    for (qsizetype i = 0; i < kinds.size(); ++i)
        bar.add({static_cast<Kind>(kinds.at(i)), QString::number(i), {}, {}});
    QCOMPARE(textsOf(bar), left);
}

void tst_MessageBar::countsEqualMessages()
{
    MessageBar bar;
    for (int i = 0; i < 3; ++i)
        bar.add({Kind::Error, u"broken"_s, {}, {}});
    bar.add({Kind::Warning, u"broken"_s, {}, {}});
    QCOMPARE(textsOf(bar).size(), 2);
    QStringList shown;
    for (const QLabel *label : bar.findChildren<QLabel *>())
        shown.append(label->text());
    QVERIFY(shown.contains(u"×3"_s));
}

void tst_MessageBar::topicReplacesAndDismisses()
{
    MessageBar bar;
    bar.add({Kind::Error, u"first"_s, {}, u"load"_s});
    bar.add({Kind::Info, u"other"_s, {}, {}});
    bar.add({Kind::Error, u"second"_s, {}, u"load"_s});
    QCOMPARE(textsOf(bar), (QStringList{u"other"_s, u"second"_s}));
    bar.dismiss(u"load"_s);
    QCOMPARE(textsOf(bar), QStringList{u"other"_s});
}

void tst_MessageBar::actionRunsOnceAndCloses()
{
    MessageBar bar;
    int runs = 0;
    bar.add({Kind::Error,
             u"text"_s,
             {{u"Try Again"_s,
               [&runs, &bar] {
                   ++runs;
                   bar.add({Kind::Error, u"text"_s, {{u"Try Again"_s, {}}}, {}});
               }}},
             {}});
    auto *button = bar.findChild<QPushButton *>();
    QVERIFY(button);
    button->click();
    QCOMPARE(runs, 1);
    QCOMPARE(textsOf(bar), QStringList{u"text"_s});
}

void tst_MessageBar::escapeCloses()
{
    MessageBar bar;
    bar.add({Kind::Error, u"text"_s, {}, {}});
    bar.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bar));
    auto *close = bar.findChild<QToolButton *>();
    QVERIFY(close);
    QVERIFY(!close->accessibleName().isEmpty());
    QTest::keyClick(close, Qt::Key_Escape);
    QCOMPARE(textsOf(bar).size(), 0);
}

void tst_MessageBar::onlySuccessLeaves_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("leaves");
    QTest::newRow("info") << static_cast<int>(Kind::Info) << false;
    QTest::newRow("success") << static_cast<int>(Kind::Success) << true;
    QTest::newRow("warning") << static_cast<int>(Kind::Warning) << false;
    QTest::newRow("error") << static_cast<int>(Kind::Error) << false;
}

void tst_MessageBar::onlySuccessLeaves()
{
    QFETCH(const int, kind);
    QFETCH(const bool, leaves);
    QWidget window;
    auto *elsewhere = new QToolButton(&window); // has the focus, because a message with the focus stays
    MessageBar bar(&window);
    bar.move(100, 100); // away from the mouse pointer, which holds a message too
    window.show();
    elsewhere->setFocus();
    bar.setSuccessTime(1ms);
    bar.add({static_cast<Kind>(kind), u"text"_s, {}, {}});
    // When the later success has left, the time of the first message is over as well.
    bar.setSuccessTime(40ms);
    bar.add({Kind::Success, u"last"_s, {}, {}});
    QTRY_VERIFY(!textsOf(bar).contains(u"last"_s));
    QCOMPARE(textsOf(bar).size(), leaves ? 0 : 1);
}

void tst_MessageBar::focusHoldsASuccess()
{
    MessageBar bar;
    bar.setSuccessTime(1ms);
    bar.add({Kind::Success, u"held"_s, {}, {}});
    bar.show();
    bar.findChild<QToolButton *>()->setFocus();
    bar.add({Kind::Success, u"last"_s, {}, {}});
    QTRY_VERIFY(!textsOf(bar).contains(u"last"_s));
    QCOMPARE(textsOf(bar), QStringList{u"held"_s});
}

void tst_MessageBar::textIsPlain()
{
    MessageBar bar;
    bar.add({Kind::Error, u"<img src=x>"_s, {}, {}});
    for (const QLabel *label : bar.findChildren<QLabel *>()) {
        if (!label->text().isEmpty())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
}

void tst_MessageBar::wordsAndDetails()
{
    MessageBar bar;
    MessageBar::Message message{Kind::Error, u"It failed."_s, {{u"Try Again"_s, [] {}}}, {}};
    bar.add(message);
    QVERIFY(!bar.findChild<QToolButton *>(u"copyDetails"_s));
    bar.dismiss({});
    message.serverText = u"The service says: “<b>no</b>”."_s;
    message.details = u"Code: INTERNAL"_s;
    bar.add(message);
    bar.show();
    const auto labels = bar.findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(
        labels, [&](const QLabel *label) { return label->text() == message.serverText && label->isVisible(); }));
    auto *copy = bar.findChild<QToolButton *>(u"copyDetails"_s);
    QVERIFY(copy && !copy->accessibleName().isEmpty());
    copy->setFocus();
    QTest::keyClick(copy, Qt::Key_Space);
    QCOMPARE(QGuiApplication::clipboard()->text(), message.details);
    QCOMPARE(textsOf(bar).size(), 1);
}

namespace {

/// A bar above content that needs the rest of the window.
struct Scene {
    QMainWindow window;
    MessageBar *bar = new MessageBar;
    QWidget *content = new QWidget;

    Scene()
    {
        auto *centre = new QWidget;
        auto *layout = new QVBoxLayout(centre);
        layout->setSpacing(0);
        layout->addWidget(bar);
        layout->addWidget(content, 1);
        window.setCentralWidget(centre);
        content->setMinimumHeight(200);
        bar->showPassingOver(content);
        window.resize(800, 220);
        window.show();
    }
};

} // namespace

void tst_MessageBar::passingMessagesMoveNothing()
{
    Scene scene;
    QVERIFY(QTest::qWaitForWindowExposed(&scene.window));
    const QRect before = scene.content->geometry();
    scene.bar->add({.kind = Kind::Success, .text = u"One file was uploaded."_s});
    scene.bar->add({.kind = Kind::Error, .text = u"Another was not."_s});
    QCOMPARE(textsOf(*scene.bar).size(), 2);
    const MessageBar &toasts = *scene.bar->toasts();
    QTRY_VERIFY(toasts.isVisible() && toasts.height() > 40);
    QCOMPARE(scene.content->geometry(), before);
    QVERIFY(scene.bar->isHidden());
    QVERIFY(scene.content->rect().contains(toasts.geometry()));
    scene.content->resize(300, 200);
    QVERIFY(scene.content->rect().contains(toasts.geometry()));
    scene.bar->dismiss({});
    QVERIFY(toasts.isHidden());
}

void tst_MessageBar::lastingMessagesDoNotEnlargeTheWindow()
{
    Scene scene;
    QVERIFY(QTest::qWaitForWindowExposed(&scene.window));
    const QSize before = scene.window.size();
    const QSize smallest = scene.window.minimumSizeHint();
    for (const QString &topic : {u"link"_s, u"storage"_s, u"key"_s})
        scene.bar->add({.kind = Kind::Error, .text = u"This lasts."_s, .topic = topic});
    QVERIFY(!scene.bar->isHidden());
    QTRY_VERIFY(scene.bar->height() > 100);
    QCOMPARE(scene.window.minimumSizeHint(), smallest);
    QCOMPARE(scene.window.size(), before);
}

QTEST_MAIN(tst_MessageBar)
#include "tst_messagebar.moc"
