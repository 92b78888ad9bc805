// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/clifixture.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

/// The collection that is used for short names. On a server that has both it is the published one.
QString collectionOn(DemoCollections collections)
{
    return collections == DemoCollections::RagStores ? u"ragStores"_s : u"fileSearchStores"_s;
}

QJsonObject store(const QString &name, const QString &displayName)
{
    return {{u"name"_s, name},
            {u"displayName"_s, displayName},
            {u"embeddingModel"_s, u"models/gemini-embedding-001"_s},
            {u"createTime"_s, u"2026-01-02T03:04:05.678901Z"_s},
            {u"updateTime"_s, u"2026-01-03T03:04:05Z"_s}};
}

QJsonObject document(const QString &name, const QString &state = u"STATE_ACTIVE"_s)
{
    return {{u"name"_s, name},
            {u"displayName"_s, u"Übersicht\n\u001b[2J"_s},
            {u"mimeType"_s, u"text/plain"_s},
            {u"sizeBytes"_s, u"1500"_s},
            {u"createTime"_s, u"2026-01-02T03:04:05.678901Z"_s},
            {u"updateTime"_s, u"2026-01-02T03:04:05.678901Z"_s},
            {u"state"_s, state},
            {u"customMetadata"_s, QJsonArray{QJsonObject{{u"key"_s, u"year"_s}, {u"numericValue"_s, 1815}}}}};
}

} // namespace

/// `stores`, `store-create`, `store-delete`, `documents` and `document-delete`, on servers that know one collection or
/// both.
class tst_CliStores final : public QObject {
    Q_OBJECT

private slots:
    void init() { m_cli = std::make_unique<CliFixture>(); }
    void cleanup();

    void listsStores_data() { eachServer(); }
    void listsStores();
    void listsStoresOverPages();
    void storesAsJson();
    void creates_data() { eachServer(); }
    void creates();
    void createsWithAModel_data() { eachServer(); }
    void createsWithAModel();
    void deletesAnEmptyStore_data() { eachServer(); }
    void deletesAnEmptyStore();
    void keepsAStoreWithDocuments_data() { eachServer(); }
    void keepsAStoreWithDocuments();
    void deletesAStoreWithDocumentsByForce();
    void listsDocuments_data() { eachServer(); }
    void listsDocuments();
    void listsTheFirstHundredDocumentsOrAll();
    void documentsAsJson();
    void deletesDocuments_data() { eachServer(); }
    void deletesDocuments();
    void deletesTheOtherDocumentsToo();
    void chosenCollection();
    void chosenCollectionIsNotLeft();
    void fullNameDecides();
    void nothingIsThere();
    void wrongKey();

private:
    static void eachServer();
    /// Starts a new server with the collections of the test row.
    void startServer();
    CliRun run(const QStringList &arguments);
    ScriptedStores &stores() { return m_cli->server().stores(); }
    int requestsSent(const QByteArray &method) const;

    std::unique_ptr<CliFixture> m_cli;
    CliRun m_last;
};

void tst_CliStores::eachServer()
{
    QTest::addColumn<int>("collections");
    QTest::newRow("ragStores only") << static_cast<int>(DemoCollections::RagStores);
    QTest::newRow("fileSearchStores only") << static_cast<int>(DemoCollections::FileSearchStores);
    QTest::newRow("both") << static_cast<int>(DemoCollections::Both);
}

void tst_CliStores::startServer()
{
    QFETCH(int, collections);
    stores().setCollections(static_cast<DemoCollections>(collections));
}

CliRun tst_CliStores::run(const QStringList &arguments)
{
    m_last = m_cli->run(arguments);
    return m_last;
}

int tst_CliStores::requestsSent(const QByteArray &method) const
{
    const QList<RequestRecord> requests = m_cli->server().requests();
    return static_cast<int>(
        std::ranges::count_if(requests, [&method](const RequestRecord &request) { return request.method == method; }));
}

void tst_CliStores::cleanup()
{
    QCOMPARE(m_cli->leakIn(m_last), QByteArray());
    m_cli.reset();
}

void tst_CliStores::listsStores()
{
    startServer();
    const QString collection = collectionOn(stores().collections());
    stores().addStore(store(collection + u"/museum"_s, u"Führungen\n\u001b[2J"_s));
    stores().addDocument(document(collection + u"/museum/documents/a"_s));
    stores().addDocument(document(collection + u"/museum/documents/b"_s, u"STATE_FAILED"_s));
    const CliRun list = run({u"stores"_s});
    QCOMPARE(list.exitCode, 0);
    QCOMPARE(list.errors, QByteArray());
    const QStringList lines = QString::fromUtf8(list.output).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines.first().startsWith(u"NAME "_s));
    QCOMPARE(lines.last().simplified(), collection + u"/museum 1 0 1 3.0 kB Führungen␊␛[2J"_s);
}

