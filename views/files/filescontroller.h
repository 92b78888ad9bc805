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

/// Handles the files of the service for the main window: deletes the selected files after a question, copies their
/// fields, shows their details with their origin, reads a file by a name that the user enters, and reports in the
/// message bar the result of a deletion and what the list lacks.
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

    FilesController(ApiClient &client, FilesModel &files, UploadQueue &queue, Settings &settings,
                    const Widgets &widgets);

    /// Saves the columns of the previous account and restores those of this one; a new account keeps the columns that
    /// are shown.
    void setProfile(const QString &profileId);
    /// Saves the columns of the current account in the settings.
    void saveLayout();

    /// The files of the selected rows, in the order shown.
    QList<RemoteFile> selectedFiles() const;
    void deleteSelected();
    /// Asks for a name and reads that file from the service, whether the list has it or not. Adds it to the list and
    /// shows the details.
    void openByName();
    /// Copies one field of each selected file to the clipboard, one per line.
    void copySelected(QString RemoteFile::*field) const;
    /// Reports that a file of the list is no longer on the server; to be called while its row still exists.
    void reportGone(const QString &name);

signals:
    /// The list should show the files with these resource names.
    void filesRequested(const QStringList &names);

private:
    void showFile(const RemoteFile &file);
    void reportRemoval(const QStringList &removed, const QList<std::pair<QString, ApiError>> &failed);
    void updateDetails();

    ApiClient &m_client;
    FilesModel &m_files;
    UploadQueue &m_queue;
    Settings &m_settings;
    Widgets m_widgets;
    QString m_profileId;
    QTimer m_clockTimer;
    QTimer m_detailsTimer; // joins the many signals of one change of the selection
};

} // namespace pollux
