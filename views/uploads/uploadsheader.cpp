// SPDX-License-Identifier: Apache-2.0
#include "views/uploads/uploadsheader.h"

#include "models/transfer/uploadqueue.h"
#include "views/style/layouts.h"
#include "views/uploads/uploadsproxymodel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QTabBar>
#include <QToolButton>

namespace pollux {

namespace {

constexpr int minCharsForText = 150; // in a narrower line the buttons show their icons only

} // namespace

UploadsHeader::UploadsHeader(UploadQueue &queue, QWidget *parent)
    : QWidget(parent)
    , m_queue(queue)
    , m_collapse(new QToolButton(this))
{
    m_collapse->setAutoRaise(true);
    m_collapse->setFocusPolicy(Qt::StrongFocus);
    m_pages = new QTabBar(this);
    m_pages->setObjectName(QStringLiteral("panelPages"));
    m_pages->setAccessibleName(tr("Uploads and operations"));
    m_pages->setDrawBase(false);
    m_pages->setExpanding(false);
    m_pages->setElideMode(Qt::ElideNone);
    m_pages->setUsesScrollButtons(false);
    m_pages->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    m_pages->addTab(tr("Uploads"));
    connect(m_pages, &QTabBar::currentChanged, this, &UploadsHeader::showCurrentPage);
    m_totalsLabel = layouts::createText({}, this);
    m_totalsLabel->setAccessibleDescription(tr("How many uploads are in which state"));
    // If the line is too narrow, the totals are cut off and the buttons keep their size.
    m_totalsLabel->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_pauseAll = layouts::createToolButton(tr("Pause All"), IconName::Pause, this);
    m_retryFailed = layouts::createToolButton(tr("Retry Failed"), IconName::Retry, this);
    m_cancelAll = layouts::createToolButton(tr("Cancel All"), IconName::Cancel, this);
    m_clearFinished = layouts::createToolButton(tr("Clear Finished"), IconName::Clear, this);
    m_details = layouts::createToolButton(tr("Details"), IconName::Details, this);
    m_details->setCheckable(true);
    m_details->setToolTip(tr("Show the details and the timeline of the current upload"));

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::grid, theme::grid / 2, theme::grid, theme::grid / 2);
    layout->setSpacing(theme::grid);
    layout->addWidget(m_collapse);
    layout->addWidget(m_pages);
    layout->addWidget(m_totalsLabel, 1);
    layout->addStretch(0); // keeps the tabs in place while the totals are hidden
    for (QToolButton *button : {m_pauseAll, m_retryFailed, m_cancelAll, m_clearFinished, m_details})
        layout->addWidget(button);
    connectButtons();
    setCollapsed(false);
    updateButtons();
}

void UploadsHeader::connectButtons()
{
    connect(m_collapse, &QToolButton::clicked, this,
            [this] { emit collapseRequested(m_collapse->arrowType() == Qt::DownArrow); });
    connect(m_pauseAll, &QToolButton::clicked, &m_queue, [this] { m_queue.setPaused(!m_queue.isPaused()); });
    connect(m_retryFailed, &QToolButton::clicked, &m_queue, &UploadQueue::retryFailed);
    connect(m_cancelAll, &QToolButton::clicked, &m_queue, &UploadQueue::cancelAll);
    // Clears the failed uploads too if no other finished ones are left.
    connect(m_clearFinished, &QToolButton::clicked, &m_queue,
            [this] { m_queue.clearFinished(m_totals.done + m_totals.cancelled == 0); });
    connect(&m_queue, &UploadQueue::holdChanged, this, &UploadsHeader::updateButtons);
    connect(m_details, &QToolButton::clicked, this, &UploadsHeader::detailsRequested);
}

void UploadsHeader::setTotals(const UploadTotals &totals)
{
    m_totals = totals;
    updateButtons();
}

void UploadsHeader::setCollapsed(bool collapsed)
{
    m_collapse->setArrowType(collapsed ? Qt::RightArrow : Qt::DownArrow);
    const QString words = collapsed ? tr("Show the uploads") : tr("Collapse the uploads");
    m_collapse->setAccessibleName(words);
    m_collapse->setToolTip(words);
    m_details->setEnabled(!collapsed);
}

void UploadsHeader::setDetailsShown(bool shown)
{
    m_details->setChecked(shown);
}

void UploadsHeader::showCurrentPage()
{
    const int page = m_pages->currentIndex();
    for (QToolButton *button : {m_pauseAll, m_retryFailed, m_cancelAll, m_clearFinished, m_details})
        button->setVisible(page == 0);
    m_totalsLabel->setVisible(page == 0);
}

void UploadsHeader::updateButtons()
{
    const bool isPaused = m_queue.isPaused();
    const bool onlyFailedFinished = m_totals.failed > 0 && m_totals.done + m_totals.cancelled == 0;
    m_pauseAll->setEnabled(isPaused || m_totals.active() > 0);
    m_pauseAll->setText(isPaused ? tr("Resume All") : tr("Pause All"));
    m_pauseAll->setIcon(icon(isPaused ? IconName::Resume : IconName::Pause));
    m_retryFailed->setEnabled(m_totals.failed > 0);
    m_cancelAll->setEnabled(m_totals.unfinished() > 0);
    m_clearFinished->setEnabled(m_totals.finished() > 0);
    m_clearFinished->setText(onlyFailedFinished ? tr("Clear Failed") : tr("Clear Finished"));
    const QString words = m_totals == UploadTotals() ? tr("Nothing to upload") : UploadsProxyModel::totals(m_totals);
    m_totalsText = isPaused ? tr("All paused · %1").arg(words) : words;
    m_totalsLabel->setToolTip(m_totalsText);
    m_totalsLabel->setAccessibleName(m_totalsText);
    updateWidths();
}

void UploadsHeader::updateWidths()
{
    const bool isNarrow = width() < minCharsForText * fontMetrics().averageCharWidth();
    for (QToolButton *button : {m_pauseAll, m_retryFailed, m_cancelAll, m_clearFinished, m_details})
        button->setToolButtonStyle(isNarrow ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    for (QToolButton *button : {m_pauseAll, m_retryFailed, m_cancelAll, m_clearFinished})
        button->setToolTip(isNarrow ? button->text() : QString());
    layout()->activate();
    m_totalsLabel->setText(fontMetrics().elidedText(m_totalsText, Qt::ElideRight, m_totalsLabel->width()));
}

void UploadsHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateWidths();
}

} // namespace pollux
