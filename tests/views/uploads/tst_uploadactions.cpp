// SPDX-License-Identifier: Apache-2.0
#include "views/uploads/uploadactions.h"

#include "models/items/uploads/uploadsmodel.h"
#include "models/journal/journal.h"
#include "models/text/errortext.h"
#include "views/widgets/itemtable.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QMenu>
#include <QShortcut>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <memory>

using namespace pollux;
using namespace Qt::StringLiterals;

using State = UploadTask::State;
using Ids = QList<UploadTask::Id>;

namespace {

UploadTask taskIn(State state, WaitReason reason = WaitReason::None)
{
    UploadTask task;
    task.id = 1;
    task.state = state;
    task.waitReason = reason;
    return task;
}

UploadTask damagedTask()
{
    UploadTask task = taskIn(State::Failed);
    task.error = ApiError::local(ErrorKind::Damaged, {}, u"other bytes"_s);
    task.file = RemoteFile();
    task.file->name = u"files/damaged"_s;
    task.file->uri = u"https://host/files/damaged"_s;
    return task;
}

UploadTask refusedTask()
{
    UploadTask task = taskIn(State::Failed);
    task.error = ApiError::local(ErrorKind::UnsupportedType);
    return task;
}

} // namespace

class tst_UploadActions : public QObject {
    Q_OBJECT

public slots:
    void takeUrl(const QUrl &url) { m_openedUrl = url; }

private slots:
    void init();
    void cleanup();
    void choices_data();
    void choices();
    void moves_data();
    void moves();
    void movesToTop();
    void keys_data();
    void keys();
    void keyMovesTheSelected();
    void keysDoNotReachTheWindow();
    void otherKeysPass();
    void menuOffersWhatMakesSense_data();
    void menuOffersWhatMakesSense();
    void menuAsks_data();
    void menuAsks();
    void deleteAndRetryIsForDamagedOnes();
    void anotherTypeIsForRefusedOnes();
    void tryNowIsForWaitingOnes();
    void copies();
    void showsTheFolder();

private:
    void fill(const QList<UploadTask> &tasks);
    void openQueue(const QList<UploadTask> &tasks);
    void show(QAbstractItemModel &model);
    QList<State> states() const;
    QMenu *openMenu();
    QAction *action(const QString &text);

    QTemporaryDir m_folder;
    std::unique_ptr<UploadQueue> m_queue;
    std::unique_ptr<UploadsModel> m_uploads;
    std::unique_ptr<QStandardItemModel> m_model;
    std::unique_ptr<ItemTable> m_table;
    UploadActions *m_commands = nullptr;
    QUrl m_openedUrl;
};

void tst_UploadActions::init()
{
    m_queue = std::make_unique<UploadQueue>();
    m_model = std::make_unique<QStandardItemModel>(0, UploadsModel::ColumnCount);
    show(*m_model);
}

void tst_UploadActions::show(QAbstractItemModel &model)
{
    m_table = std::make_unique<ItemTable>(u"uploads"_s, QList<ItemTable::Column>());
    m_table->setModel(&model);
    m_commands = new UploadActions(*m_queue, *m_table);
    m_table->show();
    QVERIFY(QTest::qWaitForWindowActive(m_table.get()));
    m_table->setFocus();
}

/// Opens a queue without an account whose journal has these tasks, and selects all of them in the table.
void tst_UploadActions::openQueue(const QList<UploadTask> &tasks)
{
    const QString path = m_folder.filePath(u"journal"_s);
    QFile::remove(path);
    QList<TaskRecord> records;
    for (const UploadTask &task : tasks) {
        TaskRecord record;
        record.task = task;
        record.task.profileId = u"profile"_s;
        record.task.target = u"files"_s;
        record.task.mimeType = u"text/plain"_s;
        record.task.displayName = u"file %1"_s.arg(records.size());
        record.task.path = u"/nowhere/"_s + record.task.displayName;
        record.position = records.size();
        records.append(record);
    }
    QVERIFY(Journal(path).addTasks(records));
    m_table.reset();
    m_uploads.reset();
    UploadEngine::Options options;
    options.journalPath = path;
    m_queue = std::make_unique<UploadQueue>(options);
    QSignalSpy opened(m_queue.get(), &UploadQueue::opened);
    m_queue->open();
    QVERIFY(opened.wait());
    QTRY_COMPARE(m_queue->count(), static_cast<int>(tasks.size()));
    m_uploads = std::make_unique<UploadsModel>(*m_queue);
    show(*m_uploads);
    m_table->selectAll();
}

