// SPDX-License-Identifier: Apache-2.0
#include "app/appcontext.h"
#include "tests/support/memorycredentialstore.h"
#include "tests/views/scriptedprompts.h"
#include "tests/views/windowparts.h"
#include "views/chunking/chunkingdialog.h"
#include "views/chunking/metadatarow.h"
#include "views/stores/createstoredialog.h"
#include "views/stores/deletestoredialog.h"
#include "views/stores/documentspage.h"
#include "views/widgets/deletedialog.h"
#include "views/widgets/itemtable.h"
#include "views/window/sidebar.h"
#include "views/window/windowactions.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QCryptographicHash>
#include <QDropEvent>
#include <QInputMethodEvent>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QMimeData>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

constexpr int maxWait = 20'000; // ms
// Looks like a key, but is none; the tests search for it to find leaks.
const QByteArray canaryKey = "AIzaSyCANARY0123456789abcdefghijklmnopq"_ba;
const QString storeName = u"Bücher 本 📚"_s;
const QString fileName = u"Überblick – план 本.txt"_s;
const QByteArray fileText = QByteArray("one two three four five\n").repeated(50);

} // namespace

/// Stores through the whole program, driven by keys, drops and actions, against a server that shares no code with the
/// program, knows one collection only, and refuses each key of a body that the founding pages do not name.
class tst_ForeignStores final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();

    void everythingThatAPersonDoes_data();
    void everythingThatAPersonDoes();

private:
    void startServer(const QString &collection);
    void openWindow();
    void createStore(const QString &collection);
    void upload(bool isServiceDefault);
    void addMetadata(const QString &key, int type, const QString &value);
    void deleteDocument();
    void deleteStore();
    void drop(const QString &path);
    /// The server's statistics and content.
    QJsonObject stats();
    /// Compares the fields that are sent besides the display name.
    void verifyDocument(int row, const QJsonObject &expected);

    MainWindow &window() { return m_context->window(); }
    template <typename Dialog>
    Dialog *dialog()
    {
        return window().findChild<Dialog *>();
    }
    template <typename Widget>
    static Widget *inside(QWidget *parent, const QString &name)
    {
        return parent->findChild<Widget *>(name);
    }

    QProcess m_server;
    QUrl m_url;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<MemoryCredentialStore> m_credentials;
    std::unique_ptr<ScriptedPrompts> m_prompts;
    std::unique_ptr<AppContext> m_context;
};

namespace {

/// Enters text like an input method, because key clicks cannot type every letter.
void type(QWidget *field, const QString &text)
{
    field->setFocus();
    QInputMethodEvent event;
    event.setCommitString(text);
    QCoreApplication::sendEvent(field, &event);
}

} // namespace

void tst_ForeignStores::initTestCase()
{
    if (QByteArray(PYTHON_PROGRAM).isEmpty())
        QSKIP("There is no Python 3 here to run the foreign server with.");
}

void tst_ForeignStores::cleanup()
{
    m_context.reset();
    m_prompts.reset();
    m_credentials.reset();
    m_settings.reset();
    m_directory.reset();
    if (m_server.state() != QProcess::NotRunning) {
        m_server.kill();
        m_server.waitForFinished();
    }
}

void tst_ForeignStores::startServer(const QString &collection)
{
    m_server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_server.start(QStringLiteral(PYTHON_PROGRAM), {u"-B"_s, QStringLiteral(FOREIGN_STORES), u"--collection"_s,
                                                    collection, u"--canary"_s, QString::fromLatin1(canaryKey)});
    QTRY_VERIFY_WITH_TIMEOUT(m_server.canReadLine(), maxWait);
    const QString line = QString::fromUtf8(m_server.readLine()).trimmed();
    QVERIFY2(line.startsWith("listening on http://"_L1), qPrintable(line));
    m_url = QUrl(line.section(u' ', -1));
}

void tst_ForeignStores::openWindow()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_directory->filePath(u"settings.ini"_s));
    m_credentials = std::make_unique<MemoryCredentialStore>();
    m_prompts = std::make_unique<ScriptedPrompts>();
    qputenv("GEMINI_API_KEY", canaryKey);
    qputenv("GOOGLE_GEMINI_BASE_URL", m_url.toEncoded());
    m_context =
        std::make_unique<AppContext>(CommandLine(), m_directory->path(), *m_settings, *m_credentials, *m_prompts);
    m_context->start();
    QVERIFY(QTest::qWaitForWindowExposed(&window()));
}

