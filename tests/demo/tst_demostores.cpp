// SPDX-License-Identifier: Apache-2.0
#include "app/demo/samplestores.h"
#include "app/demo/service/demofiles.h"
#include "tests/support/scriptedstores.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace pollux;
using namespace std::chrono_literals;

namespace {

using Outcome = OperationPlan::Outcome;

const QString published = u"fileSearchStores"_s;

QString newStore(ScriptedStores &stores, const QString &displayName = u"Notes"_s, const QString &collection = published)
{
    return stores.createStore(collection, displayName, {}).value("name"_L1).toString();
}

NewDocument inStore(const QString &store, qint64 size = 5)
{
    return {.store = store, .upload = {.displayName = u"Guide"_s, .mimeType = u"text/plain"_s, .size = size}};
}

/// Creates a document and returns the name of its operation.
QString newOperation(ScriptedStores &stores, const NewDocument &document)
{
    return stores.createDocument(document).value_or(QJsonObject()).value("name"_L1).toString();
}

QString documentOf(const QString &operation)
{
    return operation.section(u'/', 0, 1) + "/documents/"_L1 + operation.section(u'/', -1);
}

QString stateOf(ScriptedStores &stores, const QString &document)
{
    const auto found = stores.document(document);
    return found ? found->state() : QString();
}

bool isDone(const std::optional<QJsonObject> &answer)
{
    return answer.value_or(QJsonObject()).value("done"_L1).toBool();
}

QStringList namesIn(const std::optional<ListPage> &page)
{
    QStringList names;
    for (const QJsonObject &resource : page.value_or(ListPage()).resources) {
        names.append(resource.value("name"_L1).toString());
    }
    return names;
}

} // namespace

class tst_DemoStores : public QObject {
    Q_OBJECT

private slots:
    void ids_data();
    void ids();
    void newStoreHasNoCounts();
    void collectionsAreApart();
    void knownCollections_data();
    void knownCollections();
    void oldestFirstInPages();
    void pagesSurviveDeletions();
    void badTokens_data();
    void badTokens();
    void countsAndSize();
    void operationByClock();
    void operationByPolls();
    void failedOperation();
    void silentOperation();
    void vanishedOperation();
    void plansAreUsedUpInOrder();
    void firstAnswers();
    void importedDocument();
    void replan();
    void bytesGoWithTheDocument_data();
    void bytesGoWithTheDocument();
    void missingStore();
    void storageLimit();
    void changesBehindTheBack();
    void samples();
};

void tst_DemoStores::ids_data()
{
    QTest::addColumn<QString>("displayName");
    QTest::addColumn<QString>("pattern");

    // The first four were observed at the service (contract 1.6; samples 12 and 14).
    QTest::newRow("underscores go") << u"my_example_store"_s << u"myexamplestore-[a-z0-9]{12}"_s;
    QTest::newRow("blanks") << u"My File Search Store"_s << u"my-file-search-store-[a-z0-9]{12}"_s;
    QTest::newRow("cut") << u"Project Gutenberg Collection"_s << u"project-gutenberg-collectio-[a-z0-9]{12}"_s;
    QTest::newRow("no name") << QString() << u"[a-z0-9]{12}-[a-z0-9]{12}"_s;
    QTest::newRow("nothing plain") << u"展示 «»"_s << u"[a-z0-9]{12}-[a-z0-9]{12}"_s;
    QTest::newRow("some letters go") << u"Führung.pdf"_s << u"fhrungpdf-[a-z0-9]{12}"_s;
    QTest::newRow("no dash at the ends") << u" - a -- b - "_s << u"a-b-[a-z0-9]{12}"_s;
    QTest::newRow("no dash where it is cut") << u"abcdefghijklmnopqrstuvwxyz bcd"_s << u"[a-z]{26}-[a-z0-9]{12}"_s;
}

void tst_DemoStores::ids()
{
    QFETCH(QString, displayName);
    QFETCH(QString, pattern);
    const QString id = freshStoreId(displayName);
    QVERIFY2(QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(id).hasMatch(), qPrintable(id));
    QVERIFY(id.size() <= 40);
    QVERIFY(freshStoreId(displayName) != id);
}

