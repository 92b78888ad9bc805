// SPDX-License-Identifier: Apache-2.0
#include "views/uploads/uploadspanel.h"

#include "models/items/uploads/uploadsmodel.h"
#include "models/items/uploads/uploadtotals.h"
#include "views/style/layouts.h"
#include "views/uploads/progressdelegate.h"
#include "views/uploads/uploadactions.h"
#include "views/uploads/uploaddetails.h"
#include "views/uploads/uploadsheader.h"
#include "views/widgets/badgedelegate.h"
#include "views/widgets/filenamedelegate.h"
#include "views/widgets/itemtable.h"

#include <QDataStream>
#include <QHeaderView>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <chrono>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

constexpr qint32 layoutVersion = 2;
const QList<ItemTable::Column> columns = {
    {.number = UploadsModel::NameColumn, .chars = 30, .minChars = 30},
    {.number = UploadsModel::StateColumn, .chars = 34},
    {.number = UploadsModel::ProgressColumn, .chars = 20},
    {.number = UploadsModel::SizeColumn, .chars = 11, .rank = 2},
    {.number = UploadsModel::SpeedColumn, .chars = 12},
    {.number = UploadsModel::TimeLeftColumn, .chars = 12},
    {.number = UploadsModel::NextStepColumn, .chars = 34},
    {.number = UploadsModel::AttemptsColumn, .chars = 10, .rank = 3},
    {.number = UploadsModel::TargetColumn, .chars = 18, .rank = 1},
};
constexpr std::chrono::milliseconds countdownInterval(1000);

QString mimeTypeOf(const QModelIndex &index)
{
    return index.data(UploadsModel::TaskRole).value<UploadTask>().mimeType;
}

} // namespace

UploadsPanel::UploadsPanel(UploadQueue &queue, QAbstractItemModel &uploads, const UploadTotalsCounter &totals,
                           QWidget *parent)
    : QWidget(parent)
    , m_totals(totals)
    , m_words(new UploadsProxyModel(uploads, this))
    , m_header(new UploadsHeader(queue, this))
    , m_pages(new QStackedWidget(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_table(new ItemTable(u"uploads"_s, columns, this))
    , m_actions(new UploadActions(queue, *m_table))
    , m_countdownTimer(new QTimer(this))
{
    setAccessibleName(tr("Uploads"));
    createTable();
    m_details = new UploadDetails(*m_words, this);
    m_details->hide();
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 1);
    layouts::fill(new QVBoxLayout(this), {m_header, {m_pages, 1}}, 0);
    m_pages->addWidget(m_splitter);

    m_countdownTimer->setInterval(countdownInterval);
    connect(&totals, &UploadTotalsCounter::counted, this, &UploadsPanel::updateTotals);
    connect(m_countdownTimer, &QTimer::timeout, this, &UploadsPanel::updateCountdowns);
    connectModel();
    connect(&m_header->pages(), &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_header, &UploadsHeader::collapseRequested, this, &UploadsPanel::setCollapsed);
    connect(m_header, &UploadsHeader::detailsRequested, this, &UploadsPanel::setDetailsShown);
    connect(m_actions, &UploadActions::detailsRequested, this, [this] { setDetailsShown(true); });
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

void UploadsPanel::createTable()
{
    m_table->setAccessibleName(tr("Uploads"));
    m_table->setAccessibleDescription(
        tr("Space pauses or resumes the selected uploads, Delete or Escape cancels them, Control with Up or Down moves "
           "them, Return shows the details"));
    m_table->setModel(m_words);
    m_table->setItemDelegateForColumn(UploadsModel::NameColumn, new FileNameDelegate(m_table, &mimeTypeOf));
    m_table->setItemDelegateForColumn(UploadsModel::StateColumn,
                                      new BadgeDelegate(m_table, UploadsProxyModel::BadgeRole));
    m_table->setItemDelegateForColumn(UploadsModel::ProgressColumn, new ProgressDelegate(m_table));
}

void UploadsPanel::addPage(QWidget *page)
{
    m_pages->addWidget(page);
    const int tab = m_header->pages().addTab(page->windowTitle());
    m_header->pages().updateGeometry(); // a tab bar that is not shown yet does not tell its layout of a new tab
    connect(page, &QWidget::windowTitleChanged, m_header,
            [this, tab](const QString &title) { m_header->pages().setTabText(tab, title); });
}

void UploadsPanel::showPage(QWidget *page)
{
    m_header->pages().setCurrentIndex(m_pages->indexOf(page));
    setCollapsed(false);
}

void UploadsPanel::showNewUploads()
{
    if (isCollapsed())
        showPage(m_splitter);
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

void UploadsPanel::select(const QList<UploadTask::Id> &ids)
{
    QVariantList values;
    for (const UploadTask::Id id : ids)
        values.append(QVariant::fromValue(id));
    m_table->selectRows(UploadsModel::IdRole, values);
}

QByteArray UploadsPanel::saveLayout() const
{
    QByteArray layout;
    QDataStream stream(&layout, QIODevice::WriteOnly);
    stream << layoutVersion << isCollapsed() << m_table->isFilling() << m_table->headerState() << areDetailsShown()
           << m_splitter->saveState();
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
        !m_table->restoreLayout(headerState, isFilling))
        return false;
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
