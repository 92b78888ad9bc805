// SPDX-License-Identifier: Apache-2.0
//
// Measures how long lists of many rows keep the thread of the GUI busy: the list of files, documents, uploads and
// operations, with 1,000 to 200,000 rows, against answers that are ready at once. Times are of the processor and of
// this thread alone, so they do not depend on the load of the machine. A gap is the longest turn of the event loop.
// Usage: scale [MOST_ROWS], 200,000 by default. Prints a table; exit code 1 if a goal is missed.
#include "models/items/files/filesfiltermodel.h"
#include "models/items/stores/documentsmodel.h"
#include "models/items/stores/operationsmodel.h"
#include "models/items/uploads/uploadsmodel.h"
#include "models/items/uploads/uploadtotals.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTemporaryDir>
#include <QTimer>
#include <QUrlQuery>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <map>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

constexpr double maxGap = 50;        // ms
constexpr double maxGrowth = 2;      // of the cost of one item, from the smallest to the largest
constexpr qint64 patience = 120'000; // ms
constexpr int mostFinished = 10'000;

/// Of the processor, for this thread.
double milliseconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

class Report {
public:
    /// Runs `work` and then the event loop until `isDone`; `items`: how many it was done for.
    template <typename Work, typename Done>
    void measure(const char *what, int rows, int items, Work work, Done isDone)
    {
        QElapsedTimer clock;
        clock.start();
        const double start = milliseconds();
        double turn = start;
        double gap = 0;
        const QMetaObject::Connection awake =
            QObject::connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, qApp, [&] {
                const double now = milliseconds();
                gap = std::max(gap, now - std::exchange(turn, now));
                if (isDone() || clock.elapsed() > patience)
                    QCoreApplication::quit();
            });
        QTimer tick; // so that the condition is looked at
        tick.start(1);
        work();
        QCoreApplication::exec();
        QObject::disconnect(awake);
        const double total = milliseconds() - start;
        const double each = total * 1000 / std::max(items, 1);
        const bool isEnded = isDone();
        const bool isMet = isEnded && gap <= maxGap;
        m_isMet &= isMet;
        if (!m_firstCost.contains(what))
            m_firstCost[what] = each;
        m_lastCost[what] = each;
        std::printf("%-34s %7d rows %9.1f ms %9.2f us an item, gap %7.1f ms  %s\n", what, rows, total, each, gap,
                    isEnded ? (isMet ? "met" : "MISSED") : "NOT DONE");
        std::fflush(stdout);
    }

    bool finish()
    {
        for (const auto &[what, first] : m_firstCost) {
            const double growth = m_lastCost[what] / first;
            m_isMet &= growth <= maxGrowth;
            std::printf("%-34s an item costs %.2f times as much with the most rows  %s\n", what.c_str(), growth,
                        growth <= maxGrowth ? "met" : "MISSED");
        }
        return m_isMet;
    }

private:
    std::map<std::string, double> m_firstCost;
    std::map<std::string, double> m_lastCost;
    bool m_isMet = true;
};

/// An answer that is complete at once.
class ReadyReply final : public QNetworkReply {
public:
    ReadyReply(const QByteArray &body, QObject *parent)
        : QNetworkReply(parent)
        , m_body(body)
    {
        setAttribute(QNetworkRequest::HttpStatusCodeAttribute, 200);
        setRawHeader("Content-Type", "application/json");
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
        QTimer::singleShot(0, this, [this] {
            setFinished(true);
            emit finished();
        });
    }

    void abort() override {}
    qint64 bytesAvailable() const override { return m_body.size() - m_position + QIODevice::bytesAvailable(); }
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 size) override
    {
        const qint64 taken = std::min<qint64>(size, m_body.size() - m_position);
        std::copy_n(m_body.cbegin() + m_position, taken, data);
        m_position += taken;
        return taken == 0 ? -1 : taken;
    }

private:
    QByteArray m_body;
    qint64 m_position = 0;
};

/// Answers a list with its pages, which are made before, and everything else with an empty object.
class PagesNetwork final : public QNetworkAccessManager {
public:
    using Make = QJsonObject (*)(int number);

