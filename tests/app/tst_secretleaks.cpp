// SPDX-License-Identifier: Apache-2.0
#include "app/applog.h"
#include "models/snippets/exchangeexport.h"
#include "models/text/errortext.h"
#include "tests/app/windowfixture.h"
#include "tests/support/errorstream.h"
#include "tests/views/windowparts.h"
#include "views/chunking/chunkingdialog.h"
#include "views/developer/requestspanel.h"
#include "views/files/filespage.h"
#include "views/files/filestable.h"
#include "views/uploads/uploadspanel.h"
#include "views/window/sidebar.h"
#include "views/window/windowactions.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QJsonDocument>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QTextEdit>
#include <QToolButton>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

const auto session = "canary-of-a-session-7f3a91"_ba;

/// The base64 characters of the secret at `offset` in a longer text, without those that depend on its neighbours.
QByteArray base64At(const QByteArray &secret, int offset, QByteArray::Base64Options options)
{
    const QByteArray coded = (QByteArray(offset, 'x') + secret).toBase64(options | QByteArray::OmitTrailingEquals);
    const int first = offset == 0 ? 0 : offset + 1;
    const int last = (offset + static_cast<int>(secret.size())) % 3 == 0 ? 0 : 1;
    return coded.mid(first, coded.size() - first - last);
}

/// The forms in which a secret could leak: unchanged, escaped for a URL or JSON, in base64, in hexadecimal, backwards,
/// as UTF-16.
QByteArrayList disguises(const QByteArray &secret)
{
    QByteArrayList forms{secret, secret.toHex(), secret.toPercentEncoding({}, secret)};
    QByteArray jsonEscapes;
    for (const char letter : secret)
        jsonEscapes += "\\u00" + QByteArray(1, letter).toHex();
    QByteArray backwards = secret;
    std::reverse(backwards.begin(), backwards.end());
    const QString wide = QString::fromLatin1(secret);
    forms += {jsonEscapes, backwards,
              QByteArray(reinterpret_cast<const char *>(wide.utf16()), 2 * wide.size())}; // NOLINT: bytes of the text
    for (int offset = 0; offset < 3; ++offset) {
        for (const auto options : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding})
            forms.append(base64At(secret, offset, options));
    }
    return forms;
}

/// The disguises of the secret that are in the text, ignoring case.
QByteArrayList found(const QByteArray &text, const QByteArray &secret)
{
    QByteArrayList forms = disguises(secret);
    forms.removeIf([lower = text.toLower()](const QByteArray &form) { return !lower.contains(form.toLower()); });
    return forms;
}

QByteArray complaint(const QByteArray &what, const QByteArray &text, const QByteArray &secret)
{
    return what + " tells " + found(text, secret).join(", ") + ":\n" + text;
}

QByteArray key()
{
    return QByteArray(WindowFixture::key);
}

/// The answer of a server that repeats everything it was sent.
QByteArray tellTale(int status, const QByteArray &statusName)
{
    const QByteArray url = "https://host/upload/v1beta/files?upload_id=" + session + "&upload_protocol=resumable";
    const QByteArray message = "Key " + key() + " (" + key().toBase64() + ", " + key().toHex() + ") refused at " + url;
    return QJsonDocument(
               QJsonObject{
                   {"error"_L1,
                    QJsonObject{{"code"_L1, status},
                                {"status"_L1, QString::fromLatin1(statusName)},
                                {"message"_L1, QString::fromLatin1(message)},
                                {"details"_L1,
                                 QJsonArray{QJsonObject{
                                     {"@type"_L1, "type.googleapis.com/google.rpc.ErrorInfo"_L1},
                                     {"reason"_L1, "TOLD"_L1},
                                     {"metadata"_L1, QJsonObject{{"echo"_L1, QString::fromLatin1(message)}}}}}}}}})
        .toJson();
}

} // namespace

/// A session with a known key, against a server that repeats everything it receives: neither the key nor an upload
/// session is in any text that the user can read, copy, save or send on afterwards.
class tst_SecretLeaks final : public QObject {
    Q_OBJECT

private slots:
    void everyDisguiseIsFound_data();
    void everyDisguiseIsFound();
    void nothingTells();

private:
    void useTheProgram();
    void uploadToAStore();
    void keep(const QByteArray &what, const QString &text) { m_texts.append({what, text.toUtf8()}); }
    void collectRequests();
    void collectWidgets();
    void collectFile(const QByteArray &what, const QString &path);