void tst_CliStores::listsStoresOverPages()
{
    for (int number = 0; number < 45; ++number)
        stores().addStore(store(u"fileSearchStores/s%1"_s.arg(number), {}));
    const CliRun list = run({u"stores"_s, u"--json"_s});
    QCOMPARE(list.exitCode, 0);
    QCOMPARE(list.events(u"store"_s).size(), 45);
    QCOMPARE(list.events().last(), (QJsonObject{{u"event"_s, u"summary"_s}, {u"stores"_s, 45}, {u"more"_s, false}}));
    QCOMPARE(requestsSent("GET"_ba), 3);
}

void tst_CliStores::storesAsJson()
{
    stores().addStore(store(u"fileSearchStores/museum"_s, u"Führungen"_s));
    stores().addDocument(document(u"fileSearchStores/museum/documents/a"_s));
    const QJsonObject expected{{u"event"_s, u"store"_s},
                               {u"name"_s, u"fileSearchStores/museum"_s},
                               {u"displayName"_s, u"Führungen"_s},
                               {u"embeddingModel"_s, u"models/gemini-embedding-001"_s},
                               {u"createTime"_s, u"2026-01-02T03:04:05.678901Z"_s},
                               {u"updateTime"_s, u"2026-01-03T03:04:05Z"_s},
                               {u"activeDocumentsCount"_s, 1},
                               {u"pendingDocumentsCount"_s, 0},
                               {u"failedDocumentsCount"_s, 0},
                               {u"sizeBytes"_s, 1500}};
    QCOMPARE(run({u"stores"_s, u"--json"_s}).events(u"store"_s), QList<QJsonObject>{expected});
}

void tst_CliStores::creates()
{
    startServer();
    const QString collection = collectionOn(stores().collections());
    const CliRun created = run({u"store-create"_s, u"--json"_s, u"Führungen 2026"_s});
    QCOMPARE(created.exitCode, 0);
    const QList<QJsonObject> there = stores().stores(collection);
    QCOMPARE(there.size(), 1);
    QCOMPARE(there.constFirst().value("displayName"_L1).toString(), u"Führungen 2026"_s);
    QCOMPARE(created.events(u"store"_s).value(0).value("name"_L1), there.constFirst().value("name"_L1));
    QCOMPARE(m_cli->server().bodiesSentTo("/"_ba + collection.toLatin1()).constLast(),
             (QJsonObject{{u"displayName"_s, u"Führungen 2026"_s}}));
}

void tst_CliStores::createsWithAModel()
{
    startServer();
    const QString collection = collectionOn(stores().collections());
    const CliRun created =
        run({u"store-create"_s, u"--json"_s, u"--embedding-model"_s, u"gemini-embedding-2"_s, u"Pictures"_s});
    QCOMPARE(created.exitCode, 0);
    const QString model = u"models/gemini-embedding-2"_s;
    QCOMPARE(created.events(u"store"_s).value(0).value("embeddingModel"_L1).toString(), model);
    QCOMPARE(m_cli->server().bodiesSentTo("/"_ba + collection.toLatin1()).constLast(),
             (QJsonObject{{u"displayName"_s, u"Pictures"_s}, {u"embeddingModel"_s, model}}));
    QCOMPARE(run({u"stores"_s, u"--json"_s}).events(u"store"_s).value(0).value("embeddingModel"_L1).toString(), model);
}

void tst_CliStores::deletesAnEmptyStore()
{
    startServer();
    const QString collection = collectionOn(stores().collections());
    stores().addStore(store(collection + u"/museum"_s, {}));
    const CliRun removed = run({u"store-delete"_s, u"museum"_s});
    QCOMPARE(removed.exitCode, 0);
    QCOMPARE(QString::fromUtf8(removed.output), "deleted   "_L1 + collection + u"/museum\n"_s);
    QVERIFY(stores().stores(collection).isEmpty());
}