    PagesNetwork(const QString &key, int rows, int pageSize, Make make)
    {
        for (int first = 0; first < rows; first += pageSize) {
            QJsonArray items;
            for (int number = first; number < std::min(rows, first + pageSize); ++number)
                items.append(make(number));
            QJsonObject page{{key, items}};
            if (first + pageSize < rows)
                page.insert(u"nextPageToken"_s, QString::number(m_pages.size() + 1));
            m_pages.append(QJsonDocument(page).toJson(QJsonDocument::Compact));
        }
    }

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *) override
    {
        const int page = QUrlQuery(request.url()).queryItemValue(u"pageToken"_s).toInt();
        return new ReadyReply(operation == GetOperation ? m_pages.value(page) : "{}"_ba, this);
    }

private:
    QList<QByteArray> m_pages;
};

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

const QString store = u"fileSearchStores/shelf"_s;

QJsonObject documentJson(int number)
{
    return {{u"name"_s, store + u"/documents/"_s + idOf(number)},
            {u"displayName"_s, u"Report %1.pdf"_s.arg(idOf(number))},
            {u"mimeType"_s, u"application/pdf"_s},
            {u"sizeBytes"_s, QString::number(number + 1000)},
            {u"createTime"_s, u"2026-05-01T10:00:00Z"_s},
            {u"state"_s, u"STATE_ACTIVE"_s}};
}

