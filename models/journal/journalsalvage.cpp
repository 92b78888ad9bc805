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

/// So many numbers are tried one by one past a row that cannot be read, more than one page has rows; then the steps
/// grow.
constexpr int maxSingleSteps = 200;
/// A damaged file may lead in circles, through rows that never end; sound ones stay far below this.
constexpr qint64 maxRows = 1'000'000;
constexpr qint64 pageCountOffset = 28; // of the header, big endian (SQLite file format, 1.3)

using TakeRow = std::function<bool(const QSqlQuery &)>; // false ends the scan

/// Goes through the rows of a table by their number, which the query must have as its first column.
class TableScan {
public:
    TableScan(JournalDatabase &source, const QString &table, const QStringList &columns, TakeRow take)
        : m_source(source)
        , m_select(u"SELECT rowid, %1 FROM %2 NOT INDEXED WHERE rowid "_s.arg(columns.join(u", "_s), table))
        , m_take(std::move(take))
    {
    }

    /// False where a row was not taken.
    bool run()
    {
        int failures = 0;
        qint64 step = 1;
        qint64 failed = 0; // the last number from which nothing could be read
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

    /// What a long step went past: rows from `start` down to the first that cannot be read.
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

/// Ids are never given twice, those of removed tasks neither.
bool copyLastId(JournalDatabase &source, JournalDatabase &target)
{
    QSqlQuery query = source.run(u"SELECT seq FROM sqlite_sequence WHERE name='tasks'"_s);
    const qint64 last = query.next() ? query.value(0).toLongLong() : 0;
    query.finish();
    // A number that no sound journal reaches would leave no room for new ids.
    if (last <= 0 || last > std::numeric_limits<qint32>::max())
        return true;
    // There is a row to change as soon as there was a task, or this makes one.
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
    // Where the file is shorter than the first page wants, SQLite would refuse it; pages of zeros it only refuses to
    // read.
    const qint64 bytes = std::max(from.size(), firstPage.size());
    const qint64 pages = (bytes + journalschema::pageSize - 1) / journalschema::pageSize;
    QByteArray page = firstPage.read(journalschema::pageSize);
    if (page.size() != journalschema::pageSize)
        return false;
    qToBigEndian(static_cast<quint32>(pages), page.data() + pageCountOffset);
    constexpr qint64 blockSize = 1024 * 1024;
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
    // With a first page that is known to be right first: what a damaged one leads to may be another table's rows.
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
