// SPDX-License-Identifier: Apache-2.0
#include "app/appcontext.h"
#include "tests/support/demofixture.h"
#include "tests/support/memorycredentialstore.h"
#include "tests/views/scriptedprompts.h"
#include "tests/views/windowparts.h"
#include "views/chunking/chunkingdialog.h"
#include "views/details/fieldvalue.h"
#include "views/files/filespage.h"
#include "views/files/filestable.h"
#include "views/stores/createdocumentdialog.h"
#include "views/stores/createstoredialog.h"
#include "views/stores/deletestoredialog.h"
#include "views/stores/documentspage.h"
#include "views/stores/operationspanel.h"
#include "views/uploads/preflightdialog.h"
#include "views/uploads/uploadactions.h"
#include "views/uploads/uploadspanel.h"
#include "views/widgets/deletedialog.h"
#include "views/widgets/itemtable.h"
#include "views/window/sidebar.h"
#include "views/window/windowactions.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

/// Stores through the whole program, driven by keys and drops, against servers that know one collection only.
class tst_StoresWindow final : public QObject {
    Q_OBJECT

private slots:
    void cleanup();

    void uploadsIntoAStore_data();
    void uploadsIntoAStore();
    void whatIsShownIsTheTarget();
    void importsAFile();
    void createsADocumentWithoutAFile();
    void refusedImportOpensNothing();
    void readsTheAnswerOfAnOldOperation();
    void createsAndDeletesAStore();
    void setsAndRemembersTheTypeOfWhatAStoreRefuses();
    void setsAndRemembersTheTypeThatTheServiceRefuses();

private:
    void openWindow(DemoCollections collections);
    MainWindow &window() { return m_context->window(); }
    ScriptedDemoServer &server() { return m_fixture->server(); }
    template <typename Dialog>
    Dialog *dialog()
    {
        return window().findChild<Dialog *>();
    }
    /// Makes the program with the settings and the journal of the last one.
    void startProgram();
    /// Imports the file "files/abc", which is active, into the store.
    void importFile();
    void drop(const QStringList &paths);
    QString writeFile(const QString &name, const QByteArray &content);
    /// Sets the type of the selected file in a dialog, for later files as well.
    static void setAndRememberType(const QDialog &dialog, const QString &type);
    void acceptChunking();

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<DemoFixture> m_fixture;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<MemoryCredentialStore> m_credentials;
    std::unique_ptr<ScriptedPrompts> m_prompts;
    std::unique_ptr<AppContext> m_context;
};

void tst_StoresWindow::cleanup()
{
    m_context.reset();
    m_prompts.reset();
    m_credentials.reset();
    m_settings.reset();
    m_fixture.reset();
    m_directory.reset();
}

void tst_StoresWindow::openWindow(DemoCollections collections)
{
    DemoServerOptions options = testServerOptions();
    options.collections = collections;
    m_directory = std::make_unique<QTemporaryDir>();
    m_fixture = std::make_unique<DemoFixture>(options);
    const QString collection = collections == DemoCollections::RagStores ? u"ragStores"_s : u"fileSearchStores"_s;
    server().stores().addStore({{"name"_L1, collection + u"/shelf-1"_s}, {"displayName"_L1, u"Shelf"_s}});
    m_settings = std::make_unique<Settings>(m_directory->filePath(u"settings.ini"_s));
    m_credentials = std::make_unique<MemoryCredentialStore>();
    m_prompts = std::make_unique<ScriptedPrompts>();
    qputenv("GEMINI_API_KEY", "stores-window-key");
    qputenv("GOOGLE_GEMINI_BASE_URL", m_fixture->baseUrl().toEncoded());
    startProgram();
    QVERIFY(partOf<Sidebar>(window()).chooseStore(collection + u"/shelf-1"_s));
    QTRY_COMPARE(m_context->documents().loading(), DocumentsModel::Loading::Complete);
}

void tst_StoresWindow::startProgram()
{
    m_context =
        std::make_unique<AppContext>(CommandLine(), m_directory->path(), *m_settings, *m_credentials, *m_prompts);
    m_context->start();
    QVERIFY(QTest::qWaitForWindowExposed(&window()));
    QTRY_COMPARE(m_context->stores().rowCount(), 1);
}

QString tst_StoresWindow::writeFile(const QString &name, const QByteArray &content)
{
    QFile file(m_directory->filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
}

void tst_StoresWindow::drop(const QStringList &paths)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString &path : paths)
        urls.append(QUrl::fromLocalFile(path));
    data.setUrls(urls);
    DocumentsPage &page = partOf<DocumentsPage>(window());
    const QPoint place = page.rect().center();
    QDragEnterEvent enter(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&page, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&page, &event);
}

