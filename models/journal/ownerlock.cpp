// SPDX-License-Identifier: Apache-2.0
#include "models/journal/ownerlock.h"

#include "models/journal/processlock.h"

#include <QDir>
#include <QFileInfo>
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
    m_lock = std::make_unique<ProcessLock>(lockPath(m_id));
    hold();
    clearLeftovers();
}

OwnerLock::~OwnerLock() = default;

bool OwnerLock::hold()
{
    return !m_lock || m_lock->tryLock();
}

bool OwnerLock::isAlive(const QString &id) const
{
    // The id comes from a file that somebody may have edited, and becomes part of a path.
    const bool isId = QUuid::fromString(id).toString(QUuid::WithoutBraces) == id;
    return !m_sharedFile.isEmpty() && isId && ProcessLock::isHeld(lockPath(id));
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
