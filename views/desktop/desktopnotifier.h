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

/// Shows desktop notifications of what happened while the window was not active. Events that come close together become
/// one notification of their kind, which replaces a visible one and includes its events. While the window is active
/// only expiry is notified, because the window itself shows the rest.
///
/// GUI thread only. Does not use the notification system before the first notification, and never waits for it.
class DesktopNotifier final : public QObject {
    Q_OBJECT

public:
    using Kind = NotificationKind;
    using IsOn = std::function<bool(Kind)>; ///< whether a kind is switched on; called at each event

    /// Waiting events are shown after this time without a new event, but at most five times this time after the first.
    static constexpr std::chrono::milliseconds usualQuiet{2000};

    explicit DesktopNotifier(IsOn isOn, QObject *parent = nullptr, std::chrono::milliseconds quiet = usualQuiet);

    /// Adds an event of this kind about a resource. `shownName` and `reason` may be texts of a server, of any length;
    /// see NotificationGroups::Event.
    void notify(Kind kind, const QString &resourceName, const QString &shownName, const QString &reason = {});

    /// False at first. When the window becomes active, visible notifications are closed and waiting events dropped,
    /// except those about expiry.
    void setWindowActive(bool active);

signals:
    /// The user clicked a notification about these resources: the window should be activated and show their rows. At
    /// most NotificationGroups::maxNames; may be empty.
    void activated(const QStringList &names);

private:
    void handleActivated(NotificationKind kind);

    IsOn m_isOn;
    std::unique_ptr<NotificationService> m_service;
    NotificationGroups m_groups;
    QTimer m_timer;
    QElapsedTimer m_sinceFirst; ///< since the first waiting event
    bool m_isWindowActive = false;
};

} // namespace pollux
