// SPDX-License-Identifier: Apache-2.0
#include "app/singleinstance.h"

#include "views/widgets/localpaths.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QLocalSocket>
#include <QMimeData>
#include <QTimer>
#include <QUrl>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr std::chrono::milliseconds pause(50); // between two attempts
constexpr qsizetype hashChars = 32;            // keeps the path of the socket below the 104 bytes that macOS allows
const auto acknowledgement = "taken\n"_ba;

QString socketNameOf(const QString &dataDirectory)
{
    const QByteArray folder = QFileInfo(dataDirectory).canonicalFilePath().toUtf8();
    const QByteArray hash = QCryptographicHash::hash(folder, QCryptographicHash::Sha256).toHex().first(hashChars);
    const QString name = "pollux-"_L1 + QString::fromLatin1(hash);
#ifdef Q_OS_WIN
    return name;
#else
    // Other users cannot create anything in the session's own folder.
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const bool isUsable =
        QDir::isAbsolutePath(runtime) && QFileInfo(runtime).isDir() && QFileInfo(runtime).isWritable();
    return QDir(isUsable ? runtime : QDir::tempPath()).filePath(name);
#endif
}

/// Where XDG_RUNTIME_DIR is missing, another user could have put a socket of this name into the folder for temporary
/// files; that user is not told any paths.
bool isOwn([[maybe_unused]] const QString &socketName)
{
#ifdef Q_OS_UNIX
    return QFileInfo(socketName).ownerId() == ::getuid();
#else
    return true;
#endif
}

QByteArray messageFor(const QStringList &paths)
{
    QByteArray message;
    for (const QString &path : paths)
        message += QUrl::fromLocalFile(QDir::cleanPath(path)).toEncoded() + '\n';
    return message + '\n';
}

bool isComplete(const QByteArray &message)
{
    return message.startsWith('\n') || message.endsWith("\n\n");
}

QStringList pathsIn(const QByteArray &message)
{
    QList<QUrl> urls;
    // Checked first: very many short lines would need far more memory than the message.
    if (message.count('\n') > maxDroppedUrls + 1)
        return {};
    for (const QByteArray &line : message.split('\n')) {
        if (!line.isEmpty())
            urls.append(QUrl::fromEncoded(line, QUrl::StrictMode));
    }
    QMimeData dropped;
    dropped.setUrls(urls);
    return localPaths(dropped).paths;
}

} // namespace

SingleInstance::SingleInstance(const QString &dataDirectory, QObject *parent)
    : QObject(parent)
    , m_lockPath(QDir(dataDirectory).filePath(u"window.lock"_s))
    , m_socketName(socketNameOf(dataDirectory))
    , m_lock(m_lockPath)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::acceptConnections);
}

SingleInstance::Outcome SingleInstance::begin(const QStringList &paths, std::chrono::milliseconds patience)
{
    const QDeadlineTimer deadline(patience);
    const QByteArray message = messageFor(paths);
    // The first program may just be starting, without a socket yet, or ending, which leaves its place to this one.
    do {
        if (claim()) {
            listen();
            return Outcome::First;
        }
        if (paths.size() > maxDroppedUrls || message.size() > maxMessage)
            return Outcome::TooManyFiles;
        if (handOver(message, deadline))
            return Outcome::HandedOver;
    } while (!deadline.hasExpired());
    return Outcome::NoAnswer;
}

bool SingleInstance::claim()
{
    // A file that is missing although it was to be created: nobody can have the lock. The second attempt is for a first
    // program that has removed the file in between.
    for (int attempt = 0; attempt < 2; ++attempt) {
        if (m_lock.tryLock(pause))
            return true;
        if (QFileInfo::exists(m_lockPath))
            return false;
    }
    return true;
}

void SingleInstance::listen()
{
    if (!m_lock.isLocked())
        return;
    // With the lock in hand, a socket of this name is what a killed program has left.
    QLocalServer::removeServer(m_socketName);
    if (!m_server.listen(m_socketName))
        qWarning("A second start cannot reach this program: %s", qUtf8Printable(m_server.errorString()));
}

void SingleInstance::acceptConnections()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        socket->setReadBufferSize(maxMessage + 1);
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { readMessage(*socket); });
        // A connection that says nothing is not kept.
        QTimer::singleShot(maxPatience, socket, &QLocalSocket::abort);
    }
}

void SingleInstance::readMessage(QLocalSocket &socket)
{
    if (socket.bytesAvailable() > maxMessage) {
        socket.abort();
        return;
    }
    if (!isComplete(socket.peek(socket.bytesAvailable())))
        return;
    // Closing a socket with unread bytes would break the connection before the answer arrives.
    const QByteArray message = socket.readAll();
    socket.disconnect(this);
    emit startedAgain(pathsIn(message));
    socket.write(acknowledgement);
    socket.disconnectFromServer();
}

bool SingleInstance::handOver(const QByteArray &message, const QDeadlineTimer &deadline) const
{
    if (!isOwn(m_socketName))
        return false;
    QLocalSocket socket;
    socket.connectToServer(m_socketName);
    if (!socket.waitForConnected(static_cast<int>(deadline.remainingTime())))
        return false;
    socket.write(message);
    while (socket.bytesAvailable() < acknowledgement.size()) {
        if (!socket.waitForReadyRead(static_cast<int>(deadline.remainingTime())))
            return false;
    }
    return socket.read(acknowledgement.size()) == acknowledgement;
}

} // namespace pollux
