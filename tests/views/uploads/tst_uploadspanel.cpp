// SPDX-License-Identifier: Apache-2.0
#include "models/items/uploads/uploadtotals.h"
#include "views/uploads/uploadspanel.h"
#include "views/widgets/itemtable.h"

#include "models/items/uploads/uploadsmodel.h"
#include "models/journal/journal.h"
#include "models/transfer/uploadqueue.h"
#include "views/uploads/uploaddetails.h"

#include <QDataStream>
#include <QHeaderView>
#include <QSignalSpy>
#include <QSplitter>
#include <QStandardItemModel>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include <memory>
#include <utility>

using namespace pollux;
using namespace Qt::StringLiterals;

using State = UploadTask::State;
using Ids = QList<UploadTask::Id>;

namespace {

UploadTask task(UploadTask::Id id, State state)
{
    UploadTask result;
    result.id = id;
    result.state = state;
    result.displayName = u"file %1"_s.arg(id);
    if (state == State::Failed)
        result.error = ApiError::local(ErrorKind::LocalFile, {}, u"a <b>fault</b>"_s);
    return result;
}

/// Items that tell the task from the moment in which they are inserted.
QList<QStandardItem *> rowOf(const UploadTask &task)
{
    QList<QStandardItem *> items;
    for (int column = 0; column < UploadsModel::ColumnCount; ++column) {
        items.append(new QStandardItem);
        items.last()->setData(QVariant::fromValue(task), UploadsModel::TaskRole);
    }
    return items;
}

void setTask(QStandardItemModel &model, int row, const UploadTask &task)
{
    for (int column = 0; column < UploadsModel::ColumnCount; ++column)
        model.setData(model.index(row, column), QVariant::fromValue(task), UploadsModel::TaskRole);
    model.setData(model.index(row, UploadsModel::StateColumn), u"word %1"_s.arg(static_cast<int>(task.state)));
    for (int column = 0; column < UploadsModel::ColumnCount; ++column)
        model.setData(model.index(row, column), QVariant::fromValue(task.id), UploadsModel::IdRole);
    model.setData(model.index(row, UploadsModel::ProgressColumn), 0.5, UploadsModel::ProgressRole);
    model.setData(model.index(row, UploadsModel::ProgressColumn), 0.25, UploadsModel::ConfirmedRole);
}

} // namespace

class tst_UploadsPanel : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void countdownTicksWhileSomethingWaits();
    void totalsFollowTheModel();
    void buttonsAreEnabledWhereTheyMakeSense_data();
    void buttonsAreEnabledWhereTheyMakeSense();
    void pausesAndResumesTheQueue();
    void clearsFailedOnesLast();
    void buttonsCallTheQueue();
    void narrowHeaderKeepsItsButtons();
    void selects();
    void detailsFollowTheCurrentRow();
    void collapses();
    void layoutIsKept();
    void layoutHasTheFormatOfEarlierVersions();

private:
    void fill(const QList<State> &states);
    QToolButton *button(const QString &text) const;
    QTableView *table() const { return m_panel->findChild<QTableView *>(u"uploads"_s); }

    std::unique_ptr<UploadQueue> m_queue;
    std::unique_ptr<QStandardItemModel> m_model;
    std::unique_ptr<UploadTotalsCounter> m_totals;
    std::unique_ptr<UploadsPanel> m_panel;
};

void tst_UploadsPanel::init()
{
    m_queue = std::make_unique<UploadQueue>();
    m_model = std::make_unique<QStandardItemModel>(0, UploadsModel::ColumnCount);
    m_totals = std::make_unique<UploadTotalsCounter>(*m_model);
    m_panel = std::make_unique<UploadsPanel>(*m_queue, *m_model, *m_totals);
    m_panel->resize(900, 240);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
}

void tst_UploadsPanel::cleanup()
{
    m_panel.reset();
    m_totals.reset();
    m_model.reset();
    m_queue.reset();
}

void tst_UploadsPanel::fill(const QList<State> &states)
{
    QSignalSpy spy(m_totals.get(), &UploadTotalsCounter::counted);
    m_model->setRowCount(std::min(m_model->rowCount(), static_cast<int>(states.size())));
    for (int row = m_model->rowCount(); row < states.size(); ++row)
        m_model->appendRow(rowOf(task(static_cast<UploadTask::Id>(row) + 1, states.at(row))));
    for (int row = 0; row < states.size(); ++row)
        setTask(*m_model, row, task(static_cast<UploadTask::Id>(row) + 1, states.at(row)));
    if (!states.isEmpty())
        QVERIFY(!spy.isEmpty() || spy.wait());
}

QToolButton *tst_UploadsPanel::button(const QString &text) const
{
    for (QToolButton *candidate : m_panel->findChildren<QToolButton *>()) {
        if (candidate->text() == text)
            return candidate;
    }
    return nullptr;
}

