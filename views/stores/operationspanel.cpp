// SPDX-License-Identifier: Apache-2.0
#include "views/stores/operationspanel.h"

#include "models/items/stores/operationsmodel.h"
#include "models/text/errortext.h"
#include "views/stores/operationdetails.h"
#include "views/style/icons.h"
#include "views/widgets/badgedelegate.h"
#include "views/widgets/itemtable.h"
#include "views/widgets/placeholdermessage.h"

#include <QAction>
#include <QClipboard>
#include <QDataStream>
#include <QGuiApplication>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedLayout>
#include <QStyledItemDelegate>

#include <algorithm>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

using State = OperationRecord::State;

const QList<ItemTable::Column> columns = {
    {.number = OperationsModel::NameColumn, .chars = 30},
    {.number = OperationsModel::StateColumn, .chars = 20},
    {.number = OperationsModel::KindColumn, .chars = 10, .isShown = false},
    {.number = OperationsModel::StoreColumn, .chars = 28},
    {.number = OperationsModel::DocumentColumn, .chars = 28},
    {.number = OperationsModel::AgeColumn, .chars = 10},
    {.number = OperationsModel::LastPollColumn, .chars = 14},
    {.number = OperationsModel::ErrorColumn, .chars = 30, .minChars = 24},
    {.number = OperationsModel::ResourceNameColumn, .chars = 40, .isShown = false},
};
constexpr qint32 layoutVersion = 1;
constexpr int pollKey = Qt::Key_F9;
constexpr QKeyCombination detailsKey(Qt::AltModifier, Qt::Key_Return);
constexpr std::chrono::milliseconds workingInterval = std::chrono::seconds(1);
constexpr std::chrono::milliseconds endedInterval = std::chrono::seconds(30); // ages in minutes, nobody waits for them

bool isWorking(const OperationRecord &operation)
{
    return operation.state == State::Working;
}

bool hasEnded(const OperationRecord &operation)
{
    return operation.state != State::Working;
}

bool isAny(const OperationRecord &)
{
    return true;
}

bool hasDocument(const OperationRecord &operation)
{
    return !operation.document.isEmpty() && operation.state != State::Lost;
}

bool hasError(const OperationRecord &operation)
{
    return operation.error || operation.pollError;
}

/// For resource names: their ends tell them apart.
class NameDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->textElideMode = Qt::ElideMiddle;
    }
};

OperationRecord operationOf(const QModelIndex &index)
{
    return index.data(OperationsModel::OperationRole).value<OperationRecord>();
}

/// In full, where a cell has but one line. The code of an operation's Status is a google.rpc.Code.
QString errorWords(const OperationRecord &operation)
{
    if (operation.error)
        return statusText(*operation.error);
    return operation.pollError ? errorSentence(*operation.pollError) : QString();
}

QString errorToolTip(const QModelIndex &index)
{
    return index.column() == OperationsModel::ErrorColumn ? errorWords(operationOf(index)) : QString();
}

} // namespace

