// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/settings.h"
#include "models/items/files/filesmodel.h"
#include "models/transfer/uploadqueue.h"

#include <QObject>

class QWidget;

namespace pollux {

class MessageBar;
class Prompts;
class UploadsPanel;

/// What the window does about uploads: asks before files are queued where there
/// is something to decide, and says in the message bar what holds the queue, with the way out.
class UploadController final : public QObject {
    Q_OBJECT

public:
    /// All must outlive this object; `window` is the parent of its questions.
    UploadController(UploadQueue &queue, FilesModel &files, Settings &settings, UploadsPanel &panel,
                     MessageBar &messages, Prompts &prompts, QWidget &window);

    void chooseFiles();
    void chooseFolder();
    /// Uploads the files on the clipboard.
    void paste();
    /// Looks at these files and folders, asks what must be asked, and queues what is left.
    void upload(QStringList paths);
    /// True if the window may close now. Else the person is asked, and closeAllowed() may follow.
    bool mayClose();

signals:
    /// The window should show these files of the server: they were there already.
    void filesReused(const QStringList &names);
    /// Files that are meant for a store were looked at.
    void storePreflightFinished(const pollux::PreflightResult &result);
    /// These documents are damaged and should be deleted.
    void documentRemovalRequested(const QStringList &names);
    /// The account's key should be looked at.
    void accountsRequested();
    /// What frees storage next is to be shown.
    void expiryListRequested();
    void closeAllowed();
    /// The window should go and the program go on until the queue is idle.
    void backgroundRequested();

private:
    void handlePreflight(const PreflightResult &result);
    void rememberTypes(const QHash<QString, QString> &chosen);
    void reportSkipped(int queued, const QList<SkippedPath> &skipped);
    void reportHold();
    void reportJournal(const JournalReport &report);
    void reportIdle(int done, int failed);
    void offerInterrupted();
    void deleteAndRetry(const QList<UploadTask::Id> &ids);

    UploadQueue &m_queue;
    FilesModel &m_files;
    Settings &m_settings;
    UploadsPanel &m_panel;
    MessageBar &m_messages;
    Prompts &m_prompts;
    QWidget &m_window;
};

} // namespace pollux
