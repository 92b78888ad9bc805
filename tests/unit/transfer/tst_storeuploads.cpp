// SPDX-License-Identifier: Apache-2.0
#include "tests/support/queuefixture.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

constexpr qint64 granularity = 262'144; // as in testServerOptions()

OperationPlan failing(int code, const QString &message)
{
    OperationPlan plan;
    plan.outcome = OperationPlan::Outcome::Fails;
    plan.error = {{"code"_L1, code}, {"message"_L1, message}};
    plan.duration = std::chrono::milliseconds(0);
    return plan;
}

OperationPlan ending(OperationPlan::Outcome outcome, int polls = 0)
{
    OperationPlan plan;
    plan.outcome = outcome;
    plan.polls = polls;
    plan.duration = std::chrono::milliseconds(0);
    return plan;
}

} // namespace

/// Uploads into stores: start body, operation, and recovery from a cut, a lost answer or a restart.
class tst_StoreUploads final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_fixture.reset(); }

    void sendsTheFoundingPagesJson_data();
    void sendsTheFoundingPagesJson();
    void leavesOutARefusedMimeType();
    void waitsForTheOperation();
    void failedOperationShowsItsStatus();
    void silentOperationIsJudgedByItsDocument();
    void vanishedOperationIsJudgedByItsDocument();
    void failedDocumentMayRecover_data();
    void failedDocumentMayRecover();
    void documentThatStaysFailedHasFailed();
    void doneWithBothOrNeither();
    void goneOperationAndDocumentAreLost();
    void goesOnPollingAfterARestart();
    void cutBodyResumes();
    void lostAnswerMakesNoSecondDocument();
    void lostAnswerAfterARestartIsFoundInTheList();
    void metadataTakenForTheBytesIsDamage();
    void fullStoreHoldsOnlyItsUploads();
    void oneSlotNoticesAFailure_data();
    void oneSlotNoticesAFailure();
    void importIsTracked();
    void forgetsOperations();

private:
    ScriptedDemoServer &server() { return m_fixture->server(); }
    UploadQueue &queue() { return m_fixture->queue(); }
    UploadTask task() const { return m_fixture->task(u"a.txt"_s); }
    void makeStore(const QString &collection);
    StoreUpload plain() const { return {m_store, {}, {}}; }
    AcceptedFile file(const QByteArray &content, const StoreUpload &upload);
    void enqueue(const QByteArray &content, const StoreUpload &upload);
    QList<StoredDocument> documents() { return server().stores().documents(m_store); }

    std::unique_ptr<QueueFixture> m_fixture;
    QString m_store;
};

void tst_StoreUploads::init()
{
    m_fixture = std::make_unique<QueueFixture>();
    QVERIFY(m_fixture->openQueue());
    makeStore(u"ragStores"_s);
}

void tst_StoreUploads::makeStore(const QString &collection)
{
    m_store = collection + u"/shelf-1"_s;
    server().stores().addStore({{"name"_L1, m_store}, {"displayName"_L1, u"Shelf"_s}});
}

AcceptedFile tst_StoreUploads::file(const QByteArray &content, const StoreUpload &upload)
{
    AcceptedFile file;
    file.path = m_fixture->writeFile(u"a.txt"_s, content);
    file.displayName = u"a.txt"_s;
    file.mimeType = u"text/plain"_s;
    file.size = content.size();
    file.storeUpload = upload;
    return file;
}

void tst_StoreUploads::enqueue(const QByteArray &content, const StoreUpload &upload)
{
    queue().enqueue(QueueFixture::profileId, {file(content, upload)});
}