    std::unique_ptr<WindowFixture> m_fixture;
    QList<std::pair<QByteArray, QByteArray>> m_texts; // where the text was read, and the text
};

void tst_SecretLeaks::everyDisguiseIsFound_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray secret = key();
    const QString wide = QString::fromLatin1(secret);
    QByteArray backwards = secret;
    std::reverse(backwards.begin(), backwards.end());
    QTest::newRow("as it is") << secret;
    QTest::newRow("capitals") << secret.toUpper();
    QTest::newRow("hexadecimal") << secret.toHex();
    QTest::newRow("for a URL") << secret.toPercentEncoding({}, secret);
    QTest::newRow("for JSON") << QByteArray("\\u0077\\u0069\\u006e\\u0064\\u006f\\u0077\\u002d\\u0066\\u0069\\u0078"
                                            "\\u0074\\u0075\\u0072\\u0065\\u002d\\u006b\\u0065\\u0079");
    QTest::newRow("backwards") << backwards;
    QTest::newRow("UTF-16") << QByteArray(reinterpret_cast<const char *>(wide.utf16()), 2 * wide.size()); // NOLINT
    for (const char *before : {"", "a", "ab", "abc"})
        QTest::addRow("base64 behind \"%s\"", before) << (QByteArray(before) + secret + "and more").toBase64();
}

void tst_SecretLeaks::everyDisguiseIsFound()
{
    QFETCH(const QByteArray, text);
    QVERIFY(!found("before " + text + " after", key()).isEmpty());
    QVERIFY(found("before  after", key()).isEmpty());
}

void tst_SecretLeaks::nothingTells()
{
    ErrorStream errors;
    {
        AppLog log;
        log.setLevel(u"debug"_s);
        DemoServerOptions options = testServerOptions();
        options.sampleFiles = 3;
        options.sampleStores = true;
        m_fixture = std::make_unique<WindowFixture>(options);
        QVERIFY(m_fixture->open());
        useTheProgram();
        if (QTest::currentTestFailed())
            return;
        collectRequests();
        collectWidgets();
        QVERIFY(m_fixture->settings().save());
        collectFile("settings", m_fixture->path(u"settings.ini"_s));
    }
    keep("log", QString::fromUtf8(errors.text()));

    // The server has received the secrets, so they could have leaked.
    QByteArrayList secrets{key(), session};
    bool hasSentKey = false;
    for (const RequestRecord &record : m_fixture->server().requests()) {
        hasSentKey = hasSentKey || record.header("x-goog-api-key") == key();
        const QString id = QUrlQuery(QString::fromLatin1(record.query)).queryItemValue(u"upload_id"_s);
        if (!id.isEmpty())
            secrets.append(id.toLatin1());
    }
    QVERIFY(hasSentKey);
    QVERIFY(secrets.size() > 3);
    QVERIFY(m_texts.size() > 30);
    for (const auto &[what, text] : std::as_const(m_texts)) {
        for (const QByteArray &secret : std::as_const(secrets))
            QVERIFY2(found(text, secret).isEmpty(), complaint(what, text, secret).constData());
    }
    m_fixture.reset();
}

void tst_SecretLeaks::useTheProgram()
{
    MainWindow &window = m_fixture->window();
    FaultScript &faults = m_fixture->server().faults();
    const auto upload = [&](const QString &name) {
        m_fixture->prompts().fileChoices = {{m_fixture->writeFile(name, "content of "_ba + name.toUtf8())}};
        window.actions().uploadFiles->trigger();
    };
    upload(u"well.txt"_s);
    QTRY_COMPARE(m_fixture->context().queue().count(), 1);
    QTRY_COMPARE(m_fixture->context().queue().taskAt(0).state, UploadTask::State::Done);

    const QByteArray url = m_fixture->server().baseUrl().toEncoded() + "/upload/v1beta/files?upload_id=" + session;
    faults.add({"POST", {}, "start", 0, 1, faults::setHeader("X-Goog-Upload-URL", url)});
    faults.add({"POST", {}, "upload, finalize", 0, -1, faults::answer(403, tellTale(403, "PERMISSION_DENIED"))});
    upload(u"ill.txt"_s);
    QTRY_COMPARE(m_fixture->context().queue().count(), 2);
    QTRY_COMPARE(m_fixture->context().queue().taskAt(1).waitReason, WaitReason::NoPermission);
    faults.clear();
    m_fixture->context().queue().releaseHold();
    QTRY_COMPARE(m_fixture->context().queue().taskAt(1).state, UploadTask::State::Done);

    uploadToAStore();
    if (QTest::currentTestFailed())
        return;

    partOf<Sidebar>(m_fixture->window()).chooseFiles();
    window.filesPage().table().selectAll();
    faults.add({"DELETE", {}, {}, 0, 1, faults::answer(403, tellTale(403, "PERMISSION_DENIED"))});
    window.actions().remove->trigger();
    QTest::mouseClick(window.findChild<QPushButton *>(u"deleteButton"_s), Qt::LeftButton);
    QTRY_VERIFY(textsOf(partOf<MessageBar>(window)).join(u' ').contains("could not be deleted"_L1));
    faults.add({"GET", QRegularExpression(u"/files$"_s), {}, 0, -1, faults::answer(404, tellTale(404, "NOT_FOUND"))});
    window.actions().refresh->trigger();
    QTRY_COMPARE(m_fixture->context().files().loading(), FilesModel::Loading::Failed);
}

