// SPDX-License-Identifier: Apache-2.0
#include "models/journal/journalopening.h"

#include "models/journal/filetrust.h"
#include "models/journal/journaldatabase.h"
#include "models/journal/journalsalvage.h"
#include "models/journal/journalschema.h"
#include "models/journal/processlock.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <array>
#include <chrono>
#include <filesystem>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr std::chrono::seconds openingTimeout(10); // for another program that is opening the file
constexpr qint64 minDatabaseSize = 512;            // bytes, SQLite's smallest page
constexpr QFile::Permissions ownerOnly = QFile::ReadOwner | QFile::WriteOwner;

using Mode = JournalDatabase::Mode;

/// Suffixes of the files that SQLite keeps beside a database. SQLite would apply them to any database of the same name.
constexpr std::array companions{"-journal"_L1, "-wal"_L1, "-shm"_L1};

std::filesystem::path systemPath(const QString &path)
{
    return QFileInfo(path).filesystemAbsoluteFilePath();
}

void removeWithCompanions(const QString &path)
{
    QFile::remove(path);
    for (const QLatin1StringView suffix : companions)
        QFile::remove(path + suffix);
}

/// The opening of one file.
class Opening {
public:
    explicit Opening(const QString &path)
        : m_path(path)
        , m_gate(path + u".lock"_s)
    {
    }

    OpenedJournal run()
    {
        if (isNewer())
            return inMemory(JournalHealth::NewerVersion);
        m_errorText = distrustOfAll();
        if (!m_errorText.isEmpty())
            return inMemory(JournalHealth::MemoryOnly);
        const bool isAlone = m_gate.tryLock(openingTimeout);
        switch (inspect()) {
        case Verdict::Good:
            return take(JournalHealth::Good);
        case Verdict::Newer:
            return inMemory(JournalHealth::NewerVersion);
        case Verdict::Damaged:
            m_errorText = m_database ? m_database->errorText() : m_errorText;
            m_database.reset();
            return isAlone && replaceDamaged() && inspect() == Verdict::Good ? take(JournalHealth::SetAside)
                                                                             : readInto(JournalHealth::ReadOnly, true);
        case Verdict::NotWritable:
            return readInto(JournalHealth::ReadOnly);
        case Verdict::Absent:
            break;
        }
        return readInto(JournalHealth::MemoryOnly);
    }

    OpenedJournal inMemory(JournalHealth health) const
    {
        auto database = std::make_unique<JournalDatabase>(JournalDatabase::inMemory(), Mode::ReadWrite);
        journalschema::migrate(*database, 0);
        return {std::move(database), health, m_setAsidePath, m_errorText};
    }

private:
    enum class Verdict { Good, Damaged, Newer, NotWritable, Absent };

    /// Looks at the bytes only: SQLite and the lock would make files beside it.
    bool isNewer() const
    {
        QFile file(m_path);
        if (!QFileInfo(m_path).isFile() || !file.open(QIODevice::ReadOnly))
            return false;
        return journalschema::versionInHeader(file.read(journalschema::headerSize)).value_or(0) >
               journalschema::newestVersion;
    }

    /// Why the database, or a file that SQLite would apply to it, must not be trusted; empty if all may be used.
    QString distrustOfAll() const
    {
        QString reason = distrustOf(m_path);
        for (auto suffix = companions.begin(); reason.isEmpty() && suffix != companions.end(); ++suffix)
            reason = distrustOf(m_path + *suffix);
        return reason;
    }

    Verdict inspect()
    {
        if (!QFileInfo::exists(m_path) && !journalsalvage::makePrivateFile(m_path, m_errorText))
            return Verdict::Absent;
        QFile::setPermissions(m_path, ownerOnly);
        // SQLite treats a file of one byte as an empty one.
        const QFileInfo file(m_path);
        if (file.isFile() && file.size() > 0 && file.size() < minDatabaseSize) {
            m_errorText = u"file is not a database"_s;
            return Verdict::Damaged;
        }
        m_database = std::make_unique<JournalDatabase>(m_path, Mode::ReadWrite);
        const auto version = m_database->isOpen() ? journalschema::version(*m_database) : std::nullopt;
        if (!version)
            return verdictOfFailure(file.isFile() ? Verdict::NotWritable : Verdict::Absent);
        if (*version > journalschema::newestVersion)
            return Verdict::Newer;
        if (*version < 0)
            return Verdict::Damaged;
        if (!journalschema::migrate(*m_database, *version) || !journalschema::isSound(*m_database))
            return verdictOfFailure(Verdict::NotWritable);
        // Only a real write detects a full disk or a folder without write permission.
        return m_database->execute(u"INSERT OR REPLACE INTO meta (name, value) VALUES ('opened', ?)"_s,
                                   {QDateTime::currentMSecsSinceEpoch()})
                   ? Verdict::Good
                   : verdictOfFailure(Verdict::NotWritable);
    }

