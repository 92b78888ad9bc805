// SPDX-License-Identifier: Apache-2.0
#include "models/items/stores/operationsmodel.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

using Column = OperationsModel::Column;
using State = OperationRecord::State;

class tst_OperationCells final : public QObject {
    Q_OBJECT

private slots:
    void cells_data();
    void cells();
    void badges_data();
    void badges();
    void failedDocument();
    void agesEnd_data();
    void agesEnd();
    void errors_data();
    void errors();
    void statuses_data();
    void statuses();
    void columnsHaveTitles();

private:
    static QDateTime now() { return {QDate(2026, 8, 1), QTime(12, 0), Qt::UTC}; }
    static OperationRecord full();
};

OperationRecord tst_OperationCells::full()
{
    OperationRecord operation;
    operation.name = u"ragStores/s/operations/o"_s;
    operation.kind = OperationRecord::Kind::Import;
    operation.store = u"ragStores/s"_s;
    operation.document = u"ragStores/s/documents/d"_s;
    operation.displayName = u"Büro.pdf"_s;
    operation.created = now().addSecs(-3 * 3600 - 5);
    operation.lastPoll = now().addSecs(-12);
    return operation;
}

void tst_OperationCells::cells_data()
{
    QTest::addColumn<bool>("isFull");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("spoken");
    QTest::addColumn<QVariant>("sorted");
    const auto row = [](const char *name, bool isFull, Column column, const QString &shown, const QString &spoken,
                        const QVariant &sorted) {
        QTest::newRow(name) << isFull << int{column} << shown << spoken << sorted;
    };
    const OperationRecord operation = full();
    row("name", true, Column::NameColumn, u"Büro.pdf"_s, u"Büro.pdf"_s, u"Büro.pdf"_s);
    row("kind", true, Column::KindColumn, u"Import"_s, u"Import"_s, u"Import"_s);
    row("store", true, Column::StoreColumn, operation.store, u"store ragStores/s"_s, operation.store);
    row("document", true, Column::DocumentColumn, operation.document, u"document ragStores/s/documents/d"_s,
        operation.document);
    row("state", true, Column::StateColumn, u"Still working"_s, u"state Still working"_s, 0);
    row("age", true, Column::AgeColumn, u"3 h"_s, u"began 3 hours ago"_s, operation.created);
    row("last poll", true, Column::LastPollColumn, u"12 s ago"_s, u"asked for 12 seconds ago"_s, operation.lastPoll);
    row("error", true, Column::ErrorColumn, u"—"_s, u"no error"_s, QString());
    row("resource name", true, Column::ResourceNameColumn, operation.name, u"resource name ragStores/s/operations/o"_s,
        operation.name);
    row("no name", false, Column::NameColumn, u"—"_s, u"not known"_s, QString());
    row("other kind", false, Column::KindColumn, u"Upload"_s, u"Upload"_s, u"Upload"_s);
    row("no document", false, Column::DocumentColumn, u"—"_s, u"document not known"_s, QString());
    row("no age", false, Column::AgeColumn, u"—"_s, u"age not known"_s, {});
    row("no poll", false, Column::LastPollColumn, u"—"_s, u"not asked for yet"_s, {});
}

void tst_OperationCells::cells()
{
    QFETCH(const bool, isFull);
    QFETCH(const int, column);
    OperationRecord operation;
    operation.name = full().name;
    if (isFull)
        operation = full();
    QTEST(OperationsModel::columns().displayText(operation, static_cast<Column>(column), now()), "shown");
    QTEST(OperationsModel::columns().accessibleText(operation, static_cast<Column>(column), now()), "spoken");
    QTEST(OperationsModel::columns().sortValue(operation, static_cast<Column>(column)), "sorted");
}

void tst_OperationCells::badges_data()
{
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("text");
    QTest::addColumn<Badge::Tone>("tone");
    QTest::newRow("working") << State::Working << u"Still working"_s << Badge::Tone::Busy;
    QTest::newRow("done") << State::Done << u"Done"_s << Badge::Tone::Positive;
    QTest::newRow("failed") << State::Failed << u"Failed"_s << Badge::Tone::Critical;
    QTest::newRow("lost") << State::Lost << u"Gone"_s << Badge::Tone::Warning;
}

void tst_OperationCells::badges()
{
    QFETCH(const State, state);
    OperationRecord operation = full();
    operation.state = state;
    const auto badge = OperationsModel::columns().badge(operation, Column::StateColumn).value<Badge>();
    QTEST(badge.text, "text");
    QTEST(badge.tone, "tone");
    QVERIFY(badge.icon != Badge::Icon::None);
    QVERIFY(!OperationsModel::columns().badge(operation, Column::NameColumn).isValid());
}

