// SPDX-License-Identifier: Apache-2.0
#include "models/api/upload/filewindow.h"

#include <algorithm>

namespace pollux {

FileWindow::FileWindow(QFile &file, const FileSnapshot &snapshot, qint64 offset, qint64 length, QObject *parent)
    : QIODevice(parent)
    , m_file(&file)
    , m_snapshot(snapshot)
    , m_offset(offset)
    , m_length(length)
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

bool FileWindow::seek(qint64 position)
{
    // An empty body is never read, so a second sending could not be detected: never allow a seek.
    return m_length > 0 && position == m_position && QIODevice::seek(position);
}

bool FileWindow::isUnchanged() const
{
    return m_file && FileSnapshot::of(*m_file) == m_snapshot && FileSnapshot::ofPath(m_file->fileName()) == m_snapshot;
}

qint64 FileWindow::readData(char *data, qint64 maximum)
{
    const qint64 wanted = std::min(maximum, m_length - m_position);
    if (wanted <= 0)
        return 0;
    if (!m_file || !m_file->isOpen())
        return fail(Fault::ReadFailed, {});
    if (m_blockPosition == m_block.size() && !readBlock())
        return fail(Fault::ReadFailed, m_file->errorString());
    const qint64 count = std::min(wanted, m_block.size() - m_blockPosition);
    // Checked after the read, so that a change during the read is detected too.
    const bool isLast = m_offset + m_position + count == m_snapshot.size;
    if (count == 0 && FileSnapshot::of(*m_file) == m_snapshot)
        return fail(Fault::ReadFailed, tr("The file ends before the size that it states"));
    if (count == 0 || (isLast ? !isUnchanged() : FileSnapshot::of(*m_file) != m_snapshot))
        return fail(Fault::Changed, {});
    std::copy_n(m_block.cbegin() + m_blockPosition, count, data);
    m_blockPosition += count;
    m_position += count;
    return count;
}

/// The block is empty at the end of the file. False if the file cannot be read.
bool FileWindow::readBlock()
{
    m_block.resize(std::min(blockSize, m_length - m_position));
    m_blockPosition = 0;
    const qint64 count = m_file->seek(m_offset + m_position) ? m_file->read(m_block.data(), m_block.size()) : -1;
    m_block.truncate(std::max<qint64>(count, 0));
    return count >= 0;
}

qint64 FileWindow::writeData(const char *, qint64)
{
    return -1;
}

qint64 FileWindow::fail(Fault fault, const QString &text)
{
    m_fault = fault;
    setErrorString(text);
    return -1;
}

} // namespace pollux
