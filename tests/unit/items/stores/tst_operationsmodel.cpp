// SPDX-License-Identifier: Apache-2.0
#include "models/items/stores/operationsmodel.h"

#include "models/api/storesclient.h"
#include "models/items/badge.h"
#include "tests/support/queuefixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

using State = OperationRecord::State;

class tst_OperationsModel final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void followsAnOperationToItsEnd();
    void failedOperationShowsItsStatus();
    void keepsTheAnswerOfTheService();
    void storesHaveTheirTitles();
    void rowsLeave();
    void scatteredRowsLeaveInSeveralTurns();
    void rowsComeBackAfterARestart();
    void agesFollowTheClock();
    void headers();

private:
    UploadQueue &queue() { return m_fixture->queue(); }
    OperationsModel &model() { return *m_model; }
    void makeModel();
    /// Begins an operation on the server, tracks it and returns its name.
    QString begin(const OperationPlan &plan, const QString &displayName);
    State stateOf(const QString &name) { return model().operationAt(model().rowOf(name)).state; }
    QString cell(const QString &name, int column)
    {
        return model().index(model().rowOf(name), column).data().toString();
    }

    const QString m_store = u"fileSearchStores/s"_s;
    std::unique_ptr<QueueFixture> m_fixture;
    std::unique_ptr<OperationsModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void tst_OperationsModel::init()
{
    m_fixture = std::make_unique<QueueFixture>();
    m_fixture->server().stores().addStore({{u"name"_s, m_store}});
    QVERIFY(m_fixture->openQueue());
    makeModel();
}

void tst_OperationsModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
    m_fixture.reset();
}

void tst_OperationsModel::makeModel()
{
    m_model = std::make_unique<OperationsModel>(queue());
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
}

QString tst_OperationsModel::begin(const OperationPlan &plan, const QString &displayName)
{
    m_fixture->server().stores().planOperation(plan);
    QNetworkAccessManager network;
    StoresClient client(network, RequestFactory({m_fixture->server().baseUrl(), u"v1beta"_s}, "key"));
    std::optional<Operation> begun;
    client.createDocument(displayName, {}, StoreUpload{m_store, {}, {}}, &network,
                          [&begun](const Result<Operation> &answer) {
                              if (answer.ok())
                                  begun = answer.value();
                          });
    if (!m_fixture->waitFor([&begun] { return begun.has_value(); }))
        return {};
    OperationRecord record;
    record.name = begun->name;
    record.profileId = u"profile"_s;
    record.kind = OperationRecord::Kind::Import;
    record.store = m_store;
    record.document = begun->documentName();
    record.displayName = displayName;
    record.created = QDateTime::currentDateTimeUtc();
    queue().trackOperation(record);
    return record.name;
}

void tst_OperationsModel::followsAnOperationToItsEnd()
{
    OperationPlan plan;
    plan.polls = 3;
    QSignalSpy changes(&model(), &OperationsModel::dataChanged);
    const QString name = begin(plan, u"Büro.pdf"_s);
    QTRY_VERIFY(model().rowOf(name) >= 0);
    QCOMPARE(cell(name, OperationsModel::NameColumn), u"Büro.pdf"_s);
    QCOMPARE(cell(name, OperationsModel::KindColumn), u"Import"_s);
    QCOMPARE(cell(name, OperationsModel::StoreColumn), m_store);
    QTRY_COMPARE(stateOf(name), State::Done);
    QCOMPARE(model().rowCount(), 1);
    QVERIFY(changes.size() >= 2);
    const QModelIndex index = model().index(0, OperationsModel::StateColumn);
    QCOMPARE(index.data(OperationsModel::BadgeRole).value<Badge>().text, u"Done"_s);
    QCOMPARE(index.data(OperationsModel::ResourceNameRole).toString(), name);
    QCOMPARE(index.data(OperationsModel::OperationRole).value<OperationRecord>().name, name);
    QVERIFY(cell(name, OperationsModel::LastPollColumn).endsWith(u"ago"_s));
}

void tst_OperationsModel::failedOperationShowsItsStatus()
{
    OperationPlan plan;
    plan.outcome = OperationPlan::Outcome::Fails;
    plan.duration = std::chrono::milliseconds(0);
    plan.error = {{u"code"_s, 3}, {u"message"_s, u"The file has no text."_s}};
    const QString name = begin(plan, u"empty.pdf"_s);
    QTRY_VERIFY(model().rowOf(name) >= 0);
    QTRY_COMPARE(stateOf(name), State::Failed);
    QCOMPARE(cell(name, OperationsModel::ErrorColumn), u"INVALID_ARGUMENT: The file has no text."_s);
}

void tst_OperationsModel::keepsTheAnswerOfTheService()
{
    OperationPlan plan;
    plan.polls = 1;
    plan.metadata = {{u"@type"_s, u"type.googleapis.com/test.Metadata"_s}};
    const QString name = begin(plan, u"x"_s);
    QTRY_VERIFY(model().rowOf(name) >= 0);
    QTRY_COMPARE(stateOf(name), State::Done);
    const std::optional<Operation> answer = model().operationAt(model().rowOf(name)).answer;
    QVERIFY(answer);
    QCOMPARE(answer->name, name);
    QVERIFY(answer->isDone);
    QCOMPARE(answer->metadata, plan.metadata);
}

