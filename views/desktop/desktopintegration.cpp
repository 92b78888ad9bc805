// SPDX-License-Identifier: Apache-2.0
#include "views/desktop/desktopintegration.h"

#include "models/items/files/expirywatch.h"
#include "models/items/files/filesmodel.h"
#include "models/items/uploads/uploadtotals.h"
#include "models/text/errortext.h"
#include "views/desktop/desktopnotifier.h"
#include "views/desktop/taskbarprogress.h"
#include "views/desktop/trayentry.h"

#include <QCoreApplication>
#include <QEvent>
#include <QWidget>

namespace pollux {

namespace {

Settings::Key keyOf(NotificationKind kind)
{
    switch (kind) {
    case NotificationKind::UploadDone:
        return Settings::Key::NotifyUploads;
    case NotificationKind::FileActive:
        return Settings::Key::NotifyActive;
    case NotificationKind::Failed:
        return Settings::Key::NotifyFailed;
    case NotificationKind::Expiring:
        return Settings::Key::NotifyExpiry;
    }
    Q_UNREACHABLE();
}

} // namespace

DesktopIntegration::DesktopIntegration(UploadQueue &queue, FilesModel &files, const Settings &settings,
                                       const UploadTotalsCounter &totals, QWidget &window)
    : QObject(&window)
    , m_queue(queue)
    , m_settings(settings)
    , m_totals(totals)
    , m_window(window)
    , m_notifier(new DesktopNotifier(
          [&settings](NotificationKind kind) { return settings.value(keyOf(kind)).toBool(); }, this))
    , m_taskbar(new TaskbarProgress(&window))
    , m_expiryWatch(new ExpiryWatch(files, this))
{
    window.installEventFilter(this);
    connect(m_expiryWatch, &ExpiryWatch::expiringSoon, this, [this](const QList<RemoteFile> &expiring) {
        for (const RemoteFile &file : expiring)
            m_notifier->notify(NotificationKind::Expiring, file.name, file.title());
    });
    connect(m_notifier, &DesktopNotifier::activated, this, [this](const QStringList &names) {
        activateWindow();
        emit namesRequested(names);
    });
    connect(&files, &FilesModel::fileSeen, this, &DesktopIntegration::handleFile);
    connect(&files, &FilesModel::fileGone, this, [this](const QString &name) { m_processing.remove(name); });
    connect(&queue, &UploadQueue::uploaded, this, [this](const QString &, const RemoteFile &file) {
        m_notifier->notify(NotificationKind::UploadDone, file.name, file.title());
    });
    connect(&queue, &UploadQueue::taskChanged, this, &DesktopIntegration::handleTask);
    connect(&totals, &UploadTotalsCounter::counted, this, &DesktopIntegration::updateProgress);
}

void DesktopIntegration::updateExpiryNotice()
{
    const bool isRequested = m_settings.value(Settings::Key::NotifyExpiry).toBool();
    m_expiryWatch->setNotice(
        std::chrono::minutes(isRequested ? m_settings.value(Settings::Key::ExpiryNotice).toInt() : 0));
}

bool DesktopIntegration::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::WindowActivate || event->type() == QEvent::WindowDeactivate)
        m_notifier->setWindowActive(event->type() == QEvent::WindowActivate);
    // Not when the desktop shows a minimized window again.
    if (event->type() == QEvent::Show && !event->spontaneous())
        endBackground();
    return QObject::eventFilter(watched, event);
}

void DesktopIntegration::handleFile(const RemoteFile &file)
{
    if (file.state == RemoteFile::State::Processing) {
        m_processing.insert(file.name);
        return;
    }
    // A file that was never seen PROCESSING had its state already when it was first listed.
    if (!m_processing.remove(file.name))
        return;
    if (file.state == RemoteFile::State::Active)
        m_notifier->notify(NotificationKind::FileActive, file.name, file.title());
    else if (file.state == RemoteFile::State::Failed)
        m_notifier->notify(NotificationKind::Failed, file.name, file.title(),
                           file.error ? statusText(*file.error) : QString());
}

void DesktopIntegration::handleTask(UploadTask::Id id)
{
    const int row = m_queue.rowOf(id);
    if (row < 0)
        return;
    const UploadTask &task = m_queue.taskAt(row);
    if (task.state != UploadTask::State::Failed) {
        m_failed.remove(id);
        return;
    }
    if (m_failed.contains(id))
        return;
    m_failed.insert(id);
    // If the server failed to process the file, handleFile() shows the notification.
    if (!task.file || task.file->state != RemoteFile::State::Failed)
        m_notifier->notify(NotificationKind::Failed, task.resourceName(), task.displayName,
                           task.error ? errorSentence(*task.error) : QString());
}

void DesktopIntegration::updateProgress()
{
    const UploadTotals &totals = m_totals.totals();
    m_sleepInhibitor.setBusy(totals.running > 0 || totals.queued > 0, tr("Uploading files"));
    const double share = static_cast<double>(totals.activeBytes) / static_cast<double>(totals.activeSize);
    const double fraction = totals.activeSize > 0 ? share : -1;
    m_taskbar->setProgress(fraction, totals.active());
    if (m_trayEntry)
        m_trayEntry->setProgress(fraction, totals.active());
}

void DesktopIntegration::hideWindow()
{
    if (!m_trayEntry) {
        m_trayEntry = new TrayEntry(this);
        connect(m_trayEntry, &TrayEntry::showRequested, this, &DesktopIntegration::activateWindow);
        connect(m_trayEntry, &TrayEntry::quitRequested, qApp, &QCoreApplication::quit);
    }
    m_window.hide();
    updateProgress();
    m_trayEntry->setVisible(true);
    disconnect(m_quitWhenIdle);
    // The hidden program has nothing left to do when the queue is idle.
    m_quitWhenIdle = connect(&m_queue, &UploadQueue::idle, qApp, &QCoreApplication::quit);
    if (!hasActiveUploads()) // they ended while the user was asked
        QCoreApplication::quit();
}

bool DesktopIntegration::hasActiveUploads() const
{
    for (int row = 0; row < m_queue.count(); ++row) {
        if (m_queue.taskAt(row).isActive())
            return true;
    }
    return false;
}

void DesktopIntegration::endBackground()
{
    disconnect(m_quitWhenIdle);
    if (m_trayEntry)
        m_trayEntry->setVisible(false);
}

void DesktopIntegration::activateWindow()
{
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.show();
    m_window.raise();
    m_window.activateWindow();
}

} // namespace pollux
