// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/files/filesfiltermodel.h"
#include "views/widgets/placeholdermessage.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QStackedLayout;

namespace pollux {

class FilesTable;

/// The files of the active account: find bar, table, and what stands in the table's place while there is nothing to
/// show (loading, no files, no match, could not be loaded). Escape clears the text and all else that filters, and gives
/// the keyboard back to the table.
class FilesPage final : public QWidget {
    Q_OBJECT

public:
    /// The model must outlive the page.
    explicit FilesPage(FilesFilterModel &filter, QWidget *parent = nullptr);

    FilesTable &table() const { return *m_table; }

    /// Puts the cursor into the find field.
    void startFinding();
    /// Shows all files: no text, no states, no types.
    void clearFilter();

    /// How many files are shown and loaded, in words, for the status bar.
    QString countText() const;

signals:
    void uploadRequested();
    /// countText() changed.
    void countChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeFindBar();
    void goToFirstMatch();
    void applyFilter();
    void showCurrent();
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
    QTimer m_typingDelay;
};

} // namespace pollux
