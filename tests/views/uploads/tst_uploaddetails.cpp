// SPDX-License-Identifier: Apache-2.0
#include "views/uploads/uploaddetails.h"

#include "models/items/uploads/uploadsmodel.h"
#include "models/text/errortext.h"
#include "views/details/fieldvalue.h"
#include "views/uploads/uploadtimelinemodel.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <memory>

using namespace pollux;
using namespace Qt::StringLiterals;

using Kind = TaskEvent::Kind;

namespace {

const QDateTime noon(QDate(2026, 11, 22), QTime(12, 0, 0, 250), Qt::UTC);

/// An event `second` seconds after noon.
TaskEvent eventAt(int second, Kind kind, qint64 number = 0)
{
    return {kind, noon.addSecs(second), number, {}};
}

QList<TaskEvent> events(int first, int count)
{
    QList<TaskEvent> result;
    for (int second = first; second < first + count; ++second)
        result.append(eventAt(second, Kind::Confirmed, second));
    return result;
}

UploadTask failedTask()
{
    UploadTask task;
    task.id = 7;
    task.state = UploadTask::State::Failed;
    task.target = u"files"_s;
    task.path = u"/folder/a\nb.txt"_s;
    task.mimeType = u"text/plain"_s;
    task.size = 8'388'608;
    task.bytesHandedOver = 4096;
    task.bytesConfirmed = 100;
    task.sessionCount = 2;
    task.attempts = 3;
    task.notes = UploadNote::NewSession;
    task.error = ApiError::fromHttp(403, R"({"error": {"code": 403, "message": "a <b>reason</b>"}})");
    task.events = {eventAt(0, Kind::Queued), eventAt(1, Kind::Sending, 0)};
    return task;
}

QString textOf(const TaskEvent &event, int column)
{
    UploadTimelineModel model;
    model.setEvents({event});
    return model.index(0, column).data().toString();
}

} // namespace

class tst_UploadDetails : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void eventWords_data();
    void eventWords();
    void everyKindHasWords();
    void timelineOnlyAdds();
    void timelineDropsTheOldest();
    void timelineOfAnotherTaskReplaces();
    void nothingSelected();
    void factsAndServerWords();
    void waitingShowsTheNextTry();
    void serverTextIsPlain();
    void copiesAll();
    void copiesSelectedEvents();
    void timelineFollows();
    void timelineStaysWhereAPersonLooks();

private:
    QTableView *timeline() const { return m_details->findChild<QTableView *>(u"timeline"_s); }
    void showTimeline(int eventCount);

    QStandardItemModel m_model{0, UploadsModel::ColumnCount};
    std::unique_ptr<UploadsProxyModel> m_words;
    std::unique_ptr<UploadDetails> m_details;
    UploadTask m_task;
};

void tst_UploadDetails::init()
{
    m_words = std::make_unique<UploadsProxyModel>(m_model);
    m_words->setClock([] { return noon; });
    m_details = std::make_unique<UploadDetails>(*m_words);
    m_details->resize(400, 200);
    m_details->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_details.get()));
}

void tst_UploadDetails::cleanup()
{
    m_details.reset();
    m_words.reset();
}

void tst_UploadDetails::eventWords_data()
{
    QTest::addColumn<TaskEvent>("event");
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("more");
    QTest::newRow("session") << eventAt(0, Kind::SessionStarted, 2) << u"Session opened"_s << u"number 2"_s;
    QTest::newRow("sending") << eventAt(0, Kind::Sending, 8'388'608) << u"Sending"_s << u"from 8.4 MB (8,388,608 B)"_s;
    QTest::newRow("few bytes") << eventAt(0, Kind::Confirmed, 999) << u"Confirmed"_s << u"999 B"_s;
    QTest::newRow("wait") << eventAt(0, Kind::Waiting, 1830) << u"Waiting"_s << u"1.8 s"_s;
    QTest::newRow("long wait") << eventAt(0, Kind::Waiting, 600'000) << u"Waiting"_s << u"10 min"_s;
    QTest::newRow("finished") << eventAt(0, Kind::Finished) << u"Finished"_s << QString();
    TaskEvent failed = eventAt(0, Kind::Failed);
    failed.error = ApiError::local(ErrorKind::Network, {}, u"a cut"_s);
    QTest::newRow("failed try") << failed << u"A try failed"_s << errorSentence(*failed.error);
    failed.kind = Kind::Finished;
    QTest::newRow("failed") << failed << u"Failed"_s << errorSentence(*failed.error);
}

void tst_UploadDetails::eventWords()
{
    QFETCH(const TaskEvent, event);
    QCOMPARE(textOf(event, UploadTimelineModel::TimeColumn),
             event.time.toLocalTime().toString(u"HH:mm:ss"_s) + u".250"_s);
    QTEST(textOf(event, UploadTimelineModel::WhatColumn), "what");
    QTEST(textOf(event, UploadTimelineModel::MoreColumn), "more");
}

void tst_UploadDetails::everyKindHasWords()
{
    QSet<QString> words;
    constexpr int kinds = static_cast<int>(Kind::Cancelled) + 1;
    for (int kind = 0; kind < kinds; ++kind)
        words.insert(textOf(eventAt(0, static_cast<Kind>(kind)), UploadTimelineModel::WhatColumn));
    QCOMPARE(words.size(), qsizetype{kinds});
    QVERIFY(!words.contains(QString()));
}

void tst_UploadDetails::timelineOnlyAdds()
{
    UploadTimelineModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setEvents(events(0, 3));
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.setEvents(events(0, 5));
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(inserted.first().at(1).toInt(), 3);
    QCOMPARE(model.rowCount(), 5);
    model.setEvents(events(0, 5));
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(reset.size(), 0);
}

void tst_UploadDetails::timelineDropsTheOldest()
{
    UploadTimelineModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setEvents(events(0, 4));
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.setEvents(events(2, 4));
    QCOMPARE(reset.size(), 0);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.index(3, UploadTimelineModel::MoreColumn).data().toString(), u"5 B"_s);
}

