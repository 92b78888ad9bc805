// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/uploadwords.h"

#include <QWidget>

class QKeyEvent;
class QLabel;
class QTableView;
class QTimer;
class QToolButton;

namespace pollux {

class ColumnFiller;

/// The uploads of this run: totals, a table with progress, and what can be done about them. It holds no queue: it shows
/// a model and says what was asked for.
class UploadsPanel final : public QWidget {
    Q_OBJECT

public:
    /// `uploads` is an UploadsModel, or has its columns and roles, and must outlive the panel.
    explicit UploadsPanel(QAbstractItemModel &uploads, ErrorSentence errorSentence, QWidget *parent = nullptr);

    UploadTotals totals() const { return m_totals; }

    bool isCollapsed() const;
    /// Collapsed, only the line with title, totals and buttons is left, and the panel's greatest height is that line's.
    void setCollapsed(bool collapsed);

    /// Order and widths of the table's columns, and whether the panel is collapsed.
    QByteArray saveLayout() const;
    /// False, and nothing changed, where the bytes are no layout of this panel.
    bool restoreLayout(const QByteArray &layout);

signals:
    void cancelRequested(const QList<pollux::UploadTask::Id> &ids);
    void retryRequested(const QList<pollux::UploadTask::Id> &ids);
    void cancelAllRequested();
    void retryFailedRequested();
    /// `failed`: take the failed ones out too; asked for when nothing but failed ones is finished.
    void clearFinishedRequested(bool failed);
    void collapsedChanged(bool collapsed);
    /// At most five times a second.
    void totalsChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *createHeader();
    QToolButton *createButton(const QString &text, const QIcon &icon);
    void createTable(QAbstractItemModel &uploads, ErrorSentence errorSentence);
    void setDefaultWidths();
    void scheduleTotals();
    void updateTotals();
    bool handleTableKey(QKeyEvent &event);
    void showContextMenu(const QPoint &position);
    QList<UploadTask> selectedTasks() const;
    void cancelSelected();
    void retrySelected();
    void copySelectedErrors() const;

    UploadTotals m_totals;
    QWidget *m_header = nullptr;
    QToolButton *m_collapse = nullptr;
    QLabel *m_totalsLabel = nullptr;
    QToolButton *m_retryFailed = nullptr;
    QToolButton *m_cancelAll = nullptr;
    QToolButton *m_clearFinished = nullptr;
    UploadWords *m_words = nullptr;
    QTableView *m_table = nullptr;
    ColumnFiller *m_filler = nullptr;
    QTimer *m_totalsTimer = nullptr; // counting all rows for each progress step would be waste
};

} // namespace pollux
