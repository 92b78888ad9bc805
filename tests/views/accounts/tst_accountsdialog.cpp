// SPDX-License-Identifier: Apache-2.0
#include "tests/views/scriptedprompts.h"
#include "views/accounts/accountlist.h"
#include "views/accounts/accountsdialog.h"
#include "views/widgets/messagewidget.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QNetworkAccessManager>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

const QByteArray canaryKey = "AIzaSyCANARY0123456789abcdefghijklmnopq"_ba;
const QByteArray noFiles = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"_ba;

QByteArray httpAnswer(const QByteArray &status, const QByteArray &json)
{
    return "HTTP/1.1 " + status +
           "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(json.size()) + "\r\n\r\n" +
           json;
}

/// Gives one answer to every request; an empty one means silence.
class CannedServer {
public:
    CannedServer()
    {
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::disconnected, socket, [this] { ++disconnected; });
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                received += socket->readAll();
                if (received.endsWith("\r\n\r\n"))
                    socket->write(answer);
            });
        });
        m_server.listen(QHostAddress::LocalHost);
    }

    QString url() const { return u"http://127.0.0.1:%1"_s.arg(m_server.serverPort()); }

    QByteArray answer = noFiles;
    QByteArray received;
    int disconnected = 0;

private:
    QTcpServer m_server;
};

/// A keychain that answers as told, or keeps silent.
class ScriptedStore final : public CredentialStore {
public:
    ScriptedStore()
        : CredentialStore(nullptr)
    {
    }

    CredentialResult readAnswer{CredentialStatus::NotFound, {}, MissingService::None, {}};
    CredentialResult writeAnswer{CredentialStatus::Ok, {}, MissingService::None, {}};
    CredentialResult removeAnswer{CredentialStatus::Ok, {}, MissingService::None, {}};
    bool isSilent = false;
    QList<QByteArray> written;
    int reads = 0;

    void answerLate() { finish(m_lastWrite, writeAnswer); }

private:
    void startRead(const Request &request) override
    {
        ++reads;
        if (!isSilent)
            finish(request, readAnswer);
    }

    void startWrite(const Request &request, const QByteArray &key) override
    {
        m_lastWrite = request;
        written.append(key);
        if (!isSilent)
            finish(request, writeAnswer);
    }

    void startRemove(const Request &request) override
    {
        if (!isSilent)
            finish(request, removeAnswer);
    }

    Request m_lastWrite;
};

CredentialResult credential(CredentialStatus status, MissingService missing = MissingService::None)
{
    return {status, {}, missing, {}};
}

} // namespace

Q_DECLARE_METATYPE(pollux::CredentialResult)

class tst_AccountsDialog : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void newAccountByKeyboard();
    void keyIsCheckedWhileTyped();
    void badKeyIsNotSaved();
    void refusesProfile_data();
    void refusesProfile();
    void showsOnlyWhatIsTyped();
    void storedKeyIsNotRead();

    void testKey_data();
    void testKey();
    void testOfStoredKey();
    void testStopsWhenEdited();
    void testStopsWhenClosed();

    void writeProblems_data();
    void writeProblems();
    void sessionKeyWithoutKeychain();
    void tryAgainWrites();
    void lockedKeyIsNotOverwrittenUnasked();
    void waitingOffersSession();
    void unverifiedIsSaid();

    void unsavedChangesAreAskedFor();
    void closingAsks();
    void makeActive();
    void removes();
    void removesAlthoughKeyStays();
    void sessionAccountIsReadOnly();
    void textsArePlainAndNamed();

private:
    /// What was queued before has run when this returns.
    void letQueuedCallsRun();
    Profile addProfile(const QString &name, bool withKey = false);
    void openDialog();
    template <typename Widget>
    Widget *find(const char *name) const
    {
        return m_dialog->findChild<Widget *>(QString::fromLatin1(name));
    }
    QLineEdit *edit(const char *name) const { return find<QLineEdit>(name); }
    QPushButton *button(const char *name) const { return find<QPushButton>(name); }
    void press(const char *name) { QTest::mouseClick(button(name), Qt::LeftButton); }
    void pressNoticeButton(const QString &text);
    void type(const char *field, const QString &text);
    void enterAccount(const QString &name, const QByteArray &key);
    void useServer(const CannedServer &server);
    MessageWidget *notice() const { return m_dialog->findChild<MessageWidget *>(); }
    QString message(const char *name) const { return find<QLabel>(name)->text(); }
    QString allTexts() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<ScriptedStore> m_store;
    std::unique_ptr<Accounts> m_accounts;
    std::unique_ptr<QNetworkAccessManager> m_network;
    std::unique_ptr<ScriptedPrompts> m_prompts;
    std::unique_ptr<AccountsDialog> m_dialog;
};

