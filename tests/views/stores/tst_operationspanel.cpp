// SPDX-License-Identifier: Apache-2.0
#include "views/stores/operationspanel.h"

#include "models/items/stores/operationsmodel.h"
#include "models/text/errortext.h"
#include "views/details/fieldvalue.h"
#include "views/details/rawjsonview.h"
#include "views/messages/placeholdermessage.h"
#include "views/stores/operationdetails.h"
#include "views/widgets/itemtable.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMenu>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>

#include <memory>

using namespace pollux;
using namespace Qt::StringLiterals;

using State = OperationRecord::State;

namespace {

const auto store = u"ragStores/manuals"_s;

OperationRecord operation(int number, State state)
{
    OperationRecord result;
    result.name = u"%1/upload/operations/o%2"_s.arg(store).arg(number);
    result.store = store;
    result.document = u"%1/documents/o%2"_s.arg(store).arg(number);
    result.displayName = u"guide %1.pdf"_s.arg(number);
    result.state = state;
    result.created = QDateTime::currentDateTimeUtc().addSecs(-number);
    if (state == State::Failed)
        result.error = Status{3, {}, u"the file holds no text"_s, {}};
    return result;
}

void setOperation(QStandardItemModel &model, int row, const OperationRecord &operation)
{
    for (int column = 0; column < OperationsModel::ColumnCount; ++column) {
        const QModelIndex index = model.index(row, column);
        model.setData(index, operation.name, OperationsModel::ResourceNameRole);
        model.setData(index, operation.created, OperationsModel::SortRole);
        model.setData(index, QVariant::fromValue(operation), OperationsModel::OperationRole);
    }
    model.setData(model.index(row, OperationsModel::NameColumn), operation.displayName);
    model.setData(model.index(row, OperationsModel::StateColumn), static_cast<int>(operation.state),
                  OperationsModel::SortRole);
}

} // namespace

class tst_OperationsPanel : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void emptyStateSaysWhatComesHere();
    void titleCountsWhatIsUnderWay();
    void newestFirst();
    void opensTheDocument_data();
    void opensTheDocument();
    void pollsWhatIsUnderWay();
    void forgetsWhatHasEnded();
    void contextMenuForgetsAllThatEnded();
    void copies();
    void errorsAreStatusWords();
    void agesRunWhileShown();
    void detailsFollowTheSelection();
    void detailsOfErrors_data();
    void detailsOfErrors();
    void detailsOfAnswers_data();
    void detailsOfAnswers();
    void jsonOfTheAnswer();
    void asksForAMissingAnswer();
    void saysWhyAnAnswerIsMissing_data();
    void saysWhyAnAnswerIsMissing();
    void detailsAreToggled();
    void layoutIsKept();

private:
    void fill(const QList<State> &states);
    QString nameOf(int number) const { return operation(number, State::Working).name; }
    void closeMenu();
    QAction *menuAction(const QString &text);
    QString detail(const QString &name) const;
    ItemTable *table() const { return m_panel->findChild<ItemTable *>(u"operations"_s); }

    std::unique_ptr<QStandardItemModel> m_model;
    std::unique_ptr<OperationsPanel> m_panel;
    int m_refreshes = 0;
};

void tst_OperationsPanel::init()
{
    m_refreshes = 0;
    m_model = std::make_unique<QStandardItemModel>(0, OperationsModel::ColumnCount);
    m_panel = std::make_unique<OperationsPanel>(*m_model, [this] { ++m_refreshes; });
    m_panel->resize(1000, 240);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
}

void tst_OperationsPanel::cleanup()
{
    m_panel.reset();
    m_model.reset();
}

/// Makes operations 1, 2, … in these states; the first one is the newest.
void tst_OperationsPanel::fill(const QList<State> &states)
{
    m_model->setRowCount(static_cast<int>(states.size()));
    for (int row = 0; row < states.size(); ++row)
        setOperation(*m_model, row, operation(row + 1, states.at(row)));
    table()->setFocus();
}

