// SPDX-License-Identifier: Apache-2.0
#include "views/uploads/uploadspanel.h"

#include "models/items/uploads/uploadsmodel.h"
#include "models/items/uploads/uploadtotals.h"
#include "models/text/errortext.h"
#include "views/uploads/progressdelegate.h"
#include "views/uploads/uploadactions.h"
#include "views/uploads/uploaddetails.h"
#include "views/uploads/uploadsheader.h"
#include "views/widgets/badgedelegate.h"
#include "views/widgets/celltooltips.h"
#include "views/widgets/columnfiller.h"
#include "views/widgets/filenamedelegate.h"
#include "views/widgets/tablelook.h"

#include <QDataStream>
#include <QHeaderView>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>

#include <array>
#include <chrono>
#include <utility>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

constexpr qint32 layoutVersion = 2;
constexpr int minNextStepChars = 28;
constexpr std::chrono::milliseconds countdownInterval(1000);

QString mimeTypeOf(const QModelIndex &index)
{
    return index.data(UploadsModel::TaskRole).value<UploadTask>().mimeType;
}

} // namespace

UploadsPanel::UploadsPanel(QAbstractItemModel &uploads, const UploadTotalsCounter &totals,
                           const ErrorSentence &errorSentence, QWidget *parent)
    : QWidget(parent)
    , m_totals(totals)
    , m_words(new UploadsProxyModel(uploads, errorSentence, this))
    , m_header(new UploadsHeader(this))
    , m_pages(new QStackedWidget(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_countdownTimer(new QTimer(this))
{
    setAccessibleName(tr("Uploads"));
    createTable();
    m_details = new UploadDetails(*m_words, errorSentence, this);
    m_details->hide();
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_pages, 1);
    m_pages->addWidget(m_splitter);

    m_countdownTimer->setInterval(countdownInterval);
    connect(&totals, &UploadTotalsCounter::counted, this, &UploadsPanel::updateTotals);
    connect(m_countdownTimer, &QTimer::timeout, this, &UploadsPanel::updateCountdowns);
    connectModel();
    connectRequests();
    updateTotals();
}

void UploadsPanel::connectModel()
{
    connect(m_words, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &first, const QModelIndex &last) {
        const int row = m_table->currentIndex().row();
        if (row >= first.row() && row <= last.row())
            updateDetails();
    });
    connect(m_words, &QAbstractItemModel::modelReset, this, &UploadsPanel::updateDetails);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &UploadsPanel::updateDetails);
}

void UploadsPanel::connectRequests()
{
    connect(m_header, &UploadsHeader::pageChosen, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_header, &UploadsHeader::collapseRequested, this, &UploadsPanel::setCollapsed);
    connect(m_header, &UploadsHeader::detailsRequested, this, &UploadsPanel::setDetailsShown);
    connect(m_header, &UploadsHeader::setPausedRequested, this, &UploadsPanel::setPausedRequested);
    connect(m_header, &UploadsHeader::retryFailedRequested, this, &UploadsPanel::retryFailedRequested);
    connect(m_header, &UploadsHeader::cancelAllRequested, this, &UploadsPanel::cancelAllRequested);
    connect(m_header, &UploadsHeader::clearFinishedRequested, this, &UploadsPanel::clearFinishedRequested);
    connect(m_commands, &UploadActions::pauseRequested, this, &UploadsPanel::pauseRequested);
    connect(m_commands, &UploadActions::resumeRequested, this, &UploadsPanel::resumeRequested);
    connect(m_commands, &UploadActions::retryRequested, this, &UploadsPanel::retryRequested);
    connect(m_commands, &UploadActions::cancelRequested, this, &UploadsPanel::cancelRequested);
    connect(m_commands, &UploadActions::discardRequested, this, &UploadsPanel::discardRequested);
    connect(m_commands, &UploadActions::deleteAndRetryRequested, this, &UploadsPanel::deleteAndRetryRequested);
    connect(m_commands, &UploadActions::moveRequested, this, &UploadsPanel::moveRequested);
    connect(m_commands, &UploadActions::detailsRequested, this, [this] { setDetailsShown(true); });
}

void UploadsPanel::createTable()
{
    m_table = new QTableView(this);
    m_table->setObjectName(u"uploads"_s);
    m_table->setAccessibleName(tr("Uploads"));
    m_table->setAccessibleDescription(
        tr("Space pauses or resumes the selected uploads, Delete or Escape cancels them, Control with Up or Down moves "
           "them, Return shows the details"));
    applyTableLook(*m_table);
    m_table->setModel(m_words);
    m_table->setItemDelegateForColumn(UploadsModel::NameColumn, new FileNameDelegate(m_table, &mimeTypeOf));
    m_table->setItemDelegateForColumn(UploadsModel::StateColumn,
                                      new BadgeDelegate(m_table, UploadsProxyModel::BadgeRole));
    m_table->setItemDelegateForColumn(
        UploadsModel::ProgressColumn,
        new ProgressDelegate(m_table, UploadsModel::ProgressRole, UploadsModel::ConfirmedRole));
    new CellToolTips(m_table);
    m_commands = new UploadActions(m_table, &errorDetails);
    m_filler = new ColumnFiller(m_table, UploadsModel::NextStepColumn, minNextStepChars);
    setDefaultWidths();
}

