// SPDX-License-Identifier: Apache-2.0
#include "models/api/upload/filechangecheck.h"

#include <utility>

namespace pollux {

FileChangeCheck::FileChangeCheck(const QString &path, std::unique_ptr<FileHasher> hasher, QThreadPool *pool)
    : m_path(path)
    , m_hasher(std::move(hasher))
    , m_pool(pool)
{
    if (m_hasher)
        connect(m_hasher.get(), &FileHasher::finished, this, &FileChangeCheck::compare);
}

FileChangeCheck::~FileChangeCheck() = default;

void FileChangeCheck::check(const FileSnapshot &snapshot)
{
    m_snapshot = snapshot;
    if (m_hasher && !m_hasher->isFinished())
        m_hasher->stop();
    else
        QMetaObject::invokeMethod(this, &FileChangeCheck::compare, Qt::QueuedConnection);
}

void FileChangeCheck::compare()
{
    if (m_hasher)
        m_before = m_hasher->prefix();
    if (m_before.bytes == 0) {
        end(Verdict::Same);
        return;
    }
    m_current = std::make_unique<FileHasher>(m_path, m_snapshot, *m_pool, m_before.bytes);
    connect(m_current.get(), &FileHasher::finished, this, [this] {
        if (m_current->result().isEmpty())
            end(Verdict::ChangedAgain);
        else
            end(m_current->result() == m_before.sha256 ? Verdict::Same : Verdict::Differs);
    });
    m_current->allowAll();
}

void FileChangeCheck::end(Verdict verdict)
{
    m_verdict = verdict;
    emit finished();
}

} // namespace pollux
