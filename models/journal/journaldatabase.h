// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariantList>

#include <functional>

namespace pollux {

/// One connection to the SQLite database of a Journal: statements with bound values, and transactions. For the thread
/// that created it.
class JournalDatabase final {
public:
    enum class Mode {
        ReadWrite,
        ReadOnly,
        /// Reads the bytes as they are: no lock, no rollback of an unfinished transaction of another program, and as
        /// much as possible of a file that is shorter than its header says.
        Damaged,
    };
    /// What the last failure says about the file.
    enum class Failure {
        None,
        Busy,        ///< another program is using it
        Unreachable, ///< it cannot be read or written: full, not permitted, a failing disk
        Damaged,     ///< its content is damaged or no database
        Constraint,  ///< the values do not fit the table
    };

    /// The path of a database in memory.
    static QString inMemory();

    /// isOpen() returns whether there is a connection; the first statement is the first to read the file.
    JournalDatabase(const QString &path, Mode mode);
    ~JournalDatabase();
    JournalDatabase(const JournalDatabase &) = delete;
    JournalDatabase &operator=(const JournalDatabase &) = delete;

    bool isOpen() const { return m_isOpen; }
    QString errorText() const { return m_errorText; } ///< of the last failure
    Failure failure() const { return m_failure; }     ///< the kind of the last failure
    /// Records a failure() of kind Damaged that a check has found; `words` is the message of the check.
    void recordDamage(const QString &words);

    /// The returned query is active and positioned before its first row; if it failed, it is not active and errorText()
    /// says why.
    QSqlQuery run(const QString &statement, const QVariantList &values = {});
    bool execute(const QString &statement, const QVariantList &values = {});
    /// Runs `work` in one transaction, which is rolled back if `work` returns false. Takes the write lock first.
    bool transaction(const std::function<bool()> &work);
    /// Returns false and records the failure if reading the rows of the query ended early.
    bool checkEnd(const QSqlQuery &query);

private:
    void recordFailure(const QSqlError &error);

    QString m_connectionName;
    QSqlDatabase m_database;
    bool m_isInTransaction = false;
    QString m_errorText;
    Failure m_failure = Failure::None;
    bool m_isOpen = false;
};

} // namespace pollux