void tst_StoreUploads::sendsTheFoundingPagesJson_data()
{
    QTest::addColumn<QString>("collection");
    QTest::addColumn<StoreUpload>("upload");
    QTest::addColumn<QJsonObject>("body");
    const QJsonObject config{
        {"whiteSpaceConfig"_L1, QJsonObject{{"maxTokensPerChunk"_L1, 200}, {"maxOverlapTokens"_L1, 20}}}};
    const QJsonArray metadata{
        QJsonObject{{"key"_L1, u"author"_s}, {"stringValue"_L1, u"Zoë"_s}},
        QJsonObject{{"key"_L1, u"year"_s}, {"numericValue"_L1, 1984.5}},
        QJsonObject{{"key"_L1, u"tags"_s},
                    {"stringListValue"_L1, QJsonObject{{"values"_L1, QJsonArray{u"a"_s, u"b"_s}}}}}};
    const QList<CustomMetadata> values{
        {u"author"_s, u"Zoë"_s}, {u"year"_s, 1984.5}, {u"tags"_s, QStringList{u"a"_s, u"b"_s}}};
    for (const QString &collection : {u"ragStores"_s, u"fileSearchStores"_s}) {
        const QString store = collection + u"/shelf-1"_s;
        const QByteArray tag = collection.toLatin1();
        QTest::addRow("%s default", tag.constData())
            << collection << StoreUpload{store, {}, {}} << QJsonObject{{"displayName"_L1, u"a.txt"_s}};
        QTest::addRow("%s chunked", tag.constData())
            << collection << StoreUpload{store, {}, ChunkingConfig{200, 20}}
            << QJsonObject{{"displayName"_L1, u"a.txt"_s}, {"chunkingConfig"_L1, config}};
        QTest::addRow("%s metadata", tag.constData())
            << collection << StoreUpload{store, values, ChunkingConfig{200, 20}}
            << QJsonObject{
                   {"displayName"_L1, u"a.txt"_s}, {"chunkingConfig"_L1, config}, {"customMetadata"_L1, metadata}};
    }
}

void tst_StoreUploads::sendsTheFoundingPagesJson()
{
    QFETCH(const QString, collection);
    QFETCH(const StoreUpload, upload);
    QFETCH(const QJsonObject, body);
    makeStore(collection);
    enqueue("some words"_ba, upload);
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    const QByteArray verb = collection == u"ragStores"_s ? ":uploadToRagStore"_ba : ":uploadToFileSearchStore"_ba;
    QCOMPARE(server().bodiesSentTo(verb), QList{body});
    QCOMPARE(documents().size(), 1);
    QCOMPARE(server().stores().contentOf(documents().first().name()), "some words"_ba);
    QCOMPARE(documents().first().state(), u"STATE_ACTIVE"_s);
    QVERIFY(!task().notes.testFlag(UploadNote::NotVerified));
}

void tst_StoreUploads::leavesOutARefusedMimeType()
{
    FaultRule rule = faultOn(
        "start"_ba,
        faults::answer(
            400,
            R"({"error":{"code":400,"message":"* UploadToFileSearchStoreRequest.mime_type: When provided, MIME type must be in a valid type/subtype format","status":"INVALID_ARGUMENT"}})"_ba));
    server().faults().add(rule);
    AcceptedFile chosen = file("words"_ba, plain());
    chosen.isMimeTypeChosen = true;
    queue().enqueue(QueueFixture::profileId, {chosen});
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    QCOMPARE(m_fixture->demo().requestsWith("start"_ba).size(), 2);
    // The log has no body of a request that a fault answered, so the last one is that of the second start.
    QVERIFY(!server().bodiesSentTo(":uploadToRagStore"_ba).last().contains("mimeType"_L1));
    QCOMPARE(documents().size(), 1);
}

void tst_StoreUploads::waitsForTheOperation()
{
    server().stores().planOperation(ending(OperationPlan::Outcome::Succeeds, 2));
    enqueue("words"_ba, plain());
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Processing));
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    QCOMPARE(queue().operations().size(), 1);
    const OperationRecord &operation = queue().operations().first();
    QCOMPARE(operation.state, OperationRecord::State::Done);
    QCOMPARE(operation.store, m_store);
    QCOMPARE(operation.document, documents().first().name());
    QCOMPARE(operation.displayName, u"a.txt"_s);
    QCOMPARE(operation.task, task().id);
    QVERIFY(operation.lastPoll.isValid());
}