void tst_OperationsPanel::closeMenu()
{
    if (auto *menu = table()->findChild<QMenu *>())
        menu->close();
    QTRY_VERIFY(!table()->findChild<QMenu *>());
}

QAction *tst_OperationsPanel::menuAction(const QString &text)
{
    QContextMenuEvent event(QContextMenuEvent::Mouse, QPoint(5, 5), table()->viewport()->mapToGlobal(QPoint(5, 5)));
    QCoreApplication::sendEvent(table()->viewport(), &event);
    const auto *menu = table()->findChild<QMenu *>();
    for (QAction *action : menu ? menu->actions() : QList<QAction *>()) {
        if (action->text().remove(u'&') == text)
            return action;
    }
    return nullptr;
}

QString tst_OperationsPanel::detail(const QString &name) const
{
    const auto *field = m_panel->findChild<FieldValue *>(name);
    return field ? field->value() : u"(no such field)"_s;
}

void tst_OperationsPanel::emptyStateSaysWhatComesHere()
{
    const auto *empty = m_panel->findChild<PlaceholderMessage *>();
    QVERIFY(empty->isVisible());
    QCOMPARE(empty->accessibleName(), u"No operations"_s);
    fill({State::Working});
    QVERIFY(!empty->isVisible());
    QVERIFY(table()->isVisible());
    m_model->removeRow(0);
    QVERIFY(empty->isVisible());
}

void tst_OperationsPanel::titleCountsWhatIsUnderWay()
{
    QSignalSpy changed(m_panel.get(), &QWidget::windowTitleChanged);
    QCOMPARE(m_panel->windowTitle(), u"Operations"_s);
    fill({State::Working, State::Done, State::Working});
    QCOMPARE(m_panel->windowTitle(), u"Operations (2)"_s);
    setOperation(*m_model, 0, operation(1, State::Failed));
    QCOMPARE(m_panel->windowTitle(), u"Operations (1)"_s);
    setOperation(*m_model, 2, operation(3, State::Lost));
    QCOMPARE(m_panel->windowTitle(), u"Operations"_s);
    QCOMPARE(changed.constLast().first().toString(), u"Operations"_s);
}

void tst_OperationsPanel::newestFirst()
{
    fill({State::Done, State::Done});
    setOperation(*m_model, 0, operation(9, State::Done));
    QCOMPARE(table()->model()->index(0, 0).data().toString(), u"guide 2.pdf"_s);
    QCOMPARE(table()->model()->index(1, 0).data().toString(), u"guide 9.pdf"_s);
}

void tst_OperationsPanel::opensTheDocument_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<bool>("opens");
    QTest::newRow("working") << static_cast<int>(State::Working) << true;
    QTest::newRow("done") << static_cast<int>(State::Done) << true;
    QTest::newRow("failed") << static_cast<int>(State::Failed) << true;
    QTest::newRow("gone") << static_cast<int>(State::Lost) << false;
}

void tst_OperationsPanel::opensTheDocument()
{
    QFETCH(const int, state);
    QFETCH(const bool, opens);
    QSignalSpy asked(m_panel.get(), &OperationsPanel::documentRequested);
    fill({static_cast<State>(state)});
    m_panel->select({nameOf(1)});
    QTest::keyClick(table(), Qt::Key_Return);
    QCOMPARE(asked.size(), opens ? 1 : 0);
    QCOMPARE(menuAction(u"Open Document"_s)->isEnabled(), opens);
    closeMenu();
    if (!opens)
        return;
    QCOMPARE(asked.first().at(0).toString(), u"ragStores/manuals/documents/o1"_s);
    QCOMPARE(asked.first().at(1).toString(), store);
    const QPoint cell = table()->visualRect(table()->model()->index(0, 0)).center();
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, cell);
    QTest::mouseDClick(table()->viewport(), Qt::LeftButton, {}, cell);
    QCOMPARE(asked.size(), 2);
    QVERIFY(menuAction(u"Open Document"_s)->isEnabled());
}

