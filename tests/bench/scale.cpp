// SPDX-License-Identifier: Apache-2.0
//
// Measures how long lists of many rows keep the thread of the GUI and the sending thread busy: the list of files,
// documents, uploads and operations, with 1,000 to 200,000 rows, against answers that are ready at once. Times are of
// the processor and of one thread alone, so they do not depend on the load of the machine. A gap is the longest turn of
// the event loop. The sending thread is measured with an UploadEngine in this thread; it reads the journal in one turn,
// since before that there is nothing to send.
// Usage: scale [PART]..., all parts by default: see `parts`. Prints a table; exit code 1 if a goal is missed.
#include "models/items/files/filesfiltermodel.h"
#include "models/items/stores/documentsmodel.h"
#include "models/items/stores/operationsmodel.h"
#include "models/items/uploads/uploadsmodel.h"
#include "models/items/uploads/uploadtotals.h"
#include "tests/bench/pagesnetwork.h"
#include "tests/bench/scalereport.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

constexpr int maxFinished = std::min(Journal::maxFinishedTasks, Journal::maxEndedOperations);
// Lists of no row tell what an action costs without an item.
constexpr int lengths[] = {0, 1000, 10'000, 100'000};
constexpr int maxLength = 100'000;
constexpr int maxDocuments = 200'000;
constexpr int shortRepeats = 5; // of actions that take less than a millisecond
// Medians: the first run makes what is made once in a program, and the short ones are not exact.
constexpr int runsOf(int rows)
{
    return rows == maxLength ? 3 : 7;
}

const QString profile = u"profile"_s;
const QString store = u"fileSearchStores/shelf"_s;

RequestFactory requests()
{
    return RequestFactory({QUrl(u"http://localhost"_s), u"v1beta"_s}, "key");
}

QString idOf(int number)
{
    // Names in another order than the rows.
    return QString::number(quint64(number) * 2'654'435'761U % 4'294'967'296U, 36).rightJustified(12, u'0');
}

QJsonObject fileJson(int number)
{
    return {{u"name"_s, u"files/"_s + idOf(number)},
            {u"displayName"_s, u"Report %1.pdf"_s.arg(idOf(number))},
            {u"mimeType"_s, u"application/pdf"_s},
            {u"sizeBytes"_s, QString::number(number + 1000)},
            {u"createTime"_s, u"2026-05-01T10:00:00Z"_s},
            {u"sha256Hash"_s, QString::fromLatin1(QByteArray(64, 'a').toBase64())},
            {u"state"_s, u"ACTIVE"_s}};
}

QJsonObject documentJson(int number)
{
    return {{u"name"_s, store + u"/documents/"_s + idOf(number)},
            {u"displayName"_s, u"Report %1.pdf"_s.arg(idOf(number))},
            {u"mimeType"_s, u"application/pdf"_s},
            {u"sizeBytes"_s, QString::number(number + 1000)},
            {u"createTime"_s, u"2026-05-01T10:00:00Z"_s},
            {u"state"_s, u"STATE_ACTIVE"_s}};
}

/// Reads on if it is not.
template <typename Model>
bool isLoaded(Model &model, int rows)
{
    if (model.canFetchMore({}))
        model.fetchMore({});
    return model.loading() == ListModel::Loading::Complete && model.rowCount() == rows;
}

/// Every hundredth name.
template <typename Model>
QStringList everyHundredth(const Model &model)
{
    QStringList names;
    for (int row = 50; row < model.rowCount(); row += 100)
        names.append(model.index(row, 0).data(Model::ResourceNameRole).toString());
    return names;
}

/// With `areWaiting`, unfinished tasks wait in the queue, and all others are left out.
UploadEngine::Options optionsFor(const QString &journalPath, bool areWaiting = false)
{
    UploadEngine::Options options;
    options.journalPath = journalPath;
    options.resumesInterrupted = areWaiting;
    return options;
}

/// The finished tasks stand evenly among those that wait.
void writeTasks(const QString &path, int waiting, int finished)
{
    QList<TaskRecord> records;
    const qint64 count = waiting + finished;
    for (qint64 number = 0; number < count; ++number) {
        const bool isFinished = (number + 1) * finished / count > number * finished / count;
        TaskRecord record;
        record.task.state = isFinished ? UploadTask::State::Done : UploadTask::State::Queued;
        record.task.profileId = profile;
        record.task.target = u"files"_s;
        record.task.path = u"/nowhere/%1.pdf"_s.arg(number);
        record.task.displayName = u"%1.pdf"_s.arg(number);
        record.task.mimeType = u"application/pdf"_s;
        record.task.size = 1000;
        records.append(record);
    }
    if (!Journal(path).addTasks(records))
        std::abort();
}

/// The names of the operations, which have all ended.
QStringList writeOperations(const QString &path, int count)
{
    QStringList names;
    Journal journal(path);
    const bool isWritten = journal.together([&] {
        for (int number = 0; number < count; ++number) {
            OperationRecord record;
            record.name = store + u"/operations/"_s + idOf(number);
            record.profileId = profile;
            record.store = store;
            record.displayName = u"%1.pdf"_s.arg(number);
            record.state = OperationRecord::State::Done;
            record.created = QDateTime::currentDateTimeUtc();
            names.append(record.name);
            if (!journal.keepOperation(record))
                return false;
        }
        return true;
    });
    if (!isWritten)
        std::abort();
    return names;
}