void tst_DemoStores::newStoreHasNoCounts()
{
    ScriptedStores stores(1h, DemoCollections::Both);
    const QJsonObject named = stores.createStore(published, u"Übersicht"_s, u"models/gemini-embedding-001"_s);
    QCOMPARE(named.keys(),
             QStringList({u"createTime"_s, u"displayName"_s, u"embeddingModel"_s, u"name"_s, u"updateTime"_s}));
    QCOMPARE(stores.store(named.value("name"_L1).toString()), std::optional(named));
    QCOMPARE(stores.createStore(published, {}, {}).keys(), QStringList({u"createTime"_s, u"name"_s, u"updateTime"_s}));
}

void tst_DemoStores::collectionsAreApart()
{
    ScriptedStores stores(1h, DemoCollections::Both);
    const QString rag = newStore(stores, u"a"_s, u"ragStores"_s);
    const QString file = newStore(stores);
    QCOMPARE(stores.stores(u"ragStores"_s).size(), 1);
    QCOMPARE(stores.stores(published).size(), 1);
    QVERIFY(rag.startsWith("ragStores/"_L1));
    QVERIFY(!stores.store(published + rag.mid(9)));
    QVERIFY(stores.removeStore(rag));
    QVERIFY(!stores.removeStore(rag));
    QVERIFY(stores.stores(u"ragStores"_s).isEmpty());
    QVERIFY(stores.store(file));
}

void tst_DemoStores::knownCollections_data()
{
    QTest::addColumn<DemoCollections>("collections");
    QTest::addColumn<bool>("rag");
    QTest::addColumn<bool>("file");

    QTest::newRow("both") << DemoCollections::Both << true << true;
    QTest::newRow("founding") << DemoCollections::RagStores << true << false;
    QTest::newRow("published") << DemoCollections::FileSearchStores << false << true;
}

void tst_DemoStores::knownCollections()
{
    QFETCH(DemoCollections, collections);
    ScriptedStores stores(1h, DemoCollections::Both);
    stores.setCollections(collections);
    QCOMPARE(stores.collections(), collections);
    QTEST(stores.knows(u"ragStores"_s), "rag");
    QTEST(stores.knows(published), "file");
}

void tst_DemoStores::oldestFirstInPages()
{
    ScriptedStores stores(1h, DemoCollections::Both);
    QStringList made;
    for (int number = 0; number < 7; ++number) {
        made.append(newStore(stores));
    }
    // The oldest one, although it is added last.
    const QString old = published + "/old-000000000000"_L1;
    stores.addStore({{u"name"_s, old}, {u"createTime"_s, u"2024-01-02T03:04:05.000006Z"_s}});
    made.prepend(old);

    QStringList seen;
    QByteArray token;
    do {
        const auto page = stores.storePage(published, 3, token);
        QVERIFY(page && page->resources.size() <= 3);
        seen += namesIn(page);
        token = page->nextToken;
    } while (!token.isEmpty());
    QCOMPARE(seen, made);
    // A last page that is full has no token.
    QVERIFY(stores.storePage(published, 8, {})->nextToken.isEmpty());
}

void tst_DemoStores::pagesSurviveDeletions()
{
    ScriptedStores stores(1h, DemoCollections::Both);
    const QString store = newStore(stores);
    QStringList made;
    for (int number = 0; number < 6; ++number) {
        made.append(documentOf(newOperation(stores, inStore(store))));
    }
    const auto first = stores.documentPage(store, 3, {});
    QCOMPARE(namesIn(first), made.first(3));
    QVERIFY(stores.removeDocument(made.at(0)));
    QVERIFY(stores.removeDocument(made.at(2)));
    QVERIFY(stores.removeDocument(made.at(3)));
    QCOMPARE(namesIn(stores.documentPage(store, 3, first->nextToken)), made.sliced(4));
}

void tst_DemoStores::badTokens_data()
{
    QTest::addColumn<QByteArray>("token");

    QTest::newRow("no base64") << "%%%"_ba;
    QTest::newRow("one number") << "5"_ba.toBase64();
    QTest::newRow("three numbers") << "5/6/7"_ba.toBase64();
    QTest::newRow("words") << "a/b"_ba.toBase64();
}

void tst_DemoStores::badTokens()
{
    QFETCH(QByteArray, token);
    ScriptedStores stores(1h, DemoCollections::Both);
    QVERIFY(!stores.storePage(published, 3, token));
    QVERIFY(!stores.documentPage(newStore(stores), 3, token));
}

