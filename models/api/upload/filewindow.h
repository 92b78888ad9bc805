// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/upload/filesnapshot.h"

#include <QByteArray>
#include <QIODevice>
#include <QPointer>

namespace pollux {

/// The bytes [offset, offset + length) of an open file as a request body: random access, so that Qt streams it with a
/// Content-Length and without buffering, but once read it cannot be rewound. Qt would otherwise send a body again
/// behind the program's back when a connection breaks (reliability, section 0.2); refusing makes it an error that is
/// seen.
///
/// The file is used by one window at a time, in the window's thread. A read fails once the file is closed or gone, as
/// Qt may still ask for bytes after a request was aborted; and it fails where the file no longer matches the snapshot.
/// Before the last bytes of the file are handed out, its path must also still lead to it: a file that was replaced or
/// deleted meanwhile is not finalised.
///
/// The file is read ahead in blocks of `blockSize`, as Qt asks for 16 KiB at a time and a call of the system for each
/// would be felt over a fast link. What was read ahead is compared with the snapshot like any other bytes.
class FileWindow final : public QIODevice {
    Q_OBJECT

public:
    enum class Fault { None, ReadFailed, Changed };
    static constexpr qint64 blockSize = 262'144; ///< bytes; held for as long as the window is read from

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

    QPointer<QFile> m_file; // its owner may die before the request that reads from here
    FileSnapshot m_snapshot;
    qint64 m_offset;
    qint64 m_length;
    qint64 m_position = 0;
    QByteArray m_block;         // what was read ahead
    qint64 m_blockPosition = 0; // of the block's next byte, in the block
    Fault m_fault = Fault::None;
};

} // namespace pollux