void tst_StoresWindow::uploadsIntoAStore_data()
{
    QTest::addColumn<DemoCollections>("collections");
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<bool>("isServiceDefault");
    QTest::newRow("ragStores 200/20") << DemoCollections::RagStores << ":uploadToRagStore"_ba << false;
    QTest::newRow("ragStores default") << DemoCollections::RagStores << ":uploadToRagStore"_ba << true;
    QTest::newRow("fileSearchStores 200/20")
        << DemoCollections::FileSearchStores << ":uploadToFileSearchStore"_ba << false;
    QTest::newRow("fileSearchStores default")
        << DemoCollections::FileSearchStores << ":uploadToFileSearchStore"_ba << true;
}

void tst_StoresWindow::uploadsIntoAStore()
{
    QFETCH(const DemoCollections, collections);
    QFETCH(const QByteArray, verb);
    QFETCH(const bool, isServiceDefault);
    openWindow(collections);
    drop({writeFile(u"Überblick 本.txt"_s, "one two three"_ba)});
    QTRY_VERIFY(dialog<ChunkingDialog>());
    auto *serviceDefault = dialog<ChunkingDialog>()->findChild<QAbstractButton *>(u"serviceDefault"_s);
    QVERIFY(serviceDefault);
    if (serviceDefault->isChecked() != isServiceDefault)
        serviceDefault->click();
    auto *accept = dialog<ChunkingDialog>()->findChild<QPushButton *>(u"acceptButton"_s);
    QTRY_VERIFY(accept->isEnabled());
    QTest::mouseClick(accept, Qt::LeftButton);

    // The document becomes active in the table without a refresh.
    DocumentsModel &documents = m_context->documents();
    QTRY_COMPARE_WITH_TIMEOUT(documents.rowCount(), 1, 15000);
    QTRY_COMPARE_WITH_TIMEOUT(documents.documentAt(0).state, Document::State::Active, 15000);
    QJsonObject body{{"displayName"_L1, u"Überblick 本.txt"_s}};
    if (!isServiceDefault)
        body.insert("chunkingConfig"_L1, ChunkingConfig{200, 20}.toJson());
    QCOMPARE(server().bodiesSentTo(verb), QList{body});

    partOf<DocumentsPage>(window()).table().setFocus();
    partOf<DocumentsPage>(window()).selectDocument(documents.documentAt(0).name);
    QTRY_COMPARE(partOf<DocumentsPage>(window()).selectedNames().size(), 1);
    window().actions().remove->trigger();
    QTRY_VERIFY(dialog<DeleteDialog>());
    QTest::mouseClick(dialog<DeleteDialog>()->findChild<QPushButton *>(u"deleteButton"_s), Qt::LeftButton);
    QTRY_COMPARE(documents.rowCount(), 0);
    QCOMPARE(server().stores().documents(documents.store()).size(), 0);
}

void tst_StoresWindow::whatIsShownIsTheTarget()
{
    openWindow(DemoCollections::FileSearchStores);
    const QAction &upload = *window().actions().uploadFiles;
    QCOMPARE(upload.iconText(), u"Upload to Shelf"_s);
    m_prompts->fileChoices = {{writeFile(u"notes.txt"_s, "one two"_ba)}};
    window().actions().uploadFiles->trigger();
    QTRY_VERIFY(dialog<ChunkingDialog>());
    dialog<ChunkingDialog>()->reject();
    QTRY_VERIFY(!dialog<ChunkingDialog>());
    partOf<Sidebar>(window()).chooseFiles();
    QCOMPARE(upload.iconText(), u"Upload to Files"_s);
    m_prompts->fileChoices = {{writeFile(u"notes.txt"_s, "one two"_ba)}};
    window().actions().uploadFiles->trigger();
    QTRY_COMPARE(m_context->files().rowCount(), 1);
}

void tst_StoresWindow::importFile()
{
    server().addFile({{"name"_L1, u"files/abc"_s},
                      {"displayName"_L1, u"report.txt"_s},
                      {"mimeType"_L1, u"text/plain"_s},
                      {"sizeBytes"_L1, u"5"_s},
                      {"state"_L1, u"ACTIVE"_s}});
    partOf<Sidebar>(window()).chooseFiles();
    window().actions().refresh->trigger();
    QTRY_COMPARE(m_context->files().rowCount(), 1);
    window().filesPage().table().selectNames({u"files/abc"_s});
    QTRY_VERIFY(window().actions().importToStore->isEnabled());
    window().actions().importToStore->trigger();
    QTRY_VERIFY(dialog<ChunkingDialog>());
    QTest::mouseClick(dialog<ChunkingDialog>()->findChild<QPushButton *>(u"acceptButton"_s), Qt::LeftButton);
}

