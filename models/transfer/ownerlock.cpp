// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/ownerlock.h"

#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

const auto lockSuffix = ".lock"_L1;

} // namespace

OwnerLock::OwnerLock(const QString &sharedFile)
    : m_sharedFile(sharedFile)
    , m_id(QUuid::createUuid().toString(QUuid::WithoutBraces))
{
    if (m_sharedFile.isEmpty())
        return;
    m_lock = std::make_unique<QLockFile>(lockPath(m_id));
    // Age says nothing: an upload may run for days.
    m_lock->setStaleLockTime(0);
    hold();
    clearLeftovers();
}

OwnerLock::~OwnerLock() = default;

bool OwnerLock::hold()
{
    if (!m_lock || m_lock->isLocked())
        return true;
    if (!m_lock->tryLock(0))
        return false;
    QFile::setPermissions(lockPath(m_id), QFile::ReadOwner | QFile::WriteOwner);
    return true;
}

bool OwnerLock::isAlive(const QString &id) const
{
    // The id comes out of a file that somebody may have edited, and becomes part of a path.
    const bool isId = QUuid::fromString(id).toString(QUuid::WithoutBraces) == id;
    if (m_sharedFile.isEmpty() || !isId || !QFileInfo::exists(lockPath(id)))
        return false;
    if (id == m_id)
        return true;
    QLockFile other(lockPath(id));
    other.setStaleLockTime(0);
    // Only the lock of a program that is gone can be had; letting it go removes the file.
    return !other.tryLock(0);
}

QString OwnerLock::lockPath(const QString &id) const
{
    return u"%1.owner-%2%3"_s.arg(m_sharedFile, id, lockSuffix);
}

void OwnerLock::clearLeftovers() const
{
    const QString prefix = QFileInfo(m_sharedFile).fileName() + u".owner-"_s;
    const QDir folder = QFileInfo(m_sharedFile).dir();
    for (const QString &name : folder.entryList({prefix + u'*' + lockSuffix}, QDir::Files))
        isAlive(name.mid(prefix.size()).chopped(lockSuffix.size()));
}

} // namespace pollux
