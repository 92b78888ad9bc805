// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/api/uploadrun.h"

#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace pollux;
using State = UploadSession::State;

/// Uploads that the user cancels, or that are destroyed while they run.
class tst_UploadCancel : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cancelBeforeTheStart();
    void cancel_data();
    void cancel();
    void cancelInTheMiddleOfABody();
    void cancelFromASignal_data();
    void cancelFromASignal();
    void destruction_data();
    void destruction();
    void destructionInTheMiddleOfABody_data();
    void destructionInTheMiddleOfABody();

private:
    void script(State state);

    UploadBench m_bench;
    std::unique_ptr<ScriptedUploads> m_script;
    QString m_smallFile;
    QString m_largeFile;
};

namespace {

void addStates()
{
    QTest::addColumn<State>("state");
    QTest::addColumn<bool>("hasSession"); // the server must get a cancel request
    QTest::newRow("starting") << State::Starting << false;
    QTest::newRow("sending") << State::Sending << true;
    QTest::newRow("waiting") << State::WaitingToRetry << true;
    QTest::newRow("querying") << State::Querying << true;
}

} // namespace

void tst_UploadCancel::initTestCase()
{
    m_smallFile = m_bench.makeFile(1000, u"small"_s);
    m_largeFile = m_bench.makeFile(qint64{16} * 1024 * 1024, u"large"_s);
}

void tst_UploadCancel::init()
{
    // Qt prints this warning when a connection breaks just after its reply was aborted.
    QTest::failOnWarning(QRegularExpression(u"^(?!QNetworkReplyImplPrivate::error: Internal problem)"_s));
}

/// Sets up a server with which a session stays in `state`.
void tst_UploadCancel::script(State state)
{
    m_script = std::make_unique<ScriptedUploads>();
    m_script->startWorks();
    m_script->on("upload, finalize", {RawServer::dropped()});
    m_script->on("cancel", {RawServer::http(200, {}, {"X-Goog-Upload-Status: cancelled"})});
    if (state == State::Starting)
        m_script->on("start", {RawServer::silence()});
    else if (state == State::Sending)
        m_script->on("upload, finalize", {RawServer::silence()});
    else if (state == State::WaitingToRetry)
        m_script->on("upload, finalize", {RawServer::http(503, {}, {"Retry-After: 600"})});
    else if (state == State::Querying)
        m_script->on("query", {RawServer::silence()});
}

void tst_UploadCancel::cancelBeforeTheStart()
{
    script(State::Sending);
    UploadRun run(m_bench, m_script->server().baseUrl(), plainSource(m_smallFile));
    run.session.start();
    run.session.cancel();
    QCOMPARE(run.finishedCount, 1);
    QVERIFY2(run.failedWith(ErrorKind::Cancelled), run.summary().constData());
    // The call that start() has queued does nothing.
    QTRY_COMPARE(run.finishedCount, 1);
    QCOMPARE(m_script->server().connections(), 0);
}

void tst_UploadCancel::cancel_data()
{
    addStates();
}

void tst_UploadCancel::cancel()
{
    QFETCH(const State, state);
    QFETCH(const bool, hasSession);
    script(state);
    UploadRun run(m_bench, m_script->server().baseUrl(), plainSource(m_smallFile));
    run.session.start();
    QVERIFY(run.waitForState(state));
    // The request has reached the server.
    const QString command = state == State::Starting  ? u"start"_s
                            : state == State::Sending ? u"upload, finalize"_s
                                                      : u"query"_s;
    if (state != State::WaitingToRetry)
        QTRY_COMPARE(m_script->commands().value(m_script->commands().size() - 1), command);

    run.session.cancel();
    QCOMPARE(run.finishedCount, 1);
    QVERIFY2(run.failedWith(ErrorKind::Cancelled), run.summary().constData());
    QCOMPARE(run.session.state(), State::Finished);
    run.session.cancel();
    if (hasSession)
        QTRY_COMPARE(m_script->commands().count(u"cancel"_s), 1);
    QTRY_COMPARE(m_script->server().openConnections(), hasSession ? 1 : 0);
    QCOMPARE(run.finishedCount, 1);
    QCOMPARE(m_script->commands().count(u"cancel"_s), hasSession ? 1 : 0);
}

