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

/// The uploads: totals, a table with progress, what can be done about them, and the details of the current one.
class UploadsPanel final : public QWidget {
    Q_OBJECT

public:
    /// `uploads` is the UploadsModel of the queue, or has its columns and roles. All must outlive the panel.
    UploadsPanel(UploadQueue &queue, QAbstractItemModel &uploads, const UploadTotalsCounter &totals,
                 QWidget *parent = nullptr);

    UploadActions &actions() const { return *m_actions; }

    /// Puts another page beside the uploads, as a tab with its window title, and takes it over.
    void addPage(QWidget *page);
    /// Brings a page to the front, out of the collapsed panel too.
    void showPage(QWidget *page);

    bool isCollapsed() const;
    /// Collapsed, only the line with title, totals and buttons is left, and the panel's greatest height is that line's.
    void setCollapsed(bool collapsed);
    bool areDetailsShown() const;
    void setDetailsShown(bool shown);
    /// Selects these uploads and scrolls to the first of them, which becomes the current one.
    void select(const QList<UploadTask::Id> &ids);

    /// Order and widths of the table's columns, whether the panel is collapsed, and the details.
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
    QTimer *m_countdownTimer; // runs only while something waits and is shown
};

} // namespace pollux
