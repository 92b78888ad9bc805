// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/uploadtotals.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace pollux {

/// The line above the uploads: title, totals, and the buttons for all of them.
class UploadsHeader final : public QWidget {
    Q_OBJECT

public:
    explicit UploadsHeader(QWidget *parent = nullptr);

    /// Which buttons make sense, and what the totals say.
    void setTotals(const UploadTotals &totals);
    /// Whether the queue as a whole is paused.
    void setPaused(bool paused);
    void setCollapsed(bool collapsed);
    void setDetailsShown(bool shown);

signals:
    void collapseRequested(bool collapsed);
    void detailsRequested(bool shown);
    void setPausedRequested(bool paused);
    void retryFailedRequested();
    void cancelAllRequested();
    /// `failed`: take the failed ones out too; asked for when nothing but failed ones is finished.
    void clearFinishedRequested(bool failed);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QToolButton *createButton(const QString &text, const QIcon &buttonIcon);
    void connectButtons();
    void updateButtons();
    void updateWidths();

    UploadTotals m_totals;
    bool m_isPaused = false;
    bool m_isCollapsed = false;
    QString m_totalsText; // the label may show less
    QToolButton *m_collapse = nullptr;
    QLabel *m_totalsLabel = nullptr;
    QToolButton *m_pauseAll = nullptr;
    QToolButton *m_retryFailed = nullptr;
    QToolButton *m_cancelAll = nullptr;
    QToolButton *m_clearFinished = nullptr;
    QToolButton *m_details = nullptr;
};

} // namespace pollux