void tst_StoreUploads::failedOperationShowsItsStatus()
{
    server().stores().planOperation(failing(3, u"Failed to count tokens"_s));
    enqueue("words"_ba, plain());
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Failed));
    QCOMPARE(task().error->kind, ErrorKind::OperationFailed);
    QCOMPARE(task().error->rpcStatus, u"INVALID_ARGUMENT"_s);
    QCOMPARE(task().error->message, u"Failed to count tokens"_s);
    QCOMPARE(queue().operations().first().state, OperationRecord::State::Failed);
    QCOMPARE(queue().operations().first().error->code, 3);
    QVERIFY(m_fixture->reopenQueue());
    QCOMPARE(task().error->message, u"Failed to count tokens"_s);
    QCOMPARE(queue().operations().first().error->message, u"Failed to count tokens"_s);
}

void tst_StoreUploads::silentOperationIsJudgedByItsDocument()
{
    server().stores().planOperation(ending(OperationPlan::Outcome::Silent));
    enqueue("words"_ba, plain());
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    QCOMPARE(queue().operations().first().state, OperationRecord::State::Done);
}

void tst_StoreUploads::vanishedOperationIsJudgedByItsDocument()
{
    server().stores().planOperation(ending(OperationPlan::Outcome::Vanishes));
    enqueue("words"_ba, plain());
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
}

void tst_StoreUploads::failedDocumentMayRecover_data()
{
    QTest::addColumn<bool>("isOperationDone");
    QTest::newRow("silent operation") << false;
    QTest::newRow("operation that ended well") << true;
}

void tst_StoreUploads::failedDocumentMayRecover()
{
    QFETCH(const bool, isOperationDone);
    server().stores().planOperation(ending(OperationPlan::Outcome::Succeeds, 1'000'000));
    enqueue("words"_ba, plain());
    QVERIFY(m_fixture->waitFor([this] { return !queue().operations().isEmpty(); }));
    const OperationRecord operation = queue().operations().first();
    QVERIFY(server().stores().setDocumentState(operation.document, u"STATE_FAILED"_s));
    if (isOperationDone)
        QVERIFY(server().stores().replan(operation.name, ending(OperationPlan::Outcome::Succeeds)));
    const int polls = server().stores().pollsOf(operation.name);
    QVERIFY(m_fixture->waitFor([&] {
        return queue().operations().first().hasFailedDocument && server().stores().pollsOf(operation.name) >= polls + 3;
    }));
    QCOMPARE(queue().operations().first().state, OperationRecord::State::Working);
    QCOMPARE(task().state, UploadTask::State::Processing); // so that no second upload is offered
    QVERIFY(server().stores().setDocumentState(operation.document, u"STATE_ACTIVE"_s));
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    QCOMPARE(queue().operations().first().state, OperationRecord::State::Done);
    QVERIFY(!queue().operations().first().hasFailedDocument);
}

void tst_StoreUploads::documentThatStaysFailedHasFailed()
{
    server().stores().planOperation(ending(OperationPlan::Outcome::Succeeds, 1'000'000));
    enqueue("words"_ba, plain());
    QVERIFY(m_fixture->waitFor([this] { return !queue().operations().isEmpty(); }));
    QElapsedTimer sinceFailure;
    sinceFailure.start();
    QVERIFY(server().stores().setDocumentState(queue().operations().first().document, u"STATE_FAILED"_s));
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Failed));
    const std::chrono::milliseconds recoveryTime = Document::recoveryTime;
    QVERIFY(static_cast<double>(sinceFailure.elapsed()) >=
            static_cast<double>(recoveryTime.count()) / m_fixture->options.retries.speed);
    QCOMPARE(task().error->kind, ErrorKind::OperationFailed);
    QCOMPARE(queue().operations().first().state, OperationRecord::State::Failed);
    QVERIFY(!queue().operations().first().hasFailedDocument);
}

