// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/settings.h"
#include "models/api/types/remotefile.h"
#include "models/transfer/uploadqueue.h"

#include <QObject>
#include <QSet>

namespace pollux {

class DesktopNotifier;
class ExpiryWatch;
class FilesModel;
class SleepInhibitor;
class TaskbarProgress;
class UploadTotalsCounter;

/// What the window tells the desktop: what was uploaded, became ACTIVE, failed or expires soon, how far the uploads
/// are, and that the computer should stay awake while there are any.
class DesktopIntegration final : public QObject {
    Q_OBJECT

public:
    /// All must outlive this object, which is a child of the window.
    DesktopIntegration(UploadQueue &queue, FilesModel &files, const Settings &settings,
                       const UploadTotalsCounter &totals, QWidget &window);
    ~DesktopIntegration() override;

    /// Another account's files are shown: those of the one before are not waited for any longer.
    void forgetFiles() { m_processing.clear(); }
    /// How long before its end a file is told, and whether at all, as the settings say now.
    void updateExpiryNotice();

signals:
    /// A person chose a notification about these resources: the window has come forward and should show their rows.
    /// Empty: uploads that the service knows nothing of.
    void namesRequested(const QStringList &names);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void reportExpiring(const QList<RemoteFile> &files);
    void handleFile(const RemoteFile &file);
    void handleTask(UploadTask::Id id);
    void updateProgress();
    void comeForward(const QStringList &names);

    UploadQueue &m_queue;
    const Settings &m_settings;
    const UploadTotalsCounter &m_totals;
    QWidget &m_window;
    DesktopNotifier *m_notifier;
    SleepInhibitor *m_sleepInhibitor;
    TaskbarProgress *m_taskbar;
    ExpiryWatch *m_expiryWatch;
    QSet<QString> m_processing; // files that were seen PROCESSING, by name
    QSet<UploadTask::Id> m_failed;
};

} // namespace pollux
