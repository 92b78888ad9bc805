// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/clifixture.h"
#include "tests/cli/operationplans.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

QJsonObject objectOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

QJsonObject errorOf(const CliRun &run, const QString &event)
{
    return run.events(event).value(0).value("error"_L1).toObject();
}

} // namespace

/// `upload --store` and its errors, on servers that know one collection or both.
class tst_CliStoreUploads final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void refusedBeforeAnythingIsSent_data();
    void refusedBeforeAnythingIsSent();
    void sendsExactly_data();
    void sendsExactly();
    void bareStoreName_data();
    void bareStoreName();
    void tellsTheOperation();
    void warnsOfSmallChunks();
    void waitsForTheDocument();
    void endsWithTheStateOfTheDocument();
    void failedOperationShowsItsStatus();
    void tellsWhatStoresDoNotTake();
    void chosenTypeDecidesWhatStoresTake();
    void storeThatIsNotThere();
    void resumesWhatWasInterrupted();

private:
    CliRun run(const QStringList &arguments);
    ScriptedStores &stores() { return m_cli->server().stores(); }
    void addFile(const QString &id);

    std::unique_ptr<CliFixture> m_cli;
    CliRun m_last;
    QString m_store = u"fileSearchStores/museum"_s;
};

void tst_CliStoreUploads::init()
{
    m_cli = std::make_unique<CliFixture>();
    for (const QString &collection : {u"ragStores"_s, u"fileSearchStores"_s})
        stores().addStore({{u"name"_s, collection + u"/museum"_s}, {u"createTime"_s, u"2026-01-02T03:04:05Z"_s}});
}

void tst_CliStoreUploads::cleanup()
{
    QCOMPARE(m_cli->leakIn(m_last), QByteArray());
    m_cli.reset();
}

CliRun tst_CliStoreUploads::run(const QStringList &arguments)
{
    m_last = m_cli->run(arguments);
    return m_last;
}

void tst_CliStoreUploads::addFile(const QString &id)
{
    m_cli->server().addFile({{u"name"_s, "files/"_L1 + id},
                             {u"mimeType"_s, u"text/plain"_s},
                             {u"sizeBytes"_s, u"1500"_s},
                             {u"createTime"_s, u"2026-01-02T03:04:05Z"_s},
                             {u"state"_s, u"ACTIVE"_s}});
}

void tst_CliStoreUploads::refusedBeforeAnythingIsSent_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("0 tokens") << QStringList{u"--max-tokens"_s, u"0"_s};
    QTest::newRow("513 tokens") << QStringList{u"--max-tokens"_s, u"513"_s};
    QTest::newRow("overlap = tokens") << QStringList{u"--max-tokens"_s, u"64"_s, u"--overlap"_s, u"64"_s};
    QTest::newRow("overlap > tokens") << QStringList{u"--max-tokens"_s, u"64"_s, u"--overlap"_s, u"65"_s};
    QTest::newRow("negative overlap") << QStringList{u"--overlap"_s, u"-1"_s};
    QStringList tooMany;
    for (int number = 0; number < 21; ++number)
        tooMany << u"--metadata"_s << u"k%1=v"_s.arg(number);
    QTest::newRow("21 entries") << tooMany;
    QTest::newRow("key twice") << QStringList{u"--metadata"_s, u"a=1"_s, u"--metadata"_s, u"a=2"_s};
    QTest::newRow("empty key") << QStringList{u"--metadata"_s, u"=1"_s};
}

void tst_CliStoreUploads::refusedBeforeAnythingIsSent()
{
    QFETCH(QStringList, options);
    addFile(u"abc"_s);
    const QString path = m_cli->writeFile(u"a.txt"_s, "a"_ba);
    for (const QStringList &command : {QStringList{u"upload"_s, path}, QStringList{u"import"_s, u"abc"_s}}) {
        const CliRun refused = run(command + QStringList{u"--store"_s, m_store} + options);
        QCOMPARE(refused.exitCode, 2);
        QCOMPARE(refused.output, QByteArray());
        QCOMPARE(refused.errors.count('\n'), 1);
    }
    QVERIFY(m_cli->server().requests().isEmpty());
}

