// SPDX-License-Identifier: Apache-2.0
#include "views/uploadspanel.h"

#include "models/items/uploadsmodel.h"
#include "views/badgedelegate.h"
#include "views/celltooltips.h"
#include "views/columnfiller.h"
#include "views/filenamedelegate.h"
#include "views/icons.h"
#include "views/progressdelegate.h"
#include "views/tablelook.h"
#include "views/theme.h"

#include <QClipboard>
#include <QDataStream>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QTableView>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace pollux {

namespace {

constexpr qint32 layoutVersion = 1;
constexpr int fewestStateLetters = 24;
constexpr std::chrono::milliseconds totalsInterval(200);

bool isCancellable(const UploadTask &task)
{
    UploadTotals totals;
    totals.count(task.state);
    return totals.unfinished() > 0;
}

bool isRetryable(const UploadTask &task)
{
    return task.state == UploadTask::State::Failed || task.state == UploadTask::State::Cancelled;
}

QString mimeTypeOf(const QModelIndex &index)
{
    return index.data(UploadsModel::TaskRole).value<UploadTask>().mimeType;
}

QList<UploadTask::Id> idsOf(const QList<UploadTask> &tasks, bool (*isWanted)(const UploadTask &))
{
    QList<UploadTask::Id> ids;
    for (const UploadTask &task : tasks) {
        if (isWanted(task))
            ids.append(task.id);
    }
    return ids;
}

} // namespace

UploadsPanel::UploadsPanel(QAbstractItemModel &uploads, ErrorSentence errorSentence, QWidget *parent)
    : QWidget(parent)
    , m_totalsTimer(new QTimer(this))
{
    setAccessibleName(tr("Uploads"));
    m_header = createHeader();
    createTable(uploads, std::move(errorSentence));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_table, 1);

    m_totalsTimer->setSingleShot(true);
    connect(m_totalsTimer, &QTimer::timeout, this, &UploadsPanel::updateTotals);
    connect(m_words, &QAbstractItemModel::dataChanged, this, &UploadsPanel::scheduleTotals);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_words, signal, this, &UploadsPanel::scheduleTotals);
    connect(m_words, &QAbstractItemModel::modelReset, this, &UploadsPanel::scheduleTotals);
    updateTotals();
}