void tst_CliStores::keepsAStoreWithDocuments()
{
    startServer();
    const QString collection = collectionOn(stores().collections());
    const QString name = collection + u"/museum"_s;
    stores().addStore(store(name, {}));
    stores().addDocument(document(name + u"/documents/a"_s));
    stores().addDocument(document(name + u"/documents/b"_s, u"STATE_FAILED"_s));
    const CliRun kept = run({u"store-delete"_s, u"museum"_s});
    QCOMPARE(kept.exitCode, 1);
    QCOMPARE(kept.output, QByteArray());
    for (const QByteArray &part : {name.toLatin1(), "1 active, 0 pending, 1 failed"_ba, "--force"_ba})
        QVERIFY2(kept.errors.contains(part), kept.errors.constData());
    QCOMPARE(stores().stores(collection).size(), 1);

    const QJsonObject error = run({u"store-delete"_s, name, u"--json"_s}).events(u"error"_s).value(0);
    QCOMPARE(m_last.exitCode, 1);
    QCOMPARE(error.value("name"_L1).toString(), name);
    QCOMPARE(error.value("error"_L1).toObject().value("kind"_L1).toString(), u"precondition"_s);
    QCOMPARE(error.value("store"_L1).toObject().value("activeDocumentsCount"_L1).toInt(), 1);
}

void tst_CliStores::deletesAStoreWithDocumentsByForce()
{
    stores().addStore(store(u"ragStores/museum"_s, {}));
    stores().addDocument(document(u"ragStores/museum/documents/a"_s));
    const CliRun removed = run({u"store-delete"_s, u"ragStores/museum"_s, u"--force"_s});
    QCOMPARE(removed.exitCode, 0);
    QVERIFY(stores().stores(u"ragStores"_s).isEmpty());
    QCOMPARE(m_cli->server().requests().constLast().query, "force=true"_ba);
}

void tst_CliStores::listsDocuments()
{
    startServer();
    const QString name = collectionOn(stores().collections()) + u"/museum"_s;
    stores().addStore(store(name, {}));
    stores().addDocument(document(name + u"/documents/a"_s));
    stores().addDocument(document(name + u"/documents/longer-one"_s, u"STATE_FAILED"_s));
    const CliRun list = run({u"documents"_s, u"museum"_s});
    QCOMPARE(list.exitCode, 0);
    const QStringList lines = QString::fromUtf8(list.output).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines.at(1).startsWith(name + u"/documents/a  "_s));
    QVERIFY(lines.at(1).endsWith(u"text/plain            Übersicht␊␛[2J"_s));
    QVERIFY(lines.at(1).contains(u" Active "_s));
    QVERIFY(lines.at(2).contains(u" Failed "_s));
    QCOMPARE(lines.at(1).indexOf(u"Active"_s), lines.at(2).indexOf(u"Failed"_s));
    QCOMPARE(lines.at(0).indexOf(u"STATE"_s), lines.at(2).indexOf(u"Failed"_s));
}

void tst_CliStores::listsTheFirstHundredDocumentsOrAll()
{
    const QString name = u"fileSearchStores/museum"_s;
    stores().addStore(store(name, {}));
    for (int number = 0; number < 130; ++number)
        stores().addDocument(document(u"%1/documents/d%2"_s.arg(name).arg(number)));
    const CliRun first = run({u"documents"_s, name});
    QCOMPARE(first.exitCode, 0);
    QCOMPARE(first.output.count('\n'), 101);
    QVERIFY2(first.errors.contains("--all"), first.errors.constData());
    const CliRun all = run({u"documents"_s, name, u"--all"_s, u"--json"_s});
    QCOMPARE(all.events(u"document"_s).size(), 130);
    QCOMPARE(all.events().last(), (QJsonObject{{u"event"_s, u"summary"_s}, {u"documents"_s, 130}, {u"more"_s, false}}));
}

void tst_CliStores::documentsAsJson()
{
    const QString name = u"ragStores/museum"_s;
    stores().addStore(store(name, {}));
    QJsonObject expected = document(name + u"/documents/a"_s);
    stores().addDocument(expected);
    expected.insert(u"event"_s, u"document"_s);
    expected.insert(u"sizeBytes"_s, 1500);
    QCOMPARE(run({u"documents"_s, name, u"--json"_s}).events(u"document"_s), QList<QJsonObject>{expected});
}

void tst_CliStores::deletesDocuments()
{
    startServer();
    const QString name = collectionOn(stores().collections()) + u"/museum"_s;
    stores().addStore(store(name, {}));
    for (const QString &id : {u"a"_s, u"b"_s, u"c"_s})
        stores().addDocument(document(name + u"/documents/"_s + id));
    const CliRun removed =
        run({u"document-delete"_s, u"museum/documents/a"_s, name + u"/documents/b"_s, name + u"/documents/gone"_s});
    QCOMPARE(removed.exitCode, 0);
    QCOMPARE(QString::fromUtf8(removed.output),
             u"deleted   %1/documents/a\ndeleted   %1/documents/b\ndeleted   %1/documents/gone\n"_s.arg(name));
    QCOMPARE(stores().documents(name).size(), 1);
}

