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
class UploadTotalsCounter;

/// Reports to the desktop: notifications of files that were uploaded, became ACTIVE, failed or expire soon, the
/// progress of the uploads in the taskbar, and that the computer should stay awake while there are uploads.
class DesktopIntegration final : public QObject {
    Q_OBJECT

public:
    /// All must outlive this object, which is a child of the window.
    DesktopIntegration(UploadQueue &queue, FilesModel &files, const Settings &settings,
                       const UploadTotalsCounter &totals, QWidget &window);

    /// For another account's files: those of the one before are no longer waited for.
    void forgetFiles() { m_processing.clear(); }
    /// Reads anew from the settings whether, and how long before its end, an expiring file is notified.
    void updateExpiryNotice();

signals:
    /// A notification about these resources was chosen: the window has been activated and should show their rows.
    /// Empty: uploads that have no resource yet.
    void namesRequested(const QStringList &names);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void handleFile(const RemoteFile &file);
    void handleTask(UploadTask::Id id);
    void updateProgress();
    void activateWindow(const QStringList &names);

    UploadQueue &m_queue;
    const Settings &m_settings;
    const UploadTotalsCounter &m_totals;
    QWidget &m_window;
    DesktopNotifier *m_notifier;
    SleepInhibitor m_sleepInhibitor;
    TaskbarProgress *m_taskbar;
    ExpiryWatch *m_expiryWatch;
    QSet<QString> m_processing; // names of the files that were seen PROCESSING
    QSet<UploadTask::Id> m_failed;
};

} // namespace pollux