void tst_OperationsPanel::pollsWhatIsUnderWay()
{
    QSignalSpy asked(m_panel.get(), &OperationsPanel::pollRequested);
    fill({State::Done, State::Working, State::Working});
    QTest::keyClick(table(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(table(), Qt::Key_F9);
    QCOMPARE(asked.takeFirst().first().toStringList(), (QStringList{nameOf(2), nameOf(3)}));
    m_panel->select({nameOf(1)});
    QTest::keyClick(table(), Qt::Key_F9);
    QCOMPARE(asked.size(), 0);
    QVERIFY(!menuAction(u"Check Now"_s)->isEnabled());
}

void tst_OperationsPanel::forgetsWhatHasEnded()
{
    QSignalSpy asked(m_panel.get(), &OperationsPanel::forgetRequested);
    fill({State::Done, State::Working, State::Failed});
    table()->selectAll();
    QTest::keyClick(table(), Qt::Key_Delete);
    QCOMPARE(asked.takeFirst().first().toStringList(), (QStringList{nameOf(1), nameOf(3)}));
    m_panel->select({nameOf(2)});
    QTest::keyClick(table(), Qt::Key_Delete);
    QCOMPARE(asked.size(), 0);
}

void tst_OperationsPanel::contextMenuForgetsAllThatEnded()
{
    QSignalSpy asked(m_panel.get(), &OperationsPanel::forgetRequested);
    fill({State::Done, State::Working, State::Lost});
    QAction *action = menuAction(u"Remove All That Have Ended"_s);
    QVERIFY(action && action->isEnabled());
    action->trigger();
    QCOMPARE(asked.takeFirst().first().toStringList(), (QStringList{nameOf(1), nameOf(3)}));
}

void tst_OperationsPanel::copies()
{
    fill({State::Failed, State::Done});
    table()->selectAll();
    QTest::keySequence(table(), QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), nameOf(1) + u'\n' + nameOf(2));
    menuAction(u"Copy Error Details"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), nameOf(1) + u": INVALID_ARGUMENT: the file holds no text"_s);
}

/// 3 is a google.rpc.Code here, not an HTTP status.
void tst_OperationsPanel::errorsAreStatusWords()
{
    fill({State::Failed});
    const QString text = table()->cellToolTip(table()->model()->index(0, OperationsModel::ErrorColumn));
    QCOMPARE(text, u"INVALID_ARGUMENT: the file holds no text"_s);
}

void tst_OperationsPanel::agesRunWhileShown()
{
    fill({State::Working});
    const int before = m_refreshes;
    QTRY_VERIFY(m_refreshes > before);
    m_panel->hide();
    const int hidden = m_refreshes;
    setOperation(*m_model, 0, operation(1, State::Working));
    m_panel->show();
    QVERIFY(m_refreshes > hidden);
}

void tst_OperationsPanel::detailsFollowTheSelection()
{
    fill({State::Working, State::Failed, State::Failed});
    m_panel->setDetailsShown(true);
    const auto *details = m_panel->findChild<OperationDetails *>();
    QVERIFY(details->isVisible());
    QCOMPARE(details->text(), QString());
    m_panel->select({nameOf(1)});
    QCOMPARE(detail(u"Resource name"_s), nameOf(1));
    QCOMPARE(detail(u"State"_s), u"Still working"_s);
    QCOMPARE(detail(u"Store"_s), store);
    setOperation(*m_model, 0, operation(1, State::Done));
    QCOMPARE(detail(u"State"_s), u"Done"_s);
    table()->selectAll();
    QCOMPARE(detail(u"Operations"_s), u"3"_s);
    QCOMPARE(detail(u"Failed"_s), u"2"_s);
    table()->clearSelection();
    QCOMPARE(details->text(), QString());
}