QList<State> tst_UploadActions::states() const
{
    QList<State> result;
    for (int row = 0; row < m_queue->count(); ++row)
        result.append(m_queue->taskAt(row).state);
    return result;
}

void tst_UploadActions::cleanup()
{
    m_table.reset();
    m_model.reset();
    m_uploads.reset();
    m_queue.reset();
}

/// Fills the model with the tasks; their ids count from 1.
void tst_UploadActions::fill(const QList<UploadTask> &tasks)
{
    m_model->setRowCount(static_cast<int>(tasks.size()));
    for (int row = 0; row < tasks.size(); ++row) {
        UploadTask task = tasks.at(row);
        task.id = static_cast<UploadTask::Id>(row) + 1;
        task.displayName = u"file %1"_s.arg(task.id);
        const QModelIndex index = m_model->index(row, 0);
        m_model->setData(index, QVariant::fromValue(task), UploadsModel::TaskRole);
        m_model->setData(index, QVariant::fromValue(task.id), UploadsModel::IdRole);
    }
    m_table->selectAll();
}

QMenu *tst_UploadActions::openMenu()
{
    QContextMenuEvent event(QContextMenuEvent::Mouse, QPoint(5, 5), m_table->viewport()->mapToGlobal(QPoint(5, 5)));
    QCoreApplication::sendEvent(m_table->viewport(), &event);
    return m_table->findChild<QMenu *>();
}

QAction *tst_UploadActions::action(const QString &text)
{
    for (QAction *candidate : openMenu()->actions()) {
        if (candidate->text().remove(u'&') == text)
            return candidate;
    }
    return nullptr;
}

void tst_UploadActions::choices_data()
{
    QTest::addColumn<UploadTask>("task");
    QTest::addColumn<QString>("choices"); // Pause, resUme, Retry, Cancel, Move, Discard, delete and retrY
    const auto row = [](const char *name, const UploadTask &task, const QString &choices) {
        QTest::newRow(name) << task << choices;
    };
    row("queued", taskIn(State::Queued), u"PCM"_s);
    row("hashing", taskIn(State::Hashing), u"PCM"_s);
    row("starting", taskIn(State::Starting), u"PCM"_s);
    row("sending", taskIn(State::Sending), u"PCM"_s);
    row("finalising", taskIn(State::Finalising), u"PCM"_s);
    row("verifying", taskIn(State::Verifying), u"PCM"_s);
    row("waiting to retry", taskIn(State::Waiting, WaitReason::Retry), u"PUCM"_s);
    row("waiting for another key", taskIn(State::Waiting, WaitReason::AnotherKey), u"PUCM"_s);
    row("paused", taskIn(State::Paused, WaitReason::Person), u"UCMD"_s);
    row("interrupted", taskIn(State::Paused, WaitReason::Interrupted), u"UCMD"_s);
    row("processing", taskIn(State::Processing), u"D"_s);
    row("done", taskIn(State::Done), u"D"_s);
    row("failed", taskIn(State::Failed), u"RD"_s);
    row("damaged", damagedTask(), u"RDY"_s);
    row("cancelled", taskIn(State::Cancelled), u"RD"_s);
}

void tst_UploadActions::choices()
{
    using namespace uploadchoices;
    QFETCH(const UploadTask, task);
    QString choices;
    for (const auto &[letter, can] :
         {std::pair(u'P', &canPause), std::pair(u'U', &canResume), std::pair(u'R', &canRetry),
          std::pair(u'C', &canCancel), std::pair(u'M', &canCancel), std::pair(u'D', &canDiscard),
          std::pair(u'Y', &canDeleteAndRetry)}) {
        if (can(task))
            choices.append(letter);
    }
    QTEST(choices, "choices");
}

void tst_UploadActions::moves_data()
{
    QTest::addColumn<QList<int>>("rows");
    QTest::addColumn<int>("step");
    QTest::addColumn<int>("to"); // -1: nothing moves
    QTest::newRow("none") << QList<int>{} << -1 << -1;
    QTest::newRow("one up") << QList<int>{2} << -1 << 1;
    QTest::newRow("first up") << QList<int>{0} << -1 << -1;
    QTest::newRow("block up") << QList<int>{1, 2} << -1 << 0;
    QTest::newRow("block at the top stays") << QList<int>{0, 1} << -1 << -1;
    QTest::newRow("gap at the top closes") << QList<int>{0, 2} << -1 << 0;
    QTest::newRow("gap closes above") << QList<int>{2, 4} << -1 << 1;
    QTest::newRow("one down") << QList<int>{2} << 1 << 3;
    QTest::newRow("last down") << QList<int>{4} << 1 << -1;
    QTest::newRow("block down") << QList<int>{1, 2} << 1 << 2;
    QTest::newRow("block at the end stays") << QList<int>{3, 4} << 1 << -1;
    QTest::newRow("gap at the end closes") << QList<int>{2, 4} << 1 << 3;
    QTest::newRow("gap closes below") << QList<int>{0, 2} << 1 << 2;
}

