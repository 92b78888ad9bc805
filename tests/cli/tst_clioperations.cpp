// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/clifixture.h"
#include "tests/cli/operationplans.h"

#include <QDir>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

/// `import` and `operations`.
class tst_CliOperations final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void imports_data();
    void imports();
    void importWaits();
    void importOfAFileThatIsGone();
    void operationsFollowWhatWasBegun();
    void operationsWithNothingBegun();
    void operationsAsksForNames();
    void operationsWaitsForNames();
    void waitGivesUp();

private:
    CliRun run(const QStringList &arguments);
    ScriptedStores &stores() { return m_cli->server().stores(); }
    void addFile(const QString &id);
    /// Runs an upload without waiting for its operation, and returns the operation's name.
    QString begunOperation(const OperationPlan &plan);

    std::unique_ptr<CliFixture> m_cli;
    CliRun m_last;
    QString m_store = u"fileSearchStores/museum"_s;
};

void tst_CliOperations::init()
{
    m_cli = std::make_unique<CliFixture>();
    for (const QString &collection : {u"ragStores"_s, u"fileSearchStores"_s})
        stores().addStore({{u"name"_s, collection + u"/museum"_s}, {u"createTime"_s, u"2026-01-02T03:04:05Z"_s}});
}

void tst_CliOperations::cleanup()
{
    QCOMPARE(m_cli->leakIn(m_last), QByteArray());
    m_cli.reset();
}

CliRun tst_CliOperations::run(const QStringList &arguments)
{
    m_last = m_cli->run(arguments);
    return m_last;
}

void tst_CliOperations::addFile(const QString &id)
{
    m_cli->server().addFile({{u"name"_s, "files/"_L1 + id},
                             {u"mimeType"_s, u"text/plain"_s},
                             {u"sizeBytes"_s, u"1500"_s},
                             {u"createTime"_s, u"2026-01-02T03:04:05Z"_s},
                             {u"state"_s, u"ACTIVE"_s}});
}

void tst_CliOperations::imports_data()
{
    QTest::addColumn<QString>("store");
    QTest::newRow("ragStores") << u"ragStores/museum"_s;
    QTest::newRow("fileSearchStores") << u"fileSearchStores/museum"_s;
}

void tst_CliOperations::imports()
{
    QFETCH(QString, store);
    addFile(u"abc"_s);
    const CliRun import = run({u"import"_s, u"abc"_s, u"--store"_s, store, u"--max-tokens"_s, u"64"_s, u"--overlap"_s,
                               u"16"_s, u"--metadata"_s, u"a=b"_s, u"--json"_s});
    QCOMPARE(import.exitCode, 0);
    const QJsonObject body = QJsonDocument::fromJson(
                                 R"({"fileName":"files/abc","customMetadata":[{"key":"a","stringValue":"b"}],
            "chunkingConfig":{"whiteSpaceConfig":{"maxTokensPerChunk":64,"maxOverlapTokens":16}}})")
                                 .object();
    QCOMPARE(m_cli->server().bodiesSentTo(":importFile"_ba), QList<QJsonObject>{body});
    const QJsonObject operation = import.events(u"operation"_s).value(0);
    QCOMPARE(operation.value("name"_L1).toString(), stores().documents(store).value(0).operation);
    QCOMPARE(operation.value("fileName"_L1).toString(), u"files/abc"_s);
    QCOMPARE(operation.value("done"_L1).toBool(true), false);

    const QList<QJsonObject> kept = run({u"operations"_s, u"--json"_s}).events(u"operation"_s);
    QCOMPARE(kept.size(), 1);
    QCOMPARE(kept.constFirst().value("name"_L1), operation.value("name"_L1));
    QCOMPARE(kept.constFirst().value("kind"_L1).toString(), u"import"_s);
}

void tst_CliOperations::importWaits()
{
    addFile(u"abc"_s);
    addFile(u"def"_s);
    stores().planOperation(operationplans::pending(1));
    stores().planOperation(operationplans::failing(u"too dull"_s));
    const CliRun import = run({u"import"_s, u"abc"_s, u"def"_s, u"--store"_s, m_store, u"--wait"_s});
    QCOMPARE(import.exitCode, 1);
    QVERIFY2(import.output.contains("done      "), import.output.constData());
    QVERIFY2(import.output.contains("INVALID_ARGUMENT: too dull"), import.output.constData());
    QCOMPARE(run({u"operations"_s}).output, QByteArray());
}

void tst_CliOperations::importOfAFileThatIsGone()
{
    addFile(u"abc"_s);
    const CliRun import = run({u"import"_s, u"nobody"_s, u"abc"_s, u"--store"_s, m_store, u"--wait"_s});
    QCOMPARE(import.exitCode, 1);
    QVERIFY2(import.errors.contains("files/nobody: "), import.errors.constData());
    QCOMPARE(stores().documents(m_store).size(), 1);
}

