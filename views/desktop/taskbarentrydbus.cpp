// SPDX-License-Identifier: Apache-2.0
#include "views/desktop/taskbarprogress.h"

#include "models/productinfo.h"
#include "views/desktop/desktopbus.h"

#include <QDBusMessage>
#include <QVariantMap>

#include <algorithm>
#include <optional>
#include <utility>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

/// The icon in the docks that listen to the signal Update of com.canonical.Unity.LauncherEntry on the session bus; they
/// find the icon by the name of the program's desktop file. A signal has no reply: without such a dock nothing is
/// shown.
class LauncherEntry final : public QObject, public TaskbarEntry {
public:
    ~LauncherEntry() override
    {
        if (m_percent != noProgress || m_count != 0)
            LauncherEntry::show(noProgress, 0);
    }

    void show(int percent, int count) override
    {
        m_percent = percent;
        m_count = count;
        if (m_bus)
            send();
        else if (!std::exchange(m_isOpening, true))
            desktopbus::open(QDBusConnection::SessionBus, this, [this](const QDBusConnection &bus) {
                // Without a bus m_isOpening stays true, so that there is no second attempt.
                if (!bus.isConnected())
                    return;
                m_bus = bus;
                send();
            });
    }

private:
    void send()
    {
        QDBusMessage message =
            QDBusMessage::createSignal(u"/app/pollux/Pollux"_s, u"com.canonical.Unity.LauncherEntry"_s, u"Update"_s);
        message << u"application://%1.desktop"_s.arg(productinfo::applicationId)
                << QVariantMap{{u"progress"_s, std::max(m_percent, 0) / 100.0},
                               {u"progress-visible"_s, m_percent != noProgress},
                               {u"count"_s, qint64{m_count}},
                               {u"count-visible"_s, m_count > 0}};
        m_bus->send(message);
    }

    std::optional<QDBusConnection> m_bus; ///< empty until it is connected
    bool m_isOpening = false;
    int m_percent = noProgress;
    int m_count = 0;
};

} // namespace

std::unique_ptr<TaskbarEntry> TaskbarEntry::create(QWidget * /*window*/)
{
    return std::make_unique<LauncherEntry>();
}

} // namespace pollux