    Verdict verdictOfFailure(Verdict otherwise)
    {
        m_errorText = m_database->errorText();
        return m_database->failure() == JournalDatabase::Failure::Damaged ? Verdict::Damaged : otherwise;
    }

    OpenedJournal take(JournalHealth health) { return {std::move(m_database), health, m_setAsidePath, m_errorText}; }

    /// Returns a journal in memory with all rows of the file that can be read.
    OpenedJournal readInto(JournalHealth health, bool isDamaged = false)
    {
        m_database.reset();
        OpenedJournal opened = inMemory(health);
        if (!QFileInfo(m_path).isFile())
            return opened;
        if (!isDamaged) {
            JournalDatabase source(m_path, Mode::ReadOnly);
            if (source.isOpen() && journalschema::version(source)) {
                journalsalvage::copyRows(source, *opened.database);
                return opened;
            }
            // If no other program is using the file, a crash has left a transaction to roll back, which needs write
            // access.
            isDamaged = source.failure() != JournalDatabase::Failure::Busy;
        }
        if (isDamaged)
            journalsalvage::rescueRows(m_path, *opened.database, {}, {});
        return opened;
    }

    bool replaceDamaged()
    {
        const QString fresh = m_path + u".new"_s;
        removeWithCompanions(fresh);
        const bool isReplaced = fill(fresh) && setAside() && moveIntoPlace(fresh);
        removeWithCompanions(fresh);
        return isReplaced;
    }

    bool fill(const QString &fresh)
    {
        if (!journalsalvage::makePrivateFile(fresh, m_errorText))
            return false;
        JournalDatabase target(fresh, Mode::ReadWrite);
        if (!target.isOpen() || !journalschema::migrate(target, 0))
            return false;
        const QString copy = m_path + u".copy"_s;
        removeWithCompanions(copy);
        const bool isFilled = journalsalvage::rescueRows(m_path, target, fresh, copy);
        if (!isFilled)
            m_errorText = target.errorText();
        return isFilled;
    }

    /// Gives the damaged file a second name (a hard link, or else a copy) before the first one is replaced.
    bool setAside()
    {
        const QString stem = u"%1.bad-%2"_s.arg(m_path, QDateTime::currentDateTime().toString(u"yyyyMMdd-hhmmss"_s));
        QString target = stem;
        for (int count = 2; QFileInfo::exists(target); ++count)
            target = u"%1-%2"_s.arg(stem).arg(count);
        std::error_code failure;
        std::filesystem::create_hard_link(systemPath(m_path), systemPath(target), failure);
        QFile damaged(m_path);
        if (failure && !damaged.copy(target)) {
            m_errorText = damaged.errorString();
            return false;
        }
        QFile::setPermissions(target, ownerOnly);
        for (const QLatin1StringView suffix : companions)
            QFile::rename(m_path + suffix, target + suffix);
        m_setAsidePath = target;
        return true;
    }

    bool moveIntoPlace(const QString &fresh)
    {
        std::error_code failure;
        std::filesystem::rename(systemPath(fresh), systemPath(m_path), failure);
        if (failure)
            m_errorText = QString::fromLocal8Bit(failure.message().c_str());
        return !failure;
    }

    QString m_path;
    ProcessLock m_gate;
    std::unique_ptr<JournalDatabase> m_database;
    QString m_setAsidePath;
    QString m_errorText;
};

} // namespace

OpenedJournal openJournal(const QString &path)
{
    Opening opening(path);
    return path.isEmpty() ? opening.inMemory(JournalHealth::Good) : opening.run();
}

} // namespace pollux