void tst_CliStoreUploads::sendsExactly_data()
{
    QTest::addColumn<QString>("collection");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("body");

    const auto row = [](const char *name, const QStringList &options, const QByteArray &body) {
        for (const QString &collection : {u"ragStores"_s, u"fileSearchStores"_s})
            QTest::addRow("%s, %s", name, qPrintable(collection)) << collection << options << body;
    };
    row("service default", {}, R"({"displayName":"Übersicht.txt"})");
    row("chunks", {u"--max-tokens"_s, u"200"_s, u"--overlap"_s, u"20"_s},
        R"({"displayName":"Übersicht.txt",
            "chunkingConfig":{"whiteSpaceConfig":{"maxTokensPerChunk":200,"maxOverlapTokens":20}}})");
    row("one number", {u"--max-tokens"_s, u"300"_s},
        R"({"displayName":"Übersicht.txt",
            "chunkingConfig":{"whiteSpaceConfig":{"maxTokensPerChunk":300,"maxOverlapTokens":20}}})");
    row("metadata of each type",
        {u"--metadata"_s, u"author=Ada"_s, u"--metadata"_s, u"year:=1815.5"_s, u"--metadata"_s, u"tag[]=a"_s,
         u"--metadata"_s, u"tag[]=b"_s},
        R"({"displayName":"Übersicht.txt","customMetadata":[{"key":"author","stringValue":"Ada"},
            {"key":"year","numericValue":1815.5},{"key":"tag","stringListValue":{"values":["a","b"]}}]})");
    row("chosen type and name", {u"--mime"_s, u"text/markdown"_s, u"--display-name"_s, u"Führung"_s},
        R"({"displayName":"Führung","mimeType":"text/markdown"})");
}