void tst_StoresWindow::importsAFile()
{
    openWindow(DemoCollections::FileSearchStores);
    importFile();
    QTRY_COMPARE(m_context->queue().operations().size(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(m_context->queue().operations().constFirst().state, OperationRecord::State::Done, 15000);
    QCOMPARE(server().stores().documents(u"fileSearchStores/shelf-1"_s).size(), 1);
    const auto &panel = partOf<OperationsPanel>(window());
    QVERIFY(panel.isVisible());
    const auto *table = panel.findChild<ItemTable *>(u"operations"_s);
    QCOMPARE(table->model()->index(0, OperationsModel::StoreColumn).data().toString(), u"Shelf"_s);
    QCOMPARE(table->cellToolTip(table->model()->index(0, OperationsModel::StoreColumn)), u"fileSearchStores/shelf-1"_s);
}

void tst_StoresWindow::refusedImportOpensNothing()
{
    openWindow(DemoCollections::FileSearchStores);
    const QByteArray body = R"({"error":{"code":400,"status":"INVALID_ARGUMENT","message":"Not this file."}})";
    server().faults().add({"POST", faultpaths::storeImport(), {}, 0, -1, faults::answer(400, body)});
    importFile();
    QTRY_VERIFY(textsOf(partOf<MessageBar>(window())).join(u' ').contains(u"could not be imported"_s));
    QVERIFY(partOf<UploadsPanel>(window()).isCollapsed());
}

void tst_StoresWindow::readsTheAnswerOfAnOldOperation()
{
    openWindow(DemoCollections::FileSearchStores);
    importFile();
    QTRY_COMPARE(m_context->queue().operations().size(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(m_context->queue().operations().constFirst().state, OperationRecord::State::Done, 15000);
    m_context.reset();
    startProgram();
    QTRY_COMPARE(m_context->queue().operations().size(), 1);
    const OperationRecord operation = m_context->queue().operations().constFirst();
    QVERIFY(!operation.answer);
    auto &panel = partOf<OperationsPanel>(window());
    panel.setDetailsShown(true);
    panel.select({operation.name});
    QTRY_VERIFY(panel.findChild<FieldValue *>(u"done"_s));
    QCOMPARE(panel.findChild<FieldValue *>(u"done"_s)->value(), u"true"_s);
}

void tst_StoresWindow::createsADocumentWithoutAFile()
{
    openWindow(DemoCollections::RagStores);
    QTRY_VERIFY(window().actions().createDocument->isEnabled());
    window().actions().createDocument->trigger();
    QTRY_VERIFY(dialog<CreateDocumentDialog>());
    QTest::keyClicks(dialog<CreateDocumentDialog>()->findChild<QLineEdit *>(u"displayName"_s), u"Note"_s);
    QTest::keyClick(dialog<CreateDocumentDialog>(), Qt::Key_Return);
    QTRY_VERIFY(!dialog<CreateDocumentDialog>());
    const QJsonObject body{{"displayName"_L1, u"Note"_s}};
    QCOMPARE(server().bodiesSentTo(":uploadToRagStore"_ba), QList{body});

    // The operation is followed, and the document becomes active in the table without a refresh.
    DocumentsModel &documents = m_context->documents();
    QTRY_COMPARE_WITH_TIMEOUT(documents.rowCount(), 1, 15000);
    QTRY_COMPARE_WITH_TIMEOUT(documents.documentAt(0).state, Document::State::Active, 15000);
    QCOMPARE(documents.documentAt(0).displayName, u"Note"_s);
    QCOMPARE(m_context->queue().operations().size(), 1);
    QCOMPARE(m_context->queue().operations().constFirst().displayName, u"Note"_s);

    partOf<Sidebar>(window()).chooseFiles();
    QVERIFY(!window().actions().createDocument->isEnabled());
}

void tst_StoresWindow::createsAndDeletesAStore()
{
    openWindow(DemoCollections::RagStores);
    window().actions().createStore->trigger();
    QTRY_VERIFY(dialog<CreateStoreDialog>());
    QTest::keyClicks(dialog<CreateStoreDialog>()->findChild<QLineEdit *>(u"displayName"_s), u"Second"_s);
    dialog<CreateStoreDialog>()->findChild<QComboBox *>(u"embeddingModel"_s)->setCurrentIndex(1);
    QTest::keyClick(dialog<CreateStoreDialog>(), Qt::Key_Return);
    QTRY_COMPARE(m_context->stores().rowCount(), 2);
    QTRY_VERIFY(!dialog<CreateStoreDialog>());
    QVERIFY(partOf<Sidebar>(window()).currentStore().startsWith(u"ragStores/second"_s));
    const QString name = partOf<Sidebar>(window()).currentStore();
    QCOMPARE(m_context->stores().find(name).value_or(RagStore()).embeddingModel, u"models/gemini-embedding-2"_s);
    QVERIFY(server().stores().addDocument({{"name"_L1, name + u"/documents/one"_s}, {"state"_L1, u"STATE_ACTIVE"_s}}));

    window().actions().deleteStore->trigger();
    QTRY_VERIFY(dialog<DeleteStoreDialog>());
    auto *button = dialog<DeleteStoreDialog>()->findChild<QPushButton *>(u"deleteButton"_s);
    auto *typed = dialog<DeleteStoreDialog>()->findChild<QLineEdit *>(u"name"_s);
    QTRY_VERIFY(typed->isVisible());
    QVERIFY(!button->isEnabled());
    QTest::keyClicks(typed, u"Second"_s);
    QTRY_VERIFY(button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_context->stores().rowCount(), 1, 15000);
    QCOMPARE(server().stores().stores(u"ragStores"_s).size(), 1);
}

void tst_StoresWindow::setAndRememberType(const QDialog &dialog, const QString &type)
{
    auto *field = dialog.findChild<QComboBox *>(u"type"_s);
    field->setEditText(type);
    QTest::keyClick(field, Qt::Key_Return);
    auto *remembered = dialog.findChild<QCheckBox *>(u"remembered"_s);
    QVERIFY(remembered->isEnabled());
    remembered->click();
    QVERIFY(remembered->isChecked());
}

void tst_StoresWindow::acceptChunking()
{
    auto *accept = dialog<ChunkingDialog>()->findChild<QPushButton *>(u"acceptButton"_s);
    QTRY_VERIFY(accept->isEnabled());
    QTest::mouseClick(accept, Qt::LeftButton);
    QTRY_VERIFY(!dialog<ChunkingDialog>());
}

void tst_StoresWindow::setsAndRemembersTheTypeOfWhatAStoreRefuses()
{
    openWindow(DemoCollections::FileSearchStores);
    const QByteArray song = "Extended Module: "_ba + QByteArray(100, '\0');
    drop({writeFile(u"song.xm"_s, song)});
    QTRY_VERIFY(dialog<ChunkingDialog>());
    QVERIFY(!dialog<ChunkingDialog>()->findChild<QPushButton *>(u"acceptButton"_s)->isEnabled());
    setAndRememberType(*dialog<ChunkingDialog>(), u"text/plain"_s);
    acceptChunking();
    QTRY_COMPARE_WITH_TIMEOUT(m_context->documents().rowCount(), 1, 15000);
    QCOMPARE(m_settings->mimeTypes(), (QHash<QString, QString>{{u"xm"_s, u"text/plain"_s}}));

    drop({writeFile(u"another.xm"_s, song)});
    QTRY_VERIFY(dialog<ChunkingDialog>());
    acceptChunking();
    QTRY_COMPARE_WITH_TIMEOUT(m_context->documents().rowCount(), 2, 15000);
}

void tst_StoresWindow::setsAndRemembersTheTypeThatTheServiceRefuses()
{
    openWindow(DemoCollections::FileSearchStores);
    FaultRule refusal;
    refusal.path = faultpaths::storeUpload();
    refusal.command = "start"_ba;
    refusal.times = -1;
    refusal.action = faults::answer(
        400, R"({"error":{"code":400,"message":"Unsupported MIME type: text/x-tex","status":"INVALID_ARGUMENT"}})"_ba);
    server().faults().add(refusal);
    drop({writeFile(u"paper.tex"_s, "words"_ba)});
    QTRY_VERIFY(dialog<ChunkingDialog>());
    acceptChunking();
    const UploadQueue &queue = m_context->queue();
    QTRY_COMPARE(queue.count(), 1);
    QTRY_COMPARE(queue.taskAt(0).state, UploadTask::State::Failed);
    const UploadTask::Id refused = queue.taskAt(0).id;
    server().faults().clear();

    emit partOf<UploadsPanel>(window()).actions().typeChangeRequested({refused});
    QTRY_VERIFY(dialog<PreflightDialog>());
    setAndRememberType(*dialog<PreflightDialog>(), u"text/plain"_s);
    QTest::keyClick(dialog<PreflightDialog>(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_context->documents().rowCount(), 1, 15000);
    QTRY_COMPARE(queue.rowOf(refused), -1);
    QCOMPARE(queue.count(), 1);
    QCOMPARE(queue.taskAt(0).mimeType, u"text/plain"_s);
    QVERIFY(queue.taskAt(0).storeUpload);
    QCOMPARE(m_settings->mimeTypes(), (QHash<QString, QString>{{u"tex"_s, u"text/plain"_s}}));
}

QTEST_MAIN(tst_StoresWindow)
#include "tst_storeswindow.moc"