void tst_OperationsModel::storesHaveTheirTitles()
{
    OperationPlan plan;
    plan.polls = 1000;
    const QString name = begin(plan, u"x"_s);
    QTRY_COMPARE(model().rowCount(), 1);
    QCOMPARE(cell(name, OperationsModel::StoreColumn), m_store);
    const auto title = std::make_shared<QString>(u"Museum archive"_s);
    QSignalSpy changes(&model(), &OperationsModel::dataChanged);
    model().setStoreTitles([this, title](const QString &store) { return store == m_store ? *title : store; });
    QVERIFY(!changes.isEmpty());
    const QModelIndex index = model().index(0, OperationsModel::StoreColumn);
    QCOMPARE(index.data().toString(), *title);
    QCOMPARE(index.data(Qt::AccessibleTextRole).toString(), u"store Museum archive"_s);
    QCOMPARE(index.data(OperationsModel::SortRole).toString(), *title);
    QCOMPARE(index.data(OperationsModel::OperationRole).value<OperationRecord>().store, m_store);
    *title = u"Archive"_s;
    changes.clear();
    model().refreshStoreTitles();
    QVERIFY(!changes.isEmpty());
    QCOMPARE(index.data().toString(), *title);
}

void tst_OperationsModel::rowsLeave()
{
    OperationPlan plan;
    plan.polls = 1000;
    QStringList names;
    for (int number = 0; number < 3; ++number)
        names.append(begin(plan, QString::number(number)));
    QTRY_COMPARE(model().rowCount(), 3);
    queue().forgetOperations({names.at(0), names.at(2), u"fileSearchStores/s/operations/none"_s});
    QTRY_COMPARE(model().rowCount(), 1);
    QCOMPARE(model().operationAt(0).name, names.at(1));
    QCOMPARE(model().rowOf(names.at(1)), 0);
    QCOMPARE(model().rowOf(names.at(2)), -1);
}

void tst_OperationsModel::scatteredRowsLeaveInSeveralTurns()
{
    constexpr int pairs = 100;
    QStringList leaving;
    QStringList staying;
    for (int number = 0; number < 2 * pairs; ++number) {
        OperationRecord record;
        record.name = m_store + u"/operations/%1"_s.arg(number);
        record.profileId = u"without key"_s;
        record.store = m_store;
        record.created = QDateTime::currentDateTimeUtc();
        queue().trackOperation(record);
        (number % 2 == 0 ? leaving : staying).append(record.name);
    }
    QTRY_COMPARE(model().rowCount(), 2 * pairs);
    const QSignalSpy removed(&model(), &QAbstractItemModel::rowsRemoved);
    qsizetype atOnce = 0;
    const QObject context;
    connect(&queue(), &UploadQueue::operationsRemoved, &context, [&] { atOnce = removed.count(); });
    queue().forgetOperations(leaving);
    QTRY_COMPARE(model().rowCount(), pairs);
    QCOMPARE(removed.count(), pairs);
    QVERIFY2(atOnce > 0 && atOnce < pairs, qPrintable(QString::number(atOnce)));
    for (int row = 0; row < pairs; ++row)
        QCOMPARE(model().rowOf(staying.at(row)), row);
}

void tst_OperationsModel::rowsComeBackAfterARestart()
{
    OperationPlan plan;
    plan.polls = 1000;
    const QString name = begin(plan, u"x"_s);
    QTRY_COMPARE(model().rowCount(), 1);
    m_tester.reset();
    m_model.reset();
    QVERIFY(m_fixture->reopenQueue());
    QTRY_COMPARE(queue().operations().size(), 1);
    makeModel();
    QCOMPARE(model().rowOf(name), 0);
    QCOMPARE(stateOf(name), State::Working);
}

void tst_OperationsModel::agesFollowTheClock()
{
    OperationPlan plan;
    plan.polls = 1000;
    const QString name = begin(plan, u"x"_s);
    QTRY_COMPARE(model().rowCount(), 1);
    const QDateTime created = model().operationAt(0).created;
    QSignalSpy changes(&model(), &OperationsModel::dataChanged);
    model().setClock([created] { return created.addSecs(125); });
    QVERIFY(!changes.isEmpty());
    QCOMPARE(cell(name, OperationsModel::AgeColumn), u"2 min"_s);
    model().setClock([created] { return created.addSecs(7200); });
    QCOMPARE(cell(name, OperationsModel::AgeColumn), u"2 h"_s);
}

void tst_OperationsModel::headers()
{
    for (int column = 0; column < OperationsModel::ColumnCount; ++column)
        QVERIFY(!model().headerData(column, Qt::Horizontal).toString().isEmpty());
    QVERIFY(!model().headerData(0, Qt::Vertical).isValid());
    QVERIFY(!model().headerData(OperationsModel::ColumnCount, Qt::Horizontal).isValid());
}

QTEST_GUILESS_MAIN(tst_OperationsModel)
#include "tst_operationsmodel.moc"
