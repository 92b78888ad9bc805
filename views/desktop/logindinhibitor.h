// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDBusUnixFileDescriptor>
#include <QObject>
#include <QString>

class QDBusConnection;
class QDBusPendingCallWatcher;

namespace pollux {

/// A lock of org.freedesktop.login1 against sleep by itself and by idleness, for as long as this object lives. Taken in
/// the background; one that arrives after the end is let go at once. Locks at most once, and is silent when refused.
class LogindInhibitor final : public QObject {
    Q_OBJECT

public:
    explicit LogindInhibitor(const QString &reason, QObject *parent = nullptr);

private:
    void ask(const QDBusConnection &bus);
    void onAnswered(QDBusPendingCallWatcher *answer);

    QString m_reason;
    QDBusUnixFileDescriptor m_lock; ///< The lock holds while this is open.
};

} // namespace pollux
