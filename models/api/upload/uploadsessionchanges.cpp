// SPDX-License-Identifier: Apache-2.0
#include "models/api/upload/uploadsession.h"

#include <QFileInfo>

namespace pollux {

namespace {

/// A file that is touched more often while no byte arrives at the server is taken for one that is being written.
constexpr int maxChangeChecks = 10;

/// How far, in bytes, hashing may be ahead of sending. What was hashed is then still in memory when it is sent.
constexpr qint64 hashAhead = qint64{64} * 1024 * 1024;

} // namespace

std::optional<ApiError> UploadSession::openFile()
{
    // Only regular files are opened: opening a FIFO may block, and a device may have no end.
    if (!QFileInfo(m_source.path).isFile())
        return ApiError::local(ErrorKind::LocalFile, m_source.path);
    if (!m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return ApiError::local(ErrorKind::LocalFile, m_source.path, m_file.errorString());
    m_snapshot = FileSnapshot::of(m_file);
    if (hasUnstatedContent(m_file))
        return ApiError::local(ErrorKind::LocalFile, m_source.path, tr("The file has content, but states no size"));
    if (m_options.hashing) {
        m_hasher = std::make_unique<FileHasher>(m_source.path, m_snapshot, *m_options.hashing);
        connect(m_hasher.get(), &FileHasher::finished, this, [this] {
            if (m_state == State::Verifying)
                keepOutcome();
        });
    }
    return std::nullopt;
}

void UploadSession::allowHashing()
{
    if (m_hasher)
        m_hasher->allowTo(std::min(m_snapshot.size, m_handedOver + hashAhead));
}

void UploadSession::checkChange()
{
    if (isFinished())
        return;
    if (!m_change) {
        m_change = std::make_unique<FileChangeCheck>(m_source.path, std::move(m_hasher), m_options.hashing);
        connect(m_change.get(), &FileChangeCheck::finished, this, &UploadSession::handleChange);
    }
    const qint64 size = m_snapshot.size;
    m_file.close();
    if (const auto fault = openFile())
        end(*fault);
    else if (m_snapshot.size != size || ++m_changeChecks > maxChangeChecks)
        endAsChanged();
    else
        m_change->check(m_snapshot);
}

void UploadSession::handleChange()
{
    if (isFinished())
        return;
    switch (m_change->verdict()) {
    case FileChangeCheck::Verdict::Same:
        m_unchangedBytes = m_change->unchangedBytes();
        sendQuery();
        break;
    case FileChangeCheck::Verdict::Differs:
        endAsChanged();
        break;
    case FileChangeCheck::Verdict::ChangedAgain:
        checkChange();
        break;
    }
}

void UploadSession::continueChanged(qint64 serverOffset)
{
    // Bytes that may differ from those of the file cannot be taken back, so the file is sent from its beginning.
    const bool isKnown = serverOffset <= *m_unchangedBytes;
    m_unchangedBytes.reset();
    m_change.reset();
    if (isKnown) {
        setConfirmed(serverOffset);
        keepSession();
    } else {
        reportServerCancelled();
        sendStart();
    }
}

void UploadSession::endAsChanged()
{
    reportServerCancelled();
    end(ApiError::local(ErrorKind::FileChanged, m_source.path));
}

} // namespace pollux