QString writeFile(const QTemporaryDir &folder, const QString &name)
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray(1234, 'x')) < 0)
        std::abort();
    return file.fileName();
}

struct Uploads {
    Uploads(const QString &path, bool areWaiting)
        : queue(optionsFor(path, areWaiting))
    {
        // Otherwise each of them would be told what it waits for, since there is no account.
        queue.setPaused(true);
    }

    UploadQueue queue;
    UploadsModel model{queue};
    UploadTotalsCounter totals{model};
};

/// The engine in this thread.
struct Sending {
    Sending(const QString &path, bool areWaiting)
        : engine(optionsFor(path, areWaiting))
    {
        QObject::connect(&engine, &UploadEngine::opened, &engine, [this] { isOpen = true; });
        engine.setPaused(true);
    }
    ~Sending() { engine.shutDown(); }
    Q_DISABLE_COPY_MOVE(Sending)

    UploadEngine engine;
    bool isOpen = false;
};

void measureQueue(ScaleReport &report, int rows, const FilesModel &files, const QTemporaryDir &folder)
{
    const QString path = folder.filePath(u"tasks"_s);
    writeTasks(path, rows, 0);
    Uploads uploads(path, true);
    UploadQueue &queue = uploads.queue;
    report.measure(
        "start with waiting uploads", rows, rows, [&] { queue.open(); },
        [&] { return queue.isOpen() && queue.count() == rows; });
    if (rows == 0)
        return;
    QObject::connect(&queue, &UploadQueue::preflightFinished, &queue,
                     [&queue](const PreflightResult &result) { queue.enqueue(result.profileId, result.accepted); });
    const auto drop = [&](const QString &dropped) {
        queue.preflight(profile, {dropped},
                        {.ofSizes = [&files](const QSet<qint64> &sizes) { return files.filesOfSizes(sizes); },
                         .totalBytes = files.totalBytes()});
    };
    const QString first = writeFile(folder, u"first.txt"_s);
    report.measure(
        "drop one file, the first time", rows, 1, [&] { drop(first); }, [&] { return queue.count() == rows + 1; });
    for (int number = 2; number < 2 + shortRepeats; ++number) {
        const QString dropped = writeFile(folder, u"%1.txt"_s.arg(number));
        report.measure(
            "drop one file", rows, 1, [&] { drop(dropped); }, [&] { return queue.count() == rows + number; });
        const UploadTask::Id last = queue.taskAt(queue.count() - 1).id;
        report.measure(
            "move to the top", rows, 1, [&] { queue.move({last}, 0); }, [&] { return queue.taskAt(0).id == last; });
    }
}

void measureSendingQueue(ScaleReport &report, int rows, const QTemporaryDir &folder)
{
    const QString path = folder.filePath(u"sending"_s);
    writeTasks(path, rows, 0);
    Sending sending(path, true);
    UploadEngine &engine = sending.engine;
    const TaskList &tasks = engine.tasks();
    report.measureStart(
        "sending thread: start with waiting uploads", rows, rows, [&] { engine.open(); },
        [&] { return sending.isOpen && tasks.count() == rows; });
    if (rows == 0)
        return;
    AcceptedFile file;
    file.path = writeFile(folder, u"sent.txt"_s);
    file.displayName = u"sent.txt"_s;
    file.mimeType = u"text/plain"_s;
    file.size = 1234;
    report.measure(
        "sending thread: drop one file", rows, 1, [&] { engine.enqueue(profile, {file}); },
        [&] { return tasks.count() == rows + 1; });
    const UploadTask::Id last = tasks.at(rows).task.id;
    report.measure(
        "sending thread: move to the top", rows, 1, [&] { engine.move({last}, 0); },
        [&] { return tasks.at(0).task.id == last; });
}

void measureFiles(ScaleReport &report, int rows, const QTemporaryDir &folder)
{
    PagesNetwork network(u"files"_s, rows, 100, &fileJson);
    ApiClient client(network, requests());
    FilesModel files(client);
    FilesFilterModel filter(files);
    filter.sort(FilesModel::NameColumn, Qt::AscendingOrder);
    report.measure(
        "read a list of files", rows, rows, [&] { files.reset(true); }, [&] { return isLoaded(files, rows); });
    measureQueue(report, rows, files, folder);
    report.measure(
        "refresh files", rows, rows, [&] { files.refresh(); }, [&] { return isLoaded(files, rows); });
    const QStringList names = everyHundredth(files);
    bool isRemoved = false;
    QObject::connect(&files, &FilesModel::removalFinished, &files, [&] { isRemoved = true; });
    report.measure(
        "delete 1 % of the files", rows, static_cast<int>(names.size()), [&] { files.remove(names); },
        [&] { return isRemoved && files.rowCount() == rows - names.size(); });
}

