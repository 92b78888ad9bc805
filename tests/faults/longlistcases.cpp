// SPDX-License-Identifier: Apache-2.0
// Group N, without the owner of the journal: what cannot be read, and what there is much of.
#include "models/items/files/filesmodel.h"
#include "tests/faults/faultbench.h"
#include "tests/faults/faultcase.h"

#include <QNetworkAccessManager>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using State = UploadTask::State;

constexpr int manyOperations = Journal::maxEndedOperations;

/// Runs a statement on the journal while no queue has it open. Returns the number of rows that it has changed.
int changeJournal(FaultBench &bench, const QString &statement)
{
    const QString connection = u"change"_s;
    int rows = 0;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, connection);
        database.setDatabaseName(bench.world().journalPath());
        if (database.open()) {
            QSqlQuery query(database);
            rows = query.exec(statement) ? query.numRowsAffected() : 0;
        }
    }
    QSqlDatabase::removeDatabase(connection);
    return rows;
}

/// Opens the journal as the next program would, and requires that the row of the victim is shown or told of.
void requireRowTold(FaultBench &bench, const QString &damage)
{
    bench.require(changeJournal(bench, u"UPDATE tasks SET %1 WHERE display_name = 'victim.bin'"_s.arg(damage)) == 1,
                  u"O9, no row was changed"_s);
    UploadEngine::Options options = QueueFixture::quickOptions();
    options.journalPath = bench.world().journalPath();
    UploadQueue queue(options);
    QSignalSpy opened(&queue, &UploadQueue::opened);
    queue.open();
    bench.require(opened.wait(FaultBench::maxWait), u"the queue does not open"_s);
    const auto report = opened.value(0).value(0).value<JournalReport>();
    bench.require(
        queue.count() + report.unreadable == 5,
        u"with %1, %2 tasks are shown and %3 are told of"_s.arg(damage).arg(queue.count()).arg(report.unreadable));
}

void unreadableRow(FaultBench &bench)
{
    bench.open();
    bench.addVictim();
    bench.finishHealthy();
    bench.close();
    requireRowTold(bench, u"confirmed = size + 1"_s);
    requireRowTold(bench, u"state = 'odd'"_s);
    // A row that cannot be read stays where it is.
    bench.require(changeJournal(bench, u"UPDATE tasks SET state = 'done', confirmed = size"_s) == 5,
                  u"the row is gone"_s);
    bench.open();
    bench.requireState(State::Done);
}

/// A rule for requests for the list of files.
FaultRule listRule(const QByteArray &page, int times)
{
    FaultRule rule;
    rule.method = "GET"_ba;
    rule.path = QRegularExpression(u"/files\\z"_s);
    rule.times = times;
    rule.action = faults::answer(200, page);
    return rule;
}

RequestFactory requestsOf(FaultBench &bench)
{
    return RequestFactory({bench.world().demo().baseUrl(), u"v1beta"_s}, FaultBench::canaryKey);
}

/// Reads the list to its end, as a view that scrolls.
void readList(FaultBench &bench, FilesModel &model)
{
    model.reset(true);
    bench.waitUntil(
        [&model] {
            if (model.canFetchMore({}))
                model.fetchMore({});
            return model.loading() == ListModel::Loading::Complete || model.loading() == ListModel::Loading::Failed;
        },
        u"the list comes to no end"_s);
}

void unreadableEntry(FaultBench &bench)
{
    bench.open();
    bench.finishHealthy();
    const QByteArray page =
        R"({"files":[{"name":"files/good"},{"displayName":"nameless"},7,{"name":"files/fine"}]})"_ba;
    bench.faults().add(listRule(page, 2));
    QNetworkAccessManager network;
    ApiClient client(network, requestsOf(bench));
    int unreadable = -1;
    client.listFiles(ApiClient::maxPageSize, {}, &network, [&unreadable](const Result<FilePage> &answer) {
        unreadable = answer.ok() ? answer.value().unreadable : 0;
    });
    bench.waitUntil([&unreadable] { return unreadable >= 0; }, u"the list is not answered"_s);
    bench.require(unreadable == 2, u"%1 of 2 unreadable entries are told"_s.arg(unreadable));
    FilesModel model(client);
    readList(bench, model);
    bench.require(model.rowCount() == 2, u"%1 of 2 readable entries are shown"_s.arg(model.rowCount()));
}

void repeatedToken(FaultBench &bench)
{
    bench.open();
    bench.finishHealthy();
    bench.faults().add(listRule(R"({"files":[{"name":"files/a"}],"nextPageToken":"again"})"_ba, 1));
    bench.faults().add(listRule(R"({"files":[{"name":"files/b"}],"nextPageToken":"again"})"_ba, -1));
    QNetworkAccessManager network;
    ApiClient client(network, requestsOf(bench));
    FilesModel model(client);
    readList(bench, model);
    bench.require(model.loading() == ListModel::Loading::Failed, u"half a list is called whole"_s);
    bench.require(model.loadError() && model.loadError()->kind == ErrorKind::Protocol, u"the reason is not said"_s);
    bench.require(model.rowCount() == 2, u"what was listed is not shown"_s);
}

void manyEndedOperations(FaultBench &bench)
{
    bench.open();
    bench.finishHealthy();
    bench.close();
    const int added = changeJournal(
        bench, uR"(INSERT INTO operations (name, profile_id, store, document, state, created, kind, display_name, task)
                   WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < %1)
                   SELECT 'fileSearchStores/shelf-1/operations/import-' || n, 'profile', 'fileSearchStores/shelf-1', '',
                          'done', 1700000000000 + n, 'import', 'document ' || n, 0 FROM numbers)"_s.arg(
                   manyOperations));
    bench.require(added == manyOperations, u"O9, %1 operations were added"_s.arg(added));
    bench.eventloopwatchdog().start();
    bench.open();
    bench.waitUntil([&bench] { return bench.queue().operations().size() == manyOperations; },
                    u"not all operations are shown"_s);
    bench.finishHealthy();
    QStringList names;
    for (const OperationRecord &operation : bench.queue().operations())
        names.append(operation.name);
    bench.queue().forgetOperations(names);
    bench.waitUntil([&bench] { return bench.queue().operations().isEmpty(); }, u"they cannot be cleared"_s);
}

} // namespace

QList<FaultCase> longListCases()
{
    return {
        {u"N01"_s, u"row of the journal that cannot be read"_s, unreadableRow},
        {u"N02"_s, u"entry of a list that cannot be read"_s, unreadableEntry},
        {u"N03"_s, u"list with a repeated page token"_s, repeatedToken},
        {u"N04"_s, u"10,000 ended operations at the start"_s, manyEndedOperations},
    };
}

} // namespace pollux
