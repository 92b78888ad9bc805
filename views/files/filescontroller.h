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
/// fields, shows their details with their origin, and reports in the message bar the result of a deletion and what the
/// list lacks.
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

    /// Saves the columns of the previous account and restores those of this one; a new account keeps the columns that
    /// are shown.
    void setProfile(const QString &profileId);
    /// Saves the columns of the current account in the settings.
    void saveLayout();

    /// The files of the selected rows, in the order shown.
    QList<RemoteFile> selectedFiles() const;
    void deleteSelected();
    /// Copies one field of each selected file to the clipboard, one per line.
    void copySelected(QString RemoteFile::*field) const;
    /// Reports that a file of the list is no longer on the server; to be called while its row still exists.
    void reportGone(const QString &name);

private:
    void reportRemoval(const QStringList &removed, const QList<std::pair<QString, ApiError>> &failed);
    void updateDetails();

    FilesModel &m_files;
    UploadQueue &m_queue;
    Settings &m_settings;
    Widgets m_widgets;
    QString m_profileId;
    QTimer m_clockTimer;
    QTimer m_detailsTimer; // joins the many signals of one change of the selection
};

} // namespace pollux