void tst_AccountsDialog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_folder->filePath(u"settings.ini"_s));
    m_store = std::make_unique<ScriptedStore>();
    m_accounts = std::make_unique<Accounts>(*m_settings, *m_store);
    m_network = std::make_unique<QNetworkAccessManager>();
    m_prompts = std::make_unique<ScriptedPrompts>();
}

void tst_AccountsDialog::cleanup()
{
    m_dialog.reset();
    m_prompts.reset();
    m_network.reset();
    m_accounts.reset();
    m_store.reset();
    m_settings.reset();
}

Profile tst_AccountsDialog::addProfile(const QString &name, bool withKey)
{
    Profile profile = newProfile();
    profile.name = name;
    m_accounts->save(profile);
    if (withKey)
        m_settings->setKeyWasStored(profile.id, true);
    return profile;
}

void tst_AccountsDialog::openDialog()
{
    m_dialog = std::make_unique<AccountsDialog>(*m_accounts, *m_settings, *m_network, *m_prompts);
    m_dialog->open();
    m_dialog->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
}

void tst_AccountsDialog::type(const char *field, const QString &text)
{
    edit(field)->selectAll();
    QTest::keyClicks(edit(field), text);
}

void tst_AccountsDialog::enterAccount(const QString &name, const QByteArray &key)
{
    type("nameEdit", name);
    type("keyEdit", QString::fromLatin1(key));
}

void tst_AccountsDialog::useServer(const CannedServer &server)
{
    QTest::mouseClick(find<QToolButton>("advancedToggle"), Qt::LeftButton);
    type("endpointEdit", server.url());
}

void tst_AccountsDialog::pressNoticeButton(const QString &text)
{
    for (QPushButton *choice : notice()->findChildren<QPushButton *>()) {
        if (choice->text() == text) {
            QTest::mouseClick(choice, Qt::LeftButton);
            return;
        }
    }
    QFAIL(qPrintable(u"no button “%1” beside “%2”"_s.arg(text, notice()->text())));
}

QString tst_AccountsDialog::allTexts() const
{
    QStringList texts;
    for (const QLabel *label : m_dialog->findChildren<QLabel *>())
        texts << label->text() << label->toolTip() << label->accessibleName();
    for (const QLineEdit *field : m_dialog->findChildren<QLineEdit *>())
        texts << field->text() << field->placeholderText();
    for (const Prompts::Question &question : m_prompts->questions)
        texts << question.title << question.text;
    return texts.join(u'\n');
}

void tst_AccountsDialog::newAccountByKeyboard()
{
    openDialog();
    QVERIFY(edit("nameEdit")->hasFocus());
    QTest::keyClicks(m_dialog->focusWidget(), u"Work"_s);
    QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Tab);
    QVERIFY(edit("keyEdit")->hasFocus());
    QTest::keyClicks(m_dialog->focusWidget(), QString::fromLatin1(canaryKey));
    QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Return);
    QTRY_COMPARE(notice()->kind(), MessageWidget::Kind::Success);
    QCOMPARE(m_accounts->profiles().size(), 1);
    QCOMPARE(m_accounts->activeProfile()->name, u"Work"_s);
    QCOMPARE(m_store->written, QList<QByteArray>({canaryKey}));
    QVERIFY(edit("keyEdit")->text().isEmpty());
    QVERIFY(message("keyMessage").contains("stored in the keychain"_L1));
    QVERIFY(!allTexts().contains(QString::fromLatin1(canaryKey)));
    QVERIFY(!button("saveButton")->isEnabled());
}