void tst_DemoStores::countsAndSize()
{
    ScriptedStores stores(1h, DemoCollections::Both);
    const QString store = newStore(stores);
    stores.planOperation({.duration = 0ms}, 2);
    stores.planOperation({.outcome = Outcome::Fails, .duration = 0ms});
    for (int number = 0; number < 4; ++number) {
        QVERIFY(!newOperation(stores, inStore(store, 1000)).isEmpty());
    }
    const QJsonObject resource = *stores.store(store);
    QCOMPARE(resource.value("activeDocumentsCount"_L1), QJsonValue(u"2"_s));
    QCOMPARE(resource.value("failedDocumentsCount"_L1), QJsonValue(u"1"_s));
    QCOMPARE(resource.value("pendingDocumentsCount"_L1), QJsonValue(u"1"_s));
    QCOMPARE(resource.value("sizeBytes"_L1), QJsonValue(u"4000"_s));
    QCOMPARE(stores.stores(published).constFirst(), resource);
}

void tst_DemoStores::operationByClock()
{
    ScriptedStores stores(150ms, DemoCollections::Both);
    const QString operation = newOperation(stores, inStore(newStore(stores)));
    const QString document = documentOf(operation);
    QCOMPARE(stateOf(stores, document), u"STATE_PENDING"_s);
    QCOMPARE(stores.pollOperation(operation), std::optional(QJsonObject{{u"name"_s, operation}}));
    QTRY_COMPARE(stateOf(stores, document), u"STATE_ACTIVE"_s);
    const auto answer = stores.pollOperation(operation);
    QVERIFY(isDone(answer));
    QCOMPARE(answer->keys(), QStringList({u"done"_s, u"name"_s, u"response"_s}));
    QCOMPARE(answer->value("response"_L1).toObject().value("documentName"_L1), QJsonValue(document));
    QCOMPARE(stores.pollsOf(operation), 2);
    const QJsonObject resource = stores.document(document)->resource;
    const qint64 created = fromWireTime(resource.value("createTime"_L1).toString());
    QVERIFY(fromWireTime(resource.value("updateTime"_L1).toString()) - created >= 149'000);
}

void tst_DemoStores::operationByPolls()
{
    ScriptedStores stores(1h, DemoCollections::Both);
    stores.planOperation({.polls = 2, .metadata = {{u"step"_s, u"embedding"_s}}});
    const QString operation = newOperation(stores, inStore(newStore(stores)));
    const QJsonObject pending{{u"name"_s, operation}, {u"metadata"_s, QJsonObject{{u"step"_s, u"embedding"_s}}}};
    QCOMPARE(stores.pollOperation(operation), std::optional(pending));
    QCOMPARE(stateOf(stores, documentOf(operation)), u"STATE_PENDING"_s);
    QCOMPARE(stores.pollOperation(operation), std::optional(pending));
    QCOMPARE(stateOf(stores, documentOf(operation)), u"STATE_ACTIVE"_s);
    const auto done = stores.pollOperation(operation);
    QVERIFY(isDone(done));
    QVERIFY(done->contains("metadata"_L1));
}

void tst_DemoStores::failedOperation()
{
    ScriptedStores stores(1h, DemoCollections::Both);
    const QJsonObject status{{u"code"_s, 3}, {u"message"_s, u"Failed to count tokens."_s}};
    stores.planOperation({.outcome = Outcome::Fails, .error = status, .polls = 1});
    const QString operation = newOperation(stores, inStore(newStore(stores)));
    QVERIFY(!isDone(stores.pollOperation(operation)));
    const QJsonObject done{{u"name"_s, operation}, {u"done"_s, true}, {u"error"_s, status}};
    QCOMPARE(stores.pollOperation(operation), std::optional(done));
    QCOMPARE(stateOf(stores, documentOf(operation)), u"STATE_FAILED"_s);
}

void tst_DemoStores::silentOperation()
{
    ScriptedStores stores(1h, DemoCollections::Both);
    stores.planOperation({.outcome = Outcome::Silent, .duration = 0ms});
    const QString operation = newOperation(stores, inStore(newStore(stores)));
    QCOMPARE(stateOf(stores, documentOf(operation)), u"STATE_ACTIVE"_s);
    for (int poll = 0; poll < 5; ++poll) {
        QCOMPARE(stores.pollOperation(operation), std::optional(QJsonObject{{u"name"_s, operation}}));
    }
}

void tst_DemoStores::vanishedOperation()
{
    ScriptedStores stores(1h, DemoCollections::Both);
    stores.planOperation({.outcome = Outcome::Vanishes, .polls = 1});
    const QString operation = newOperation(stores, inStore(newStore(stores)));
    QVERIFY(stores.pollOperation(operation));
    QVERIFY(!stores.pollOperation(operation));
    QCOMPARE(stateOf(stores, documentOf(operation)), u"STATE_ACTIVE"_s);
    QCOMPARE(stores.pollsOf(operation), 2);
}

void tst_DemoStores::plansAreUsedUpInOrder()
{
    ScriptedStores stores(1h, DemoCollections::Both);
    const QString store = newStore(stores);
    stores.setUsualPlan({.outcome = Outcome::Fails, .duration = 0ms});
    stores.planOperation({.duration = 0ms});
    stores.planOperation({.polls = 1});
    QStringList states;
    for (int number = 0; number < 4; ++number) {
        states.append(stateOf(stores, documentOf(newOperation(stores, inStore(store)))));
    }
    QCOMPARE(states, QStringList({u"STATE_ACTIVE"_s, u"STATE_PENDING"_s, u"STATE_FAILED"_s, u"STATE_FAILED"_s}));
}

void tst_DemoStores::firstAnswers()
{
    ScriptedStores stores(1h, DemoCollections::Both);
    const QString store = newStore(stores);
    const auto early = stores.createDocument(inStore(store));
    QVERIFY(early->contains("response"_L1) && !early->contains("done"_L1));
    stores.planOperation({.answersEarly = false});
    QCOMPARE(stores.createDocument(inStore(store))->keys(), QStringList(u"name"_s));
}

void tst_DemoStores::importedDocument()
{
    ScriptedStores stores(0ms, DemoCollections::Both);
    const QString store = newStore(stores);
    NewDocument document = inStore(store);
    document.upload.displayName = u"yso23muqnzd8"_s;
    document.isImport = true;
    const auto first = stores.createDocument(document);
    QCOMPARE(first->keys(), QStringList(u"name"_s));
    const QString operation = first->value("name"_L1).toString();
    const QString id = operation.section(u'/', -1);
    QVERIFY(id.startsWith("yso23muqnzd8-"_L1));
    QCOMPARE(operation, store + "/operations/"_L1 + id);
    const QJsonObject response = stores.pollOperation(operation)->value("response"_L1).toObject();
    QCOMPARE(response.value("documentName"_L1), QJsonValue(id));
    QCOMPARE(response.value("parent"_L1), QJsonValue(store.section(u'/', 1)));
    // The operation of an upload has another name.
    QVERIFY(!stores.pollOperation(store + "/upload/operations/"_L1 + id));
}

void tst_DemoStores::replan()
{
    ScriptedStores stores(1h, DemoCollections::Both);
    const QString operation = newOperation(stores, inStore(newStore(stores)));
    QVERIFY(!isDone(stores.pollOperation(operation)));
    QVERIFY(stores.replan(operation, {.duration = 0ms}));
    QVERIFY(isDone(stores.pollOperation(operation)));
    QCOMPARE(stateOf(stores, documentOf(operation)), u"STATE_ACTIVE"_s);
    QVERIFY(stores.replan(operation, {.outcome = Outcome::Fails, .duration = 0ms}));
    QCOMPARE(stateOf(stores, documentOf(operation)), u"STATE_ACTIVE"_s);
    QVERIFY(!stores.replan(operation + u'x', {}));
}

void tst_DemoStores::bytesGoWithTheDocument_data()
{
    QTest::addColumn<bool>("withStore");

    QTest::newRow("document") << false;
    QTest::newRow("store") << true;
}

void tst_DemoStores::bytesGoWithTheDocument()
{
    QFETCH(bool, withStore);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"bytes"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("hello") == 5);
    file.close();

    ScriptedStores stores(1h, DemoCollections::Both);
    NewDocument description = inStore(newStore(stores));
    description.upload.path = path;
    description.chunkingConfig = {{u"whiteSpaceConfig"_s, QJsonObject()}};
    const QString document = documentOf(newOperation(stores, description));
    QCOMPARE(stores.contentOf(document), std::optional("hello"_ba));
    QCOMPARE(stores.document(document)->chunkingConfig, description.chunkingConfig);
    QVERIFY(!stores.document(document)->resource.contains("chunkingConfig"_L1));
    QVERIFY(withStore ? stores.removeStore(description.store) : stores.removeDocument(document));
    QVERIFY(!QFile::exists(path));
    QVERIFY(!stores.contentOf(document));
    QVERIFY(!stores.removeDocument(document));
}

