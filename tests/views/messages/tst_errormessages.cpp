// SPDX-License-Identifier: Apache-2.0
#include "tests/views/windowparts.h"
#include "views/messages/errormessages.h"

#include "views/messages/messagebar.h"
#include "views/window/windowactions.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QMainWindow>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace pollux;
using namespace Qt::StringLiterals;

class tst_ErrorMessages : public QObject {
    Q_OBJECT

private slots:
    void init();
    void buttonDoesWhatHelps_data();
    void buttonDoesWhatHelps();
    void refusedKeyIsChangedOrMade();
    void tryAgainOnlyWhereItCan();
    void saysWhatFailedAndWhy();
    void severalFailures();
    void failuresOfManyKindsHaveNoButton();

private:
    QList<QPushButton *> buttons() const { return m_bar->findChildren<QPushButton *>(); }

    std::unique_ptr<QMainWindow> m_window;
    WindowActions *m_actions = nullptr;
    MessageBar *m_bar = nullptr;
    std::unique_ptr<ErrorMessages> m_messages;
};

void tst_ErrorMessages::init()
{
    m_messages.reset();
    m_window = std::make_unique<QMainWindow>();
    m_actions = new WindowActions(*m_window);
    m_bar = new MessageBar(m_window.get());
    m_window->setCentralWidget(m_bar);
    m_messages =
        std::make_unique<ErrorMessages>(*m_bar, [this](ErrorAction action) { return m_actions->forError(action); });
    m_window->show();
}

using Command = QAction *WindowActions::*;

void tst_ErrorMessages::buttonDoesWhatHelps_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<Command>("command");
    QTest::newRow("bad key") << ErrorKind::InvalidKey << &WindowActions::accounts;
    QTest::newRow("proxy") << ErrorKind::Proxy << &WindowActions::settings;
    QTest::newRow("gone") << ErrorKind::Gone << &WindowActions::refresh;
    QTest::newRow("storage full") << ErrorKind::StorageQuota << &WindowActions::showExpiring;
}

void tst_ErrorMessages::buttonDoesWhatHelps()
{
    QFETCH(const ErrorKind, kind);
    QFETCH(const Command, command);
    QSignalSpy triggered(m_actions->*command, &QAction::triggered);
    (m_actions->*command)->setEnabled(true);
    m_messages->add(ApiError::local(kind));
    QVERIFY(!buttons().isEmpty());
    buttons().first()->setFocus();
    QTest::keyClick(buttons().first(), Qt::Key_Space);
    QCOMPARE(triggered.size(), 1);
    QCOMPARE(textsOf(*m_bar).size(), 0);
}

void tst_ErrorMessages::refusedKeyIsChangedOrMade()
{
    m_messages->add(ApiError::local(ErrorKind::InvalidKey), {{}, [] {}, {}});
    QCOMPARE(buttons().size(), 2);
    QCOMPARE(buttons().at(0)->text(), u"Change Key…"_s);
    QCOMPARE(buttons().at(1)->text(), u"Get a Key"_s);
}

void tst_ErrorMessages::tryAgainOnlyWhereItCan()
{
    m_messages->add(ApiError::local(ErrorKind::Timeout));
    QVERIFY(buttons().isEmpty());
    int tries = 0;
    m_messages->add(ApiError::local(ErrorKind::Timeout), {u"It failed."_s, [&tries] { ++tries; }, {}});
    QCOMPARE(buttons().size(), 1);
    buttons().first()->click();
    QCOMPARE(tries, 1);
    m_bar->dismiss({});
    m_messages->add(ApiError::local(ErrorKind::BadRequest), {u"It failed again."_s, [&tries] { ++tries; }, {}});
    QTRY_COMPARE(buttons().size(), 1);
    buttons().first()->click();
    QCOMPARE(tries, 2);
}

void tst_ErrorMessages::saysWhatFailedAndWhy()
{
    const ApiError error = ApiError::fromHttp(
        403, R"({"error":{"status":"PERMISSION_DENIED","message":"Caller lacks <b>it</b>. key=AIzaCANARY-secret"}})");
    m_messages->add(error, {u"The store could not be made."_s, {}, u"topic"_s});
    const QString text = textsOf(*m_bar).value(0);
    QVERIFY2(text.startsWith("The store could not be made. The key does not permit this."_L1), qPrintable(text));
    QStringList shown;
    for (const QLabel *label : m_bar->findChildren<QLabel *>())
        shown.append(label->text());
    const QString words = shown.filter(u"The service says: “Caller lacks <b>it</b>"_s).value(0);
    QVERIFY2(!words.isEmpty(), qPrintable(shown.join(u'\n')));
    m_bar->findChild<QToolButton *>(u"copyDetails"_s)->click();
    const QString details = QGuiApplication::clipboard()->text();
    QVERIFY2(details.contains("Code: PERMISSION_DENIED"_L1), qPrintable(details));
    QVERIFY(!details.contains("secret"_L1) && !words.contains("secret"_L1));
    m_bar->dismiss(u"topic"_s);
    QCOMPARE(textsOf(*m_bar).size(), 0);
}

void tst_ErrorMessages::severalFailures()
{
    QList<std::pair<QString, ApiError>> failed;
    for (int number = 0; number < 5; ++number)
        failed.append({u"files/%1\nx"_s.arg(number), ApiError::local(ErrorKind::Gone)});
    m_messages->addFailures(u"5 files could not be deleted."_s, failed);
    const QString text = textsOf(*m_bar).value(0);
    QVERIFY2(text.startsWith("5 files could not be deleted. files/0"_L1), qPrintable(text));
    QVERIFY(text.contains("files/2"_L1) && !text.contains("files/3"_L1) && !text.contains(u'\n'));
    QCOMPARE(buttons().size(), 1);
    m_bar->findChild<QToolButton *>(u"copyDetails"_s)->click();
    QVERIFY(QGuiApplication::clipboard()->text().contains("files/4"_L1));
}

void tst_ErrorMessages::failuresOfManyKindsHaveNoButton()
{
    m_messages->addFailures(u"Two failed."_s, {{u"files/a"_s, ApiError::local(ErrorKind::Gone)},
                                               {u"files/b"_s, ApiError::local(ErrorKind::InvalidKey)}});
    QVERIFY(buttons().isEmpty());
}

QTEST_MAIN(tst_ErrorMessages)
#include "tst_errormessages.moc"