void tst_CliStores::deletesTheOtherDocumentsToo()
{
    const QString name = u"ragStores/museum"_s;
    stores().addStore(store(name, {}));
    for (const QString &id : {u"a"_s, u"b"_s})
        stores().addDocument(document(name + u"/documents/"_s + id));
    FaultRule refusal;
    refusal.method = "DELETE"_ba;
    refusal.path = QRegularExpression(u"documents/a$"_s);
    refusal.action = faults::answer(400, R"({"error":{"code":400,"status":"INVALID_ARGUMENT","message":"no"}})");
    m_cli->server().faults().add(refusal);
    const CliRun removed = run({u"document-delete"_s, u"--json"_s, name + u"/documents/a"_s, name + u"/documents/b"_s});
    QCOMPARE(removed.exitCode, 1);
    QCOMPARE(removed.events(u"deleted"_s).value(0).value("name"_L1).toString(), name + u"/documents/b"_s);
    QCOMPARE(removed.events(u"error"_s).value(0).value("name"_L1).toString(), name + u"/documents/a"_s);
}

void tst_CliStores::chosenCollection()
{
    stores().addStore(store(u"ragStores/old"_s, {}));
    stores().addStore(store(u"fileSearchStores/new"_s, {}));
    const auto listed = [this](const QString &collection) {
        return run({u"stores"_s, u"--json"_s, u"--collection"_s, collection})
            .events(u"store"_s)
            .value(0)
            .value("name"_L1)
            .toString();
    };
    QCOMPARE(listed(u"ragStores"_s), u"ragStores/old"_s);
    QCOMPARE(listed(u"fileSearchStores"_s), u"fileSearchStores/new"_s);
    QCOMPARE(listed(u"auto"_s), u"fileSearchStores/new"_s);
}

void tst_CliStores::chosenCollectionIsNotLeft()
{
    stores().setCollections(DemoCollections::RagStores);
    QCOMPARE(run({u"stores"_s, u"--collection"_s, u"fileSearchStores"_s}).exitCode, 4);
    QVERIFY(!m_last.errors.isEmpty());
    for (const RequestRecord &request : m_cli->server().requests())
        QVERIFY2(request.path.endsWith("/fileSearchStores"), request.path.constData());
}

void tst_CliStores::fullNameDecides()
{
    stores().addStore(store(u"ragStores/museum"_s, {}));
    stores().addDocument(document(u"ragStores/museum/documents/a"_s));
    const CliRun list = run({u"documents"_s, u"https://example.org/v1beta/ragStores/museum"_s, u"--json"_s,
                             u"--collection"_s, u"fileSearchStores"_s});
    QCOMPARE(list.exitCode, 0);
    QCOMPARE(list.events(u"document"_s).size(), 1);
    QCOMPARE(requestsSent("GET"_ba), 1);
}

void tst_CliStores::nothingIsThere()
{
    QCOMPARE(run({u"stores"_s}).exitCode, 0);
    QCOMPARE(m_last.output, QByteArray());
    QCOMPARE(run({u"documents"_s, u"fileSearchStores/nobody"_s}).exitCode, 1);
    QVERIFY2(m_last.errors.contains("fileSearchStores/nobody: "), m_last.errors.constData());
    QCOMPARE(run({u"store-delete"_s, u"fileSearchStores/nobody"_s}).exitCode, 0);
}

void tst_CliStores::wrongKey()
{
    m_cli->environment.insert(u"GEMINI_API_KEY"_s, u"wrong-key"_s);
    for (const QStringList &arguments :
         {QStringList{u"stores"_s}, QStringList{u"store-create"_s, u"a"_s}, QStringList{u"store-delete"_s, u"a"_s},
          QStringList{u"documents"_s, u"a"_s}, QStringList{u"document-delete"_s, u"a/documents/b"_s}}) {
        const CliRun refused = run(arguments);
        QCOMPARE(refused.exitCode, 3);
        QVERIFY(!refused.errors.isEmpty());
        QVERIFY(!refused.errors.contains("wrong-key"));
    }
}

QTEST_GUILESS_MAIN(tst_CliStores)
#include "tst_clistores.moc"
