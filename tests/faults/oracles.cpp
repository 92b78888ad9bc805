// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/oracles.h"

#include "tests/faults/sanitizer.h"
#include "tests/faults/storeoracles.h"

#include <QDir>
#include <QFileInfo>
#include <QUrlQuery>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using State = UploadTask::State;

/// The forms in which a key could leak.
QList<QByteArray> formsOf(const QByteArray &secret)
{
    QByteArray wide;
    for (const char letter : secret)
        wide += QByteArray(1, letter) + '\0';
    return {secret, secret.toBase64(), secret.toHex(), secret.toPercentEncoding(), wide};
}

bool holds(const QByteArray &text, const QList<QByteArray> &forms)
{
    return std::ranges::any_of(forms, [&text](const QByteArray &form) { return text.contains(form); });
}

/// Describes a task as it must be after a restart. `isNextProgram`: true if the restart has already happened.
QString pictureOf(const UploadTask &task, bool isNextProgram)
{
    State state = task.state;
    if (!task.isFinished() && state != State::Processing)
        state = State::Paused;
    const bool isUnchanged = task.isFinished() || task.state == State::Processing ||
                             (task.state == State::Paused && task.waitReason == WaitReason::Person) || isNextProgram;
    const WaitReason reason = isUnchanged ? task.waitReason : WaitReason::Interrupted;
    const QString error =
        task.state == State::Failed && task.error ? QString::number(static_cast<int>(task.error->kind)) : QString();
    return u"%1|%2|%3|%4|%5|%6"_s.arg(task.path, stateName(state))
        .arg(static_cast<int>(reason))
        .arg(task.resourceName(), error)
        .arg(task.size);
}

QMap<UploadTask::Id, QString> pictures(const QList<UploadTask> &tasks, bool isNextProgram)
{
    QMap<UploadTask::Id, QString> found;
    for (const UploadTask &task : tasks)
        found.insert(task.id, pictureOf(task, isNextProgram));
    return found;
}

} // namespace

Oracles::Oracles(FaultBench &bench, qint64 maxGap)
    : m_bench(bench)
    , m_maxGap(maxGap)
{
}

QString Oracles::judge()
{
    m_bench.eventloopwatchdog().stop();
    // Memory comes first because the other checks read whole files.
    using Check = QString (Oracles::*)();
    const std::array<Check, 12> checks{
        &Oracles::memoryIsBounded,   &Oracles::loopWasServed,    &Oracles::faultsFired,
        &Oracles::serverAgrees,      &Oracles::documentsAgree,   &Oracles::operationsEnd,
        &Oracles::tasksAreAccounted, &Oracles::sourcesAreIntact, &Oracles::requestsAreBounded,
        &Oracles::nothingWasHidden,  &Oracles::picturePersists,  &Oracles::secretsAreKept};
    QString complaint;
    for (const Check check : checks) {
        const QString found = (this->*check)();
        if (complaint.isEmpty())
            complaint = found;
    }
    return complaint;
}

QString Oracles::serverAgrees()
{
    QMap<QString, QByteArray> hidden; // files and documents that no task has claimed, by name
    ScriptedDemoServer &server = m_bench.world().server();
    for (const StoredFile &file : server.files())
        hidden.insert(file.name(), server.contentOf(file.name()).value_or(QByteArray()));
    for (const StoredDocument &document : server.stores().documents(FaultBench::shelf))
        hidden.insert(document.name(), server.stores().contentOf(document.name()).value_or(QByteArray()));
    for (const QString &ghost : std::as_const(m_bench.allowed.ghosts))
        hidden.remove(ghost);
    QStringList complaints;
    for (const UploadTask &task : m_bench.world().tasks()) {
        const bool isThere = hidden.contains(task.resourceName());
        const QByteArray content = isThere ? hidden.take(task.resourceName()) : QByteArray();
        if (task.state != State::Done && task.state != State::Processing)
            continue;
        if (!isThere || content != m_bench.contentOf(task.path)) {
            ++m_lost;
            complaints.append(isThere ? u"O1, %1 is done and has other bytes on the server"_s.arg(task.displayName)
                                      : u"O1, %1 is done and not on the server"_s.arg(task.displayName));
        }
    }
    m_doubled = static_cast<int>(hidden.size());
    if (m_doubled > 0)
        complaints.append(u"O1, nobody's files on the server: %1"_s.arg(m_doubled));
    return complaints.value(0);
}

QString Oracles::documentsAgree()
{
    return m_bench.isIntoStore() ? StoreOracles(m_bench).documentsAreAsAsked() : QString();
}

QString Oracles::operationsEnd()
{
    return m_bench.isIntoStore() ? StoreOracles(m_bench).operationsAreFollowed() : QString();
}

QString Oracles::tasksAreAccounted()
{
    QMap<QString, int> missing = m_bench.expectedTasks();
    for (const UploadTask &task : m_bench.world().tasks()) {
        if (--missing[task.path] < 0)
            return u"O2, a task too many for %1"_s.arg(task.displayName);
        const bool isWaiting = task.state == State::Queued || task.state == State::Waiting;
        if (isWaiting && !m_bench.allowed.isUnfinished)
            return u"O2, %1 still waits"_s.arg(task.displayName);
        if (task.isRunning() && !isWaiting)
            return u"O2, %1 is still %2"_s.arg(task.displayName, stateName(task.state));
        if (task.state == State::Failed && !task.error)
            return u"O2, %1 failed without a reason"_s.arg(task.displayName);
        if (task.state == State::Waiting && task.waitReason == WaitReason::None)
            return u"O2, %1 waits without a reason"_s.arg(task.displayName);
    }
    for (auto it = missing.cbegin(); it != missing.cend(); ++it) {
        if (it.value() > 0)
            return u"O2, the task for %1 has vanished"_s.arg(it.key());
    }
    return {};
}