QJsonObject tst_ForeignStores::stats()
{
    QNetworkAccessManager network;
    const std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(m_url.resolved(QUrl(u"/_stats"_s)))));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    return finished.wait(maxWait) ? QJsonDocument::fromJson(reply->readAll()).object() : QJsonObject();
}

void tst_ForeignStores::createStore(const QString &collection)
{
    QTRY_VERIFY(window().actions().createStore->isEnabled());
    window().actions().createStore->trigger();
    QTRY_VERIFY(dialog<CreateStoreDialog>());
    type(inside<QLineEdit>(dialog<CreateStoreDialog>(), u"displayName"_s), storeName);
    QTest::keyClick(dialog<CreateStoreDialog>(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_context->stores().rowCount(), 1, maxWait);
    QTRY_VERIFY(!dialog<CreateStoreDialog>());
    QCOMPARE(partOf<Sidebar>(window()).currentStore().section(u'/', 0, 0), collection);
    const QJsonArray stores = stats().value("stores"_L1).toArray();
    QCOMPARE(stores.size(), 1);
    QCOMPARE(stores.at(0).toObject().value("displayName"_L1).toString(), storeName);
    QTRY_COMPARE(m_context->documents().loading(), DocumentsModel::Loading::Complete);
}

void tst_ForeignStores::drop(const QString &path)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    DocumentsPage &page = partOf<DocumentsPage>(window());
    const QPoint place = page.rect().center();
    QDragEnterEvent enter(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&page, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&page, &event);
}

void tst_ForeignStores::addMetadata(const QString &key, int type, const QString &value)
{
    inside<QPushButton>(dialog<ChunkingDialog>(), u"addEntry"_s)->click();
    MetadataRow *row = dialog<ChunkingDialog>()->findChildren<MetadataRow *>().constLast();
    ::type(inside<QLineEdit>(row, u"key"_s), key);
    auto *types = inside<QComboBox>(row, u"valueType"_s);
    for (int step = 0; step < type; ++step)
        QTest::keyClick(types, Qt::Key_Down);
    QCOMPARE(types->currentIndex(), type);
    auto *single = inside<QLineEdit>(row, u"value"_s);
    auto *list = inside<QPlainTextEdit>(row, u"values"_s);
    ::type(single->isHidden() ? static_cast<QWidget *>(list) : single, value);
}

void tst_ForeignStores::upload(bool isServiceDefault)
{
    const QString path = m_directory->filePath(fileName);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(fileText) == fileText.size());
    file.close();
    drop(path);
    QTRY_VERIFY(dialog<ChunkingDialog>());
    auto *serviceDefault = inside<QAbstractButton>(dialog<ChunkingDialog>(), u"serviceDefault"_s);
    if (serviceDefault->isChecked() != isServiceDefault)
        serviceDefault->click();
    if (!isServiceDefault) {
        addMetadata(u"author"_s, 0, u"Zoë"_s);
        addMetadata(u"year"_s, 1, u"1984.5"_s);
        addMetadata(u"tags"_s, 2, u"a\n本"_s);
    }
    auto *accept = inside<QPushButton>(dialog<ChunkingDialog>(), u"acceptButton"_s);
    QTRY_VERIFY(accept->isEnabled());
    QTest::mouseClick(accept, Qt::LeftButton);
    QTRY_VERIFY(!dialog<ChunkingDialog>());
}

