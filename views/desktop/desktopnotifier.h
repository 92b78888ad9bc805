// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/desktop/notificationgroups.h"
#include "views/desktop/notificationservice.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>

namespace pollux {

/// Tells the desktop what happened while nobody looked. Events that come close together become one notification of
/// their kind, and one that still stands is replaced by one that counts on. While the window is active nothing is told
/// but expiry: the window shows the rest itself.
///
/// For the GUI thread. Touches nothing of the system before the first notification, and never waits for it.
class DesktopNotifier final : public QObject {
    Q_OBJECT

public:
    using Kind = NotificationKind;
    using IsOn = std::function<bool(Kind)>; ///< Whether a kind is switched on; asked at each event.

    /// How long it has to be quiet before events are told. A stream of them is told after five times as long.
    static constexpr std::chrono::milliseconds usualQuiet{2000};

    explicit DesktopNotifier(IsOn isOn, QObject *parent = nullptr);
    DesktopNotifier(IsOn isOn, std::unique_ptr<NotificationService> service, std::chrono::milliseconds quiet,
                    QObject *parent = nullptr);

    /// Something of this kind happened to a resource. `shownName` and `reason` may be a server's words of any length;
    /// see NotificationGroups::Event.
    void tell(Kind kind, const QString &resourceName, const QString &shownName, const QString &reason = {});

    /// False until it is said. Becoming active takes back what is told or waits, except expiry.
    void setWindowActive(bool active);

signals:
    /// A person chose a notification that is about these resources: the window is to come forward and show their rows.
    /// At most NotificationGroups::maxNames; may be empty.
    void activated(const QStringList &names);

private:
    void showWaiting();
    void onActivated(NotificationKind kind);
    void onClosed(NotificationKind kind);

    IsOn m_isOn;
    std::unique_ptr<NotificationService> m_service;
    NotificationGroups m_groups;
    std::chrono::milliseconds m_quiet;
    QTimer m_timer;
    QElapsedTimer m_sinceFirst; ///< Of the events that wait.
    bool m_isWindowActive = false;
};

} // namespace pollux
