// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/filesmodel.h"

#include <QObject>

class QWidget;

namespace pollux {

class FilesPage;
class MessageBar;
class Prompts;

/// What the window does about the files of the service: deletes and copies what is selected, after the question where
/// there is one, and says in the message bar what became of it and why the list cannot be loaded.
class FilesControl final : public QObject {
    Q_OBJECT

public:
    /// All must outlive this object; `window` is the parent of its questions.
    FilesControl(FilesModel &files, FilesPage &page, MessageBar &messages, Prompts &prompts, QWidget &window);

    /// The files of the selected rows, in the order shown.
    QList<RemoteFile> selectedFiles() const;
    void deleteSelected();
    /// Puts one field of each selected file on the clipboard, a line each.
    void copySelected(QString RemoteFile::*field) const;
    /// Says that a file of the list has left the server; called while its row is still there.
    void reportGone(const QString &name);

private:
    void reportRemoval(const QStringList &removed, const QList<std::pair<QString, ApiError>> &failed);
    void reportLoading(FilesModel::Loading loading);

    FilesModel &m_files;
    FilesPage &m_page;
    MessageBar &m_messages;
    Prompts &m_prompts;
    QWidget &m_window;
};

} // namespace pollux
