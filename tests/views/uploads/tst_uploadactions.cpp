// SPDX-License-Identifier: Apache-2.0
#include "views/uploads/uploadactions.h"

#include "models/items/uploads/uploadsmodel.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QMenu>
#include <QShortcut>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>
#include <QUrl>

#include <memory>

using namespace pollux;
using namespace Qt::StringLiterals;

using State = UploadTask::State;
using Ids = QList<UploadTask::Id>;
using Moves = QList<std::pair<int, int>>;

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

QString detailsOf(const ApiError &error)
{
    return u"details of "_s + error.message;
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
    void spacePausesBeforeItResumes();
    void keysDoNotReachTheWindow();
    void otherKeysPass();
    void menuOffersWhatMakesSense_data();
    void menuOffersWhatMakesSense();
    void menuAsks_data();
    void menuAsks();
    void tryNowIsForWaitingOnes();
    void copies();
    void showsTheFolder();

private:
    void fill(const QList<UploadTask> &tasks);
    QMenu *openMenu();
    QAction *action(const QString &text);

    std::unique_ptr<QStandardItemModel> m_model;
    std::unique_ptr<QTableView> m_table;
    UploadActions *m_commands = nullptr;
    QUrl m_openedUrl;
};

void tst_UploadActions::init()
{
    m_model = std::make_unique<QStandardItemModel>(0, UploadsModel::ColumnCount);
    m_table = std::make_unique<QTableView>();
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setModel(m_model.get());
    m_commands = new UploadActions(m_table.get(), &detailsOf);
    m_table->show();
    QVERIFY(QTest::qWaitForWindowActive(m_table.get()));
    m_table->setFocus();
}

void tst_UploadActions::cleanup()
{
    m_table.reset();
    m_model.reset();
}

/// Ids count from 1.
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
    emit m_table->customContextMenuRequested(QPoint(5, 5));
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
    row("another program sends", taskIn(State::Waiting, WaitReason::OtherProgram), u"PCM"_s);
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
          std::pair(u'C', &canCancel), std::pair(u'M', &canMove), std::pair(u'D', &canDiscard),
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
    QTest::addColumn<Moves>("moves");
    QTest::newRow("none") << QList<int>{} << -1 << Moves{};
    QTest::newRow("one up") << QList<int>{2} << -1 << Moves{{2, -1}};
    QTest::newRow("first up") << QList<int>{0} << -1 << Moves{};
    QTest::newRow("block up") << QList<int>{1, 2} << -1 << Moves{{1, -1}, {2, -1}};
    QTest::newRow("block at the top stays") << QList<int>{0, 1} << -1 << Moves{};
    QTest::newRow("gap at the top closes") << QList<int>{0, 2} << -1 << Moves{{2, -1}};
    QTest::newRow("one down") << QList<int>{2} << 1 << Moves{{2, 1}};
    QTest::newRow("last down") << QList<int>{4} << 1 << Moves{};
    QTest::newRow("block down") << QList<int>{1, 2} << 1 << Moves{{2, 1}, {1, 1}};
    QTest::newRow("block at the end stays") << QList<int>{3, 4} << 1 << Moves{};
    QTest::newRow("gap at the end closes") << QList<int>{2, 4} << 1 << Moves{{2, 1}};
}

void tst_UploadActions::moves()
{
    QFETCH(const QList<int>, rows);
    QFETCH(const int, step);
    QTEST(uploadchoices::moves(rows, 5, step), "moves");
}

void tst_UploadActions::movesToTop()
{
    QCOMPARE(uploadchoices::movesToTop({}), Moves());
    QCOMPARE(uploadchoices::movesToTop({3}), (Moves{{3, -3}}));
    QCOMPARE(uploadchoices::movesToTop({0, 2, 4}), (Moves{{2, -1}, {4, -2}}));
}

void tst_UploadActions::keys_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<Ids>("ids");
    QTest::newRow("Delete") << int{Qt::Key_Delete} << "cancelRequested"_ba << Ids{1, 3, 4};
    QTest::newRow("Escape") << int{Qt::Key_Escape} << "cancelRequested"_ba << Ids{1, 3, 4};
    QTest::newRow("Space") << int{Qt::Key_Space} << "pauseRequested"_ba << Ids{1, 3, 4};
}