void tst_OperationsPanel::detailsOfErrors_data()
{
    QTest::addColumn<OperationRecord>("record");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    OperationRecord failed = operation(1, State::Failed);
    failed.error->details = {QJsonObject{{u"reason"_s, u"NO_TEXT"_s}}};
    QTest::newRow("code") << failed << u"code"_s << u"INVALID_ARGUMENT (3)"_s;
    QTest::newRow("message") << failed << u"message"_s << u"the file holds no text"_s;
    QTest::newRow("details") << failed << u"details"_s << u"[\n    {\n        \"reason\": \"NO_TEXT\"\n    }\n]"_s;
    failed.error.reset();
    QTest::newRow("no reason") << failed << u"Reason"_s << u"The service gave no reason"_s;
    QTest::newRow("gone") << operation(1, State::Lost) << u"Reason"_s
                          << u"Neither the operation nor its document is on the server any more"_s;
}

void tst_OperationsPanel::detailsOfErrors()
{
    QFETCH(const OperationRecord, record);
    QFETCH(const QString, field);
    fill({State::Working});
    m_panel->setDetailsShown(true);
    m_panel->select({nameOf(1)});
    QCOMPARE(detail(field), u"(no such field)"_s);
    setOperation(*m_model, 0, record);
    QTEST(detail(field), "value");
}

void tst_OperationsPanel::detailsOfAnswers_data()
{
    QTest::addColumn<Operation>("answer");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    const QString type = u"type.googleapis.com/test.Type"_s;
    Operation begun;
    begun.name = nameOf(1);
    QTest::newRow("name") << begun << u"name"_s << nameOf(1);
    QTest::newRow("not done") << begun << u"done"_s << u"false"_s;
    QTest::newRow("no metadata") << begun << u"metadata"_s << u"—"_s;
    QTest::newRow("no error") << begun << u"error"_s << u"—"_s;
    QTest::newRow("no response") << begun << u"response"_s << u"—"_s;
    Operation done = begun;
    done.isDone = true;
    done.response = {{u"@type"_s, type}, {u"parts"_s, QJsonArray{1}}};
    done.unknownFields = {{u"future"_s, u"new"_s}};
    QTest::newRow("done") << done << u"done"_s << u"true"_s;
    QTest::newRow("type of the response") << done << u"@type"_s << type;
    QTest::newRow("list in the response") << done << u"parts"_s << u"[\n    1\n]"_s;
    QTest::newRow("field that is not known") << done << u"future"_s << u"new"_s;
    Operation failed = begun;
    failed.metadata = {{u"@type"_s, type}};
    failed.error = Status{9, {}, u"the store is full"_s, {QJsonObject{{u"@type"_s, u"test.Detail"_s}}}};
    QTest::newRow("type of the metadata") << failed << u"@type"_s << type;
    QTest::newRow("code") << failed << u"code"_s << u"FAILED_PRECONDITION (9)"_s;
    QTest::newRow("message") << failed << u"message"_s << u"the store is full"_s;
    QTest::newRow("details") << failed << u"details"_s << u"[\n    {\n        \"@type\": \"test.Detail\"\n    }\n]"_s;
}

void tst_OperationsPanel::detailsOfAnswers()
{
    QFETCH(const Operation, answer);
    QFETCH(const QString, field);
    OperationRecord record = operation(1, answer.error ? State::Failed : State::Done);
    record.error = answer.error;
    record.answer = answer;
    fill({State::Working});
    setOperation(*m_model, 0, record);
    const QSignalSpy asked(m_panel.get(), &OperationsPanel::answerRequested);
    m_panel->setDetailsShown(true);
    m_panel->select({nameOf(1)});
    QTEST(detail(field), "value");
    QCOMPARE(asked.count(), 0);
}

