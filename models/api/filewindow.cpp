// SPDX-License-Identifier: Apache-2.0
#include "models/api/filewindow.h"

#include <algorithm>
#include <utility>

namespace pollux {

FileSnapshot FileSnapshot::of(const QFile &file)
{
    // size() asks the system anew each time; fileTime() alone would answer from Qt's cache.
    const qint64 size = file.size();
    return {size, file.fileTime(QFileDevice::FileModificationTime)};
}

FileWindow::FileWindow(QFile &file, const FileSnapshot &snapshot, qint64 offset, qint64 length, Observer observer,
                       QObject *parent)
    : QIODevice(parent)
    , m_file(&file)
    , m_snapshot(snapshot)
    , m_offset(offset)
    , m_length(length)
    , m_observer(std::move(observer))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

bool FileWindow::seek(qint64 position)
{
    // An empty body has nothing that a read could mark, so it can never be rewound.
    return m_length > 0 && position == m_position && QIODevice::seek(position);
}

qint64 FileWindow::readData(char *data, qint64 maximum)
{
    const qint64 wanted = std::min(maximum, m_length - m_position);
    if (wanted <= 0)
        return 0;
    if (!m_file || !m_file->isOpen())
        return fail(Fault::ReadFailed, {});
    if (FileSnapshot::of(*m_file) != m_snapshot)
        return fail(Fault::Changed, {});
    if (!m_file->seek(m_offset + m_position))
        return fail(Fault::ReadFailed, m_file->errorString());
    const qint64 count = m_file->read(data, wanted);
    if (count < 0)
        return fail(Fault::ReadFailed, m_file->errorString());
    if (count == 0)
        return fail(Fault::Changed, {});
    if (m_observer)
        m_observer(m_offset + m_position, QByteArrayView(data, count));
    m_position += count;
    return count;
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