QString Oracles::sourcesAreIntact()
{
    for (auto it = m_bench.contents().cbegin(); it != m_bench.contents().cend(); ++it) {
        QFile file(it.key());
        if (!file.open(QIODevice::ReadOnly) || file.readAll() != it.value())
            return u"O3, the local file %1 has changed"_s.arg(QFileInfo(it.key()).fileName());
    }
    return {};
}

QString Oracles::loopWasServed()
{
    const qint64 gap = m_bench.eventloopwatchdog().maxGap();
    return gap <= m_maxGap ? QString() : u"O4, the event loop stood still for %1 ms"_s.arg(gap);
}

QString Oracles::secretsAreKept()
{
    const QList<QByteArray> forms = formsOf(FaultBench::canaryKey);
    if (holds(m_bench.log().text(), forms))
        return u"O5, the key is in the log"_s;
    const QDir data(m_bench.world().dataFolder());
    for (const QFileInfo &entry : data.entryInfoList(QDir::Files | QDir::Hidden)) {
        QFile file(entry.filePath());
        if (file.open(QIODevice::ReadOnly) && holds(file.readAll(), forms))
            return u"O5, the key is in the file %1"_s.arg(entry.fileName());
    }
    for (const RequestRecord &record : m_bench.world().server().requests()) {
        if (record.keyInUrl || holds(record.path + '?' + record.query, forms))
            return u"O5, the key is in a URL"_s;
        const QByteArray session = QUrlQuery(QString::fromUtf8(record.query)).queryItemValue(u"upload_id"_s).toUtf8();
        if (!session.isEmpty() && !record.header("x-goog-api-key").isEmpty())
            return u"O5, the key went to a session"_s;
        if (!session.isEmpty() && m_bench.log().text().contains(session))
            return u"O5, a session's address is in the log"_s;
    }
    return {};
}

QString Oracles::memoryIsBounded()
{
    const qint64 growth = maxMemoryInUse() - m_bench.memoryAtStart();
    return isAddressSanitized || growth <= m_bench.allowed.memory
               ? QString()
               : u"O6, memory grew by %1 MB"_s.arg(growth / 1024 / 1024);
}

QString Oracles::requestsAreBounded()
{
    int sessions = 0;
    for (const UploadTask &task : m_bench.world().tasks()) {
        sessions += task.sessionCount;
        if (task.attempts > m_bench.allowed.attempts)
            return u"O7, %1 was tried %2 times"_s.arg(task.displayName).arg(task.attempts);
    }
    const QList<RequestRecord> starts = m_bench.requestsWith("start"_ba);
    const auto opened = std::ranges::count(starts, 200, &RequestRecord::status);
    if (opened > sessions + m_bench.allowed.orphanStarts)
        return u"O7, the server opened %1 sessions, the tasks know of %2"_s.arg(opened).arg(sessions);
    return {};
}

QString Oracles::nothingWasHidden()
{
    // After a failure nobody waits for the end of the requests, so the numbers may differ.
    if (m_bench.allowed.isClientMute || m_bench.isOver())
        return {};
    // Not counted: cancels, whose answers the client does not wait for, and polls of operations.
    const QList<RequestRecord> records = m_bench.world().server().requests();
    const auto seen = std::ranges::count_if(records, [](const RequestRecord &record) {
        return record.path.contains("/upload/") && !record.path.contains("/operations/") && record.command != "cancel";
    });
    const int made = m_bench.log().uploadRequests() + m_bench.allowed.abortedRequests;
    m_hiddenSends = std::max(0, static_cast<int>(seen) - made);
    return m_hiddenSends == 0 ? QString() : u"O7, the server saw %1 requests, the client made %2"_s.arg(seen).arg(made);
}

QString Oracles::picturePersists()
{
    if (m_bench.allowed.isForgotten)
        return {};
    const auto before = pictures(m_bench.world().tasks(), false);
    const QStringList operations = StoreOracles(m_bench).operationPictures();
    m_bench.close();
    const qsizetype requests = m_bench.world().server().requests().size();
    m_bench.open();
    m_bench.eventloopwatchdog().stop();
    const auto after = pictures(m_bench.world().tasks(), true);
    for (auto it = before.cbegin(); it != before.cend(); ++it) {
        if (after.value(it.key()) != it.value())
            return u"O8, after a restart \"%1\" is \"%2\""_s.arg(it.value(), after.value(it.key()));
    }
    if (after.size() != before.size())
        return u"O8, %1 tasks became %2"_s.arg(before.size()).arg(after.size());
    if (StoreOracles(m_bench).operationPictures() != operations)
        return u"O8, the operations are others after a restart"_s;
    if (m_bench.allowed.isServerSilent && m_bench.world().server().requests().size() > requests)
        return u"O8, the next program sent something by itself"_s;
    return {};
}

QString Oracles::faultsFired()
{
    const bool isProxyDone = !m_bench.world().isBehindProxy || m_bench.proxy().allFired();
    return m_bench.faults().allFired() && isProxyDone ? QString() : u"O9, the planned fault did not fire"_s;
}

} // namespace pollux
