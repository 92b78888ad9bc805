// SPDX-License-Identifier: Apache-2.0
#include "models/journal/journalsalvage.h"

#include "models/journal/journalschema.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlRecord>
#include <QtEndian>

#include <algorithm>
#include <functional>
#include <limits>

using namespace Qt::StringLiterals;

namespace pollux::journalsalvage {

namespace {

/// After a row that cannot be read, this many rowids are tried one by one, more than a page has rows; then the steps
/// grow.
constexpr int maxSingleSteps = 200;
/// A damaged file may contain cycles with endless rows; intact files have far fewer rows.
constexpr qint64 maxRows = 1'000'000;
constexpr qint64 pageCountOffset = 28; // of the header, big endian (SQLite file format, 1.3)

using TakeRow = std::function<bool(const QSqlQuery &)>; // false ends the scan

/// Reads the rows of a table in the order of their rowid, which is the first column of each row given to `take`.
class TableScan {
public:
    TableScan(JournalDatabase &source, const QString &table, const QStringList &columns, TakeRow take)
        : m_source(source)
        , m_select(u"SELECT rowid, %1 FROM %2 NOT INDEXED WHERE rowid "_s.arg(columns.join(u", "_s), table))
        , m_take(std::move(take))
    {
    }

    /// Returns false if `take` has returned false.
    bool run()
    {
        int failures = 0;
        qint64 step = 1;
        qint64 failed = 0; // the last rowid from which no row could be read
        while (!m_isOver) {
            const qint64 start = m_next;
            readUpwards();
            const bool hasRead = m_isOver || m_next > start;
            if (hasRead && step > 1)
                readDownwards(failed, start);
            failures = hasRead ? 1 : failures + 1;
            step = failures < maxSingleSteps ? 1 : step * 2;
            if (m_next > std::numeric_limits<qint64>::max() / 2 - step)
                break;
            failed = m_next;
            m_next += step;
        }
        return m_isTaken;
    }

private:
    void readUpwards()
    {
        QSqlQuery query = m_source.run(m_select + u">= ? ORDER BY rowid"_s, {m_next});
        while (query.next()) {
            const qint64 row = query.value(0).toLongLong();
            if (row < m_next)
                return;
            take(query);
            if (m_isOver)
                return;
            m_next = row + 1;
        }
        m_isOver = query.isActive() && !query.lastError().isValid();
    }

    /// Reads the rows that a long step has skipped: from `start` down to the first that cannot be read.
    void readDownwards(qint64 failed, qint64 start)
    {
        QSqlQuery query = m_source.run(m_select + u"BETWEEN ? AND ? ORDER BY rowid DESC"_s, {failed, start - 1});
        qint64 above = start;
        while (m_isTaken && m_count < maxRows && query.next() && query.value(0).toLongLong() < above) {
            above = query.value(0).toLongLong();
            take(query);
        }
    }

    void take(const QSqlQuery &query)
    {
        m_isTaken = m_take(query);
        const bool isLast = query.value(0).toLongLong() == std::numeric_limits<qint64>::max();
        m_isOver = !m_isTaken || isLast || ++m_count >= maxRows;
    }

