// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/desktop/taskbarentry.h"

#include <QDBusConnection>
#include <QObject>

#include <optional>

namespace pollux {

/// The icon in the docks that listen to the signal Update of com.canonical.Unity.LauncherEntry on the session bus; they
/// find it by the name of the program's desktop file. Nobody answers: without such a dock nothing is shown.
class LauncherEntry final : public QObject, public TaskbarEntry {
    Q_OBJECT

public:
    explicit LauncherEntry(QObject *parent = nullptr);
    ~LauncherEntry() override;

    void show(int percent, int count) override;

private:
    void useBus(const QDBusConnection &bus);
    void send();

    std::optional<QDBusConnection> m_bus; ///< Empty until it is connected.
    bool m_isOpening = false;
    int m_percent = noProgress;
    int m_count = 0;
};

} // namespace pollux