void tst_UploadActions::keys()
{
    QFETCH(const int, key);
    QFETCH(const QByteArray, request);
    const QByteArray signature = "2"_ba + request + "(QList<pollux::UploadTask::Id>)"_ba;
    QSignalSpy spy(m_commands, signature.constData());
    QVERIFY(spy.isValid());
    fill({taskIn(State::Sending), taskIn(State::Done), taskIn(State::Queued),
          taskIn(State::Waiting, WaitReason::Retry)});
    m_table->clearSelection();
    QTest::keyClick(m_table.get(), static_cast<Qt::Key>(key));
    QCOMPARE(spy.size(), 0);
    m_table->selectAll();
    QTest::keyClick(m_table.get(), static_cast<Qt::Key>(key));
    QCOMPARE(spy.size(), 1);
    QTEST(spy.first().first().value<Ids>(), "ids");
}

void tst_UploadActions::keyMovesTheSelected()
{
    QSignalSpy moved(m_commands, &UploadActions::moveRequested);
    fill({taskIn(State::Queued), taskIn(State::Queued), taskIn(State::Queued)});
    m_table->selectRow(1);
    QTest::keyClick(m_table.get(), Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(moved.takeFirst(), (QVariantList{QVariant::fromValue(UploadTask::Id{2}), -1}));
    QTest::keyClick(m_table.get(), Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(moved.takeFirst(), (QVariantList{QVariant::fromValue(UploadTask::Id{2}), 1}));
    QCOMPARE(m_table->currentIndex().row(), 1);
}

void tst_UploadActions::spacePausesBeforeItResumes()
{
    QSignalSpy paused(m_commands, &UploadActions::pauseRequested);
    QSignalSpy resumed(m_commands, &UploadActions::resumeRequested);
    fill({taskIn(State::Paused), taskIn(State::Sending)});
    QTest::keyClick(m_table.get(), Qt::Key_Space);
    QCOMPARE(paused.takeFirst().first().value<Ids>(), (Ids{2}));
    QCOMPARE(resumed.size(), 0);
    fill({taskIn(State::Paused), taskIn(State::Done)});
    QTest::keyClick(m_table.get(), Qt::Key_Space);
    QCOMPARE(paused.size(), 0);
    QCOMPARE(resumed.takeFirst().first().value<Ids>(), (Ids{1}));
}

void tst_UploadActions::keysDoNotReachTheWindow()
{
    auto *shortcut = new QShortcut(QKeySequence(Qt::Key_Delete), m_table.get());
    QSignalSpy activated(shortcut, &QShortcut::activated);
    QSignalSpy cancelled(m_commands, &UploadActions::cancelRequested);
    fill({taskIn(State::Sending)});
    QTest::keyClick(m_table.get(), Qt::Key_Delete);
    QCOMPARE(activated.size(), 0);
    QCOMPARE(cancelled.size(), 1);
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
        if (candidate->isEnabled() && !candidate->isSeparator())
            enabled.append(candidate->text().remove(u'&'));
    }
    QTEST(enabled, "enabled");
}

void tst_UploadActions::menuAsks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<Ids>("ids");
    QTest::newRow("pause") << u"Pause"_s << "pauseRequested"_ba << Ids{1};
    QTest::newRow("resume") << u"Resume"_s << "resumeRequested"_ba << Ids{2};
    QTest::newRow("retry") << u"Retry"_s << "retryRequested"_ba << Ids{3};
    QTest::newRow("delete and retry") << u"Delete on Server and Retry"_s << "deleteAndRetryRequested"_ba << Ids{3};
    QTest::newRow("cancel") << u"Cancel"_s << "cancelRequested"_ba << Ids{1, 2};
    QTest::newRow("discard") << u"Remove from List"_s << "discardRequested"_ba << Ids{2, 3};
}

void tst_UploadActions::menuAsks()
{
    QFETCH(const QString, text);
    QFETCH(const QByteArray, request);
    const QByteArray signature = "2"_ba + request + "(QList<pollux::UploadTask::Id>)"_ba;
    QSignalSpy spy(m_commands, signature.constData());
    QVERIFY(spy.isValid());
    fill({taskIn(State::Sending), taskIn(State::Paused), damagedTask()});
    action(text)->trigger();
    QCOMPARE(spy.size(), 1);
    QTEST(spy.first().first().value<Ids>(), "ids");
}

void tst_UploadActions::tryNowIsForWaitingOnes()
{
    QSignalSpy resumed(m_commands, &UploadActions::resumeRequested);
    fill({taskIn(State::Waiting, WaitReason::Retry)});
    action(u"Try Now"_s)->trigger();
    QCOMPARE(resumed.first().first().value<Ids>(), (Ids{1}));
}

void tst_UploadActions::copies()
{
    fill({taskIn(State::Done), damagedTask()});
    action(u"Copy Name"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"files/damaged"_s);
    action(u"Copy URI"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"https://host/files/damaged"_s);
    QTest::keyClick(m_table.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"file 2: details of other bytes"_s);
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
