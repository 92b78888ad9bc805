// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/settings.h"
#include "models/items/files/filesmodel.h"
#include "models/transfer/uploadqueue.h"
#include "views/messages/messagebar.h"

#include <QObject>
#include <QSet>

class QWidget;

namespace pollux {

class Prompts;
class UploadsPanel;
struct PreflightAnswer;

/// What the window does about uploads: asks before files are queued if there is something to decide or the user wants
/// to be asked, and reports in the message bar what holds the queue, one message for each hold, with a button for the
/// solution.
class UploadController final : public QObject {
    Q_OBJECT

public:
    /// All must outlive this object; `window` is the parent of its dialogs.
    UploadController(UploadQueue &queue, FilesModel &files, Settings &settings, UploadsPanel &panel,
                     MessageBar &messages, Prompts &prompts, QWidget &window);

    /// The account that files are uploaded to from now on; empty while there is none.
    void setProfile(const QString &profileId) { m_profileId = profileId; }

    void chooseFiles();
    void chooseFolder();
    /// Uploads the files on the clipboard, and says how many other items were left out. With a store it emits
    /// storeFilesPasted() instead.
    void paste(const QString &store);
    /// Runs the preflight for these files and folders, asks for the decisions that are needed, and queues the files
    /// that are to be uploaded.
    void upload(QStringList paths);
    /// Later files with these extensions (in lower case) get these MIME types, also after a restart.
    void rememberTypes(const QHash<QString, QString> &chosen);
    /// Returns true if the window may close now. Otherwise asks the user; closeAllowed() or backgroundRequested() may
    /// follow.
    bool mayClose();

signals:
    /// These files are to be uploaded into the store.
    void storeFilesPasted(const QStringList &paths, const QString &store);
    /// The user reuses these files, which were already on the server; the window should show them.
    void filesReused(const QStringList &names);
    /// The preflight of files that are meant for a store has finished.
    void storePreflightFinished(const pollux::PreflightResult &result);
    /// These documents are damaged and should be deleted.
    void documentRemovalRequested(const QStringList &names);
    /// These files and documents of another account than the active one are damaged and should be deleted.
    void removalRequested(const QString &profileId, const QStringList &names);
    /// The account's key should be looked at.
    void accountsRequested();
    /// The user wants the list of the files that expire next: their expiry frees storage.
    void expiryListRequested();
    void closeAllowed();
    /// The window should hide while the program continues until the queue is idle.
    void backgroundRequested();

private:
    void handlePreflight(const PreflightResult &result);
    void reportQueued(int count, const QString &errorText);
    void reportSkipped(int queued, const QList<SkippedPath> &skipped);
    void reportHolds();
    MessageBar::Message messageFor(const QueueHold &hold);
    void reportJournal(const JournalReport &report);
    void followTask(const UploadTask &task);
    void reportBatch();
    void offerInterrupted();
    void deleteAndRetry(const QList<UploadTask::Id> &ids);
    void askForTypes(const QList<UploadTask::Id> &ids);
    void retryWithTypes(const QList<UploadTask::Id> &ids, const QString &profileId, const PreflightAnswer &answer);

    UploadQueue &m_queue;
    FilesModel &m_files;
    Settings &m_settings;
    UploadsPanel &m_panel;
    MessageBar &m_messages;
    Prompts &m_prompts;
    QWidget &m_window;
    QString m_profileId;
    QHash<QString, WaitReason> m_reportedHolds; // by QueueHold::key()
    QSet<UploadTask::Id> m_active;              // uploads that are not at their end
    QSet<UploadTask::Id> m_batch;               // those that came to it since the queue was last idle
    int m_firstInserted = 0;                    // rows of the queue that are being inserted
    int m_lastInserted = -1;
};

} // namespace pollux