void tst_UploadActions::moves()
{
    QFETCH(const QList<int>, rows);
    QFETCH(const int, step);
    QTEST(uploadchoices::rowAfterMove(rows, 5, step).value_or(-1), "to");
}

void tst_UploadActions::movesToTop()
{
    QCOMPARE(uploadchoices::rowAtTop({}), std::optional<int>());
    QCOMPARE(uploadchoices::rowAtTop({0, 1}), std::optional<int>());
    QCOMPARE(uploadchoices::rowAtTop({3}), std::optional(0));
    QCOMPARE(uploadchoices::rowAtTop({0, 2, 4}), std::optional(0));
}

void tst_UploadActions::keys_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<State>("state");
    QTest::newRow("Delete") << int{Qt::Key_Delete} << State::Cancelled;
    QTest::newRow("Escape") << int{Qt::Key_Escape} << State::Cancelled;
    QTest::newRow("Space") << int{Qt::Key_Space} << State::Waiting;
}

void tst_UploadActions::keys()
{
    QFETCH(const int, key);
    QFETCH(const State, state);
    openQueue({taskIn(State::Paused), taskIn(State::Done), taskIn(State::Paused)});
    m_table->clearSelection();
    QTest::keyClick(m_table.get(), static_cast<Qt::Key>(key));
    m_table->selectRow(2);
    QTest::keyClick(m_table.get(), static_cast<Qt::Key>(key));
    QTRY_COMPARE(states(), (QList{State::Paused, State::Done, state}));
    m_table->selectAll();
    QTest::keyClick(m_table.get(), static_cast<Qt::Key>(key));
    const QList<State> toggled{State::Paused, State::Done, State::Paused}; // if any can be paused, the key pauses them
    QTRY_COMPARE(states(), state == State::Waiting ? toggled : (QList{state, State::Done, state}));
}

void tst_UploadActions::keyMovesTheSelected()
{
    openQueue({taskIn(State::Paused), taskIn(State::Paused), taskIn(State::Paused)});
    m_table->selectRow(1);
    QTest::keyClick(m_table.get(), Qt::Key_Up, Qt::ControlModifier);
    QTRY_COMPARE(m_queue->taskAt(0).displayName, u"file 1"_s);
    QTRY_COMPARE(m_table->currentIndex().row(), 0);
    QTest::keyClick(m_table.get(), Qt::Key_Down, Qt::ControlModifier);
    QTRY_COMPARE(m_queue->taskAt(1).displayName, u"file 1"_s);
}

void tst_UploadActions::keysDoNotReachTheWindow()
{
    openQueue({taskIn(State::Paused)});
    auto *shortcut = new QShortcut(QKeySequence(Qt::Key_Delete), m_table.get());
    QSignalSpy activated(shortcut, &QShortcut::activated);
    QTest::keyClick(m_table.get(), Qt::Key_Delete);
    QTRY_COMPARE(states(), QList{State::Cancelled});
    // Not even if there is nothing to cancel.
    QTest::keyClick(m_table.get(), Qt::Key_Delete);
    QCOMPARE(activated.size(), 0);
}

void tst_UploadActions::otherKeysPass()
{
    fill({taskIn(State::Sending), taskIn(State::Sending)});
    m_table->selectRow(0);
    QTest::keyClick(m_table.get(), Qt::Key_Down);
    QCOMPARE(m_table->currentIndex().row(), 1);
}

