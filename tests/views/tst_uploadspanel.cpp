// SPDX-License-Identifier: Apache-2.0
#include "views/uploadspanel.h"

#include "models/items/uploadsmodel.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QShortcut>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace pollux;
using namespace Qt::StringLiterals;

using State = UploadTask::State;
using Ids = QList<UploadTask::Id>;

namespace {

QString sentenceFor(const ApiError &error)
{
    return u"Because of %1."_s.arg(error.message);
}

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

void setTask(QStandardItemModel &model, int row, const UploadTask &task)
{
    for (int column = 0; column < UploadsModel::ColumnCount; ++column)
        model.setData(model.index(row, column), QVariant::fromValue(task), UploadsModel::TaskRole);
    model.setData(model.index(row, UploadsModel::StateColumn), u"word %1"_s.arg(static_cast<int>(task.state)));
    model.setData(model.index(row, UploadsModel::ProgressColumn), 0.5, UploadsModel::ProgressRole);
}

} // namespace

class tst_UploadsPanel : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void wordsKeepTheModelRules();
    void notes_data();
    void notes();
    void details();
    void progressOnlyWhereThereIsSome();
    void totalsText_data();
    void totalsText();
    void totalsFollowTheModel();
    void buttonsAreEnabledWhereTheyMakeSense_data();
    void buttonsAreEnabledWhereTheyMakeSense();
    void buttonsAsk();
    void keysCancelTheSelected_data();
    void keysCancelTheSelected();
    void keysDoNotReachTheWindow();
    void copiesErrors();
    void contextMenu();
    void collapses();
    void layoutIsKept();

private:
    void fill(const QList<State> &states);
    QToolButton *button(const QString &text) const;
    QTableView *table() const { return m_panel->findChild<QTableView *>(); }

    std::unique_ptr<QStandardItemModel> m_model;
    std::unique_ptr<UploadsPanel> m_panel;
};

void tst_UploadsPanel::init()
{
    m_model = std::make_unique<QStandardItemModel>(0, UploadsModel::ColumnCount);
    m_panel = std::make_unique<UploadsPanel>(*m_model, &sentenceFor);
    m_panel->resize(900, 240);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
}

void tst_UploadsPanel::cleanup()
{
    m_panel.reset();
    m_model.reset();
}