void tst_OperationsPanel::jsonOfTheAnswer()
{
    OperationRecord record = operation(1, State::Failed);
    record.answer = Operation();
    record.answer->name = record.name;
    record.answer->isDone = true;
    record.answer->metadata = {{u"@type"_s, u"test.Type"_s}};
    record.answer->error = record.error;
    fill({State::Failed});
    setOperation(*m_model, 0, record);
    m_panel->setDetailsShown(true);
    m_panel->select({record.name});
    const QString text = m_panel->findChild<RawJsonView *>()->text();
    QCOMPARE(QJsonDocument::fromJson(text.toUtf8()).object(), record.answer->toJson());
}

void tst_OperationsPanel::asksForAMissingAnswer()
{
    fill({State::Done, State::Working});
    QSignalSpy asked(m_panel.get(), &OperationsPanel::answerRequested);
    m_panel->select({nameOf(1)});
    QCOMPARE(asked.count(), 0);
    m_panel->setDetailsShown(true);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.at(0).at(0).toString(), nameOf(1));
    QCOMPARE(detail(u"Answer"_s), u"not known"_s);
    // Its other changes do not ask again.
    setOperation(*m_model, 0, operation(1, State::Done));
    QCOMPARE(asked.count(), 1);
    Operation answer;
    answer.name = nameOf(1);
    answer.isDone = true;
    m_panel->setAnswer(nameOf(2), answer);
    QCOMPARE(detail(u"done"_s), u"(no such field)"_s);
    m_panel->setAnswer(nameOf(1), answer);
    QCOMPARE(detail(u"done"_s), u"true"_s);
    m_panel->select({nameOf(2)});
    QCOMPARE(detail(u"Answer"_s), u"none yet"_s);
    QCOMPARE(asked.count(), 1);
    m_panel->select({nameOf(1)});
    QCOMPARE(asked.count(), 2);
}

void tst_OperationsPanel::saysWhyAnAnswerIsMissing_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("text");
    QTest::newRow("gone") << ErrorKind::Gone << u"The service does not know this operation any more."_s;
    QTest::newRow("timeout") << ErrorKind::Timeout << errorSentence(ApiError::local(ErrorKind::Timeout));
}

void tst_OperationsPanel::saysWhyAnAnswerIsMissing()
{
    QFETCH(const ErrorKind, kind);
    fill({State::Done});
    m_panel->setDetailsShown(true);
    m_panel->select({nameOf(1)});
    m_panel->setAnswer(nameOf(1), ApiError::local(kind));
    QTEST(detail(u"Answer"_s), "text");
}

void tst_OperationsPanel::detailsAreToggled()
{
    fill({State::Done});
    QTest::keyClick(table(), Qt::Key_Return, Qt::AltModifier);
    QVERIFY(m_panel->areDetailsShown());
    QVERIFY(menuAction(u"Details"_s)->isChecked());
    menuAction(u"Details"_s)->trigger();
    QVERIFY(!m_panel->areDetailsShown());
    closeMenu();
}

void tst_OperationsPanel::layoutIsKept()
{
    m_panel->setDetailsShown(true);
    table()->horizontalHeader()->setSectionHidden(OperationsModel::StoreColumn, true);
    table()->sortByColumn(OperationsModel::NameColumn, Qt::AscendingOrder);
    const QByteArray layout = m_panel->saveLayout();
    OperationsPanel other(*m_model, [] {});
    QVERIFY(!other.restoreLayout("nonsense"));
    QVERIFY(!other.areDetailsShown());
    QVERIFY(other.restoreLayout(layout));
    QVERIFY(other.areDetailsShown());
    const auto *header = other.findChild<QTableView *>(u"operations"_s)->horizontalHeader();
    QVERIFY(header->isSectionHidden(OperationsModel::StoreColumn));
    QCOMPARE(header->sortIndicatorSection(), int{OperationsModel::NameColumn});
}

QTEST_MAIN(tst_OperationsPanel)
#include "tst_operationspanel.moc"