void tst_AccountsDialog::keyIsCheckedWhileTyped()
{
    openDialog();
    type("keyEdit", u"AIza"_s);
    QVERIFY(!message("keyMessage").contains("Character"_L1));
    QTest::keyClicks(edit("keyEdit"), u" x"_s);
    QVERIFY2(message("keyMessage").contains("Character 5 "_L1), qPrintable(message("keyMessage")));
    edit("keyEdit")->clear();
    QVERIFY(!message("keyMessage").contains("Character"_L1));
}

void tst_AccountsDialog::badKeyIsNotSaved()
{
    openDialog();
    enterAccount(u"Work"_s, "AIza x");
    press("saveButton");
    QVERIFY(edit("keyEdit")->hasFocus());
    QCOMPARE(edit("keyEdit")->selectionStart(), 4);
    QVERIFY(m_accounts->profiles().isEmpty());
    QVERIFY(m_store->written.isEmpty());
}

void tst_AccountsDialog::refusesProfile_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("name taken") << "nameEdit"_ba << u"Taken"_s << u"Another account has this name"_s;
    QTest::newRow("plain http") << "endpointEdit"_ba << u"http://host.example"_s << u"unencrypted"_s;
    QTest::newRow("no URL") << "endpointEdit"_ba << u"nonsense"_s << u"no address"_s;
    QTest::newRow("user info") << "endpointEdit"_ba << u"https://me:secret@host.example"_s << u"password"_s;
    QTest::newRow("version") << "versionEdit"_ba << u"beta"_s << u"v1beta"_s;
}

void tst_AccountsDialog::refusesProfile()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, text);
    QFETCH(QString, expected);
    addProfile(u"Taken"_s);
    openDialog();
    press("addButton");
    QTRY_VERIFY(edit("nameEdit")->text().isEmpty());
    type("nameEdit", u"New"_s);
    QTest::mouseClick(find<QToolButton>("advancedToggle"), Qt::LeftButton);
    type(field.constData(), text);
    press("saveButton");
    QVERIFY(edit(field.constData())->hasFocus());
    const auto *fieldMessage = edit(field.constData())->parentWidget()->findChild<QLabel *>();
    QVERIFY(fieldMessage->isVisible());
    QVERIFY2(fieldMessage->text().contains(expected), qPrintable(fieldMessage->text()));
    QCOMPARE(m_accounts->profiles().size(), 1);
}

void tst_AccountsDialog::showsOnlyWhatIsTyped()
{
    const Profile profile = addProfile(u"Work"_s, true);
    openDialog();
    auto *show = find<QToolButton>("showKeyButton");
    QVERIFY(!show->isEnabled()); // nothing is typed, so there is nothing to show
    type("keyEdit", u"AIza"_s);
    QTest::mouseClick(show, Qt::LeftButton);
    QCOMPARE(edit("keyEdit")->echoMode(), QLineEdit::Normal);
    press("saveButton");
    QTRY_VERIFY(edit("keyEdit")->text().isEmpty());
    QCOMPARE(edit("keyEdit")->echoMode(), QLineEdit::Password);
    QVERIFY(!show->isEnabled());
}

void tst_AccountsDialog::storedKeyIsNotRead()
{
    addProfile(u"Work"_s, true);
    addProfile(u"Other"_s);
    openDialog();
    QVERIFY(message("keyMessage").contains("stored in the keychain"_L1));
    m_dialog->findChild<AccountList *>()->setCurrentRow(1);
    QCOMPARE(edit("nameEdit")->text(), u"Other"_s);
    QVERIFY(message("keyMessage").contains("No key"_L1));
    QCOMPARE(m_store->reads, 0);
}

void tst_AccountsDialog::testKey_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("expected");
    const int success = static_cast<int>(MessageWidget::Kind::Success);
    const int error = static_cast<int>(MessageWidget::Kind::Error);
    QTest::newRow("no files") << noFiles << success << u"The key works: the project has no files yet."_s;
    QTest::newRow("files") << httpAnswer("200 OK", R"({"files":[{"name":"files/a"}]})") << success
                           << u"The key works: the project has files."_s;
    QTest::newRow("invalid") << httpAnswer("400 Bad Request",
                                           R"({"error":{"code":400,"status":"INVALID_ARGUMENT","details":
        [{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}})")
                             << error << u"The API key was not accepted. Enter a valid key in Accounts."_s;
    QTest::newRow("portal") << httpAnswer("200 OK", "<html><body>log in</body></html>") << error
                            << u"A login page or gateway answered. Log in to the network in a web browser, or check "
                               u"the endpoint in Accounts."_s;
}