QString tst_CliOperations::begunOperation(const OperationPlan &plan)
{
    stores().planOperation(plan);
    const QString path = m_cli->writeFile(u"a.txt"_s, "some words"_ba);
    const CliRun upload = run({u"upload"_s, path, u"--store"_s, m_store, u"--json"_s});
    return upload.exitCode == 0 ? upload.events(u"uploaded"_s).value(0).value("operation"_L1).toString() : QString();
}

void tst_CliOperations::operationsFollowWhatWasBegun()
{
    const QString operation = begunOperation(operationplans::endless());
    QVERIFY(!operation.isEmpty());
    const QJsonObject working = run({u"operations"_s, u"--json"_s}).events(u"operation"_s).value(0);
    QCOMPARE(m_last.exitCode, 0);
    QCOMPARE(working.value("name"_L1).toString(), operation);
    QCOMPARE(working.value("state"_L1).toString(), u"working"_s);
    QCOMPARE(working.value("displayName"_L1).toString(), u"a.txt"_s);
    QVERIFY(stores().pollsOf(operation) > 0);

    QVERIFY(stores().replan(operation, operationplans::failing(u"too dull"_s)));
    const CliRun ended = run({u"operations"_s, u"--wait"_s});
    QCOMPARE(ended.exitCode, 1);
    QVERIFY2(ended.output.contains("INVALID_ARGUMENT: too dull"), ended.output.constData());
    QCOMPARE(run({u"operations"_s, u"--wait"_s}).exitCode, 0);
    QCOMPARE(m_last.output, QByteArray());
}

void tst_CliOperations::operationsWithNothingBegun()
{
    const CliRun operations = run({u"operations"_s, u"--json"_s, u"--wait"_s});
    QCOMPARE(operations.exitCode, 0);
    const QJsonObject summary{{u"event"_s, u"summary"_s}, {u"operations"_s, 0}, {u"more"_s, false}};
    QCOMPARE(operations.events(), QList<QJsonObject>{summary});
    QVERIFY(m_cli->server().requests().isEmpty());
}

void tst_CliOperations::operationsAsksForNames()
{
    const QString operation = begunOperation(operationplans::endless());
    const QJsonObject working = run({u"operations"_s, operation, u"--json"_s}).events(u"operation"_s).value(0);
    QCOMPARE(m_last.exitCode, 0);
    QCOMPARE(working.value("done"_L1).toBool(true), false);
    QVERIFY(stores().replan(operation, operationplans::failing(u"too dull"_s)));
    run({u"operations"_s, operation});
    const CliRun failed = run({u"operations"_s, operation, u"--json"_s});
    QCOMPARE(failed.exitCode, 1);
    const QJsonObject error = failed.events(u"operation"_s).value(0).value("error"_L1).toObject();
    QCOMPARE(error.value("code"_L1).toInt(), 3);
    QCOMPARE(error.value("rpcStatus"_L1).toString(), u"INVALID_ARGUMENT"_s);
    QCOMPARE(run({u"operations"_s, m_store + u"/operations/nobody"_s}).exitCode, 1);
    QVERIFY(!m_last.errors.isEmpty());
}

void tst_CliOperations::operationsWaitsForNames()
{
    const QString operation = begunOperation(operationplans::pending(3));
    // Like on another computer, whose journal does not have the operation.
    QVERIFY(QDir(m_cli->dataFolder()).removeRecursively());
    const CliRun waited =
        run({u"operations"_s, operation.section(u'/', 1), u"--wait"_s, u"--collection"_s, u"fileSearchStores"_s});
    QCOMPARE(waited.exitCode, 0);
    QVERIFY2(waited.output.contains("working   " + operation.toLatin1()), waited.output.constData());
    QVERIFY2(waited.output.contains("done      " + operation.toLatin1()), waited.output.constData());
}

void tst_CliOperations::waitGivesUp()
{
    const QString operation = begunOperation(operationplans::endless());
    FaultRule busy;
    busy.path = faultpaths::operation();
    busy.times = -1;
    busy.action = faults::answer(503);
    m_cli->server().faults().add(busy);
    const CliRun given = run({u"operations"_s, u"--wait"_s, u"--patience"_s, u"1"_s});
    QCOMPARE(given.exitCode, 4);
    QVERIFY(!given.errors.isEmpty());
    QVERIFY(run({u"operations"_s, u"--json"_s}).events(u"operation"_s).size() == 1);
    QCOMPARE(m_last.exitCode, 4);
}

QTEST_GUILESS_MAIN(tst_CliOperations)
#include "tst_clioperations.moc"