void tst_UploadsPanel::fill(const QList<State> &states)
{
    QSignalSpy spy(m_panel.get(), &UploadsPanel::totalsChanged);
    m_model->setRowCount(static_cast<int>(states.size()));
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

void tst_UploadsPanel::wordsKeepTheModelRules()
{
    UploadWords words(*m_model, &sentenceFor);
    QAbstractItemModelTester tester(&words, QAbstractItemModelTester::FailureReportingMode::QtTest);
    fill({State::Queued, State::Failed});
    m_model->removeRow(0);
    QCOMPARE(words.rowCount(), 1);
}

void tst_UploadsPanel::notes_data()
{
    QTest::addColumn<UploadNotes>("notes");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << UploadNotes() << QString();
    QTest::newRow("empty") << UploadNotes(UploadNote::EmptyFile) << u"empty file"_s;
    QTest::newRow("type") << UploadNotes(UploadNote::UnknownType)
                          << u"type unknown: sent as application/octet-stream"_s;
    QTest::newRow("anew") << UploadNotes(UploadNote::NewSession) << u"began anew: the server ended the first session"_s;
    QTest::newRow("two") << (UploadNotes(UploadNote::EmptyFile) | UploadNote::NotVerified)
                         << u"empty file; not verified: the server sent no hash"_s;
}

void tst_UploadsPanel::notes()
{
    QFETCH(const UploadNotes, notes);
    QTEST(UploadWords::notes(notes), "text");
}

void tst_UploadsPanel::details()
{
    const UploadWords words(*m_model, &sentenceFor);
    QCOMPARE(words.detail(task(1, State::Sending)), QString());
    QCOMPARE(words.detail(task(1, State::Failed)), u"Because of a <b>fault</b>."_s);
    UploadTask waiting = task(1, State::Waiting);
    waiting.error = ApiError::local(ErrorKind::Network, {}, u"a cut"_s);
    waiting.nextTry = QDateTime(QDate(2026, 11, 22), QTime(10, 20, 30), Qt::UTC);
    QVERIFY(words.detail(waiting).contains(waiting.nextTry.toLocalTime().toString(u"HH:mm:ss"_s)));
    QVERIFY(words.detail(waiting).endsWith(u" · Because of a cut."_s));
    // What a try before ended with is of no interest once it goes on.
    waiting.state = State::Sending;
    QCOMPARE(words.detail(waiting), QString());
}

void tst_UploadsPanel::progressOnlyWhereThereIsSome()
{
    UploadWords words(*m_model, &sentenceFor);
    fill({State::Queued, State::Sending, State::Waiting, State::Done, State::Failed, State::Cancelled});
    QList<bool> shown;
    for (int row = 0; row < words.rowCount(); ++row)
        shown.append(words.index(row, UploadsModel::ProgressColumn).data(UploadsModel::ProgressRole).isValid());
    QCOMPARE(shown, (QList<bool>{false, true, true, true, false, false}));
    const QModelIndex failed = words.index(4, UploadsModel::StateColumn);
    QCOMPARE(failed.data(UploadWords::BadgeRole).value<FileBadge>().tone, FileBadge::Tone::Critical);
    QCOMPARE(failed.data(UploadWords::BadgeRole).value<FileBadge>().text, u"word 5"_s);
    QCOMPARE(failed.data(Qt::AccessibleTextRole).toString(), u"word 5: Because of a <b>fault</b>."_s);
}

void tst_UploadsPanel::totalsText_data()
{
    QTest::addColumn<QList<State>>("states");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QList<State>() << QString();
    QTest::newRow("running, queued, failed")
        << QList<State>{State::Sending, State::Starting, State::Queued, State::Queued, State::Queued, State::Failed}
        << u"2 uploading, 3 queued, 1 failed"_s;
    QTest::newRow("waiting runs") << QList<State>{State::Waiting} << u"1 uploading"_s;
    QTest::newRow("finished") << QList<State>{State::Done, State::Done, State::Cancelled}
                              << u"2 uploaded, 1 cancelled"_s;
}

void tst_UploadsPanel::totalsText()
{
    QFETCH(const QList<State>, states);
    UploadTotals totals;
    for (const State state : states)
        totals.count(state);
    QTEST(UploadWords::totals(totals), "text");
}

void tst_UploadsPanel::totalsFollowTheModel()
{
    fill({State::Sending, State::Queued});
    QTRY_COMPARE(m_panel->totals().unfinished(), 2);
    setTask(*m_model, 0, task(1, State::Done));
    QTRY_COMPARE(m_panel->totals().done, 1);
    m_model->removeRow(0);
    QTRY_COMPARE(m_panel->totals().done, 0);
    QCOMPARE(m_panel->totals().queued, 1);
}

void tst_UploadsPanel::buttonsAreEnabledWhereTheyMakeSense_data()
{
    QTest::addColumn<QList<State>>("states");
    QTest::addColumn<bool>("canRetry");
    QTest::addColumn<bool>("canCancel");
    QTest::addColumn<bool>("canClear");
    QTest::newRow("nothing") << QList<State>() << false << false << false;
    QTest::newRow("running") << QList<State>{State::Sending} << false << true << false;
    QTest::newRow("queued") << QList<State>{State::Queued} << false << true << false;
    QTest::newRow("done") << QList<State>{State::Done} << false << false << true;
    QTest::newRow("failed and done") << QList<State>{State::Failed, State::Done} << true << false << true;
}

void tst_UploadsPanel::buttonsAreEnabledWhereTheyMakeSense()
{
    QFETCH(const QList<State>, states);
    fill(states);
    QTRY_COMPARE(m_panel->totals().unfinished() + m_panel->totals().done + m_panel->totals().failed,
                 static_cast<int>(states.size()));
    QTEST(button(u"Retry Failed"_s)->isEnabled(), "canRetry");
    QTEST(button(u"Cancel All"_s)->isEnabled(), "canCancel");
    QTEST(button(u"Clear Finished"_s)->isEnabled(), "canClear");
}

void tst_UploadsPanel::buttonsAsk()
{
    QSignalSpy retry(m_panel.get(), &UploadsPanel::retryFailedRequested);
    QSignalSpy cancel(m_panel.get(), &UploadsPanel::cancelAllRequested);
    QSignalSpy clear(m_panel.get(), &UploadsPanel::clearFinishedRequested);
    fill({State::Sending, State::Failed, State::Done});
    QTRY_COMPARE(m_panel->totals().done, 1);
    button(u"Retry Failed"_s)->click();
    button(u"Cancel All"_s)->click();
    button(u"Clear Finished"_s)->click();
    QCOMPARE(retry.size(), 1);
    QCOMPARE(cancel.size(), 1);
    QCOMPARE(clear.takeFirst().first().toBool(), false);
    m_model->removeRow(2);
    QTRY_VERIFY(button(u"Clear Failed"_s));
    button(u"Clear Failed"_s)->click();
    QCOMPARE(clear.takeFirst().first().toBool(), true);
}

void tst_UploadsPanel::keysCancelTheSelected_data()
{
    QTest::addColumn<int>("key");
    QTest::newRow("Delete") << int{Qt::Key_Delete};
    QTest::newRow("Escape") << int{Qt::Key_Escape};
}

void tst_UploadsPanel::keysCancelTheSelected()
{
    QFETCH(const int, key);
    QSignalSpy cancel(m_panel.get(), &UploadsPanel::cancelRequested);
    fill({State::Sending, State::Done, State::Queued, State::Waiting});
    QTest::keyClick(table(), static_cast<Qt::Key>(key));
    QCOMPARE(cancel.size(), 0);
    table()->selectAll();
    QTest::keyClick(table(), static_cast<Qt::Key>(key));
    QCOMPARE(cancel.size(), 1);
    QCOMPARE(cancel.first().first().value<Ids>(), (Ids{1, 3, 4}));
}

void tst_UploadsPanel::keysDoNotReachTheWindow()
{
    auto *deleteShortcut = new QShortcut(QKeySequence(Qt::Key_Delete), m_panel.get());
    QSignalSpy deleted(deleteShortcut, &QShortcut::activated);
    fill({State::Done});
    table()->setFocus();
    table()->selectAll();
    QTest::keyClick(table(), Qt::Key_Delete);
    QCOMPARE(deleted.size(), 0);
    button(u"Clear Finished"_s)->setFocus();
    QTest::keyClick(button(u"Clear Finished"_s), Qt::Key_Delete);
    QCOMPARE(deleted.size(), 1);
}

void tst_UploadsPanel::copiesErrors()
{
    fill({State::Done, State::Failed});
    table()->selectAll();
    QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"file 2: Because of a <b>fault</b>."_s);
}

