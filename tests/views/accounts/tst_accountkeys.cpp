// SPDX-License-Identifier: Apache-2.0
#include "models/text/errortext.h"
#include "tests/views/accounts/accountsscene.h"

#include <QDesktopServices>

using namespace pollux;

namespace {

QByteArray httpAnswer(const QByteArray &status, const QByteArray &json)
{
    return "HTTP/1.1 " + status +
           "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(json.size()) + "\r\n\r\n" +
           json;
}

} // namespace

Q_DECLARE_METATYPE(pollux::CredentialResult)

/// Keys in the accounts dialog: testing them, writing them to the keychain, using them for the session only.
class tst_AccountKeys : public QObject, private AccountsScene {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void testKey_data();
    void testKey();
    void testBeginsAnUploadAndCancelsIt();
    void keyThatMayNotUpload_data();
    void keyThatMayNotUpload();
    void showsWhereKeysAreMade();
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

public slots:
    void openPage(const QUrl &page) { m_openedPages.append(page); }

private:
    QList<QUrl> m_openedPages;
};

void tst_AccountKeys::testKey_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("expected"); // the beginning
    const int success = static_cast<int>(MessageWidget::Kind::Success);
    const int error = static_cast<int>(MessageWidget::Kind::Error);
    QTest::newRow("no files") << noFiles << success << u"The key works: the project has no files yet."_s;
    QTest::newRow("files") << httpAnswer("200 OK", R"({"files":[{"name":"files/a"}]})") << success
                           << u"The key works: the project has files."_s;
    QTest::newRow("invalid") << httpAnswer("400 Bad Request",
                                           R"({"error":{"code":400,"status":"INVALID_ARGUMENT","details":
        [{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}})")
                             << error << u"The API key was not accepted. The service does not know this key"_s;
    QTest::newRow("old kind") << httpAnswer("401 Unauthorized", R"({"error":{"code":401,"status":"UNAUTHENTICATED",
        "message":"Expected OAuth 2 access token, login cookie or other valid authentication credential.","details":
        [{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"ACCESS_TOKEN_TYPE_UNSUPPORTED"}]}})")
                              << error
                              << u"Keys of this kind are no longer accepted. The service refuses API keys that begin "
                                 u"with AIza"_s;
    QTest::newRow("portal") << httpAnswer("200 OK", "<html><body>log in</body></html>") << error
                            << u"A gateway at 127.0.0.1 answered. Log in to the network in a web browser, or check "
                               u"the endpoint in Accounts."_s;
}

void tst_AccountKeys::testKey()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, kind);
    CannedServer server;
    server.answer = answer;
    openDialog();
    type("keyEdit", QString::fromLatin1(canaryKey)); // testing a key needs no name and saves nothing
    useServer(server);
    press("testButton");
    QCOMPARE(notice()->kind(), MessageWidget::Kind::Busy);
    QTRY_COMPARE(static_cast<int>(notice()->kind()), kind);
    QFETCH(QString, expected);
    QVERIFY2(notice()->text().startsWith(expected), qPrintable(notice()->text()));
    QVERIFY(server.received.startsWith("GET /v1beta/files?pageSize=1 "));
    QVERIFY(server.received.toLower().contains("x-goog-api-key: " + canaryKey.toLower()));
    QVERIFY(m_accounts->profiles().isEmpty());
    QVERIFY(m_store->written.isEmpty());
}

/// The upload that the test begins is cancelled, and no byte of a file is sent.
void tst_AccountKeys::testBeginsAnUploadAndCancelsIt()
{
    CannedServer server;
    openDialog();
    type("keyEdit", QString::fromLatin1(canaryKey));
    useServer(server);
    press("testButton");
    QTRY_COMPARE(notice()->kind(), MessageWidget::Kind::Success);
    const auto requests = [&server] { return server.received.toLower(); };
    QCOMPARE(requests().count("post /upload/v1beta/files http"), 1);
    QTRY_COMPARE(requests().count("x-goog-upload-command: cancel"), 1);
    QCOMPARE(requests().count("x-goog-upload-command:"), 2);
}