void tst_UploadsPanel::countdownTicksWhileSomethingWaits()
{
    fill({State::Waiting});
    UploadTask waiting = task(1, State::Waiting);
    waiting.waitReason = WaitReason::Retry;
    waiting.nextTry = QDateTime::currentDateTimeUtc().addSecs(30);
    setTask(*m_model, 0, waiting);
    const auto isTicking = [this] {
        for (const QTimer *timer : m_panel->findChildren<QTimer *>(QString(), Qt::FindDirectChildrenOnly)) {
            if (!timer->isSingleShot() && timer->isActive())
                return true;
        }
        return false;
    };
    QTRY_VERIFY(isTicking());
    m_panel->setCollapsed(true);
    QVERIFY(!isTicking());
    m_panel->setCollapsed(false);
    QVERIFY(isTicking());
    const QModelIndex cell = table()->model()->index(0, UploadsModel::NextStepColumn);
    const QString before = cell.data().toString();
    QTRY_VERIFY(cell.data().toString() != before);
    setTask(*m_model, 0, task(1, State::Sending));
    QTRY_VERIFY(!isTicking());
}

void tst_UploadsPanel::totalsFollowTheModel()
{
    fill({State::Sending, State::Queued});
    QTRY_COMPARE(m_totals->totals().unfinished(), 2);
    setTask(*m_model, 0, task(1, State::Done));
    QTRY_COMPARE(m_totals->totals().done, 1);
    m_model->removeRow(0);
    QTRY_COMPARE(m_totals->totals().done, 0);
    QCOMPARE(m_totals->totals().queued, 1);
}

void tst_UploadsPanel::buttonsAreEnabledWhereTheyMakeSense_data()
{
    QTest::addColumn<QList<State>>("states");
    QTest::addColumn<QString>("enabled"); // Pause, Retry, Cancel, cLear
    QTest::newRow("nothing") << QList<State>() << QString();
    QTest::newRow("running") << QList<State>{State::Sending} << u"PC"_s;
    QTest::newRow("queued") << QList<State>{State::Queued} << u"PC"_s;
    QTest::newRow("waiting") << QList<State>{State::Waiting} << u"PC"_s;
    QTest::newRow("paused") << QList<State>{State::Paused} << u"C"_s;
    QTest::newRow("processing") << QList<State>{State::Processing} << QString();
    QTest::newRow("done") << QList<State>{State::Done} << u"L"_s;
    QTest::newRow("failed and done") << QList<State>{State::Failed, State::Done} << u"RL"_s;
}

void tst_UploadsPanel::buttonsAreEnabledWhereTheyMakeSense()
{
    QFETCH(const QList<State>, states);
    UploadTotals expected;
    for (const State state : states)
        expected.count(task(1, state));
    fill(states);
    QTRY_COMPARE(m_totals->totals(), expected);
    QString enabled;
    for (const auto &[letter, text] : {std::pair(u'P', u"Pause All"_s), std::pair(u'R', u"Retry Failed"_s),
                                       std::pair(u'C', u"Cancel All"_s), std::pair(u'L', u"Clear Finished"_s)}) {
        if (button(text)->isEnabled())
            enabled.append(letter);
    }
    QTEST(enabled, "enabled");
}

void tst_UploadsPanel::pausesAndResumesTheQueue()
{
    fill({State::Queued});
    QTRY_VERIFY(button(u"Pause All"_s)->isEnabled());
    button(u"Pause All"_s)->click();
    QVERIFY(m_queue->isPaused());
    QVERIFY(!button(u"Pause All"_s));
    QVERIFY(button(u"Resume All"_s)->isEnabled());
    button(u"Resume All"_s)->click();
    QVERIFY(!m_queue->isPaused());
    QVERIFY(button(u"Pause All"_s));
    m_queue->setPaused(true);
    QVERIFY(button(u"Resume All"_s));
}

void tst_UploadsPanel::clearsFailedOnesLast()
{
    fill({State::Sending, State::Failed, State::Done});
    QTRY_VERIFY(button(u"Clear Finished"_s)->isEnabled());
    m_model->removeRow(2);
    QTRY_VERIFY(button(u"Clear Failed"_s));
}

void tst_UploadsPanel::narrowHeaderKeepsItsButtons()
{
    fill({State::Sending, State::Waiting, State::Queued, State::Done});
    m_panel->resize(1300, 240);
    QTRY_COMPARE(button(u"Pause All"_s)->toolButtonStyle(), Qt::ToolButtonTextBesideIcon);
    m_panel->resize(500, 240);
    QTRY_COMPARE(button(u"Pause All"_s)->toolButtonStyle(), Qt::ToolButtonIconOnly);
    QCOMPARE(button(u"Pause All"_s)->toolTip(), u"Pause All"_s);
}

