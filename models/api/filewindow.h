// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QFile>
#include <QIODevice>
#include <QPointer>

#include <functional>

namespace pollux {

/// What a file looked like when it was opened; compared again while it is read.
struct FileSnapshot {
    qint64 size = 0; ///< bytes
    QDateTime modified;

    /// Of the open file, not of whatever now has its path.
    static FileSnapshot of(const QFile &file);

    bool operator==(const FileSnapshot &) const = default;
};

/// The bytes [offset, offset + length) of an open file as a request body: random access, so that Qt streams it with a
/// Content-Length and without buffering, but once read it cannot be rewound. Qt would otherwise send a body again
/// behind the program's back when a connection breaks (reliability, section 0.2); refusing makes it an error that is
/// seen.
///
/// The file is used by one window at a time, in the window's thread. A read fails once the file is closed or gone, as
/// Qt may still ask for bytes after a request was aborted; and it fails where the file no longer matches the snapshot,
/// before the last bytes are handed out.
class FileWindow final : public QIODevice {
    Q_OBJECT

public:
    enum class Fault { None, ReadFailed, Changed };
    /// Called with each piece as it is handed out, and its offset in the file.
    using Observer = std::function<void(qint64 offset, QByteArrayView bytes)>;

    FileWindow(QFile &file, const FileSnapshot &snapshot, qint64 offset, qint64 length, Observer observer = {},
               QObject *parent = nullptr);

    Fault fault() const { return m_fault; }
    qint64 handedOut() const { return m_position; } ///< bytes read from the window so far

    bool isSequential() const override { return false; }
    qint64 size() const override { return m_length; }
    bool seek(qint64 position) override;

protected:
    qint64 readData(char *data, qint64 maximum) override;
    qint64 writeData(const char *data, qint64 length) override;

private:
    qint64 fail(Fault fault, const QString &text);

    QPointer<QFile> m_file; // its owner may die before the request that reads from here
    FileSnapshot m_snapshot;
    qint64 m_offset;
    qint64 m_length;
    qint64 m_position = 0;
    Observer m_observer;
    Fault m_fault = Fault::None;
};

} // namespace pollux