QToolButton *UploadsPanel::createButton(const QString &text, const QIcon &buttonIcon)
{
    auto *button = new QToolButton(this);
    button->setText(text);
    button->setIcon(buttonIcon);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

QWidget *UploadsPanel::createHeader()
{
    auto *header = new QWidget(this);
    m_collapse = new QToolButton(header);
    m_collapse->setAutoRaise(true);
    m_collapse->setArrowType(Qt::DownArrow);
    m_collapse->setAccessibleName(tr("Collapse the uploads"));
    m_collapse->setToolTip(tr("Collapse the uploads"));
    m_collapse->setFocusPolicy(Qt::StrongFocus);
    auto *title = new QLabel(tr("Uploads"), header);
    QFont titleFont = title->font();
    titleFont.setWeight(QFont::DemiBold);
    title->setFont(titleFont);
    m_totalsLabel = new QLabel(header);
    m_totalsLabel->setTextFormat(Qt::PlainText);
    m_totalsLabel->setAccessibleDescription(tr("How many uploads are in which state"));
    m_retryFailed = createButton(tr("Retry Failed"), icon(IconName::Retry));
    m_cancelAll = createButton(tr("Cancel All"), icon(IconName::Cancel));
    m_clearFinished = createButton(tr("Clear Finished"), icon(IconName::Clear));

    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(theme::grid, theme::grid / 2, theme::grid, theme::grid / 2);
    layout->setSpacing(theme::grid);
    layout->addWidget(m_collapse);
    layout->addWidget(title);
    layout->addWidget(m_totalsLabel, 1);
    for (QToolButton *button : {m_retryFailed, m_cancelAll, m_clearFinished})
        layout->addWidget(button);

    connect(m_collapse, &QToolButton::clicked, this, [this] { setCollapsed(!isCollapsed()); });
    connect(m_retryFailed, &QToolButton::clicked, this, &UploadsPanel::retryFailedRequested);
    connect(m_cancelAll, &QToolButton::clicked, this, &UploadsPanel::cancelAllRequested);
    connect(m_clearFinished, &QToolButton::clicked, this,
            [this] { emit clearFinishedRequested(m_totals.done + m_totals.cancelled == 0); });
    return header;
}

void UploadsPanel::createTable(QAbstractItemModel &uploads, ErrorSentence errorSentence)
{
    m_words = new UploadWords(uploads, std::move(errorSentence), this);
    m_table = new QTableView(this);
    m_table->setAccessibleName(tr("Uploads"));
    m_table->setAccessibleDescription(tr("Delete or Escape cancels the selected uploads"));
    applyTableLook(*m_table);
    m_table->setModel(m_words);
    auto *stateDelegate = new BadgeDelegate(m_table, UploadWords::BadgeRole);
    stateDelegate->setDetailRole(UploadWords::DetailRole);
    m_table->setItemDelegateForColumn(UploadsModel::NameColumn, new FileNameDelegate(m_table, &mimeTypeOf));
    m_table->setItemDelegateForColumn(UploadsModel::StateColumn, stateDelegate);
    m_table->setItemDelegateForColumn(UploadsModel::ProgressColumn,
                                      new ProgressDelegate(m_table, UploadsModel::ProgressRole));
    new CellToolTips(m_table, [](const QModelIndex &index) {
        return index.column() == UploadsModel::StateColumn ? index.data(UploadWords::DetailRole).toString() : QString();
    });
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, &UploadsPanel::showContextMenu);
    m_table->installEventFilter(this);
    m_filler = new ColumnFiller(m_table, UploadsModel::StateColumn, fewestStateLetters);
    setDefaultWidths();
}

void UploadsPanel::setDefaultWidths()
{
    constexpr std::array letters = {
        std::pair(UploadsModel::NameColumn, 34),     std::pair(UploadsModel::StateColumn, 34),
        std::pair(UploadsModel::ProgressColumn, 24), std::pair(UploadsModel::SizeColumn, 14),
        std::pair(UploadsModel::SpeedColumn, 14),    std::pair(UploadsModel::TimeLeftColumn, 14)};
    for (const auto &[column, count] : letters)
        m_table->horizontalHeader()->resizeSection(column, count * fontMetrics().averageCharWidth());
    m_filler->setActive(true);
}

bool UploadsPanel::isCollapsed() const
{
    return m_table->isHidden();
}

void UploadsPanel::setCollapsed(bool collapsed)
{
    if (collapsed == isCollapsed())
        return;
    m_table->setVisible(!collapsed);
    setMaximumHeight(collapsed ? m_header->sizeHint().height() : QWIDGETSIZE_MAX);
    m_collapse->setArrowType(collapsed ? Qt::RightArrow : Qt::DownArrow);
    const QString words = collapsed ? tr("Show the uploads") : tr("Collapse the uploads");
    m_collapse->setAccessibleName(words);
    m_collapse->setToolTip(words);
    emit collapsedChanged(collapsed);
}

QByteArray UploadsPanel::saveLayout() const
{
    QByteArray layout;
    QDataStream stream(&layout, QIODevice::WriteOnly);
    stream << layoutVersion << isCollapsed() << m_filler->isActive() << m_table->horizontalHeader()->saveState();
    return layout;
}

bool UploadsPanel::restoreLayout(const QByteArray &layout)
{
    QDataStream stream(layout);
    qint32 version = 0;
    bool collapsed = false;
    bool isFilling = false;
    QByteArray headerState;
    stream >> version >> collapsed >> isFilling >> headerState;
    if (stream.status() != QDataStream::Ok || version != layoutVersion ||
        !m_table->horizontalHeader()->restoreState(headerState))
        return false;
    m_filler->setActive(isFilling);
    setCollapsed(collapsed);
    return true;
}