    JournalDatabase &m_source;
    QString m_select;
    TakeRow m_take;
    qint64 m_next = 0;
    qint64 m_count = 0;
    bool m_isOver = false;
    bool m_isTaken = true;
};

QStringList knownColumns(JournalDatabase &source, const QString &table)
{
    const QSqlRecord row = source.run(u"SELECT * FROM %1 LIMIT 0"_s.arg(table)).record();
    QStringList known;
    for (const QString &column : journalschema::columns(table)) {
        if (row.contains(column))
            known.append(column);
    }
    return known;
}

bool copyTable(JournalDatabase &source, JournalDatabase &target, const QString &table)
{
    const QStringList columns = knownColumns(source, table);
    if (columns.isEmpty())
        return true;
    const QString insert = u"INSERT OR IGNORE INTO %1 (%2) VALUES (%3)"_s.arg(
        table, columns.join(u", "_s), QStringList(columns.size(), u"?"_s).join(u", "_s));
    return TableScan(source, table, columns,
                     [&](const QSqlQuery &row) {
                         QVariantList values;
                         for (int column = 1; column <= columns.size(); ++column)
                             values.append(row.value(column));
                         return target.execute(insert, values) ||
                                target.failure() == JournalDatabase::Failure::Constraint;
                     })
        .run();
}

/// Ids are never used twice, not even those of removed tasks.
bool copyLastId(JournalDatabase &source, JournalDatabase &target)
{
    QSqlQuery query = source.run(u"SELECT seq FROM sqlite_sequence WHERE name='tasks'"_s);
    const qint64 last = query.next() ? query.value(0).toLongLong() : 0;
    query.finish();
    // An id that no intact journal reaches would leave no room for new ids.
    if (last <= 0 || last > std::numeric_limits<qint32>::max())
        return true;
    // The row exists only if `target` has had a task, so insert it if it is missing.
    return target.execute(u"INSERT INTO sqlite_sequence (name, seq) SELECT 'tasks', 0 "
                          "WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name='tasks')"_s) &&
           target.execute(u"UPDATE sqlite_sequence SET seq=max(seq, ?) WHERE name='tasks'"_s, {last});
}

/// Copies `damaged` with the first page of `pristine`.
bool makeRepairedCopy(const QString &damaged, const QString &pristine, const QString &copy)
{
    QFile from(damaged);
    QFile firstPage(pristine);
    QFile to(copy);
    QString words;
    if (!from.open(QIODevice::ReadOnly) || !firstPage.open(QIODevice::ReadOnly) || !makePrivateFile(copy, words) ||
        !to.open(QIODevice::WriteOnly) || !from.seek(std::min<qint64>(from.size(), journalschema::pageSize)))
        return false;
    // SQLite refuses a file that is shorter than its first page says, but of pages of zeros it refuses only to read
    // these pages. So the copy is extended with zeros.
    const qint64 bytes = std::max(from.size(), firstPage.size());
    const qint64 pages = (bytes + journalschema::pageSize - 1) / journalschema::pageSize;
    QByteArray page = firstPage.read(journalschema::pageSize);
    if (page.size() != journalschema::pageSize)
        return false;
    qToBigEndian(static_cast<quint32>(pages), page.data() + pageCountOffset);
    constexpr qint64 blockSize = qint64{1024} * 1024;
    bool isCopied = to.write(page) == page.size();
    while (isCopied && !from.atEnd()) {
        const QByteArray block = from.read(blockSize);
        isCopied = !block.isEmpty() && to.write(block) == block.size();
    }
    return isCopied && to.resize(pages * journalschema::pageSize) && to.flush();
}

} // namespace

bool copyRows(JournalDatabase &source, JournalDatabase &target)
{
    const auto copy = [&](const QString &table) { return copyTable(source, target, table); };
    return target.transaction(
        [&] { return std::ranges::all_of(journalschema::tables(), copy) && copyLastId(source, target); });
}

bool rescueRows(const QString &damagedPath, JournalDatabase &target, const QString &pristinePath,
                const QString &copyPath)
{
    // The copy with the intact first page comes first: a damaged first page may point to the rows of another table.
    QStringList sources{damagedPath};
    if (!pristinePath.isEmpty() && makeRepairedCopy(damagedPath, pristinePath, copyPath))
        sources.prepend(copyPath);
    const bool isTaken = std::ranges::all_of(sources, [&target](const QString &path) {
        JournalDatabase source(path, JournalDatabase::Mode::Damaged);
        return !source.isOpen() || copyRows(source, target);
    });
    if (!pristinePath.isEmpty())
        QFile::remove(copyPath);
    return isTaken;
}

bool makePrivateFile(const QString &path, QString &words)
{
    QFile file(path);
    const QFile::Permissions ownerOnly = QFile::ReadOwner | QFile::WriteOwner;
    if (file.open(QIODevice::WriteOnly | QIODevice::NewOnly, ownerOnly))
        return true;
    words = file.errorString();
    return false;
}

} // namespace pollux::journalsalvage
