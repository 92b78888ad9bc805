// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/files/filesfiltermodel.h"
#include "views/messages/placeholdermessage.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QStackedLayout;

namespace pollux {

class FilesTable;

/// The files of the active account: find bar and table, or a message in the table's place while there is nothing to
/// show (loading, no files, no match, could not be loaded). Without an account the table is empty, because nothing is
/// known about the files. Escape clears the whole filter and moves the focus to the
/// table.
class FilesPage final : public QWidget {
    Q_OBJECT

public:
    /// The model must outlive the page.
    explicit FilesPage(FilesFilterModel &filter, QWidget *parent = nullptr);

    FilesTable &table() const { return *m_table; }

    /// Puts the cursor into the find field.
    void startFinding();
    /// Shows all files: clears the text, states and types of the filter.
    void clearFilter();

    /// The numbers of files shown and loaded, as text for the status bar.
    QString countText() const;

signals:
    void uploadRequested();
    /// The service refuses the account's key, and the user wants to enter another one.
    void changeKeyRequested();
    /// countText() changed.
    void countChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeFindBar();
    void goToFirstMatch();
    void applyFilter();
    void showCurrent();
    void showLoading();
    void showMessage(const PlaceholderMessage::Content &content);
    PlaceholderMessage::Content emptyContent();
    void setProgressText();

    FilesFilterModel &m_filter;
    QLineEdit *m_text;
    QLabel *m_progress;
    FilesTable *m_table;
    PlaceholderMessage *m_empty;
    QStackedLayout *m_stack;
    QTimer m_loadingDelay;
    bool m_isLoadingShown = false;
    QTimer m_typingDelay;
};

} // namespace pollux