void tst_ForeignStores::verifyDocument(int row, const QJsonObject &expected)
{
    // The document becomes active in the table without a refresh.
    DocumentsModel &documents = m_context->documents();
    QTRY_COMPARE_WITH_TIMEOUT(documents.rowCount(), row + 1, maxWait);
    const auto isActive = [&documents](int each) {
        return documents.documentAt(each).state == Document::State::Active;
    };
    for (int each = 0; each <= row; ++each)
        QTRY_VERIFY_WITH_TIMEOUT(isActive(each), maxWait);
    const QJsonObject seen = stats();
    const QJsonArray bodies = seen.value("bodies"_L1).toArray();
    QCOMPARE(bodies.size(), row + 1);
    QJsonObject body = expected;
    body.insert("displayName"_L1, fileName);
    QCOMPARE(bodies.last().toObject(), body);
    const QJsonObject document = seen.value("documents"_L1).toArray().last().toObject();
    QCOMPARE(document.value("sizeBytes"_L1).toString(), QString::number(fileText.size()));
    QCOMPARE(document.value("sha256"_L1).toString(),
             QString::fromLatin1(QCryptographicHash::hash(fileText, QCryptographicHash::Sha256).toHex()));
    QCOMPARE(seen.value("sessions"_L1).toInt(), row + 1);
}

void tst_ForeignStores::deleteDocument()
{
    DocumentsModel &documents = m_context->documents();
    const int before = documents.rowCount();
    partOf<DocumentsPage>(window()).table().setFocus();
    partOf<DocumentsPage>(window()).selectDocument(documents.documentAt(0).name);
    QTRY_COMPARE(partOf<DocumentsPage>(window()).selectedNames().size(), 1);
    window().actions().remove->trigger();
    QTRY_VERIFY(dialog<DeleteDialog>());
    QTest::mouseClick(dialog<DeleteDialog>()->findChild<QPushButton *>(u"deleteButton"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(documents.rowCount(), before - 1, maxWait);
    QCOMPARE(stats().value("documents"_L1).toArray().size(), before - 1);
}

void tst_ForeignStores::deleteStore()
{
    window().actions().deleteStore->trigger();
    QTRY_VERIFY(dialog<DeleteStoreDialog>());
    auto *button = inside<QPushButton>(dialog<DeleteStoreDialog>(), u"deleteButton"_s);
    auto *typed = inside<QLineEdit>(dialog<DeleteStoreDialog>(), u"name"_s);
    QTRY_VERIFY(typed->isVisible());
    QVERIFY(!button->isEnabled());
    type(typed, storeName);
    QTRY_VERIFY(button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_context->stores().rowCount(), 0, maxWait);
}

void tst_ForeignStores::everythingThatAPersonDoes_data()
{
    QTest::addColumn<QString>("collection");
    QTest::newRow("ragStores") << u"ragStores"_s;
    QTest::newRow("fileSearchStores") << u"fileSearchStores"_s;
}

void tst_ForeignStores::everythingThatAPersonDoes()
{
    QFETCH(const QString, collection);
    startServer(collection);
    QVERIFY(!QTest::currentTestFailed());
    openWindow();
    createStore(collection);
    QVERIFY(!QTest::currentTestFailed());

    upload(true);
    verifyDocument(0, {});
    QVERIFY(!QTest::currentTestFailed());
    upload(false);
    const QJsonArray metadata{
        QJsonObject{{"key"_L1, u"author"_s}, {"stringValue"_L1, u"Zoë"_s}},
        QJsonObject{{"key"_L1, u"year"_s}, {"numericValue"_L1, 1984.5}},
        QJsonObject{{"key"_L1, u"tags"_s},
                    {"stringListValue"_L1, QJsonObject{{"values"_L1, QJsonArray{u"a"_s, u"本"_s}}}}}};
    verifyDocument(
        1, {{"chunkingConfig"_L1, QJsonObject{{"whiteSpaceConfig"_L1, QJsonObject{{"maxTokensPerChunk"_L1, 200},
                                                                                  {"maxOverlapTokens"_L1, 20}}}}},
            {"customMetadata"_L1, metadata}});
    QVERIFY(!QTest::currentTestFailed());

    deleteDocument();
    QVERIFY(!QTest::currentTestFailed());
    deleteStore();
    const QJsonObject seen = stats();
    QCOMPARE(seen.value("stores"_L1).toArray().size(), 0);
    QCOMPARE(seen.value("documents"_L1).toArray().size(), 0);
    for (const QLatin1StringView place : {"keyInUrl"_L1, "keyElsewhere"_L1, "keyOnSession"_L1})
        QCOMPARE(seen.value(place).toInt(), 0);
}

QTEST_MAIN(tst_ForeignStores)
#include "tst_foreignstores.moc"