void tst_StoreUploads::doneWithBothOrNeither()
{
    server().stores().planOperation(ending(OperationPlan::Outcome::Silent));
    FaultRule neither;
    neither.method = "GET"_ba;
    neither.path = faultpaths::operation();
    neither.times = -1;
    neither.action = faults::answer(200, R"({"name":"ragStores/shelf-1/upload/operations/x","done":true})"_ba);
    server().faults().add(neither);
    enqueue("words"_ba, plain());
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    server().faults().clear();

    FaultRule both = neither;
    both.action = faults::answer(200, R"({"name":"ragStores/shelf-1/upload/operations/x","done":true,
        "error":{"code":13,"message":"both"},"response":{"sizeBytes":"5"}})"_ba);
    server().faults().add(both);
    queue().clearFinished();
    QVERIFY(m_fixture->waitFor([this] { return queue().count() == 0; }));
    enqueue("words"_ba, plain());
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Failed));
    QCOMPARE(task().error->message, u"both"_s);
}

void tst_StoreUploads::goneOperationAndDocumentAreLost()
{
    OperationPlan plan = ending(OperationPlan::Outcome::Vanishes);
    server().stores().planOperation(plan);
    FaultRule hidden;
    hidden.method = "GET"_ba;
    hidden.path = faultpaths::document();
    hidden.times = -1;
    hidden.action = faults::answer(404);
    server().faults().add(hidden);
    enqueue("words"_ba, plain());
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Failed));
    QCOMPARE(task().error->kind, ErrorKind::OutcomeUnknown);
    QCOMPARE(queue().operations().first().state, OperationRecord::State::Lost);
}

void tst_StoreUploads::goesOnPollingAfterARestart()
{
    OperationPlan plan = ending(OperationPlan::Outcome::Succeeds, 1'000'000);
    server().stores().planOperation(plan);
    enqueue("words"_ba, plain());
    QVERIFY(m_fixture->waitFor(
        [this] { return !queue().operations().isEmpty() && queue().operations().first().polls > 1; }));
    const QString name = queue().operations().first().name;
    m_fixture->closeQueue();
    QVERIFY(server().stores().replan(name, ending(OperationPlan::Outcome::Succeeds, 1)));
    QVERIFY(m_fixture->openQueue());
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    QCOMPARE(queue().operations().first().name, name);
    QCOMPARE(documents().size(), 1);
}

void tst_StoreUploads::cutBodyResumes()
{
    server().faults().add(faultOn("upload, finalize"_ba, faults::cutBody(2 * granularity)));
    const QByteArray content = testBytes(4 * granularity);
    enqueue(content, plain());
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    QCOMPARE(m_fixture->demo().requestsWith("start"_ba).size(), 1);
    QVERIFY(!m_fixture->demo().requestsWith("query"_ba).isEmpty());
    QCOMPARE(documents().size(), 1);
    QCOMPARE(server().stores().contentOf(documents().first().name()), content);
}

void tst_StoreUploads::lostAnswerMakesNoSecondDocument()
{
    server().faults().add(faultOn("upload, finalize"_ba, faults::dropAfter()));
    enqueue("words"_ba, plain());
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    QCOMPARE(documents().size(), 1);
    QCOMPARE(m_fixture->demo().requestsWith("start"_ba).size(), 1);
}

void tst_StoreUploads::lostAnswerAfterARestartIsFoundInTheList()
{
    // The answer is lost and the session has ended when it is queried, so only the list of documents is left.
    server().faults().add(faultOn("upload, finalize"_ba, faults::dropAfter()));
    server().faults().add(faultOn("query"_ba, faults::endSession(410), -1));
    enqueue("words"_ba, plain());
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    QCOMPARE(documents().size(), 1);
    QVERIFY(task().notes.testFlag(UploadNote::FoundInList));
    QCOMPARE(queue().operations().first().document, documents().first().name());
}

void tst_StoreUploads::metadataTakenForTheBytesIsDamage()
{
    // The answer if a gateway removes the upload headers of the last request.
    const QByteArray answer =
        R"({"name":"ragStores/shelf-1/upload/operations/x-1","response":{"parent":"ragStores/shelf-1","documentName":"ragStores/shelf-1/documents/x-1","mimeType":"application/json","sizeBytes":"37"}})"_ba;
    server().faults().add(faultOn("upload, finalize"_ba, faults::answer(200, answer, "application/json"_ba,
                                                                        {{"X-Goog-Upload-Status", "final"}})));
    enqueue("words"_ba, plain());
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Failed));
    QCOMPARE(task().error->kind, ErrorKind::Damaged);
}