void tst_AccountsDialog::testKey()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, kind);
    CannedServer server;
    server.answer = answer;
    openDialog();
    type("keyEdit", QString::fromLatin1(canaryKey)); // a test needs no name and saves nothing
    useServer(server);
    press("testButton");
    QCOMPARE(notice()->kind(), MessageWidget::Kind::Busy);
    QTRY_COMPARE(static_cast<int>(notice()->kind()), kind);
    QTEST(notice()->text(), "expected");
    QVERIFY(server.received.startsWith("GET /v1beta/files?pageSize=1 "));
    QVERIFY(server.received.toLower().contains("x-goog-api-key: " + canaryKey.toLower()));
    QVERIFY(m_accounts->profiles().isEmpty());
    QVERIFY(m_store->written.isEmpty());
}

void tst_AccountsDialog::testOfStoredKey()
{
    addProfile(u"Work"_s, true);
    m_store->readAnswer = {CredentialStatus::Ok, canaryKey, MissingService::None, {}};
    CannedServer server;
    openDialog();
    useServer(server);
    press("testButton");
    QTRY_COMPARE(notice()->kind(), MessageWidget::Kind::Success);
    QVERIFY(server.received.contains(canaryKey));
    QVERIFY(!allTexts().contains(QString::fromLatin1(canaryKey)));
}

void tst_AccountsDialog::testStopsWhenEdited()
{
    CannedServer server;
    server.answer.clear();
    openDialog();
    enterAccount(u"Work"_s, canaryKey);
    useServer(server);
    press("testButton");
    QTRY_VERIFY(!server.received.isEmpty());
    QCOMPARE(button("testButton")->text(), u"S&top test"_s);
    QTest::keyClicks(edit("keyEdit"), u"x"_s);
    QTRY_COMPARE(server.disconnected, 1);
    QCOMPARE(button("testButton")->text(), u"&Test key"_s);
    QVERIFY(notice()->isHidden());
}

void tst_AccountsDialog::testStopsWhenClosed()
{
    addProfile(u"Work"_s, true);
    m_store->readAnswer = {CredentialStatus::Ok, canaryKey, MissingService::None, {}};
    CannedServer server;
    server.answer.clear();
    openDialog();
    useServer(server);
    press("testButton");
    QTRY_VERIFY(!server.received.isEmpty());
    m_prompts->answers = {true};
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QTRY_VERIFY(!m_dialog->isVisible());
    QTRY_COMPARE(server.disconnected, 1);
}

void tst_AccountsDialog::writeProblems_data()
{
    QTest::addColumn<CredentialResult>("result");
    QTest::addColumn<QString>("expected");
    using enum CredentialStatus;
    QTest::newRow("no bus") << credential(NoService, MissingService::SessionBus) << u"D-Bus session bus"_s;
    QTest::newRow("no service") << credential(NoService, MissingService::SecretService) << u"GNOME Keyring"_s;
    QTest::newRow("no library") << credential(NoService, MissingService::SecretLibrary) << u"libsecret"_s;
    QTest::newRow("locked") << credential(Locked) << u"The keychain is locked"_s;
    QTest::newRow("failed") << credential(Failed) << u"reported a fault"_s;
}

void tst_AccountsDialog::writeProblems()
{
    QFETCH(CredentialResult, result);
    QFETCH(QString, expected);
    m_store->writeAnswer = result;
    openDialog();
    enterAccount(u"Work"_s, canaryKey);
    press("saveButton");
    QTRY_COMPARE(notice()->kind(), MessageWidget::Kind::Warning);
    QVERIFY2(notice()->text().contains(expected), qPrintable(notice()->text()));
    QCOMPARE(edit("keyEdit")->text(), QString::fromLatin1(canaryKey)); // nothing that was typed is lost
    QCOMPARE(m_accounts->profiles().size(), 1);
    QCOMPARE(notice()->findChildren<QPushButton *>().size(), 2);
}

