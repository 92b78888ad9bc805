// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/upload/filesnapshot.h"

#include <QByteArray>
#include <QIODevice>
#include <QPointer>

namespace pollux {

/// The bytes [offset, offset + length) of an open file as a request body: a random-access device, so that Qt streams it
/// with a Content-Length and without buffering. Once read, it cannot be rewound: when a connection breaks, Qt would
/// otherwise resend the body without telling the program (reliability, section 0.2). Because seek() fails, the request
/// ends with an error instead.
///
/// A file must be used by one window at a time, in the window's thread. A read fails if the QFile is closed or deleted
/// (Qt may still read after a request was aborted), if the file ends early, or if it does not match the snapshot. The
/// read that reaches the end of the file also fails if the path leads to another file or to none: the upload of a file
/// that was replaced or deleted is not finalised.
///
/// The file is read ahead in blocks of `blockSize`, because Qt reads 16 KiB at a time and a system call for each read
/// would slow down a fast connection. The snapshot is compared on every read, also for bytes that were read ahead.
class FileWindow final : public QIODevice {
    Q_OBJECT

public:
    enum class Fault { None, ReadFailed, Changed };
    static constexpr qint64 blockSize = 262'144; ///< bytes; memory that the window needs while it is read

    FileWindow(QFile &file, const FileSnapshot &snapshot, qint64 offset, qint64 length, QObject *parent = nullptr);

    Fault fault() const { return m_fault; }
    /// True while the open file matches the snapshot and its path still leads to it.
    bool isUnchanged() const;
    qint64 handedOut() const { return m_position; } ///< bytes read from the window so far

    bool isSequential() const override { return false; }
    qint64 size() const override { return m_length; }
    bool seek(qint64 position) override;

protected:
    qint64 readData(char *data, qint64 maximum) override;
    qint64 writeData(const char *data, qint64 length) override;

private:
    bool readBlock();
    qint64 fail(Fault fault, const QString &text);

    QPointer<QFile> m_file; // its owner may be destroyed before the request that reads from this window
    FileSnapshot m_snapshot;
    qint64 m_offset;
    qint64 m_length;
    qint64 m_position = 0;
    QByteArray m_block;         // what was read ahead
    qint64 m_blockPosition = 0; // index of the next byte in m_block
    Fault m_fault = Fault::None;
};

} // namespace pollux
