// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/uploads/uploadsproxymodel.h"

#include <QWidget>

class QSplitter;
class QStackedWidget;
class QTableView;
class QTimer;

namespace pollux {

class ColumnFiller;
class UploadActions;
class UploadDetails;
class UploadsHeader;
class UploadTotalsCounter;

/// The uploads: totals, a table with progress, what can be done about them, and the details of the current one. It
/// holds no queue: it shows a model and says what was asked for, in signals named as the functions of UploadQueue.
class UploadsPanel final : public QWidget {
    Q_OBJECT

public:
    /// `uploads` is an UploadsModel, or has its columns and roles; it and its totals must outlive the panel.
    UploadsPanel(QAbstractItemModel &uploads, const UploadTotalsCounter &totals, const ErrorSentence &errorSentence,
                 QWidget *parent = nullptr);

    /// Puts another page beside the uploads, as a tab, and takes it over.
    void addPage(QWidget *page, const QString &title);
    void setPageTitle(QWidget *page, const QString &title);
    /// Brings a page to the front, out of the collapsed panel too.
    void showPage(QWidget *page);

    bool isCollapsed() const;
    /// Collapsed, only the line with title, totals and buttons is left, and the panel's greatest height is that line's.
    void setCollapsed(bool collapsed);
    bool areDetailsShown() const;
    void setDetailsShown(bool shown);
    /// Whether the queue as a whole is paused; the panel never changes this itself.
    void setPaused(bool paused);
    /// Selects these uploads and scrolls to the first of them, which becomes the current one.
    void select(const QList<UploadTask::Id> &ids);

    /// Order and widths of the table's columns, whether the panel is collapsed, and the details.
    QByteArray saveLayout() const;
    /// False, and nothing changed, where the bytes are no layout of this panel.
    bool restoreLayout(const QByteArray &layout);

signals:
    void pauseRequested(const QList<pollux::UploadTask::Id> &ids);
    void resumeRequested(const QList<pollux::UploadTask::Id> &ids);
    void retryRequested(const QList<pollux::UploadTask::Id> &ids);
    void cancelRequested(const QList<pollux::UploadTask::Id> &ids);
    void discardRequested(const QList<pollux::UploadTask::Id> &ids);
    /// The damaged copies on the server are to be deleted, then their tasks retried.
    void deleteAndRetryRequested(const QList<pollux::UploadTask::Id> &ids);
    /// Towards the front (`rows` < 0) or the end of the queue; may come several times, to be carried out in that order.
    void moveRequested(pollux::UploadTask::Id id, int rows);
    void setPausedRequested(bool paused);
    void cancelAllRequested();
    void retryFailedRequested();
    /// `failed`: take the failed ones out too; asked for when nothing but failed ones is finished.
    void clearFinishedRequested(bool failed);
    void collapsedChanged(bool collapsed);

private:
    void createTable();
    void setDefaultWidths();
    void connectModel();
    void connectRequests();
    void updateTotals();
    void updateCountdowns();
    void updateDetails();

    const UploadTotalsCounter &m_totals;
    UploadsProxyModel *m_words;
    UploadsHeader *m_header;
    QStackedWidget *m_pages;
    QSplitter *m_splitter;
    QTableView *m_table = nullptr;
    UploadActions *m_commands = nullptr;
    UploadDetails *m_details = nullptr;
    ColumnFiller *m_filler = nullptr;
    QTimer *m_countdownTimer; // runs only while something waits and is shown
};

} // namespace pollux