void tst_SecretLeaks::uploadToAStore()
{
    MainWindow &window = m_fixture->window();
    QTRY_VERIFY(m_fixture->context().stores().rowCount() > 0);
    QVERIFY(partOf<Sidebar>(window).chooseStore(m_fixture->context().stores().storeAt(0).name));
    m_fixture->prompts().fileChoices = {{m_fixture->writeFile(u"document.txt"_s, "some words"_ba)}};
    window.actions().uploadToStore->trigger();
    QTRY_VERIFY(m_fixture->dialog<ChunkingDialog>());
    auto *accept = m_fixture->dialog<ChunkingDialog>()->findChild<QPushButton *>(u"acceptButton"_s);
    QTRY_VERIFY(accept->isEnabled());
    accept->click();
    QTRY_COMPARE(m_fixture->context().queue().count(), 3);
    QTRY_COMPARE(m_fixture->context().queue().taskAt(2).state, UploadTask::State::Done);
}

void tst_SecretLeaks::collectRequests()
{
    const QList<Exchange> exchanges = m_fixture->context().exchanges().exchanges();
    QVERIFY(exchanges.size() > 8);
    for (const Exchange &exchange : exchanges) {
        keep("details of a request", exchangeexport::details(exchange));
        keep("curl command", exchangeexport::curlCommand(exchange));
    }
    const QString path = m_fixture->writeFile(u"requests.har"_s, "to be replaced"_ba);
    m_fixture->prompts().savePaths = {path};
    m_fixture->window().actions().showRequests->trigger();
    m_fixture->window().requestsPanel().findChild<QToolButton *>(u"saveHar"_s)->click();
    QTRY_VERIFY(QFile(path).size() > 2000);
    collectFile("HAR", path);
}

void tst_SecretLeaks::collectWidgets()
{
    MainWindow &window = m_fixture->window();
    for (int row = 0; row < m_fixture->context().queue().count(); ++row) {
        const UploadTask &task = m_fixture->context().queue().taskAt(row);
        if (!task.error)
            continue;
        keep("sentence of an error", errorSentence(*task.error));
        keep("details of an error", errorDetails(*task.error));
    }
    for (QToolButton *copy : window.findChildren<QToolButton *>(u"copyDetails"_s)) {
        copy->click();
        keep("copied details of a message", QGuiApplication::clipboard()->text());
    }
    partOf<UploadsPanel>(window).setDetailsShown(true);
    for (auto *view : window.findChildren<QAbstractItemView *>()) {
        view->selectAll();
        const QAbstractItemModel *model = view->model();
        for (int row = 0; model && row < model->rowCount(); ++row) {
            for (int column = 0; column < model->columnCount(); ++column) {
                for (const int role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole})
                    keep("cell", model->index(row, column).data(role).toString());
            }
        }
    }
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        for (const char *property : {"text", "plainText", "toolTip", "accessibleName", "accessibleDescription"})
            keep(widget->metaObject()->className(), widget->property(property).toString());
    }
}

void tst_SecretLeaks::collectFile(const QByteArray &what, const QString &path)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    QVERIFY(!content.isEmpty());
    m_texts.append({what, content});
}

QTEST_MAIN(tst_SecretLeaks)
#include "tst_secretleaks.moc"