void tst_CliStoreUploads::sendsExactly()
{
    QFETCH(QString, collection);
    QFETCH(QStringList, options);
    QFETCH(QByteArray, body);
    const bool isOld = collection == u"ragStores"_s;
    stores().setCollections(isOld ? DemoCollections::RagStores : DemoCollections::FileSearchStores);
    const QByteArray content = testBytes(300'000);
    const QString path = m_cli->writeFile(u"Übersicht.txt"_s, content);
    const QString store = collection + u"/museum"_s;
    const CliRun upload = run(QStringList{u"upload"_s, path, u"--store"_s, store} + options);
    QCOMPARE(upload.errors, QByteArray());
    QCOMPARE(upload.exitCode, 0);
    const QByteArray verb = isOld ? ":uploadToRagStore"_ba : ":uploadToFileSearchStore"_ba;
    QCOMPARE(m_cli->server().bodiesSentTo(verb), QList<QJsonObject>{objectOf(body)});
    const QList<StoredDocument> documents = stores().documents(store);
    QCOMPARE(documents.size(), 1);
    QCOMPARE(stores().contentOf(documents.constFirst().name()), content);
}

void tst_CliStoreUploads::bareStoreName_data()
{
    QTest::addColumn<int>("collections");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("store");
    const auto row = [](const char *name, DemoCollections collections, const QStringList &options,
                        const QString &store) {
        QTest::newRow(name) << static_cast<int>(collections) << options << store;
    };
    row("ragStores only", DemoCollections::RagStores, {}, u"ragStores/museum"_s);
    row("fileSearchStores only", DemoCollections::FileSearchStores, {}, u"fileSearchStores/museum"_s);
    row("both", DemoCollections::Both, {}, u"fileSearchStores/museum"_s);
    row("chosen", DemoCollections::Both, {u"--collection"_s, u"ragStores"_s}, u"ragStores/museum"_s);
}

void tst_CliStoreUploads::bareStoreName()
{
    QFETCH(int, collections);
    QFETCH(QStringList, options);
    QFETCH(QString, store);
    stores().setCollections(static_cast<DemoCollections>(collections));
    const QString path = m_cli->writeFile(u"a.txt"_s, "some words"_ba);
    QCOMPARE(run(QStringList{u"upload"_s, path, u"--wait"_s, u"--store"_s, u"museum"_s} + options).exitCode, 0);
    QCOMPARE(stores().documents(store).size(), 1);
    QCOMPARE(stores().documents(store).constFirst().state(), u"STATE_ACTIVE"_s);
}

void tst_CliStoreUploads::tellsTheOperation()
{
    stores().setUsualPlan(operationplans::endless());
    const QString path = m_cli->writeFile(u"a.txt"_s, "some words"_ba);
    const CliRun upload = run({u"upload"_s, path, u"--store"_s, m_store});
    QCOMPARE(upload.exitCode, 0);
    const StoredDocument document = stores().documents(m_store).value(0);
    QCOMPARE(QString::fromUtf8(upload.output),
             u"uploaded  %1  10 B  a.txt (operation %2)\n"_s.arg(document.name(), document.operation));

    const CliRun again = run({u"upload"_s, path, u"--store"_s, m_store, u"--json"_s});
    const QJsonObject uploaded = again.events(u"uploaded"_s).value(0);
    const StoredDocument other = stores().documents(m_store).value(1);
    QCOMPARE(uploaded.value("name"_L1).toString(), other.name());
    QCOMPARE(uploaded.value("operation"_L1).toString(), other.operation);
    QCOMPARE(uploaded.value("store"_L1).toString(), m_store);
    QCOMPARE(uploaded.value("size"_L1).toInt(), 10);
    QCOMPARE(again.events(u"queued"_s).value(0).value("store"_L1).toString(), m_store);
}

void tst_CliStoreUploads::warnsOfSmallChunks()
{
    const QString path = m_cli->writeFile(u"a.txt"_s, "some words"_ba);
    const QStringList upload{u"upload"_s, path, u"--store"_s, m_store, u"--overlap"_s, u"0"_s, u"--max-tokens"_s};
    QCOMPARE(run(upload + QStringList{u"21"_s}).errors, QByteArray());
    QCOMPARE(run(upload + QStringList{u"20"_s}).exitCode, 0);
    QVERIFY2(m_last.errors.contains("fewer than 21 tokens"), m_last.errors.constData());
}

void tst_CliStoreUploads::waitsForTheDocument()
{
    stores().planOperation(operationplans::pending(2), 2);
    const QStringList paths{m_cli->writeFile(u"a.txt"_s, "some words"_ba), m_cli->writeFile(u"b.md"_s, "others"_ba)};
    const CliRun upload = run(QStringList{u"upload"_s, u"--store"_s, m_store, u"--wait"_s, u"--json"_s} + paths);
    QCOMPARE(upload.exitCode, 0);
    const QList<QJsonObject> states = upload.events(u"state"_s);
    QCOMPARE(states.size(), 2);
    QCOMPARE(states.constFirst().value("state"_L1).toString(), u"STATE_ACTIVE"_s);
    QVERIFY(stores().document(states.constFirst().value("name"_L1).toString()));
    for (const StoredDocument &document : stores().documents(m_store))
        QCOMPARE(document.state(), u"STATE_ACTIVE"_s);
    // Finished operations are removed from the journal.
    QCOMPARE(run({u"operations"_s, u"--json"_s}).events(u"operation"_s).size(), 0);
}

/// A document that has failed may recover, so the end of its operation, and its first failure, are not the end.
void tst_CliStoreUploads::endsWithTheStateOfTheDocument()
{
    stores().planOperation(operationplans::endless());
    const QString path = m_cli->writeFile(u"a.txt"_s, "some words"_ba);
    QProcess program;
    m_cli->start(program, {u"upload"_s, path, u"--store"_s, m_store, u"--wait"_s, u"--json"_s});
    QTRY_COMPARE_WITH_TIMEOUT(stores().documents(m_store).size(), 1, 20'000);
    const StoredDocument document = stores().documents(m_store).constFirst();
    QVERIFY(stores().setDocumentState(document.name(), u"STATE_FAILED"_s));
    QVERIFY(stores().replan(document.operation, operationplans::pending(1)));
    const auto hasReadDocument = [&] {
        return std::ranges::any_of(m_cli->server().requests(), [&](const RequestRecord &request) {
            return request.method == "GET" && QString::fromLatin1(request.path).endsWith(document.name());
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasReadDocument(), 20'000);
    QVERIFY(stores().setDocumentState(document.name(), u"STATE_ACTIVE"_s));
    m_last = CliFixture::finish(program);
    QCOMPARE(m_last.exitCode, 0);
    QCOMPARE(m_last.events(u"state"_s).value(0).value("state"_L1).toString(), u"STATE_ACTIVE"_s);
}

void tst_CliStoreUploads::failedOperationShowsItsStatus()
{
    stores().planOperation(operationplans::failing(u"the text is no text"_s), 2);
    const QString path = m_cli->writeFile(u"a.txt"_s, "some words"_ba);
    const CliRun upload = run({u"upload"_s, path, u"--store"_s, m_store, u"--wait"_s});
    QCOMPARE(upload.exitCode, 1);
    QVERIFY2(upload.output.contains("failed    a.txt: "), upload.output.constData());
    const CliRun json = run({u"upload"_s, path, u"--store"_s, m_store, u"--wait"_s, u"--json"_s});
    QCOMPARE(json.exitCode, 1);
    const QJsonObject error = errorOf(json, u"failed"_s);
    QCOMPARE(error.value("kind"_L1).toString(), u"operationFailed"_s);
    QCOMPARE(error.value("rpcStatus"_L1).toString(), u"INVALID_ARGUMENT"_s);
    QCOMPARE(error.value("message"_L1).toString(), u"the text is no text"_s);
}

void tst_CliStoreUploads::tellsWhatStoresDoNotTake()
{
    const QString song = m_cli->writeFile(u"song.mp3"_s, QByteArray("ID3\3\0", 5));
    const QString large = m_cli->writeFile(u"large.txt"_s, {});
    QVERIFY(QFile::resize(large, 104'857'601));
    const CliRun upload = run({u"upload"_s, u"--store"_s, m_store, u"--json"_s, song, large});
    QCOMPARE(upload.exitCode, 1);
    QStringList reasons;
    for (const QJsonObject &skipped : upload.events(u"skipped"_s))
        reasons.append(skipped.value("reason"_L1).toString());
    reasons.sort();
    QCOMPARE(reasons, (QStringList{u"notForStores"_s, u"tooLargeForStore"_s}));
    QVERIFY(m_cli->server().requests().isEmpty());
}

void tst_CliStoreUploads::chosenTypeDecidesWhatStoresTake()
{
    // Text in an encoding that looks like the sound its name promises.
    const QString model = m_cli->writeFile(u"diet.mod"_s, QByteArray("set N\xc4HRUNG;\n\0", 14));
    const CliRun guessed = run({u"upload"_s, u"--store"_s, m_store, u"--json"_s, model});
    QCOMPARE(guessed.exitCode, 1);
    QCOMPARE(guessed.events(u"skipped"_s).value(0).value("reason"_L1).toString(), u"notForStores"_s);
    const CliRun chosen =
        run({u"upload"_s, u"--store"_s, m_store, u"--json"_s, u"--wait"_s, u"--mime"_s, u"text/plain"_s, model});
    QCOMPARE(chosen.exitCode, 0);
    QCOMPARE(stores().documents(m_store).size(), 1);
    const CliRun sound = run({u"upload"_s, u"--store"_s, m_store, u"--json"_s, u"--mime"_s, u"audio/wav"_s, model});
    QCOMPARE(sound.events(u"skipped"_s).value(0).value("reason"_L1).toString(), u"notForStores"_s);
}

void tst_CliStoreUploads::storeThatIsNotThere()
{
    const QString path = m_cli->writeFile(u"a.txt"_s, "some words"_ba);
    const CliRun upload = run({u"upload"_s, path, u"--store"_s, u"fileSearchStores/nobody"_s});
    QCOMPARE(upload.exitCode, 1);
    QVERIFY2(upload.output.contains("The store fileSearchStores/nobody is gone"), upload.output.constData());
}

void tst_CliStoreUploads::resumesWhatWasInterrupted()
{
    const QByteArray content = testBytes(5'000'000);
    const QString path = m_cli->writeFile(u"long.txt"_s, content);
    FaultRule slow;
    slow.command = "upload, finalize"_ba;
    slow.times = -1;
    slow.action = faults::slowBody(1'000'000);
    m_cli->server().faults().add(slow);
    QProcess program;
    m_cli->start(program, {u"upload"_s, path, u"--store"_s, m_store, u"--metadata"_s, u"a=b"_s});
    const auto bytesReceived = [this] {
        const QList<RequestRecord> requests = m_cli->demo().requestsWith("upload, finalize"_ba);
        return requests.isEmpty() ? 0 : requests.constFirst().bodyBytes;
    };
    QTRY_VERIFY_WITH_TIMEOUT(bytesReceived() > 1'000'000, 20'000);
    program.kill();
    QVERIFY(program.waitForFinished());

    m_cli->server().faults().clear();
    const CliRun resumed = run({u"resume"_s, u"--wait"_s, u"--json"_s});
    QCOMPARE(resumed.exitCode, 0);
    QCOMPARE(m_cli->demo().requestsWith("start"_ba).size(), 1);
    const QList<StoredDocument> documents = stores().documents(m_store);
    QCOMPARE(documents.size(), 1);
    QCOMPARE(stores().contentOf(documents.constFirst().name()), content);
    QCOMPARE(resumed.events(u"state"_s).value(0).value("name"_L1).toString(), documents.constFirst().name());
}

QTEST_GUILESS_MAIN(tst_CliStoreUploads)
#include "tst_clistoreuploads.moc"
