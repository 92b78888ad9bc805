// SPDX-License-Identifier: Apache-2.0
#include "views/stores/operationspanel.h"

#include "models/items/stores/operationsmodel.h"
#include "models/text/errortext.h"
#include "views/messages/placeholdermessage.h"
#include "views/stores/operationdetails.h"
#include "views/style/icons.h"
#include "views/widgets/badgedelegate.h"
#include "views/widgets/itemtable.h"

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
constexpr std::chrono::milliseconds endedInterval = std::chrono::seconds(30); // ages are shown in minutes

bool isWorking(const OperationRecord &operation)
{
    return operation.state == State::Working;
}

bool hasEnded(const OperationRecord &operation)
{
    return operation.state != State::Working;
}

bool hasDocument(const OperationRecord &operation)
{
    return !operation.document.isEmpty() && operation.state != State::Lost;
}

bool hasError(const OperationRecord &operation)
{
    return operation.error || operation.pollError;
}

/// Elides resource names in the middle, because their ends differ.
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

QStringList namesOf(const QList<OperationRecord> &operations, bool (*isRequested)(const OperationRecord &))
{
    QStringList names;
    for (const OperationRecord &operation : operations) {
        if (isRequested(operation))
            names.append(operation.name);
    }
    return names;
}

/// The whole error; a cell shows only one line of it. The code of an operation's Status is a google.rpc.Code.
QString errorText(const OperationRecord &operation)
{
    if (operation.error)
        return statusText(*operation.error);
    return operation.pollError ? errorSentence(*operation.pollError) : QString();
}

/// The whole error; the resource name of a store, which the cell shows by its title.
QString toolTipOf(const QModelIndex &index)
{
    switch (index.column()) {
    case OperationsModel::ErrorColumn:
        return errorText(operationOf(index));
    case OperationsModel::StoreColumn:
        return operationOf(index).store;
    default:
        return {};
    }
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
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 1);
    m_details->hide();
    m_stack->addWidget(m_splitter);
    m_stack->addWidget(m_empty);

    connect(m_table, &ItemTable::selectedRowsChanged, this, &OperationsPanel::updateDetails);
    connect(m_details, &OperationDetails::answerRequested, this, &OperationsPanel::answerRequested);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&operations, signal, this, &OperationsPanel::handleRows);
    connect(&operations, &QAbstractItemModel::modelReset, this, &OperationsPanel::handleRows);
    connect(&operations, &QAbstractItemModel::dataChanged, this, &OperationsPanel::handleRows);
    connect(&m_ageTimer, &QTimer::timeout, this, [this] { m_refreshTimes(); });
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
    m_table->setCellToolTip(&toolTipOf);
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
    QAction *poll = m_table->addAction(icon(IconName::Refresh), tr("&Check Now"), pollKey, this,
                                       [this] { emit pollRequested(namesOf(selectedOperations(), &isWorking)); });
    m_table->addSeparator();
    QAction *copyName = m_table->addAction(icon(IconName::Copy), tr("Copy &Name"), this, [this] {
        QGuiApplication::clipboard()->setText(
            m_table->selectedData<QString>(OperationsModel::ResourceNameRole).join(u'\n'));
    });
    copyName->setShortcuts(QKeySequence::Copy);
    QAction *copyError =
        m_table->addAction(icon(IconName::Copy), tr("Copy &Error Details"), this, &OperationsPanel::copyErrors);
    m_table->addSeparator();
    QAction *forget = m_table->addAction(icon(IconName::Clear), tr("Remove from &List"), Qt::Key_Delete, this,
                                         [this] { emit forgetRequested(namesOf(selectedOperations(), &hasEnded)); });
    QAction *forgetAll = m_table->addAction(icon(IconName::Clear), tr("Remove &All That Have Ended"), this,
                                            [this] { emit forgetRequested(namesOf(operations(), &hasEnded)); });
    connect(m_table, &ItemTable::aboutToUseActions, this, [=, this] {
        const QList<OperationRecord> selected = selectedOperations();
        open->setEnabled(selected.size() == 1 && hasDocument(selected.first()));
        details->setChecked(areDetailsShown());
        poll->setEnabled(std::ranges::any_of(selected, &isWorking));
        copyName->setEnabled(!selected.isEmpty());
        copyError->setEnabled(std::ranges::any_of(selected, &hasError));
        forget->setEnabled(std::ranges::any_of(selected, &hasEnded));
        forgetAll->setEnabled(workingCount() < m_sorted->rowCount());
    });
}

void OperationsPanel::handleRows()
{
    const bool isEmpty = m_sorted->rowCount() == 0;
    const int working = workingCount();
    m_stack->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_empty) : m_splitter);
    updateDetails();
    const std::chrono::milliseconds interval = working > 0 ? workingInterval : endedInterval;
    if (isEmpty || !isVisible())
        m_ageTimer.stop();
    else if (!m_ageTimer.isActive() || m_ageTimer.intervalAsDuration() != interval)
        m_ageTimer.start(interval);
    setWindowTitle(working > 0 ? tr("Operations (%1)").arg(working) : tr("Operations"));
}

void OperationsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_refreshTimes();
    handleRows();
}

void OperationsPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_ageTimer.stop();
}

void OperationsPanel::setAnswer(const QString &name, const Result<Operation> &answer)
{
    m_details->setAnswer(name, answer);
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
    m_details->setVisible(shown);
    updateDetails();
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

QList<OperationRecord> OperationsPanel::operations() const
{
    QList<OperationRecord> operations;
    for (int row = 0; row < m_sorted->rowCount(); ++row)
        operations.append(operationOf(m_sorted->index(row, 0)));
    return operations;
}

/// Reads only the states: this is counted for each row that changes.
int OperationsPanel::workingCount() const
{
    int working = 0;
    for (int row = 0; row < m_sorted->rowCount(); ++row) {
        const QVariant state = m_sorted->index(row, OperationsModel::StateColumn).data(OperationsModel::SortRole);
        working += state.toInt() == static_cast<int>(State::Working) ? 1 : 0;
    }
    return working;
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
            lines.append(tr("%1: %2", "operation, error").arg(operation.name, errorText(operation)));
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace pollux