void tst_UploadCancel::cancelInTheMiddleOfABody()
{
    ScriptedDemoServer server({});
    QVERIFY(server.start());
    server.faults().add(onCommand("upload, finalize", faults::slowBody(qint64{8} * 1024 * 1024)));
    UploadRun run(m_bench, server.baseUrl(), plainSource(m_largeFile));
    run.session.start();
    QTRY_VERIFY(contentBytesOf(server) > 0);
    run.session.cancel();
    QVERIFY2(run.failedWith(ErrorKind::Cancelled), run.summary().constData());
    QTRY_COMPARE(commandsOf(server).last(), u"cancel"_s);
    QTRY_VERIFY(server.requests().last().status == 200);
    QVERIFY(server.files().isEmpty());
}

void tst_UploadCancel::cancelFromASignal_data()
{
    QTest::addColumn<State>("state");
    QTest::newRow("starting") << State::Starting;
    QTest::newRow("sending") << State::Sending;
    QTest::newRow("waiting") << State::WaitingToRetry;
    QTest::newRow("querying") << State::Querying;
}

/// cancel() from a slot of stateChanged(), as with a click in a nested event loop.
void tst_UploadCancel::cancelFromASignal()
{
    QFETCH(const State, state);
    script(State::Querying);
    UploadRun run(m_bench, m_script->server().baseUrl(), plainSource(m_smallFile));
    connect(&run.session, &UploadSession::stateChanged, this, [&run, state](State reached) {
        if (reached == state)
            run.session.cancel();
    });
    run.session.start();
    QTRY_COMPARE(run.finishedCount, 1);
    QVERIFY2(run.failedWith(ErrorKind::Cancelled), run.summary().constData());
    QTRY_VERIFY(m_script->server().openConnections() <= 1);
    QCOMPARE(run.session.state(), State::Finished);
    QCOMPARE(run.finishedCount, 1);
    QCOMPARE(m_script->commands().count(u"query"_s), 0);
}

void tst_UploadCancel::destruction_data()
{
    addStates();
}

void tst_UploadCancel::destruction()
{
    QFETCH(const State, state);
    script(state);
    auto run = std::make_unique<UploadRun>(m_bench, m_script->server().baseUrl(), plainSource(m_smallFile));
    run->session.start();
    QVERIFY(run->waitForState(state));
    run.reset();
    QTRY_COMPARE(m_script->server().openConnections(), state == State::WaitingToRetry ? 1 : 0);
    QCOMPARE(m_script->commands().count(u"cancel"_s), 0);
}

void tst_UploadCancel::destructionInTheMiddleOfABody_data()
{
    QTest::addColumn<qint64>("after"); // bytes handed over
    for (const qint64 after : {1, 100'000, 1'000'000})
        QTest::newRow(qPrintable(QString::number(after))) << after;
}

/// Qt may still read from the body after the reply was aborted; the body must not use destroyed objects then.
void tst_UploadCancel::destructionInTheMiddleOfABody()
{
    QFETCH(const qint64, after);
    ScriptedDemoServer server({});
    QVERIFY(server.start());
    server.faults().add(onCommand("upload, finalize", faults::slowBody(qint64{16} * 1024 * 1024)));
    auto run = std::make_unique<UploadRun>(m_bench, server.baseUrl(), plainSource(m_largeFile));
    QObject context;
    connect(
        &run->session, &UploadSession::progressChanged, &context,
        [&run, after] {
            if (run && run->session.bytesHandedOver() >= after)
                run.reset();
        },
        Qt::QueuedConnection);
    run->session.start();
    QTRY_VERIFY(!run || run->finishedCount > 0);
    QVERIFY(!run);
    QTRY_VERIFY(server.requests().last().finished);
    QVERIFY(server.files().isEmpty());
}

QTEST_GUILESS_MAIN(tst_UploadCancel)
#include "tst_uploadcancel.moc"