void measureDocuments(ScaleReport &report, int rows, const QTemporaryDir & /*folder*/)
{
    PagesNetwork network(u"documents"_s, rows, 20, &documentJson);
    StoresClient client(network, requests(), CollectionChoice::Automatic);
    DocumentsModel documents(client);
    report.measure(
        "read a list of documents", rows, rows, [&] { documents.setStore(store); },
        [&] { return isLoaded(documents, rows); });
    report.measure(
        "refresh documents", rows, rows, [&] { documents.refresh(); }, [&] { return isLoaded(documents, rows); });
    const QStringList names = everyHundredth(documents);
    bool isRemoved = false;
    QObject::connect(&documents, &DocumentsModel::removalFinished, &documents, [&] { isRemoved = true; });
    report.measure(
        "delete 1 % of the documents", rows, static_cast<int>(names.size()), [&] { documents.remove(names); },
        [&] { return isRemoved && documents.rowCount() == rows - names.size(); });
}

/// As many finished uploads as the journal keeps, beside `rows` that wait.
void measureFinished(ScaleReport &report, int rows, const QTemporaryDir &folder)
{
    const int finished = std::min(rows, maxFinished);
    const QString path = folder.filePath(u"finished"_s);
    writeTasks(path, rows, finished);
    Uploads uploads(path, false);
    UploadQueue &queue = uploads.queue;
    report.measure(
        "start with finished uploads", rows, rows + finished, [&] { queue.open(); },
        [&] { return queue.isOpen() && queue.count() == rows + finished; });
    report.measure(
        "clear finished uploads", rows, finished, [&] { queue.clearFinished(); },
        [&] { return queue.count() == rows; });
}

void measureSendingFinished(ScaleReport &report, int rows, const QTemporaryDir &folder)
{
    const int finished = std::min(rows, maxFinished);
    const QString path = folder.filePath(u"finished"_s);
    writeTasks(path, rows, finished);
    Sending sending(path, false);
    UploadEngine &engine = sending.engine;
    report.measureStart(
        "sending thread: start with finished uploads", rows, rows + finished, [&] { engine.open(); },
        [&] { return sending.isOpen && engine.tasks().count() == rows + finished; });
    report.measure(
        "sending thread: clear finished uploads", rows, finished, [&] { engine.clearFinished(false); },
        [&] { return engine.tasks().count() == rows; });
}

void measureOperations(ScaleReport &report, int rows, const QTemporaryDir &folder)
{
    const QString path = folder.filePath(u"operations"_s);
    const QStringList names = writeOperations(path, rows);
    UploadQueue queue(optionsFor(path));
    OperationsModel operations(queue);
    report.measure(
        "start with ended operations", rows, rows, [&] { queue.open(); },
        [&] { return queue.isOpen() && operations.rowCount() == rows; });
    report.measure(
        "clear ended operations", rows, rows, [&] { queue.forgetOperations(names); },
        [&] { return operations.rowCount() == 0; });
}

void measureSendingOperations(ScaleReport &report, int rows, const QTemporaryDir &folder)
{
    const QString path = folder.filePath(u"operations"_s);
    const QStringList names = writeOperations(path, rows);
    Sending sending(path, false);
    UploadEngine &engine = sending.engine;
    bool isForgotten = false;
    QObject::connect(&engine, &UploadEngine::operationsRemoved, &engine, [&] { isForgotten = true; });
    report.measureStart(
        "sending thread: start with ended operations", rows, rows, [&] { engine.open(); },
        [&] { return sending.isOpen; });
    report.measure(
        "sending thread: clear ended operations", rows, rows, [&] { engine.forgetOperations(names); },
        [&] { return isForgotten; });
}

/// What is measured, by the name that chooses it on the command line. Each gets a folder of its own, since the journals
/// have the same names.
constexpr struct {
    QLatin1String name;
    void (*measure)(ScaleReport &, int, const QTemporaryDir &);
    int maxRows;
} parts[] = {{"files"_L1, &measureFiles, maxLength},
             {"sending"_L1, &measureSendingQueue, maxLength},
             {"documents"_L1, &measureDocuments, maxDocuments},
             {"finished"_L1, &measureFinished, maxLength},
             {"sending-finished"_L1, &measureSendingFinished, maxLength},
             {"operations"_L1, &measureOperations, maxFinished},
             {"sending-operations"_L1, &measureSendingOperations, maxFinished}};

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_NO_GLIB", "1"); // its dispatcher does not tell each turn
    const QCoreApplication application(argc, argv);
    const QStringList chosen = application.arguments().mid(1);
    ScaleReport report;
    for (const int rows : lengths) {
        for (int run = 0; run < runsOf(rows); ++run) {
            for (const auto &part : parts) {
                const QTemporaryDir folder;
                const int length = rows == maxLength ? std::max(rows, part.maxRows) : rows;
                if (length <= part.maxRows && (chosen.isEmpty() || chosen.contains(part.name)))
                    part.measure(report, length, folder);
            }
        }
        report.endLength();
    }
    return report.finish() ? EXIT_SUCCESS : EXIT_FAILURE;
}
