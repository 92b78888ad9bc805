// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/clifixture.h"
#include "tests/cli/operationplans.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

/// `document-create`, on servers that know one collection or both.
class tst_CliDocumentCreate final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void sendsExactly_data();
    void sendsExactly();
    void bareStoreName();
    void reportsTheOperation();
    void waitsForTheDocument();
    void failedOperation();
    void storeThatIsNotThere();
    void refusedBeforeAnythingIsSent();

private:
    CliRun run(const QStringList &arguments);
    CliRun create(const QString &store, const QStringList &options = {});
    ScriptedStores &stores() { return m_cli->server().stores(); }

    std::unique_ptr<CliFixture> m_cli;
    CliRun m_last;
    QString m_store = u"fileSearchStores/museum"_s;
};

void tst_CliDocumentCreate::init()
{
    m_cli = std::make_unique<CliFixture>();
    for (const QString &collection : {u"ragStores"_s, u"fileSearchStores"_s})
        stores().addStore({{u"name"_s, collection + u"/museum"_s}, {u"createTime"_s, u"2026-01-02T03:04:05Z"_s}});
}

void tst_CliDocumentCreate::cleanup()
{
    QCOMPARE(m_cli->leakIn(m_last), QByteArray());
    m_cli.reset();
}

CliRun tst_CliDocumentCreate::run(const QStringList &arguments)
{
    m_last = m_cli->run(arguments);
    return m_last;
}

CliRun tst_CliDocumentCreate::create(const QString &store, const QStringList &options)
{
    return run(QStringList{u"document-create"_s, store, u"--display-name"_s, u"Übersicht"_s} + options);
}

void tst_CliDocumentCreate::sendsExactly_data()
{
    QTest::addColumn<QString>("collection");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("body");

    const auto row = [](const char *name, const QStringList &options, const QByteArray &body) {
        for (const QString &collection : {u"ragStores"_s, u"fileSearchStores"_s})
            QTest::addRow("%s, %s", name, qPrintable(collection)) << collection << options << body;
    };
    row("name only", {}, R"({"displayName":"Übersicht"})");
    row("type", {u"--mime"_s, u"text/markdown"_s}, R"({"displayName":"Übersicht","mimeType":"text/markdown"})");
    row("everything",
        {u"--mime"_s, u"text/plain"_s, u"--max-tokens"_s, u"64"_s, u"--overlap"_s, u"16"_s, u"--metadata"_s,
         u"author=Ada"_s, u"--metadata"_s, u"year:=1815.5"_s, u"--metadata"_s, u"tag[]=a"_s},
        R"({"displayName":"Übersicht","mimeType":"text/plain",
            "chunkingConfig":{"whiteSpaceConfig":{"maxTokensPerChunk":64,"maxOverlapTokens":16}},
            "customMetadata":[{"key":"author","stringValue":"Ada"},{"key":"year","numericValue":1815.5},
            {"key":"tag","stringListValue":{"values":["a"]}}]})");
}

void tst_CliDocumentCreate::sendsExactly()
{
    QFETCH(QString, collection);
    QFETCH(QStringList, options);
    QFETCH(QByteArray, body);
    const bool isOld = collection == u"ragStores"_s;
    stores().setCollections(isOld ? DemoCollections::RagStores : DemoCollections::FileSearchStores);
    const QString store = collection + u"/museum"_s;
    const CliRun created = create(store, options);
    QCOMPARE(created.errors, QByteArray());
    QCOMPARE(created.exitCode, 0);
    const QByteArray verb = isOld ? ":uploadToRagStore"_ba : ":uploadToFileSearchStore"_ba;
    const QByteArray path = "/v1beta/"_ba + store.toLatin1() + verb;
    QCOMPARE(m_cli->server().bodiesSentTo(verb), QList<QJsonObject>{QJsonDocument::fromJson(body).object()});
    QCOMPARE(m_cli->server().requests().constFirst().path, path);
    const QList<StoredDocument> documents = stores().documents(store);
    QCOMPARE(documents.size(), 1);
    QCOMPARE(documents.constFirst().resource.value("displayName"_L1).toString(), u"Übersicht"_s);
}