void tst_AccountKeys::keyThatMayNotUpload_data()
{
    QTest::addColumn<QByteArray>("startAnswer");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("expected"); // the beginning
    const int warning = static_cast<int>(MessageWidget::Kind::Warning);
    const int error = static_cast<int>(MessageWidget::Kind::Error);
    QTest::newRow("no right") << httpAnswer("403 Forbidden", R"({"error":{"code":403,"status":"PERMISSION_DENIED",
        "message":"The caller does not have permission"}})")
                              << warning << u"The key may read, may not upload."_s;
    QTest::newRow("gateway") << "HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\nContent-Length: 33\r\n\r\n"
                                "<html><title>No</title></html>   "_ba
                             << error << u"A gateway at 127.0.0.1 answered: No."_s;
    QTest::newRow("fault") << httpAnswer("500 Internal Server Error", R"({"error":{"code":500,"status":"INTERNAL"}})")
                           << error << u"The service is busy or has a fault."_s;
    QTest::newRow("headers dropped") << noFiles << error << u"The answer cannot be understood."_s;
}

void tst_AccountKeys::keyThatMayNotUpload()
{
    QFETCH(QByteArray, startAnswer);
    QFETCH(int, kind);
    QFETCH(QString, expected);
    CannedServer server;
    server.startAnswer = startAnswer;
    openDialog();
    type("keyEdit", QString::fromLatin1(canaryKey));
    useServer(server);
    press("testButton");
    QTRY_COMPARE(static_cast<int>(notice()->kind()), kind);
    QVERIFY2(notice()->text().startsWith(expected), qPrintable(notice()->text()));
    QCOMPARE(button("testButton")->text(), u"&Test key"_s);
}

void tst_AccountKeys::showsWhereKeysAreMade()
{
    CannedServer server;
    server.answer = httpAnswer("401 Unauthorized", R"({"error":{"code":401,"status":"UNAUTHENTICATED"}})");
    openDialog();
    type("keyEdit", QString::fromLatin1(canaryKey));
    useServer(server);
    press("testButton");
    QTRY_COMPARE(notice()->kind(), MessageWidget::Kind::Error);
    QDesktopServices::setUrlHandler(u"https"_s, this, "openPage");
    pressNoticeButton(u"Get a Key"_s);
    QTRY_COMPARE(m_openedPages.size(), 1);
    QDesktopServices::unsetUrlHandler(u"https"_s);
    QCOMPARE(m_openedPages, QList<QUrl>{errorActionPage(ErrorAction::MakeKey)});
}

void tst_AccountKeys::testOfStoredKey()
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

void tst_AccountKeys::testStopsWhenEdited()
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

void tst_AccountKeys::testStopsWhenClosed()
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

void tst_AccountKeys::writeProblems_data()
{
    QTest::addColumn<CredentialResult>("result");
    QTest::addColumn<QString>("expected");
    using enum CredentialStatus;
    QTest::newRow("no bus") << credential(NoService, MissingService::SessionBus)
                            << u"No system keychain is available. The key will be forgotten when you quit."_s;
    QTest::newRow("no service") << credential(NoService, MissingService::SecretService) << u"GNOME Keyring"_s;
    QTest::newRow("no library") << credential(NoService, MissingService::SecretLibrary) << u"libsecret"_s;
    QTest::newRow("locked") << credential(Locked) << u"The keychain is locked"_s;
    QTest::newRow("failed") << credential(Failed) << u"reported a fault"_s;
}

void tst_AccountKeys::writeProblems()
{
    QFETCH(CredentialResult, result);
    QFETCH(QString, expected);
    m_store->writeAnswer = result;
    openDialog();
    enterAccount(u"Work"_s, canaryKey);
    press("saveButton");
    QTRY_COMPARE(notice()->kind(), MessageWidget::Kind::Warning);
    QVERIFY2(notice()->text().contains(expected), qPrintable(notice()->text()));
    QCOMPARE(edit("keyEdit")->text(), QString::fromLatin1(canaryKey)); // the typed key stays in the field
    QCOMPARE(m_accounts->profiles().size(), 1);
    QCOMPARE(notice()->findChildren<QPushButton *>().size(), 2);
}

void tst_AccountKeys::sessionKeyWithoutKeychain()
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

void tst_AccountKeys::tryAgainWrites()
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
    QVERIFY(m_prompts->questions.isEmpty()); // no question, because no key could be lost
}

void tst_AccountKeys::lockedKeyIsNotOverwrittenUnasked()
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

void tst_AccountKeys::waitingOffersSession()
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

void tst_AccountKeys::unverifiedIsSaid()
{
    m_store->writeAnswer = credential(CredentialStatus::Unverified);
    openDialog();
    enterAccount(u"Work"_s, canaryKey);
    press("saveButton");
    QTRY_COMPARE(notice()->kind(), MessageWidget::Kind::Warning);
    QVERIFY(notice()->text().contains("did not show it again"_L1));
    QVERIFY(edit("keyEdit")->text().isEmpty());
}

QTEST_MAIN(tst_AccountKeys)
#include "tst_accountkeys.moc"