void tst_OperationCells::failedDocument()
{
    OperationRecord operation = full();
    operation.hasFailedDocument = true;
    const auto &columns = OperationsModel::columns();
    const auto badge = columns.badge(operation, Column::StateColumn).value<Badge>();
    QCOMPARE(badge.text, u"Failed, may recover"_s);
    QCOMPARE(badge.tone, Badge::Tone::Warning);
    QCOMPARE(columns.displayText(operation, Column::StateColumn, now()), u"Failed, may recover"_s);
    QVERIFY(OperationsModel::errorText(operation).contains("may recover"_L1));
}

void tst_OperationCells::agesEnd_data()
{
    QTest::addColumn<State>("state");
    QTest::addColumn<QDateTime>("lastPoll");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("spoken");
    const QDateTime early = full().created.addSecs(90);
    QTest::newRow("working") << State::Working << early << u"3 h"_s << u"began 3 hours ago"_s;
    QTest::newRow("done") << State::Done << early << u"1 min"_s << u"took 1 minute"_s;
    QTest::newRow("failed") << State::Failed << early << u"1 min"_s << u"took 1 minute"_s;
    QTest::newRow("lost") << State::Lost << early << u"1 min"_s << u"took 1 minute"_s;
    QTest::newRow("end not known") << State::Done << QDateTime() << u"—"_s << u"age not known"_s;
}

void tst_OperationCells::agesEnd()
{
    QFETCH(const State, state);
    QFETCH(const QDateTime, lastPoll);
    OperationRecord operation = full();
    operation.state = state;
    operation.lastPoll = lastPoll;
    QTEST(OperationsModel::columns().displayText(operation, Column::AgeColumn, now()), "shown");
    QTEST(OperationsModel::columns().accessibleText(operation, Column::AgeColumn, now()), "spoken");
}

void tst_OperationCells::errors_data()
{
    using Statuses = std::optional<Status>;
    using Errors = std::optional<ApiError>;
    QTest::addColumn<State>("state");
    QTest::addColumn<Statuses>("error");
    QTest::addColumn<Errors>("pollError");
    QTest::addColumn<QString>("text");
    const Statuses status = Status{3, {}, u"no text in the file"_s, {}};
    const Errors silent = ApiError::local(ErrorKind::Timeout);
    const Errors told = ApiError::local(ErrorKind::ServerBusy, {}, u"try later"_s);
    QTest::newRow("working") << State::Working << Statuses() << Errors() << QString();
    QTest::newRow("silent poll") << State::Working << Statuses() << silent << u"The last poll was not answered"_s;
    QTest::newRow("poll") << State::Working << Statuses() << told << u"The last poll was not answered: try later"_s;
    QTest::newRow("failed") << State::Failed << status << Errors() << u"INVALID_ARGUMENT: no text in the file"_s;
    QTest::newRow("no reason") << State::Failed << Statuses() << Errors() << u"The service gave no reason"_s;
    QTest::newRow("lost") << State::Lost << Statuses() << Errors()
                          << u"Neither the operation nor its document is on the server any more"_s;
    QTest::newRow("done") << State::Done << Statuses() << told << QString();
}

void tst_OperationCells::errors()
{
    QFETCH(const State, state);
    QFETCH(const std::optional<Status>, error);
    QFETCH(const std::optional<ApiError>, pollError);
    OperationRecord operation = full();
    operation.state = state;
    operation.error = error;
    operation.pollError = pollError;
    QTEST(OperationsModel::errorText(operation), "text");
}

void tst_OperationCells::statuses_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("codeText");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("text");
    QTest::newRow("code") << 5 << QString() << QString() << u"NOT_FOUND"_s;
    QTest::newRow("text") << 0 << u"ABORTED"_s << u"why"_s << u"ABORTED: why"_s;
    QTest::newRow("unknown") << 99 << QString() << u"why"_s << u"code 99: why"_s;
}

void tst_OperationCells::statuses()
{
    QFETCH(const int, code);
    QFETCH(const QString, codeText);
    QFETCH(const QString, message);
    QTEST(OperationsModel::statusText({code, codeText, message, {}}), "text");
}

void tst_OperationCells::columnsHaveTitles()
{
    QSet<QString> titles;
    for (int column = 0; column < Column::ColumnCount; ++column)
        titles.insert(OperationsModel::columns().title(static_cast<Column>(column)));
    QCOMPARE(titles.size(), int{Column::ColumnCount});
    QVERIFY(!titles.contains(QString()));
    QVERIFY(OperationsModel::columns().alignment(Column::AgeColumn).testFlag(Qt::AlignRight));
    QVERIFY(OperationsModel::columns().alignment(Column::NameColumn).testFlag(Qt::AlignLeft));
}

QTEST_APPLESS_MAIN(tst_OperationCells)
#include "tst_operationcells.moc"