void tst_UploadActions::menuOffersWhatMakesSense_data()
{
    QTest::addColumn<QList<UploadTask>>("tasks");
    QTest::addColumn<QStringList>("enabled");
    const QString details = u"Show Details"_s;
    const QString folder = u"Show in Folder"_s;
    QTest::newRow("nothing") << QList<UploadTask>{} << QStringList{details};
    QTest::newRow("sending") << QList<UploadTask>{taskIn(State::Sending)}
                             << QStringList{u"Pause"_s, u"Cancel"_s, details, folder};
    QTest::newRow("paused") << QList<UploadTask>{taskIn(State::Paused)}
                            << QStringList{u"Resume"_s, u"Cancel"_s, u"Remove from List"_s, details, folder};
    QTest::newRow("damaged") << QList<UploadTask>{damagedTask()} << QStringList{u"Retry"_s,
                                                                                u"Delete on Server and Retry"_s,
                                                                                u"Remove from List"_s,
                                                                                details,
                                                                                folder,
                                                                                u"Copy Name"_s,
                                                                                u"Copy URI"_s,
                                                                                u"Copy Error Details"_s};
    QTest::newRow("cancelled") << QList<UploadTask>{taskIn(State::Cancelled)}
                               << QStringList{u"Retry"_s, u"Remove from List"_s, details, folder};
}

void tst_UploadActions::menuOffersWhatMakesSense()
{
    QFETCH(const QList<UploadTask>, tasks);
    fill(tasks);
    QStringList enabled;
    for (const QAction *candidate : openMenu()->actions()) {
        if (candidate->isEnabled() && candidate->isVisible() && !candidate->isSeparator())
            enabled.append(candidate->text().remove(u'&'));
    }
    QTEST(enabled, "enabled");
}

void tst_UploadActions::menuAsks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<State>>("states"); // of a waiting, a paused, a failed and a cancelled task
    QTest::newRow("pause") << u"Pause"_s << QList{State::Paused, State::Paused, State::Failed, State::Cancelled};
    QTest::newRow("resume") << u"Resume"_s << QList{State::Waiting, State::Waiting, State::Failed, State::Cancelled};
    QTest::newRow("retry") << u"Retry"_s << QList{State::Waiting, State::Paused, State::Waiting, State::Waiting};
    QTest::newRow("cancel") << u"Cancel"_s
                            << QList{State::Cancelled, State::Cancelled, State::Failed, State::Cancelled};
    QTest::newRow("discard") << u"Remove from List"_s << QList{State::Waiting};
}

void tst_UploadActions::menuAsks()
{
    QFETCH(const QString, text);
    openQueue({taskIn(State::Paused), taskIn(State::Paused), taskIn(State::Failed), taskIn(State::Cancelled)});
    m_queue->resume({m_queue->taskAt(0).id});
    QTRY_COMPARE(states().first(), State::Waiting);
    action(text)->trigger();
    QFETCH(const QList<State>, states);
    QTRY_COMPARE(this->states(), states);
}

void tst_UploadActions::deleteAndRetryIsForDamagedOnes()
{
    QSignalSpy asked(m_commands, &UploadActions::deleteAndRetryRequested);
    fill({taskIn(State::Failed), damagedTask()});
    action(u"Delete on Server and Retry"_s)->trigger();
    QCOMPARE(asked.takeFirst().first().value<Ids>(), Ids{2});
}

void tst_UploadActions::anotherTypeIsForRefusedOnes()
{
    QSignalSpy asked(m_commands, &UploadActions::typeChangeRequested);
    fill({taskIn(State::Failed), damagedTask(), refusedTask()});
    action(u"Retry with Another Type…"_s)->trigger();
    QCOMPARE(asked.takeFirst().first().value<Ids>(), Ids{3});
}

void tst_UploadActions::tryNowIsForWaitingOnes()
{
    fill({taskIn(State::Waiting, WaitReason::Retry)});
    QVERIFY(action(u"Try Now"_s)->isEnabled());
}

void tst_UploadActions::copies()
{
    fill({taskIn(State::Done), damagedTask()});
    action(u"Copy Name"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"files/damaged"_s);
    action(u"Copy URI"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"https://host/files/damaged"_s);
    QTest::keyClick(m_table.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"file 2: "_s + errorDetails(*damagedTask().error));
}

void tst_UploadActions::showsTheFolder()
{
    QDesktopServices::setUrlHandler(u"file"_s, this, "takeUrl");
    UploadTask task = taskIn(State::Sending);
    task.path = u"/somewhere/deep/a file.txt"_s;
    fill({task});
    action(u"Show in Folder"_s)->trigger();
    QDesktopServices::unsetUrlHandler(u"file"_s);
    QCOMPARE(m_openedUrl, QUrl::fromLocalFile(u"/somewhere/deep"_s));
}

QTEST_MAIN(tst_UploadActions)
#include "tst_uploadactions.moc"