OperationsPanel::OperationsPanel(QAbstractItemModel &operations, std::function<void()> refreshTimes, QWidget *parent)
    : QWidget(parent)
    , m_refreshTimes(std::move(refreshTimes))
    , m_sorted(new QSortFilterProxyModel(this))
    , m_table(new ItemTable(u"operations"_s, columns, this))
    , m_empty(new PlaceholderMessage(this))
    , m_details(new OperationDetails(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_stack(new QStackedLayout(this))
{
    setAccessibleName(tr("Operations"));
    m_empty->setContent({IconName::Operation, tr("No operations"),
                         tr("What the service does with files that go into a store is followed here.")});
    createTable(operations);
    createDetails();
    m_stack->addWidget(m_splitter);
    m_stack->addWidget(m_empty);
    connectModel(operations);
    handleRows();
}

void OperationsPanel::createTable(QAbstractItemModel &operations)
{
    m_sorted->setSourceModel(&operations);
    m_sorted->setSortRole(OperationsModel::SortRole);
    m_sorted->setSortLocaleAware(true);
    m_table->setAccessibleName(tr("Operations"));
    m_table->setAccessibleDescription(
        tr("Return opens the document, Alt with Return shows the details, F9 asks the service now, Delete takes an "
           "operation that has ended out of the list"));
    m_table->setItemDelegateForColumn(OperationsModel::StateColumn,
                                      new BadgeDelegate(m_table, OperationsModel::BadgeRole));
    for (const int column : {OperationsModel::StoreColumn, OperationsModel::DocumentColumn})
        m_table->setItemDelegateForColumn(column, new NameDelegate(m_table));
    m_table->setToolTip(&errorToolTip);
    m_table->enableColumnMenu(OperationsModel::NameColumn);
    m_table->enableSorting(OperationsModel::AgeColumn, Qt::DescendingOrder);
    m_table->setModel(m_sorted);
    connect(m_table, &QTableView::doubleClicked, this, &OperationsPanel::openDocument);
    createActions();
}

void OperationsPanel::createActions()
{
    QAction *open =
        m_table->addAction(icon(IconName::Document), tr("&Open Document"), this, &OperationsPanel::openDocument);
    open->setShortcuts({Qt::Key_Return, Qt::Key_Enter});
    QAction *details = m_table->addAction(icon(IconName::Details), tr("&Details"), detailsKey, this,
                                          [this] { setDetailsShown(!areDetailsShown()); });
    details->setCheckable(true);
    QAction *poll = m_table->addAction(icon(IconName::Refresh), tr("&Ask the Service Now"), pollKey, this,
                                       [this] { emit pollRequested(selectedNames(&isWorking)); });
    m_table->addSeparator();
    QAction *copyName = m_table->addAction(icon(IconName::Copy), tr("Copy &Name"), this, [this] {
        QGuiApplication::clipboard()->setText(selectedNames(&isAny).join(u'\n'));
    });
    copyName->setShortcuts(QKeySequence::Copy);
    QAction *copyError =
        m_table->addAction(icon(IconName::Copy), tr("Copy &Error Details"), this, &OperationsPanel::copyErrors);
    m_table->addSeparator();
    QAction *forget = m_table->addAction(icon(IconName::Clear), tr("Remove from &List"), Qt::Key_Delete, this,
                                         [this] { emit forgetRequested(selectedNames(&hasEnded)); });
    QAction *forgetAll = m_table->addAction(icon(IconName::Clear), tr("Remove &All That Have Ended"), this,
                                            [this] { emit forgetRequested(endedNames()); });
    connect(m_table, &ItemTable::aboutToUseActions, this, [=, this] {
        const QList<OperationRecord> operations = selectedOperations();
        open->setEnabled(operations.size() == 1 && hasDocument(operations.first()));
        details->setChecked(areDetailsShown());
        poll->setEnabled(std::ranges::any_of(operations, &isWorking));
        copyName->setEnabled(!operations.isEmpty());
        copyError->setEnabled(std::ranges::any_of(operations, &hasError));
        forget->setEnabled(std::ranges::any_of(operations, &hasEnded));
        forgetAll->setEnabled(!endedNames().isEmpty());
    });
}

void OperationsPanel::createDetails()
{
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 1);
    m_details->hide();
    connect(m_table, &ItemTable::selectedRowsChanged, this, &OperationsPanel::updateDetails);
}

void OperationsPanel::connectModel(QAbstractItemModel &operations)
{
    const QAbstractItemModel *rows = &operations;
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(rows, signal, this, &OperationsPanel::handleRows);
    connect(rows, &QAbstractItemModel::modelReset, this, &OperationsPanel::handleRows);
    connect(rows, &QAbstractItemModel::dataChanged, this, &OperationsPanel::handleRows);
    connect(&m_ageTimer, &QTimer::timeout, this, [this] { m_refreshTimes(); });
}

void OperationsPanel::handleRows()
{
    int working = 0;
    const int rows = m_sorted->rowCount();
    for (int row = 0; row < rows; ++row) {
        if (isWorking(operationOf(m_sorted->index(row, 0))))
            ++working;
    }
    m_stack->setCurrentWidget(rows > 0 ? static_cast<QWidget *>(m_splitter) : m_empty);
    updateDetails();
    const std::chrono::milliseconds interval = working > 0 ? workingInterval : endedInterval;
    if (rows == 0 || !isVisible() || !m_refreshTimes)
        m_ageTimer.stop();
    else if (!m_ageTimer.isActive() || m_ageTimer.intervalAsDuration() != interval)
        m_ageTimer.start(interval);
    setWindowTitle(working > 0 ? tr("Operations (%1)").arg(working) : tr("Operations"));
}

void OperationsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_refreshTimes)
        m_refreshTimes();
    handleRows();
}

void OperationsPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_ageTimer.stop();
}

void OperationsPanel::select(const QStringList &names)
{
    m_table->selectRows(OperationsModel::ResourceNameRole, {names.begin(), names.end()});
}

bool OperationsPanel::areDetailsShown() const
{
    return !m_details->isHidden();
}

void OperationsPanel::setDetailsShown(bool shown)
{
    if (shown == areDetailsShown())
        return;
    m_details->setVisible(shown);
    updateDetails();
    emit detailsShownChanged(shown);
}

void OperationsPanel::updateDetails()
{
    if (areDetailsShown())
        m_details->setOperations(selectedOperations());
}

QByteArray OperationsPanel::saveLayout() const
{
    QByteArray layout;
    QDataStream stream(&layout, QIODevice::WriteOnly);
    stream << layoutVersion << areDetailsShown() << m_splitter->saveState() << m_table->saveLayout();
    return layout;
}

bool OperationsPanel::restoreLayout(const QByteArray &layout)
{
    QDataStream stream(layout);
    qint32 version = 0;
    bool detailsShown = false;
    QByteArray splitterState;
    QByteArray columns;
    stream >> version >> detailsShown >> splitterState >> columns;
    if (stream.status() != QDataStream::Ok || version != layoutVersion || !m_table->restoreLayout(columns))
        return false;
    m_splitter->restoreState(splitterState);
    setDetailsShown(detailsShown);
    return true;
}

QList<OperationRecord> OperationsPanel::selectedOperations() const
{
    return m_table->selectedData<OperationRecord>(OperationsModel::OperationRole);
}

QStringList OperationsPanel::selectedNames(Predicate isRequested) const
{
    QStringList names;
    for (const OperationRecord &operation : selectedOperations()) {
        if (isRequested(operation))
            names.append(operation.name);
    }
    return names;
}

QStringList OperationsPanel::endedNames() const
{
    QStringList names;
    for (int row = 0; row < m_sorted->rowCount(); ++row) {
        const OperationRecord operation = operationOf(m_sorted->index(row, 0));
        if (hasEnded(operation))
            names.append(operation.name);
    }
    return names;
}

void OperationsPanel::openDocument()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid())
        return;
    const OperationRecord operation = operationOf(current);
    if (hasDocument(operation))
        emit documentRequested(operation.document, operation.store);
}

void OperationsPanel::copyErrors() const
{
    QStringList lines;
    for (const OperationRecord &operation : selectedOperations()) {
        if (hasError(operation))
            lines.append(tr("%1: %2", "operation, error").arg(operation.name, errorWords(operation)));
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace pollux
