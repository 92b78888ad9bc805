// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/settings.h"
#include "models/items/files/filesmodel.h"
#include "models/transfer/uploadqueue.h"

#include <QObject>
#include <QTimer>

class QWidget;

namespace pollux {

class ErrorMessages;
class FileDetails;
class FilesPage;
class MessageBar;

/// What the window does about the files of the service: deletes and copies what is selected, after the question where
/// there is one, shows its details with where it came from, and says in the message bar what became of it and why the
/// list cannot be loaded.
class FilesController final : public QObject {
    Q_OBJECT

public:
    /// All must outlive this object.
    struct Widgets {
        FilesPage &page;
        FileDetails &details;
        MessageBar &messages;
        const ErrorMessages &errors;
        QWidget &window; ///< the parent of questions
    };

    FilesController(FilesModel &files, UploadQueue &queue, Settings &settings, const Widgets &widgets);

    /// Shows the columns that were saved for this account; an account that is new keeps those that are shown.
    void setProfile(const QString &profileId);
    /// Puts the columns into the settings.
    void saveLayout();

    /// The files of the selected rows, in the order shown.
    QList<RemoteFile> selectedFiles() const;
    void deleteSelected();
    /// Puts one field of each selected file on the clipboard, a line each.
    void copySelected(QString RemoteFile::*field) const;
    /// Reports that a file of the list has left the server; to be called while its row is still there.
    void reportGone(const QString &name);

private:
    void reportRemoval(const QStringList &removed, const QList<std::pair<QString, ApiError>> &failed);
    void reportLoading(FilesModel::Loading loading);
    void updateDetails();

    FilesModel &m_files;
    UploadQueue &m_queue;
    Settings &m_settings;
    Widgets m_widgets;
    QString m_profileId;
    QTimer m_clockTimer;
    QTimer m_detailsTimer; // a selection can change many times at once
};

} // namespace pollux
