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
/// one notification of their kind; one that still stands is replaced by one that includes its events. While the window
/// is active only expiry is notified: the window shows the rest itself.
///
/// GUI thread only. Touches nothing of the system before the first notification, and never waits for it.
class DesktopNotifier final : public QObject {
    Q_OBJECT

public:
    using Kind = NotificationKind;
    using IsOn = std::function<bool(Kind)>; ///< whether a kind is switched on; called at each event

    /// How long no event may come before those that wait are shown, but at most five times as long after the first.
    static constexpr std::chrono::milliseconds usualQuiet{2000};

    explicit DesktopNotifier(IsOn isOn, QObject *parent = nullptr, std::chrono::milliseconds quiet = usualQuiet);

    /// Something of this kind happened to a resource. `shownName` and `reason` may be a server's texts of any length;
    /// see NotificationGroups::Event.
    void notify(Kind kind, const QString &resourceName, const QString &shownName, const QString &reason = {});

    /// False in the beginning. An active window closes what is shown and drops what waits, except expiry.
    void setWindowActive(bool active);

signals:
    /// A notification about these resources was chosen: the window is to be activated and show their rows. At most
    /// NotificationGroups::maxNames; may be empty.
    void activated(const QStringList &names);

private:
    void handleActivated(NotificationKind kind);

    IsOn m_isOn;
    std::unique_ptr<NotificationService> m_service;
    NotificationGroups m_groups;
    QTimer m_timer;
    QElapsedTimer m_sinceFirst; ///< of the events that wait
    bool m_isWindowActive = false;
};

} // namespace pollux