void tst_AccountsDialog::sessionKeyWithoutKeychain()
{
    m_store->writeAnswer = credential(CredentialStatus::NoService, MissingService::SecretService);
    openDialog();
    enterAccount(u"Work"_s, canaryKey);
    press("saveButton");
    QTRY_COMPARE(notice()->kind(), MessageWidget::Kind::Warning);
    pressNoticeButton(u"Use for this session only"_s);
    const QString id = m_accounts->profiles().first().id;
    QTRY_VERIFY(m_accounts->isSessionKey(id));
    QCOMPARE(notice()->kind(), MessageWidget::Kind::Success);
    QVERIFY(edit("keyEdit")->text().isEmpty());
    QVERIFY(!m_settings->keyWasStored(id));
}

void tst_AccountsDialog::tryAgainWrites()
{
    m_store->writeAnswer = credential(CredentialStatus::Failed);
    openDialog();
    enterAccount(u"Work"_s, canaryKey);
    press("saveButton");
    QTRY_COMPARE(notice()->kind(), MessageWidget::Kind::Warning);
    m_store->writeAnswer = credential(CredentialStatus::Ok);
    pressNoticeButton(u"Try again"_s);
    QTRY_COMPARE(notice()->kind(), MessageWidget::Kind::Success);
    QCOMPARE(m_store->written, QList<QByteArray>({canaryKey, canaryKey}));
    QVERIFY(m_prompts->questions.isEmpty()); // there was no key that could have been lost
}

void tst_AccountsDialog::lockedKeyIsNotOverwrittenUnasked()
{
    addProfile(u"Work"_s, true);
    m_store->readAnswer = credential(CredentialStatus::Locked);
    openDialog();
    press("testButton");
    QTRY_COMPARE(notice()->kind(), MessageWidget::Kind::Warning);
    QVERIFY2(notice()->text().contains("locked"_L1), qPrintable(notice()->text()));
    type("keyEdit", QString::fromLatin1(canaryKey));
    m_prompts->answers = {false, true};
    press("saveButton");
    QTRY_COMPARE(m_prompts->questions.size(), 1);
    letQueuedCallsRun();
    QVERIFY(m_store->written.isEmpty());
    press("saveButton");
    QTRY_COMPARE(m_store->written.size(), 1);
    QCOMPARE(m_prompts->questions.size(), 2);
}

void tst_AccountsDialog::waitingOffersSession()
{
    m_store->isSilent = true;
    openDialog();
    enterAccount(u"Work"_s, canaryKey);
    press("saveButton");
    QCOMPARE(notice()->kind(), MessageWidget::Kind::Busy);
    QVERIFY(notice()->findChildren<QPushButton *>().isEmpty());
    QTRY_VERIFY(notice()->text().contains("Waiting for the keychain"_L1));
    pressNoticeButton(u"Use for this session only"_s);
    QTRY_COMPARE(notice()->kind(), MessageWidget::Kind::Success);
    QVERIFY(m_accounts->isSessionKey(m_accounts->profiles().first().id));
    const QString text = notice()->text();
    m_store->writeAnswer = credential(CredentialStatus::Failed);
    m_store->answerLate();
    letQueuedCallsRun();
    QCOMPARE(notice()->text(), text);
}

void tst_AccountsDialog::letQueuedCallsRun()
{
    bool haveRun = false;
    QMetaObject::invokeMethod(
        this, [&haveRun] { haveRun = true; }, Qt::QueuedConnection);
    QTRY_VERIFY(haveRun);
}

void tst_AccountsDialog::unverifiedIsSaid()
{
    m_store->writeAnswer = credential(CredentialStatus::Unverified);
    openDialog();
    enterAccount(u"Work"_s, canaryKey);
    press("saveButton");
    QTRY_COMPARE(notice()->kind(), MessageWidget::Kind::Warning);
    QVERIFY(notice()->text().contains("did not show it again"_L1));
    QVERIFY(edit("keyEdit")->text().isEmpty());
}

void tst_AccountsDialog::unsavedChangesAreAskedFor()
{
    addProfile(u"First"_s);
    addProfile(u"Second"_s);
    openDialog();
    auto *list = m_dialog->findChild<AccountList *>();
    type("nameEdit", u"Changed"_s);
    m_prompts->answers = {false, true};
    list->setCurrentRow(1);
    QTRY_COMPARE(m_prompts->questions.size(), 1);
    letQueuedCallsRun();
    QCOMPARE(edit("nameEdit")->text(), u"Changed"_s);
    QCOMPARE(list->currentRow(), 0);
    list->setCurrentRow(1);
    QTRY_COMPARE(edit("nameEdit")->text(), u"Second"_s);
    QCOMPARE(list->currentRow(), 1);
    QCOMPARE(m_accounts->profiles().first().name, u"First"_s);
}

