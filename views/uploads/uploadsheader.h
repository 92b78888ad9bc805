// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/uploads/uploadtotals.h"

#include <QWidget>

class QLabel;
class QTabBar;
class QToolButton;

namespace pollux {

class UploadQueue;

/// The line above the uploads: a tab for the uploads and for each page beside them, totals, and buttons that act on all
/// uploads.
class UploadsHeader final : public QWidget {
    Q_OBJECT

public:
    /// The queue must outlive the header; the buttons call it.
    explicit UploadsHeader(UploadQueue &queue, QWidget *parent = nullptr);

    /// Shows the totals, and enables the buttons that make sense with them.
    void setTotals(const UploadTotals &totals);
    void setCollapsed(bool collapsed);
    void setDetailsShown(bool shown);

    /// The first tab is for the uploads, the others for the pages beside them.
    QTabBar &pages() const { return *m_pages; }

signals:
    void collapseRequested(bool collapsed);
    void detailsRequested(bool shown);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void connectButtons();
    void updateButtons();
    void updateWidths();
    void showCurrentPage();

    UploadQueue &m_queue;
    UploadTotals m_totals;
    QString m_totalsText; // in full; the label may elide it
    QToolButton *m_collapse = nullptr;
    QTabBar *m_pages = nullptr;
    QLabel *m_totalsLabel = nullptr;
    QToolButton *m_pauseAll = nullptr;
    QToolButton *m_retryFailed = nullptr;
    QToolButton *m_cancelAll = nullptr;
    QToolButton *m_clearFinished = nullptr;
    QToolButton *m_details = nullptr;
};

} // namespace pollux
