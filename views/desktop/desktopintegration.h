// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/settings.h"
#include "models/api/types/remotefile.h"
#include "models/transfer/uploadqueue.h"
#include "views/desktop/sleepinhibitor.h"

#include <QObject>
#include <QSet>

namespace pollux {

class DesktopNotifier;
class ExpiryWatch;
class FilesModel;
class TaskbarProgress;
class TrayEntry;
class UploadTotalsCounter;

/// Integrates with the desktop: notifies about files that were uploaded, became ACTIVE, failed or expire soon, shows
/// the progress of the uploads in the taskbar, and keeps the computer awake while there are uploads. While the window
/// is hidden there is an entry in the notification area, if the desktop has one.
class DesktopIntegration final : public QObject {
    Q_OBJECT

public:
    /// All must outlive this object, which is a child of the window.
    DesktopIntegration(UploadQueue &queue, FilesModel &files, const Settings &settings,
                       const UploadTotalsCounter &totals, QWidget &window);

    /// Call it when the account changes: no more notifications come for files of the previous account.
    void forgetFiles() { m_processing.clear(); }
    /// Reads from the settings whether and how long before the expiration of a file a notification is shown.
    void updateExpiryNotice();

    /// Hides the window. The program ends when the queue is idle, unless the window is shown again before, by whatever.
    void hideWindow();
    /// Shows the window, if it is hidden or minimized, and brings it to the front.
    void activateWindow();

signals:
    /// The user clicked a notification about these resources: the window has been activated and should show their rows.
    /// Empty if it is about uploads that have no resource yet.
    void namesRequested(const QStringList &names);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void handleFile(const RemoteFile &file);
    void handleTask(UploadTask::Id id);
    void updateProgress();
    bool hasActiveUploads() const;
    void endBackground();

    UploadQueue &m_queue;
    const Settings &m_settings;
    const UploadTotalsCounter &m_totals;
    QWidget &m_window;
    DesktopNotifier *m_notifier;
    SleepInhibitor m_sleepInhibitor;
    TaskbarProgress *m_taskbar;
    ExpiryWatch *m_expiryWatch;
    TrayEntry *m_trayEntry = nullptr; // created when the window is first hidden
    QMetaObject::Connection m_quitWhenIdle;
    QSet<QString> m_processing; // names of the files that were seen PROCESSING
    QSet<UploadTask::Id> m_failed;
};

} // namespace pollux