void UploadsPanel::setDefaultWidths()
{
    constexpr std::array letters = {
        std::pair(UploadsModel::NameColumn, 30),     std::pair(UploadsModel::StateColumn, 36),
        std::pair(UploadsModel::ProgressColumn, 20), std::pair(UploadsModel::SizeColumn, 11),
        std::pair(UploadsModel::SpeedColumn, 12),    std::pair(UploadsModel::TimeLeftColumn, 12),
        std::pair(UploadsModel::AttemptsColumn, 14), std::pair(UploadsModel::TargetColumn, 10)};
    for (const auto &[column, count] : letters)
        m_table->horizontalHeader()->resizeSection(column, count * fontMetrics().averageCharWidth());
    m_filler->setActive(true);
}

void UploadsPanel::addPage(QWidget *page, const QString &title)
{
    m_pages->addWidget(page);
    m_header->addPage(title);
}

void UploadsPanel::setPageTitle(QWidget *page, const QString &title)
{
    m_header->setPageTitle(m_pages->indexOf(page), title);
}

void UploadsPanel::showPage(QWidget *page)
{
    m_header->setCurrentPage(m_pages->indexOf(page));
    setCollapsed(false);
}

bool UploadsPanel::isCollapsed() const
{
    return m_pages->isHidden();
}

void UploadsPanel::setCollapsed(bool collapsed)
{
    if (collapsed == isCollapsed())
        return;
    m_pages->setVisible(!collapsed);
    setMaximumHeight(collapsed ? m_header->sizeHint().height() : QWIDGETSIZE_MAX);
    m_header->setCollapsed(collapsed);
    updateCountdowns();
    emit collapsedChanged(collapsed);
}

bool UploadsPanel::areDetailsShown() const
{
    return !m_details->isHidden();
}

void UploadsPanel::setDetailsShown(bool shown)
{
    m_details->setVisible(shown);
    m_header->setDetailsShown(shown);
    updateDetails();
}

void UploadsPanel::setPaused(bool paused)
{
    m_header->setPaused(paused);
}

void UploadsPanel::select(const QList<UploadTask::Id> &ids)
{
    QItemSelection selection;
    QModelIndex first;
    for (int row = 0; row < m_words->rowCount(); ++row) {
        const QModelIndex index = m_words->index(row, UploadsModel::NameColumn);
        if (!ids.contains(index.data(UploadsModel::IdRole).value<UploadTask::Id>()))
            continue;
        selection.select(index, index);
        if (!first.isValid())
            first = index;
    }
    m_table->setCurrentIndex(first);
    m_table->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_table->scrollTo(first);
}

QByteArray UploadsPanel::saveLayout() const
{
    QByteArray layout;
    QDataStream stream(&layout, QIODevice::WriteOnly);
    stream << layoutVersion << isCollapsed() << m_filler->isActive() << m_table->horizontalHeader()->saveState()
           << areDetailsShown() << m_splitter->saveState();
    return layout;
}

bool UploadsPanel::restoreLayout(const QByteArray &layout)
{
    QDataStream stream(layout);
    qint32 version = 0;
    bool collapsed = false;
    bool isFilling = false;
    QByteArray headerState;
    bool detailsShown = false;
    QByteArray splitterState;
    stream >> version >> collapsed >> isFilling >> headerState >> detailsShown >> splitterState;
    if (stream.status() != QDataStream::Ok || version != layoutVersion ||
        !m_table->horizontalHeader()->restoreState(headerState))
        return false;
    m_filler->setActive(isFilling);
    setDetailsShown(detailsShown);
    m_splitter->restoreState(splitterState);
    setCollapsed(collapsed);
    return true;
}

void UploadsPanel::updateTotals()
{
    m_header->setTotals(m_totals.totals());
    updateCountdowns();
}

void UploadsPanel::updateCountdowns()
{
    if (isCollapsed() || m_totals.totals().waiting == 0 || !m_words->updateCountdowns())
        m_countdownTimer->stop();
    else if (!m_countdownTimer->isActive())
        m_countdownTimer->start();
}

void UploadsPanel::updateDetails()
{
    if (!areDetailsShown())
        return;
    const QModelIndex current = m_table->currentIndex();
    m_details->setTask(current.isValid() ? std::optional(m_words->taskAt(current.row())) : std::nullopt);
}

} // namespace pollux
