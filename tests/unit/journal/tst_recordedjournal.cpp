// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/journal/journalsamples.h"
#include "tests/unit/journal/recordedjournal.h"

#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <QTemporaryDir>
#include <QTest>

using namespace pollux;
using namespace pollux::journalsamples;
using namespace Qt::StringLiterals;

namespace {

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QString described(const FileSnapshot &snapshot)
{
    return u"%1 %2 %3 %4"_s.arg(snapshot.size).arg(snapshot.modifiedNs).arg(snapshot.device).arg(snapshot.inode);
}

QString described(const std::optional<ApiError> &error)
{
    return error ? u"%1 %2 %3 %4 %5 %6 %7 %8"_s.arg(static_cast<int>(error->kind))
                       .arg(error->httpStatus)
                       .arg(error->rpcStatus, error->message, error->subject)
                       .arg(error->retryAfter ? error->retryAfter->count() : -1)
                       .arg(error->details.reason)
                       .arg(error->rawDetails.size())
                 : u"-"_s;
}

/// All that the journal stores of a task.
QStringList described(const TaskRecord &record)
{
    const UploadTask &task = record.task;
    QStringList lines{u"%1 %2"_s.arg(task.id).arg(record.position),
                      task.profileId,
                      task.target,
                      task.storeUpload ? compact(task.storeUpload->toJson()) : u"-"_s,
                      task.path,
                      task.displayName,
                      task.mimeType,
                      u"%1 %2"_s.arg(task.isMimeTypeChosen).arg(task.isVerified),
                      u"%1 %2"_s.arg(task.size).arg(task.bytesConfirmed),
                      u"%1 %2"_s.arg(static_cast<int>(task.state)).arg(static_cast<int>(task.waitReason)),
                      u"%1 %2 %3"_s.arg(task.sessionCount).arg(task.attempts).arg(task.notes.toInt()),
                      described(task.error),
                      task.file ? compact(task.file->toJson()) : u"-"_s,
                      task.operation ? compact(task.operation->toJson()) : u"-"_s,
                      QString::fromLatin1(record.keyFingerprint.toHex()),
                      described(record.snapshot)};
    if (record.session)
        lines.append(u"%1 %2 %3 %4 %5"_s.arg(record.session->url.toString())
                         .arg(record.session->granularity)
                         .arg(record.session->number)
                         .arg(record.session->started.toString(Qt::ISODateWithMs))
                         .arg(record.session->confirmed));
    return lines;
}

QStringList described(const OperationRecord &operation)
{
    return {operation.name,
            operation.profileId,
            operation.store,
            operation.document,
            operation.displayName,
            u"%1 %2"_s.arg(static_cast<int>(operation.kind)).arg(static_cast<int>(operation.state)),
            operation.created.toString(Qt::ISODateWithMs),
            operation.lastPoll.toString(Qt::ISODateWithMs),
            operation.error ? compact(operation.error->toJson()) : u"-"_s,
            QString::number(operation.task)};
}

} // namespace

/// A journal in the format of commit b46508f, as users have it, is read completely and can be written.
class tst_RecordedJournal final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void allIsFound();
    void itIsUsedOn();
    void schemaIsTheSame();
    void namesOfErrorsAreTheSame();

private:
    QString path() const { return m_folder->filePath(u"journal.sqlite"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_RecordedJournal::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QFile::copy(QStringLiteral(TEST_DATA_DIR "/b46508f/journal.sqlite"), path()));
    QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner));
}

void tst_RecordedJournal::allIsFound()
{
    Journal journal(path());
    QCOMPARE(journal.health(), Journal::Health::Good);
    const QList<TaskRecord> tasks = journal.tasks();
    const QList<TaskRecord> expectedTasks = recordedjournal::tasks();
    QCOMPARE(tasks.size(), expectedTasks.size());
    for (qsizetype index = 0; index < tasks.size(); ++index)
        QCOMPARE(described(tasks.at(index)), described(expectedTasks.at(index)));

    const QList<OperationRecord> operations = journal.operations();
    const QList<OperationRecord> expectedOperations = recordedjournal::operations();
    QCOMPARE(operations.size(), expectedOperations.size());
    for (qsizetype index = 0; index < operations.size(); ++index)
        QCOMPARE(described(operations.at(index)), described(expectedOperations.at(index)));

    QCOMPARE(journal.originsOf(expectedTasks.first().task.profileId), recordedjournal::origins());
    QCOMPARE(journal.originOf(u"files/recorded-4"_s), std::optional(recordedjournal::origins().last()));
    QCOMPARE(journal.unreadableCount(), 0);
    QCOMPARE(journal.fingerprint("key"_ba),
             QMessageAuthenticationCode::hash("key"_ba, QByteArray(32, 'k'), QCryptographicHash::Sha256));
}