void tst_UploadsPanel::contextMenu()
{
    QSignalSpy retry(m_panel.get(), &UploadsPanel::retryRequested);
    fill({State::Failed, State::Done, State::Cancelled});
    table()->selectAll();
    emit table()->customContextMenuRequested(QPoint(5, 5));
    auto *menu = m_panel->findChild<QMenu *>();
    QVERIFY(menu);
    QVERIFY(!menu->actions().at(0)->isEnabled());
    QVERIFY(menu->actions().at(2)->isEnabled());
    menu->actions().at(1)->trigger();
    QCOMPARE(retry.size(), 1);
    QCOMPARE(retry.first().first().value<Ids>(), (Ids{1, 3}));
    menu->close();
}

void tst_UploadsPanel::collapses()
{
    QSignalSpy spy(m_panel.get(), &UploadsPanel::collapsedChanged);
    m_panel->setCollapsed(true);
    QVERIFY(table()->isHidden());
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
    m_panel->setCollapsed(true);
    UploadsPanel other(*m_model, &sentenceFor);
    QVERIFY(!other.restoreLayout("rubbish"_ba));
    QVERIFY(!other.isCollapsed());
    QVERIFY(other.restoreLayout(m_panel->saveLayout()));
    QVERIFY(other.isCollapsed());
    QCOMPARE(other.findChild<QTableView *>()->columnWidth(UploadsModel::NameColumn), 123);
}

QTEST_MAIN(tst_UploadsPanel)
#include "tst_uploadspanel.moc"