void tst_DemoStores::missingStore()
{
    ScriptedStores stores(1h, DemoCollections::Both);
    QVERIFY(!stores.createDocument(inStore(u"ragStores/none"_s)));
    QVERIFY(!stores.addDocument({{u"name"_s, u"ragStores/none/documents/a"_s}}));
    QVERIFY(!stores.document(u"ragStores/none/documents/a"_s));
    QVERIFY(!stores.document(u"ragStores"_s));
    QVERIFY(!stores.pollOperation(u"ragStores/none/operations/a"_s));
    QVERIFY(stores.documents(u"ragStores/none"_s).isEmpty());
}

void tst_DemoStores::storageLimit()
{
    ScriptedStores stores(1h, DemoCollections::Both);
    const QString store = newStore(stores);
    QCOMPARE(stores.roomIn(store), std::numeric_limits<qint64>::max());
    stores.setStorageLimit(1000);
    QVERIFY(stores.createDocument(inStore(store, 400)));
    QCOMPARE(stores.roomIn(store), 600);
    QCOMPARE(stores.roomIn(newStore(stores)), 1000);
}

void tst_DemoStores::changesBehindTheBack()
{
    ScriptedStores stores(1h, DemoCollections::Both);
    const QString store = newStore(stores);
    const QString name = store + "/documents/made-up"_L1;
    const QJsonObject resource{{u"name"_s, name}, {u"state"_s, u"STATE_PENDING"_s}, {u"extra"_s, 7}};
    QVERIFY(stores.addDocument(resource));
    QCOMPARE(stores.document(name)->resource, resource);
    QVERIFY(stores.setDocumentState(name, u"STATE_FAILED"_s));
    QCOMPARE(stateOf(stores, name), u"STATE_FAILED"_s);
    QVERIFY(stores.document(name)->resource.contains("updateTime"_L1));

    QVERIFY(stores.addDocument(resource, 100ms));
    QCOMPARE(stores.documents(store).size(), 1);
    QCOMPARE(stateOf(stores, name), u"STATE_PENDING"_s);
    QTRY_COMPARE(stateOf(stores, name), u"STATE_ACTIVE"_s);
    QVERIFY(!stores.setDocumentState(name + u'x', u"STATE_ACTIVE"_s));
}

