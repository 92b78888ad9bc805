// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/queueprocess.h"

#include "tests/faults/sanitizer.h"
#include "tests/faults/systemfaults.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTimer>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int pollInterval = 20; // ms
constexpr int exitUnfinished = 3;

void limitResource(int resource, qint64 limit)
{
#ifdef Q_OS_UNIX
    if (limit <= 0)
        return;
    const rlimit limits{static_cast<rlim_t>(limit), static_cast<rlim_t>(limit)};
    setrlimit(static_cast<decltype(RLIMIT_NOFILE)>(resource), &limits);
#else
    Q_UNUSED(resource)
    Q_UNUSED(limit)
#endif
}

} // namespace

QueueProcess::QueueProcess(FaultBench &bench)
    : m_bench(bench)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    const DemoFixture &demo = bench.world().demo();
    const QUrl url = bench.world().isBehindProxy ? bench.proxy().baseUrl() : demo.baseUrl();
    m_options = {u"--worker"_s, u"--data"_s, bench.world().dataFolder(), u"--url"_s, url.toString()};
    if (bench.isIntoStore())
        m_options += u"--store"_s;
    bench.allowed.isClientMute = true;
}

QueueProcess::~QueueProcess()
{
    m_process.kill();
    m_process.waitForFinished();
}

void QueueProcess::killAtWriteAfter(const QString &signalPath)
{
    m_options += {u"--kill-after"_s, signalPath};
}

void QueueProcess::limitTo(int openFiles, qint64 addressSpace)
{
    m_options += {u"--files"_s, QString::number(openFiles), u"--memory"_s, QString::number(addressSpace)};
}

void QueueProcess::setParallelUploads(int count)
{
    m_options += {u"--parallel"_s, QString::number(count)};
}

void QueueProcess::start()
{
    m_process.start(QCoreApplication::applicationFilePath(), m_options + m_arguments);
}

void QueueProcess::signal(int number)
{
#ifdef Q_OS_UNIX
    ::kill(static_cast<pid_t>(m_process.processId()), number);
#else
    Q_UNUSED(number)
#endif
}

bool QueueProcess::waitForEnd()
{
    return m_bench.world().waitFor([this] { return !isRunning(); }, FaultBench::maxWait);
}

int QueueProcess::exitCode() const
{
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

int runQueueWorker(const QStringList &arguments)
{
    QCommandLineParser parser;
    const QCommandLineOption data(u"data"_s, {}, u"folder"_s);
    const QCommandLineOption url(u"url"_s, {}, u"url"_s);
    const QCommandLineOption killAtWrite(u"kill-at-write"_s, {}, u"count"_s);
    const QCommandLineOption killAfter(u"kill-after"_s, {}, u"file"_s);
    const QCommandLineOption files(u"files"_s, {}, u"count"_s);
    const QCommandLineOption memory(u"memory"_s, {}, u"bytes"_s);
    const QCommandLineOption parallel(u"parallel"_s, {}, u"count"_s, u"3"_s);
    const QCommandLineOption store(u"store"_s);
    parser.addOptions({data, url, killAtWrite, killAfter, files, memory, parallel, store});
    parser.process(QStringList{u"worker"_s} + arguments);

    const QByteArray journal = Journal::pathIn(parser.value(data)).toUtf8();
    if (parser.isSet(killAtWrite))
        systemfaults::killAtWrite(journal, parser.value(killAtWrite).toInt());
    if (parser.isSet(killAfter))
        systemfaults::killAtWriteAfter(journal, parser.value(killAfter).toUtf8());
#ifdef Q_OS_UNIX
    limitResource(RLIMIT_NOFILE, parser.value(files).toLongLong());
    if (!isAddressSanitized)
        limitResource(RLIMIT_AS, parser.value(memory).toLongLong());
#endif

    UploadEngine::Options options = QueueFixture::quickOptions();
    options.journalPath = QString::fromUtf8(journal);
    options.resumesInterrupted = true;
    UploadQueue queue(options);
    queue.setParallelUploads(parser.value(parallel).toInt());
    bool isFilled = parser.positionalArguments().isEmpty();
    QObject::connect(&queue, &UploadQueue::enqueued, &queue, [&isFilled] { isFilled = true; });
    QObject::connect(&queue, &UploadQueue::preflightFinished, &queue, [&queue](const PreflightResult &result) {
        QList<AcceptedFile> accepted = result.accepted;
        for (AcceptedFile &file : accepted)
            file.storeUpload = FaultBench::storeUploadOf(file.path);
        queue.enqueue(result.profileId, accepted);
    });
    queue.open();
    const RequestFactory requests({QUrl(parser.value(url)), u"v1beta"_s}, FaultBench::canaryKey);
    queue.setAccount(QueueFixture::profileId, requests, FaultBench::canaryKey);
    if (!isFilled && parser.isSet(store))
        queue.preflight(QueueFixture::profileId, parser.positionalArguments(), {}, FaultBench::shelf);
    else if (!isFilled)
        queue.add(QueueFixture::profileId, parser.positionalArguments());
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, &queue, [&] {
        bool isBusy = !isFilled || !queue.isOpen();
        for (int row = 0; row < queue.count(); ++row)
            isBusy = isBusy || !queue.taskAt(row).isFinished();
        if (!isBusy)
            QCoreApplication::quit();
    });
    poll.start(pollInterval);
    QTimer::singleShot(FaultBench::maxWait, &queue, [] { QCoreApplication::exit(exitUnfinished); });
    return QCoreApplication::exec();
}

} // namespace pollux