void tst_UploadDetails::timelineOfAnotherTaskReplaces()
{
    UploadTimelineModel model;
    model.setEvents(events(0, 4));
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setEvents(events(100, 2));
    QCOMPARE(reset.size(), 1);
    QCOMPARE(model.rowCount(), 2);
    model.setEvents({});
    QCOMPARE(model.rowCount(), 0);
}

void tst_UploadDetails::nothingSelected()
{
    QVERIFY(!m_details->findChild<QTabWidget *>()->isVisible());
    QCOMPARE(m_details->text(), QString());
    m_details->setTask(failedTask());
    QVERIFY(m_details->findChild<QTabWidget *>()->isVisible());
    m_details->setTask(std::nullopt);
    QCOMPARE(m_details->text(), QString());
}

void tst_UploadDetails::factsAndServerWords()
{
    m_details->setTask(failedTask());
    const QStringList lines = m_details->text().split(u'\n');
    for (const QString &line :
         {u"File: /folder/a␊b.txt"_s, u"State: Failed"_s, u"Target: Files"_s, u"Type: text/plain"_s,
          u"Size: 8.4 MB (8,388,608 B)"_s, u"Sent: 4.1 kB (4,096 B)"_s, u"Confirmed: 100 B"_s, u"Sessions: 2"_s,
          u"Retries: 3"_s, u"Resource name: none yet"_s, u"Status: began anew: the server ended the first session"_s})
        QVERIFY2(lines.contains(line), qPrintable(line));
    QVERIFY2(m_details->text().contains(u"The service says: “a <b>reason</b>”."_s), qPrintable(m_details->text()));
    QVERIFY(lines.last().endsWith(u"\tSending\tfrom 0 B"_s));
}

void tst_UploadDetails::waitingShowsTheNextTry()
{
    UploadTask task = failedTask();
    task.state = UploadTask::State::Waiting;
    task.waitReason = WaitReason::Retry;
    task.nextTry = noon.addSecs(5);
    m_details->setTask(task);
    QVERIFY(m_details->text().contains(u"Next try in 5 s"_s));
    task.state = UploadTask::State::Sending;
    m_details->setTask(task);
    QVERIFY(!m_details->text().contains(u"Next try"_s));
    QVERIFY(!m_details->text().contains(u"reason"_s));
}

void tst_UploadDetails::serverTextIsPlain()
{
    m_details->setTask(failedTask());
    const auto values = m_details->findChildren<FieldValue *>();
    QCOMPARE(values.size(), 12);
    QVERIFY(std::ranges::any_of(
        values, [](const FieldValue *value) { return value->toPlainText().contains(u"<b>reason</b>"_s); }));
}

void tst_UploadDetails::copiesAll()
{
    m_details->setTask(failedTask());
    for (QToolButton *button : m_details->findChildren<QToolButton *>()) {
        if (button->text() == u"Copy All"_s)
            button->click();
    }
    QCOMPARE(QGuiApplication::clipboard()->text(), m_details->text());
}

void tst_UploadDetails::showTimeline(int eventCount)
{
    m_task = failedTask();
    m_task.events = events(0, eventCount);
    m_details->setTask(m_task);
    m_details->findChild<QTabWidget *>()->setCurrentIndex(1);
    QTRY_VERIFY(timeline()->isVisible());
}

void tst_UploadDetails::copiesSelectedEvents()
{
    showTimeline(3);
    QGuiApplication::clipboard()->setText(u"before"_s);
    QTest::keyClick(timeline(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"before"_s);
    timeline()->selectRow(1);
    QTest::keyClick(timeline(), Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QGuiApplication::clipboard()->text().endsWith(u"\tConfirmed\t1 B"_s));
}

void tst_UploadDetails::timelineFollows()
{
    showTimeline(50);
    const QScrollBar *bar = timeline()->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0);
    QTRY_COMPARE(bar->value(), bar->maximum());
    const int before = bar->maximum();
    m_task.events = events(0, 60);
    m_details->setTask(m_task);
    QTRY_VERIFY(bar->maximum() > before);
    QTRY_COMPARE(bar->value(), bar->maximum());
}

void tst_UploadDetails::timelineStaysWhereAPersonLooks()
{
    showTimeline(50);
    QScrollBar *bar = timeline()->verticalScrollBar();
    QTRY_COMPARE(bar->value(), bar->maximum());
    const int before = bar->maximum();
    bar->setValue(0);
    m_task.events = events(0, 60);
    m_details->setTask(m_task);
    QTRY_VERIFY(bar->maximum() > before);
    QCOMPARE(bar->value(), 0);
}

QTEST_MAIN(tst_UploadDetails)
#include "tst_uploaddetails.moc"
