// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/uploads/uploadsproxymodel.h"

#include <QWidget>

class QSplitter;
class QStackedWidget;
class QTimer;

namespace pollux {

class ItemTable;
class UploadActions;
class UploadDetails;
class UploadQueue;
class UploadsHeader;
class UploadTotalsCounter;

/// The uploads: totals, a table with progress and actions, and the details of the current upload.
class UploadsPanel final : public QWidget {
    Q_OBJECT

public:
    /// `uploads` is the UploadsModel of the queue, or has its columns and roles. All must outlive the panel.
    UploadsPanel(UploadQueue &queue, QAbstractItemModel &uploads, const UploadTotalsCounter &totals,
                 QWidget *parent = nullptr);

    UploadActions &actions() const { return *m_actions; }

    /// Adds another page beside the uploads, as a tab with the page's window title, and takes ownership of it.
    void addPage(QWidget *page);
    /// Makes a page the current one; expands the panel if it is collapsed.
    void showPage(QWidget *page);

    /// Expands a collapsed panel with the uploads as its page; leaves an expanded one as it is.
    void showNewUploads();

    bool isCollapsed() const;
    /// A collapsed panel shows only the line with tabs, totals and buttons, whose height is then its maximum height.
    void setCollapsed(bool collapsed);
    bool areDetailsShown() const;
    void setDetailsShown(bool shown);
    /// Selects these uploads and scrolls to the first of them, which becomes the current one.
    void select(const QList<UploadTask::Id> &ids);

    /// Order and widths of the table's columns, whether the panel is collapsed, and the state of the details.
    QByteArray saveLayout() const;
    /// Returns false and changes nothing if the bytes are no layout of this panel.
    bool restoreLayout(const QByteArray &layout);

signals:
    void collapsedChanged(bool collapsed);

private:
    void createTable();
    void connectModel();
    void updateTotals();
    void updateCountdowns();
    void updateDetails();

    const UploadTotalsCounter &m_totals;
    UploadsProxyModel *m_words;
    UploadsHeader *m_header;
    QStackedWidget *m_pages;
    QSplitter *m_splitter;
    ItemTable *m_table;
    UploadActions *m_actions;
    UploadDetails *m_details = nullptr;
    QTimer *m_countdownTimer; // runs only while a visible upload counts down
};

} // namespace pollux