void tst_CliDocumentCreate::bareStoreName()
{
    stores().setCollections(DemoCollections::RagStores);
    QCOMPARE(create(u"museum"_s).exitCode, 0);
    QCOMPARE(stores().documents(u"ragStores/museum"_s).size(), 1);
}

void tst_CliDocumentCreate::reportsTheOperation()
{
    stores().setUsualPlan(operationplans::endless());
    QCOMPARE(create(m_store).exitCode, 0);
    const QString operation = stores().documents(m_store).value(0).operation;
    QCOMPARE(QString::fromUtf8(m_last.output), u"working   %1\n"_s.arg(operation));

    const QList<QJsonObject> events = create(m_store, {u"--json"_s}).events();
    QCOMPARE(m_last.exitCode, 0);
    QCOMPARE(events.size(), 1);
    const StoredDocument other = stores().documents(m_store).value(1);
    QCOMPARE(events.constFirst().value("event"_L1).toString(), u"operation"_s);
    QCOMPARE(events.constFirst().value("name"_L1).toString(), other.operation);
    QCOMPARE(events.constFirst().value("documentName"_L1).toString(), other.name());
    QCOMPARE(events.constFirst().value("store"_L1).toString(), m_store);
    QCOMPARE(events.constFirst().value("kind"_L1).toString(), u"upload"_s);
    QCOMPARE(events.constFirst().value("displayName"_L1).toString(), u"Übersicht"_s);
    QCOMPARE(events.constFirst().value("done"_L1).toBool(true), false);

    // The journal keeps both, so that they can be followed later.
    QCOMPARE(run({u"operations"_s, u"--json"_s}).events(u"operation"_s).size(), 2);
}

void tst_CliDocumentCreate::waitsForTheDocument()
{
    stores().planOperation(operationplans::pending(2));
    const CliRun created = create(m_store, {u"--wait"_s, u"--json"_s});
    QCOMPARE(created.exitCode, 0);
    const QList<QJsonObject> operations = created.events(u"operation"_s);
    QCOMPARE(operations.size(), 2);
    QCOMPARE(operations.constFirst().value("state"_L1).toString(), u"working"_s);
    QCOMPARE(operations.constLast().value("state"_L1).toString(), u"done"_s);
    QCOMPARE(stores().documents(m_store).value(0).state(), u"STATE_ACTIVE"_s);
    QCOMPARE(run({u"operations"_s, u"--json"_s}).events(u"operation"_s).size(), 0);
}

void tst_CliDocumentCreate::failedOperation()
{
    stores().planOperation(operationplans::failing(u"too dull"_s));
    const CliRun created = create(m_store, {u"--wait"_s});
    QCOMPARE(created.exitCode, 1);
    QVERIFY2(created.output.contains("INVALID_ARGUMENT: too dull"), created.output.constData());
}

void tst_CliDocumentCreate::storeThatIsNotThere()
{
    const CliRun created = create(u"fileSearchStores/nobody"_s);
    QCOMPARE(created.exitCode, 1);
    QVERIFY2(created.errors.contains("fileSearchStores/nobody: "), created.errors.constData());
    QCOMPARE(created.output, QByteArray());
}

void tst_CliDocumentCreate::refusedBeforeAnythingIsSent()
{
    QCOMPARE(create(m_store, {u"--max-tokens"_s, u"0"_s}).exitCode, 2);
    QCOMPARE(create(m_store, {u"--metadata"_s, u"=1"_s}).exitCode, 2);
    QCOMPARE(run({u"document-create"_s, m_store}).exitCode, 2);
    QVERIFY(m_cli->server().requests().isEmpty());
}

QTEST_GUILESS_MAIN(tst_CliDocumentCreate)
#include "tst_clidocumentcreate.moc"