void tst_RecordedJournal::itIsUsedOn()
{
    const QList<TaskRecord> expected = recordedjournal::tasks();
    {
        Journal journal(path());
        QCOMPARE(journal.claim(idsOf(expected)), idsOf(expected));
        QVERIFY(journal.updateTasks(journal.tasks()));
        QList<TaskRecord> added{record(1)};
        QVERIFY(journal.addTasks(added));
        QCOMPARE(added.first().task.id, UploadTask::Id{11});
    }
    Journal journal(path());
    const QList<TaskRecord> tasks = journal.tasks();
    QCOMPARE(tasks.size(), expected.size() + 1);
    for (qsizetype index = 0; index < expected.size(); ++index)
        QCOMPARE(described(tasks.at(index)), described(expected.at(index)));
}

void tst_RecordedJournal::schemaIsTheSame()
{
    const QString fresh = m_folder->filePath(u"fresh.sqlite"_s);
    {
        const Journal journal(fresh);
        QCOMPARE(journal.health(), Journal::Health::Good);
    }
    const QString statements = u"SELECT group_concat(sql, char(10)) FROM sqlite_master WHERE type='table'"_s;
    QCOMPARE(RawDatabase(fresh).value(statements).toString(), RawDatabase(path()).value(statements).toString());
    const QString version = u"PRAGMA user_version"_s;
    QCOMPARE(RawDatabase(fresh).value(version), RawDatabase(path()).value(version));
    QCOMPARE(RawDatabase(path()).value(version).toInt(), 2);
}

void tst_RecordedJournal::namesOfErrorsAreTheSame()
{
    const QStringList names{u"cancelled"_s,
                            u"network"_s,
                            u"unreachable"_s,
                            u"timeout"_s,
                            u"tls"_s,
                            u"proxy"_s,
                            u"insecureEndpoint"_s,
                            u"redirected"_s,
                            u"proxyPage"_s,
                            u"protocol"_s,
                            u"answerTooLarge"_s,
                            u"foreignUploadUrl"_s,
                            u"wrongEndpoint"_s,
                            u"invalidKey"_s,
                            u"missingKey"_s,
                            u"permission"_s,
                            u"billing"_s,
                            u"gone"_s,
                            u"notReady"_s,
                            u"badRequest"_s,
                            u"readRefused"_s,
                            u"unsupportedType"_s,
                            u"tooLarge"_s,
                            u"storageQuota"_s,
                            u"rateQuota"_s,
                            u"serverBusy"_s,
                            u"locationBlocked"_s,
                            u"precondition"_s,
                            u"conflict"_s,
                            u"sessionDead"_s,
                            u"chunkRule"_s,
                            u"localFile"_s,
                            u"fileChanged"_s,
                            u"journalNotWritable"_s,
                            u"damaged"_s,
                            u"operationFailed"_s,
                            u"outcomeUnknown"_s};
    QCOMPARE(names.size(), static_cast<qsizetype>(ErrorKind::OutcomeUnknown) + 1);
    Journal journal(path());
    for (int kind = 0; kind < names.size(); ++kind) {
        QList<TaskRecord> failed{record(1)};
        failed[0].task.state = UploadTask::State::Failed;
        failed[0].task.error = ApiError::local(static_cast<ErrorKind>(kind));
        QVERIFY(journal.addTasks(failed));
        QCOMPARE(RawDatabase(path())
                     .value(u"SELECT json_extract(error, '$.kind') FROM tasks WHERE id=%1"_s.arg(failed[0].task.id))
                     .toString(),
                 names.at(kind));
        QCOMPARE(described(journal.tasks().last()), described(failed[0]));
    }
}

QTEST_GUILESS_MAIN(tst_RecordedJournal)
#include "tst_recordedjournal.moc"