void tst_StoreUploads::fullStoreHoldsOnlyItsUploads()
{
    server().stores().setStorageLimit(3);
    enqueue("words"_ba, plain());
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Waiting));
    QTRY_COMPARE(queue().holds().size(), 1);
    QCOMPARE(queue().holds().constFirst().reason, WaitReason::StorageFull);
    QCOMPARE(queue().holds().constFirst().store, task().target);
    QVERIFY(m_fixture->add({m_fixture->writeFile(u"b.txt"_s, "b"_ba)}));
    QVERIFY(m_fixture->waitForState(u"b.txt"_s, UploadTask::State::Done));
    server().stores().setStorageLimit(0);
    QTRY_VERIFY(task().state == UploadTask::State::Processing || task().state == UploadTask::State::Done);
}

void tst_StoreUploads::oneSlotNoticesAFailure_data()
{
    QTest::addColumn<QRegularExpression>("path");
    QTest::addColumn<bool>("isOfStore");
    QTest::newRow("service") << QRegularExpression() << false;
    QTest::newRow("store") << faultpaths::storeUpload() << true;
}

void tst_StoreUploads::oneSlotNoticesAFailure()
{
    QFETCH(const QRegularExpression, path);
    QFETCH(const bool, isOfStore);
    m_fixture->options.retries.speed = 10; // the first probe comes after half a second
    QVERIFY(m_fixture->reopenQueue());
    queue().setParallelUploads(1);
    queue().setPaused(true);
    enqueue("words"_ba, plain());
    QTRY_COMPARE(queue().count(), 1);
    QVERIFY(m_fixture->add({m_fixture->writeFile(u"b.txt"_s, "b"_ba), m_fixture->writeFile(u"c.txt"_s, "c"_ba)}));
    const int fault = server().faults().add(
        {.method = {}, .path = path, .command = "start"_ba, .times = -1, .action = faults::answer(500)});
    queue().setPaused(false);
    const QString heldStore = isOfStore ? m_store : QString();
    QTRY_COMPARE(queue().holds().value(0, {.store = u"none"_s}).store, heldStore);
    QCOMPARE(queue().holds().constFirst().reason, WaitReason::ServerDown);
    QVERIFY(server().faults().fired(fault) < m_fixture->options.retries.maximumAttempts);
    if (isOfStore)
        QVERIFY(m_fixture->waitForState(u"c.txt"_s, UploadTask::State::Done));
    server().faults().clear();
    QVERIFY(m_fixture->waitUntilIdle());
    QVERIFY(queue().holds().isEmpty());
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    QCOMPARE(documents().size(), 1);
}

void tst_StoreUploads::importIsTracked()
{
    OperationRecord operation;
    operation.name = m_store + u"/operations/imported-1"_s;
    operation.profileId = u"profile"_s;
    operation.kind = OperationRecord::Kind::Import;
    operation.store = m_store;
    operation.document = m_store + u"/documents/imported-1"_s;
    operation.displayName = u"files/abc"_s;
    operation.created = QDateTime::currentDateTimeUtc();
    QVERIFY(server().stores().addDocument({{"name"_L1, operation.document}, {"state"_L1, u"STATE_ACTIVE"_s}}));
    queue().trackOperation(operation);
    QVERIFY(m_fixture->waitFor([this] {
        return !queue().operations().isEmpty() && queue().operations().first().state == OperationRecord::State::Done;
    }));
    QCOMPARE(queue().operations().first().kind, OperationRecord::Kind::Import);
}

void tst_StoreUploads::forgetsOperations()
{
    enqueue("words"_ba, plain());
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    queue().forgetOperations({queue().operations().first().name});
    QVERIFY(m_fixture->waitFor([this] { return queue().operations().isEmpty(); }));
    QVERIFY(m_fixture->reopenQueue());
    QCOMPARE(queue().operations().size(), 0);
}

QTEST_GUILESS_MAIN(tst_StoreUploads)
#include "tst_storeuploads.moc"