template <typename Model>
bool isLoaded(Model &model)
{
    if (model.canFetchMore({}))
        model.fetchMore({});
    return model.loading() == ListModel::Loading::Complete || model.loading() == ListModel::Loading::Failed;
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

UploadEngine::Options optionsFor(const QString &journalPath)
{
    UploadEngine::Options options;
    options.journalPath = journalPath;
    return options;
}

void measureFiles(Report &report, int rows, const QTemporaryDir &folder)
{
    PagesNetwork network(u"files"_s, rows, 100, &fileJson);
    ApiClient client(network, requests());
    FilesModel files(client);
    FilesFilterModel filter(files);
    filter.sort(FilesModel::NameColumn, Qt::AscendingOrder);
    files.reset(true);
    report.measure(
        "read a list of files", rows, rows, [] {}, [&] { return isLoaded(files); });
    {
        UploadQueue queue(optionsFor(folder.filePath(u"drop%1"_s.arg(rows))));
        bool isLooked = false;
        QObject::connect(&queue, &UploadQueue::preflightFinished, &queue, [&] { isLooked = true; });
        QFile file(folder.filePath(u"dropped.txt"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray(1234, 'x')) < 0)
            std::abort();
        file.close();
        const auto drop = [&] {
            isLooked = false;
            queue.preflight(u"profile"_s, {file.fileName()},
                            {[&](const QSet<qint64> &sizes) { return files.filesOfSizes(sizes); }, files.totalBytes()});
        };
        report.measure("drop one file, the first time", rows, rows, drop, [&] { return isLooked; });
        report.measure("drop one file", rows, 1, drop, [&] { return isLooked; });
    }
    report.measure(
        "refresh files", rows, rows, [&] { files.refresh(); },
        [&] { return files.loading() != ListModel::Loading::Loading; });
    const QStringList names = everyHundredth(files);
    bool isRemoved = false;
    QObject::connect(&files, &FilesModel::removalFinished, &files, [&] { isRemoved = true; });
    report.measure(
        "delete 1 % of the files", rows, static_cast<int>(names.size()), [&] { files.remove(names); },
        [&] { return isRemoved; });
}

void measureDocuments(Report &report, int rows)
{
    PagesNetwork network(u"documents"_s, rows, 20, &documentJson);
    StoresClient client(network, requests(), CollectionChoice::Automatic);
    DocumentsModel documents(client);
    documents.setStore(store);
    report.measure(
        "read a list of documents", rows, rows, [] {}, [&] { return isLoaded(documents); });
    report.measure(
        "refresh documents", rows, rows, [&] { documents.refresh(); },
        [&] { return documents.loading() != ListModel::Loading::Loading; });
    const QStringList names = everyHundredth(documents);
    bool isRemoved = false;
    QObject::connect(&documents, &DocumentsModel::removalFinished, &documents, [&] { isRemoved = true; });
    report.measure(
        "delete 1 % of the documents", rows, static_cast<int>(names.size()), [&] { documents.remove(names); },
        [&] { return isRemoved && documents.rowCount() == rows - names.size(); });
}

/// Every second of `count` tasks is Done if `isHalfDone`, all others wait.
void writeTasks(const QString &path, int count, bool isHalfDone)
{
    QList<TaskRecord> records;
    for (int number = 0; number < count; ++number) {
        TaskRecord record;
        record.task.state = isHalfDone && number % 2 == 0 ? UploadTask::State::Done : UploadTask::State::Queued;
        record.task.profileId = u"profile"_s;
        record.task.target = u"files"_s;
        record.task.path = u"/nowhere/%1.pdf"_s.arg(number);
        record.task.displayName = u"%1.pdf"_s.arg(number);
        record.task.mimeType = u"application/pdf"_s;
        record.task.size = 1000;
        record.position = number;
        records.append(record);
    }
    if (!Journal(path).addTasks(records))
        std::abort();
}

struct Uploads {
    explicit Uploads(const QString &path)
        : queue(optionsFor(path))
    {
    }

    UploadQueue queue;
    UploadsModel model{queue};
    UploadTotalsCounter totals{model};
};

void measureQueue(Report &report, int rows, const QTemporaryDir &folder)
{
    const QString path = folder.filePath(u"tasks%1"_s.arg(rows));
    writeTasks(path, rows, false);
    Uploads uploads(path);
    UploadQueue &queue = uploads.queue;
    report.measure(
        "start with waiting uploads", rows, rows, [&] { queue.open(); }, [&] { return queue.isOpen(); });
    const UploadTask::Id last = queue.taskAt(rows - 1).id;
    report.measure(
        "move to the top", rows, 1, [&] { queue.move({last}, 0); }, [&] { return queue.taskAt(0).id == last; });
}

void measureFinished(Report &report, int rows, const QTemporaryDir &folder)
{
    const QString path = folder.filePath(u"finished%1"_s.arg(rows));
    writeTasks(path, 2 * rows, true);
    Uploads uploads(path);
    UploadQueue &queue = uploads.queue;
    report.measure(
        "start with finished uploads", rows, rows, [&] { queue.open(); }, [&] { return queue.isOpen(); });
    report.measure(
        "clear finished uploads", rows, rows, [&] { queue.clearFinished(); }, [&] { return queue.count() == rows; });
}

void measureOperations(Report &report, int rows, const QTemporaryDir &folder)
{
    const QString path = folder.filePath(u"operations%1"_s.arg(rows));
    QStringList names;
    {
        Journal journal(path);
        journal.together([&] {
            for (int number = 0; number < rows; ++number) {
                OperationRecord record;
                record.name = store + u"/operations/"_s + idOf(number);
                record.profileId = u"profile"_s;
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
    }
    UploadQueue queue(optionsFor(path));
    OperationsModel operations(queue);
    report.measure(
        "start with ended operations", rows, rows, [&] { queue.open(); }, [&] { return queue.isOpen(); });
    report.measure(
        "clear ended operations", rows, rows, [&] { queue.forgetOperations(names); },
        [&] { return operations.rowCount() == 0; });
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_NO_GLIB", "1"); // its dispatcher does not tell each turn
    QCoreApplication application(argc, argv);
    const int most = argc > 1 ? static_cast<int>(std::strtol(argv[1], nullptr, 10)) : 200'000;
    const QTemporaryDir folder;
    Report report;
    for (const int rows : {1000, 10'000, 100'000}) {
        if (rows > most)
            continue;
        measureFiles(report, rows, folder);
        if (rows <= mostFinished) {
            measureFinished(report, rows, folder);
            measureOperations(report, rows, folder);
        }
        measureDocuments(report, rows == 100'000 ? most : rows);
        measureQueue(report, rows, folder);
    }
    return report.finish() ? EXIT_SUCCESS : EXIT_FAILURE;
}