void tst_DemoStores::samples()
{
    ScriptedStores stores(1h, DemoCollections::Both);
    addSampleStores(stores, 100ms);
    QCOMPARE(stores.stores(published).size(), 3);
    QVERIFY(stores.stores(u"ragStores"_s).isEmpty());
    QSet<QString> states;
    QSet<QString> kinds;
    QSet<QString> ids;
    bool isBeyondAscii = false;
    for (const QJsonObject &store : stores.stores(published)) {
        for (const StoredDocument &document : stores.documents(store.value("name"_L1).toString())) {
            const QString id = document.name().section(u'/', -1);
            QVERIFY2(id.size() <= 40, qPrintable(id));
            ids.insert(id);
            states.insert(document.state());
            const QString displayName = document.resource.value("displayName"_L1).toString();
            isBeyondAscii = isBeyondAscii || QString::fromLatin1(displayName.toLatin1()) != displayName;
            for (const QJsonValue entry : document.resource.value("customMetadata"_L1).toArray()) {
                const QStringList keys = entry.toObject().keys();
                QCOMPARE(keys.size(), 2);
                kinds += QSet<QString>(keys.cbegin(), keys.cend());
            }
        }
    }
    QCOMPARE(ids.size(), 31);
    QCOMPARE(states, QSet<QString>({u"STATE_ACTIVE"_s, u"STATE_PENDING"_s, u"STATE_FAILED"_s}));
    QCOMPARE(kinds, QSet<QString>({u"key"_s, u"stringValue"_s, u"numericValue"_s, u"stringListValue"_s}));
    QVERIFY(isBeyondAscii);
    QTRY_VERIFY(!stores.stores(published).constFirst().contains("pendingDocumentsCount"_L1));

    ScriptedStores founding(1h, DemoCollections::RagStores);
    addSampleStores(founding, 100ms);
    QCOMPARE(founding.stores(u"ragStores"_s).size(), 3);
}

QTEST_GUILESS_MAIN(tst_DemoStores)
#include "tst_demostores.moc"
