// SPDX-License-Identifier: Apache-2.0
#include "models/journal/journaldatabase.h"

#include <QSqlError>
#include <QUrl>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int busyTimeout = 3000; // ms to wait for another program's transaction

// SQLite's own primary result codes.
constexpr int sqliteError = 1; // no table or column of that name
constexpr int sqliteBusy = 5;
constexpr int sqliteCorrupt = 11;
constexpr int sqliteConstraint = 19;
constexpr int sqliteMismatch = 20;
constexpr int sqliteNotADatabase = 26;
constexpr int primaryCodeMask = 0xff;

QString connectOptions(JournalDatabase::Mode mode)
{
    QString options = u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(busyTimeout);
    if (mode != JournalDatabase::Mode::ReadWrite)
        options += ";QSQLITE_OPEN_READONLY"_L1;
    if (mode == JournalDatabase::Mode::Damaged)
        options += ";QSQLITE_OPEN_URI"_L1;
    return options;
}

} // namespace

QString JournalDatabase::inMemory()
{
    return u":memory:"_s;
}

JournalDatabase::JournalDatabase(const QString &path, Mode mode)
    : m_connectionName(QUuid::createUuid().toString())
    , m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connectionName))
{
    const bool isDamaged = mode == Mode::Damaged;
    m_database.setDatabaseName(
        isDamaged ? QString::fromLatin1(QUrl::fromLocalFile(path).toEncoded()) + u"?immutable=1"_s : path);
    m_database.setConnectOptions(connectOptions(mode));
    if (!m_database.open()) {
        recordFailure(m_database.lastError());
        return;
    }
    // secure_delete overwrites deleted rows, since they may contain a session URL; trusted_schema=OFF restricts views
    // and triggers that somebody may have put into the file.
    m_isOpen = execute(u"PRAGMA foreign_keys=ON"_s) && execute(u"PRAGMA secure_delete=ON"_s) &&
               execute(u"PRAGMA trusted_schema=OFF"_s) && execute(u"PRAGMA cell_size_check=ON"_s) &&
               execute(u"PRAGMA temp_store=MEMORY"_s) && execute(u"PRAGMA synchronous=FULL"_s) &&
               (!isDamaged || execute(u"PRAGMA writable_schema=ON"_s));
}

JournalDatabase::~JournalDatabase()
{
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connectionName);
}

void JournalDatabase::recordDamage(const QString &words)
{
    m_failure = Failure::Damaged;
    m_errorText = words;
}

QSqlQuery JournalDatabase::run(const QString &statement, const QVariantList &values)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (query.prepare(statement)) {
        for (const QVariant &value : values)
            query.addBindValue(value);
        query.exec();
    }
    if (query.lastError().isValid())
        recordFailure(query.lastError());
    return query;
}

bool JournalDatabase::execute(const QString &statement, const QVariantList &values)
{
    return run(statement, values).isActive();
}

bool JournalDatabase::transaction(const std::function<bool()> &work)
{
    // A nested call is part of the outer transaction.
    if (m_isInTransaction)
        return work();
    if (!execute(u"BEGIN IMMEDIATE"_s))
        return false;
    m_isInTransaction = true;
    const bool isDone = work();
    m_isInTransaction = false;
    if (isDone && execute(u"COMMIT"_s))
        return true;
    const QString reason = m_errorText;
    const Failure failure = m_failure;
    // This fails if SQLite has already rolled back by itself.
    execute(u"ROLLBACK"_s);
    m_errorText = reason;
    m_failure = failure;
    return false;
}

bool JournalDatabase::checkEnd(const QSqlQuery &query)
{
    if (!query.lastError().isValid())
        return true;
    recordFailure(query.lastError());
    return false;
}

void JournalDatabase::recordFailure(const QSqlError &error)
{
    m_errorText = error.databaseText().isEmpty() ? error.text() : error.databaseText();
    switch (error.nativeErrorCode().toInt() & primaryCodeMask) {
    case sqliteError:
    case sqliteCorrupt:
    case sqliteNotADatabase:
        m_failure = Failure::Damaged;
        break;
    case sqliteBusy:
        m_failure = Failure::Busy;
        break;
    case sqliteConstraint:
    case sqliteMismatch:
        m_failure = Failure::Constraint;
        break;
    default:
        m_failure = Failure::Unreachable;
        break;
    }
}

} // namespace pollux
