// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/processlock.h"

#include <QLocalServer>
#include <QObject>
#include <QStringList>

#include <chrono>

class QDeadlineTimer;
class QLocalSocket;

namespace pollux {

/// Keeps one window a data folder: the program that holds the lock file of the folder is the first. It listens on a
/// local socket that only its user can open. A program that is started later hands its files over there and ends.
///
/// A message is a line for each file, with its URL, and an empty line. What arrives is checked as a drop is: only
/// absolute local paths are taken. Use from one thread, with an event loop in the first program.
class SingleInstance final : public QObject {
    Q_OBJECT

public:
    enum class Outcome {
        First,       ///< this program goes on, and is told of later starts
        HandedOver,  ///< the first program has taken the files
        NoAnswer,    ///< there is a first program, but it cannot be reached or does not answer in time
        TooManyFiles ///< more than maxDroppedUrls, or a message longer than maxMessage
    };

    static constexpr qsizetype maxMessage = 4 * 1024 * 1024; ///< bytes
    static constexpr std::chrono::seconds maxPatience{5};

    /// `dataDirectory` should exist.
    explicit SingleInstance(const QString &dataDirectory, QObject *parent = nullptr);

    /// Becomes the first program, or hands these absolute paths over to it. Blocks for up to about `patience` if there
    /// is another program. A folder in which no file can be created has no first program: every one may go on.
    [[nodiscard]] Outcome begin(const QStringList &paths, std::chrono::milliseconds patience = maxPatience);

    /// The path of the socket; on Windows the name of the pipe.
    QString socketName() const { return m_socketName; }

signals:
    /// The program was started again, with these files and folders to upload; absolute, not checked for existence.
    void startedAgain(const QStringList &paths);

private:
    bool claim();
    void listen();
    void acceptConnections();
    void readMessage(QLocalSocket &socket);
    bool handOver(const QByteArray &message, const QDeadlineTimer &deadline) const;

    QString m_lockPath;
    QString m_socketName;
    ProcessLock m_lock; // released after the server has removed its socket
    QLocalServer m_server;
};

} // namespace pollux
