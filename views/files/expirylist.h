// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/files/filesfiltermodel.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QPushButton;

namespace pollux {

class FilesTable;

/// Lists the files in the order in which they expire, and shows how much storage is free and when more becomes free.
/// Follows the files model while it is open, and loads the missing pages, because any of them may hold the file that
/// expires next.
class ExpiryList final : public QDialog {
    Q_OBJECT

public:
    /// The files must outlive the dialog.
    explicit ExpiryList(FilesModel &files, QWidget *parent = nullptr);

signals:
    /// The files of these resource names are to be shown in the window; the dialog has closed.
    void showRequested(const QStringList &names);

private:
    void createTable();
    void loadRest();
    void updateWords();
    void showSelected();

    FilesModel &m_files;
    FilesFilterModel m_order;
    FilesTable *m_table;
    QLabel *m_words;
    QPushButton *m_show;
    QTimer m_delay;
};

} // namespace pollux
