// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/files/filesfiltermodel.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QPushButton;

namespace pollux {

class FilesTable;

/// What leaves the storage next: the files in the order of their expiry, how much is free, and when more is. It follows
/// the list of files while it is open, and loads the pages that are missing, for any of them may hold the next file.
class ExpiryList final : public QDialog {
    Q_OBJECT

public:
    /// The files must outlive the dialog.
    explicit ExpiryList(FilesModel &files, QWidget *parent = nullptr);

signals:
    /// Resource names to be shown in the window; the dialog has closed.
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