void UploadsPanel::scheduleTotals()
{
    if (!m_totalsTimer->isActive())
        m_totalsTimer->start(totalsInterval);
}

void UploadsPanel::updateTotals()
{
    UploadTotals totals;
    for (int row = 0; row < m_words->rowCount(); ++row) {
        const QModelIndex index = m_words->index(row, UploadsModel::StateColumn);
        totals.count(index.data(UploadsModel::TaskRole).value<UploadTask>().state);
    }
    const bool onlyFailedFinished = totals.failed > 0 && totals.done + totals.cancelled == 0;
    m_retryFailed->setEnabled(totals.failed > 0);
    m_cancelAll->setEnabled(totals.unfinished() > 0);
    m_clearFinished->setEnabled(totals.done + totals.cancelled + totals.failed > 0);
    m_clearFinished->setText(onlyFailedFinished ? tr("Clear Failed") : tr("Clear Finished"));
    m_totalsLabel->setText(m_words->rowCount() == 0 ? tr("Nothing to upload") : UploadWords::totals(totals));
    if (totals == m_totals)
        return;
    m_totals = totals;
    emit totalsChanged();
}

bool UploadsPanel::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (watched != m_table || !isKey)
        return QWidget::eventFilter(watched, event);
    return handleTableKey(*static_cast<QKeyEvent *>(event)) || QWidget::eventFilter(watched, event);
}

bool UploadsPanel::handleTableKey(QKeyEvent &event)
{
    const bool isCancel = event.key() == Qt::Key_Delete || event.key() == Qt::Key_Escape;
    const bool isCopy = event.matches(QKeySequence::Copy);
    if (!isCancel && !isCopy)
        return false;
    // Without this the same keys would reach the window's shortcuts, and Delete there means files on the server.
    event.accept();
    if (event.type() == QEvent::ShortcutOverride)
        return true;
    if (isCancel)
        cancelSelected();
    else
        copySelectedErrors();
    return true;
}

QList<UploadTask> UploadsPanel::selectedTasks() const
{
    QList<UploadTask> tasks;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        tasks.append(index.data(UploadsModel::TaskRole).value<UploadTask>());
    return tasks;
}

void UploadsPanel::cancelSelected()
{
    const QList<UploadTask::Id> ids = idsOf(selectedTasks(), &isCancellable);
    if (!ids.isEmpty())
        emit cancelRequested(ids);
}

void UploadsPanel::retrySelected()
{
    const QList<UploadTask::Id> ids = idsOf(selectedTasks(), &isRetryable);
    if (!ids.isEmpty())
        emit retryRequested(ids);
}

void UploadsPanel::copySelectedErrors() const
{
    QStringList lines;
    for (const UploadTask &task : selectedTasks()) {
        if (task.error)
            lines.append(tr("%1: %2").arg(task.displayName, m_words->detail(task)));
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void UploadsPanel::showContextMenu(const QPoint &position)
{
    const QList<UploadTask> tasks = selectedTasks();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *cancel = menu->addAction(icon(IconName::Cancel), tr("&Cancel"), this, &UploadsPanel::cancelSelected);
    QAction *retry = menu->addAction(icon(IconName::Retry), tr("&Retry"), this, &UploadsPanel::retrySelected);
    QAction *copy = menu->addAction(icon(IconName::Copy), tr("Copy &Error"), this, &UploadsPanel::copySelectedErrors);
    cancel->setEnabled(std::ranges::any_of(tasks, &isCancellable));
    retry->setEnabled(std::ranges::any_of(tasks, &isRetryable));
    copy->setEnabled(std::ranges::any_of(tasks, [](const UploadTask &task) { return task.error.has_value(); }));
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

} // namespace pollux
