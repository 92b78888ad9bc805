// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariantList>

#include <functional>

namespace pollux {

/// One connection to the SQLite database of a Journal: statements with bound values, and transactions. For the thread
/// that made it.
class JournalDatabase final {
public:
    enum class Mode {
        ReadWrite,
        ReadOnly,
        /// Reads the bytes as they are: no lock, no rollback of what another program left half done, and as much as can
        /// be had of a file that is shorter than it says.
        Damaged,
    };
    /// What the last failure says about the file.
    enum class Failure {
        None,
        Busy,        ///< another program is using it
        Unreachable, ///< it cannot be read or written: full, not permitted, a failing disk
        Damaged,     ///< its content is no good
        Constraint,  ///< the values do not fit the table
    };

    /// A database in memory instead of a file.
    static QString inMemory();

    /// isOpen() says whether there is a connection; the file itself is first read by the first statement.
    JournalDatabase(const QString &path, Mode mode);
    ~JournalDatabase();
    JournalDatabase(const JournalDatabase &) = delete;
    JournalDatabase &operator=(const JournalDatabase &) = delete;

    bool isOpen() const { return m_isOpen; }
    QString errorText() const { return m_errorText; } ///< of the last failure
    Failure failure() const { return m_failure; }     ///< the kind of the last failure
    /// A check found the content to be damaged; `words` are the check's.
    void recordDamage(const QString &words);

    /// The query is active and stands before its first row; where it failed, it is not and errorText() says why.
    QSqlQuery run(const QString &statement, const QVariantList &values = {});
    bool execute(const QString &statement, const QVariantList &values = {});
    /// All that `work` does or nothing of it. The write lock is taken first.
    bool transaction(const std::function<bool()> &work);
    /// Keeps the reason why reading rows ended early, if it did; false then.
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