void tst_AccountsDialog::closingAsks()
{
    addProfile(u"First"_s);
    openDialog();
    type("keyEdit", QString::fromLatin1(canaryKey));
    m_prompts->answers = {false, true};
    m_dialog->close();
    QTRY_COMPARE(m_prompts->questions.size(), 1);
    letQueuedCallsRun();
    QVERIFY(m_dialog->isVisible());
    m_dialog->close();
    QTRY_VERIFY(!m_dialog->isVisible());
}

void tst_AccountsDialog::makeActive()
{
    const Profile first = addProfile(u"First"_s);
    const Profile second = addProfile(u"Second"_s);
    openDialog();
    QVERIFY(!button("activateButton")->isEnabled());
    m_dialog->selectAccount(second.id);
    press("activateButton");
    QCOMPARE(m_accounts->activeProfile()->id, second.id);
    QVERIFY(!button("activateButton")->isEnabled());
    auto *list = m_dialog->findChild<AccountList *>();
    QVERIFY(list->item(1)->text().contains("active"_L1));
    QVERIFY(!list->item(0)->text().contains("active"_L1));
}

void tst_AccountsDialog::removes()
{
    const Profile first = addProfile(u"First"_s, true);
    const Profile second = addProfile(u"Second"_s);
    openDialog();
    m_prompts->answers = {false, true};
    press("removeButton");
    QTRY_COMPARE(m_prompts->questions.size(), 1);
    letQueuedCallsRun();
    QCOMPARE(m_accounts->profiles().size(), 2);
    press("removeButton");
    QTRY_COMPARE(m_accounts->profiles().size(), 1);
    QTRY_COMPARE(edit("nameEdit")->text(), u"Second"_s);
}

void tst_AccountsDialog::removesAlthoughKeyStays()
{
    addProfile(u"First"_s, true);
    m_store->removeAnswer = credential(CredentialStatus::Locked);
    openDialog();
    m_prompts->answers = {true, true};
    press("removeButton");
    QTRY_COMPARE(m_prompts->questions.size(), 2);
    QVERIFY(m_prompts->questions.last().text.contains("locked"_L1));
    QTRY_VERIFY(m_accounts->profiles().isEmpty());
    QTRY_VERIFY(edit("nameEdit")->text().isEmpty()); // a new account is offered
}

void tst_AccountsDialog::sessionAccountIsReadOnly()
{
    Profile profile = newProfile();
    profile.name = u"GEMINI_API_KEY"_s;
    m_accounts->addSessionProfile(profile, canaryKey);
    openDialog();
    QVERIFY(m_dialog->findChild<AccountList *>()->item(0)->text().contains("environment"_L1));
    QVERIFY(edit("nameEdit")->isReadOnly());
    QVERIFY(!edit("keyEdit")->isEnabled());
    QVERIFY(!button("saveButton")->isEnabled());
    QVERIFY(!allTexts().contains(QString::fromLatin1(canaryKey)));
}

void tst_AccountsDialog::textsArePlainAndNamed()
{
    addProfile(u"<b>bold</b>"_s);
    openDialog();
    for (const QLabel *label : m_dialog->findChildren<QLabel *>()) {
        if (!label->buddy())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    QList<const QWidget *> labelled;
    for (const QLabel *label : m_dialog->findChildren<QLabel *>())
        labelled.append(label->buddy());
    for (const QWidget *widget : m_dialog->findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || widget->focusProxy())
            continue;
        const auto *pressed = qobject_cast<const QAbstractButton *>(widget);
        const bool isNamed =
            !widget->accessibleName().isEmpty() || labelled.contains(widget) || (pressed && !pressed->text().isEmpty());
        QVERIFY2(isNamed, qPrintable(widget->objectName() + QLatin1String(widget->metaObject()->className())));
    }
}

QTEST_MAIN(tst_AccountsDialog)
#include "tst_accountsdialog.moc"