/// With a queue whose journal has a paused, a failed and a done upload.
void tst_UploadsPanel::buttonsCallTheQueue()
{
    QTemporaryDir folder;
    UploadEngine::Options options;
    options.journalPath = folder.filePath(u"journal"_s);
    QList<TaskRecord> records;
    for (const State state : {State::Paused, State::Failed, State::Done}) {
        TaskRecord record;
        record.task = task(0, state);
        record.task.profileId = u"profile"_s;
        record.task.target = u"files"_s;
        record.task.path = u"/nowhere/file"_s;
        record.task.mimeType = u"text/plain"_s;
        record.position = records.size();
        records.append(record);
    }
    QVERIFY(Journal(options.journalPath).addTasks(records));
    UploadQueue queue(options);
    queue.open();
    QTRY_COMPARE(queue.count(), 3);
    UploadsModel uploads(queue);
    UploadTotalsCounter totals(uploads);
    m_panel = std::make_unique<UploadsPanel>(queue, uploads, totals);
    m_panel->show();
    const auto states = [&queue] {
        QList<State> result;
        for (int row = 0; row < queue.count(); ++row)
            result.append(queue.taskAt(row).state);
        return result;
    };
    QTRY_VERIFY(button(u"Retry Failed"_s)->isEnabled());
    button(u"Retry Failed"_s)->click();
    QTRY_COMPARE(states(), (QList{State::Paused, State::Waiting, State::Done}));
    QTRY_VERIFY(button(u"Cancel All"_s)->isEnabled());
    button(u"Cancel All"_s)->click();
    QTRY_COMPARE(states(), (QList{State::Cancelled, State::Cancelled, State::Done}));
    QTRY_VERIFY(button(u"Clear Finished"_s)->isEnabled());
    button(u"Clear Finished"_s)->click();
    QTRY_COMPARE(queue.count(), 0);
    m_panel.reset();
}

void tst_UploadsPanel::selects()
{
    fill({State::Paused, State::Done, State::Paused});
    m_panel->select({1, 3, 99});
    QCOMPARE(table()->selectionModel()->selectedRows().size(), 2);
    QCOMPARE(table()->currentIndex().row(), 0);
    QVERIFY(!table()->selectionModel()->isRowSelected(1));
}

void tst_UploadsPanel::detailsFollowTheCurrentRow()
{
    fill({State::Sending, State::Failed});
    auto *details = m_panel->findChild<UploadDetails *>();
    QVERIFY(details->isHidden());
    table()->setCurrentIndex(table()->model()->index(0, 0));
    QTest::keyClick(table(), Qt::Key_Return);
    QVERIFY(m_panel->areDetailsShown());
    QVERIFY(details->isVisible());
    QVERIFY(details->text().contains(u"State: Uploading"_s));
    table()->setCurrentIndex(table()->model()->index(1, 0));
    QVERIFY(details->text().contains(u"State: Failed"_s));
    setTask(*m_model, 1, task(2, State::Done));
    QVERIFY(details->text().contains(u"State: Done"_s));
    m_model->setRowCount(0);
    QCOMPARE(details->text(), QString());
    button(u"Details"_s)->click();
    QVERIFY(!m_panel->areDetailsShown());
}

void tst_UploadsPanel::collapses()
{
    QSignalSpy spy(m_panel.get(), &UploadsPanel::collapsedChanged);
    m_panel->setCollapsed(true);
    QVERIFY(!table()->isVisible());
    QVERIFY(m_panel->maximumHeight() < 60);
    m_panel->setCollapsed(true);
    QCOMPARE(spy.size(), 1);
    m_panel->setCollapsed(false);
    QVERIFY(table()->isVisible());
    QCOMPARE(m_panel->maximumHeight(), QWIDGETSIZE_MAX);
}

void tst_UploadsPanel::layoutIsKept()
{
    table()->setColumnWidth(UploadsModel::NameColumn, 123);
    m_panel->setDetailsShown(true);
    m_panel->setCollapsed(true);
    UploadsPanel other(*m_queue, *m_model, *m_totals);
    QVERIFY(!other.restoreLayout("rubbish"_ba));
    QVERIFY(!other.isCollapsed());
    QVERIFY(other.restoreLayout(m_panel->saveLayout()));
    QVERIFY(other.isCollapsed());
    QVERIFY(other.areDetailsShown());
    QCOMPARE(other.findChild<QTableView *>(u"uploads"_s)->columnWidth(UploadsModel::NameColumn), 123);
}

void tst_UploadsPanel::layoutHasTheFormatOfEarlierVersions()
{
    table()->setColumnWidth(UploadsModel::NameColumn, 123);
    m_panel->setDetailsShown(true);
    QByteArray layout;
    QDataStream stream(&layout, QIODevice::WriteOnly);
    stream << qint32{2} << m_panel->isCollapsed() << false << m_panel->findChild<ItemTable *>()->headerState() << true
           << m_panel->findChild<QSplitter *>()->saveState();
    QCOMPARE(m_panel->saveLayout(), layout);
}

QTEST_MAIN(tst_UploadsPanel)
#include "tst_uploadspanel.moc"
