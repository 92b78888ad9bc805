// SPDX-License-Identifier: Apache-2.0
#include "views/stores/operationspanel.h"

#include "models/items/stores/operationsmodel.h"
#include "models/text/errortext.h"
#include "views/stores/operationdetails.h"
#include "views/style/icons.h"
#include "views/widgets/badgedelegate.h"
#include "views/widgets/celltooltips.h"
#include "views/widgets/columnfiller.h"
#include "views/widgets/itemtable.h"
#include "views/widgets/placeholdermessage.h"
#include "views/widgets/tablelook.h"

#include <QClipboard>
#include <QDataStream>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedLayout>
#include <QStyledItemDelegate>
#include <QTableView>

#include <algorithm>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

using State = OperationRecord::State;

constexpr int minErrorChars = 24;
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

OperationsPanel::OperationsPanel(OperationsModel &operations, QWidget *parent)
    : OperationsPanel(
          operations, [&operations] { operations.refreshTimes(); }, parent)
{
}

OperationsPanel::OperationsPanel(QAbstractItemModel &operations, std::function<void()> refreshTimes, QWidget *parent)
    : QWidget(parent)
    , m_refreshTimes(std::move(refreshTimes))
    , m_sorted(new QSortFilterProxyModel(this))
    , m_table(new QTableView(this))
    , m_empty(new PlaceholderMessage(this))
    , m_details(new OperationDetails(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_stack(new QStackedLayout(this))
    , m_filler(new ColumnFiller(m_table, OperationsModel::ErrorColumn, minErrorChars))
    , m_columns(new ColumnChooser(m_table, m_filler, OperationsModel::NameColumn,
                                  {{OperationsModel::NameColumn, 30},
                                   {OperationsModel::StateColumn, 20},
                                   {OperationsModel::KindColumn, 10, false},
                                   {OperationsModel::StoreColumn, 28},
                                   {OperationsModel::DocumentColumn, 28},
                                   {OperationsModel::AgeColumn, 10},
                                   {OperationsModel::LastPollColumn, 14},
                                   {OperationsModel::ErrorColumn, 30},
                                   {OperationsModel::ResourceNameColumn, 40, false}}))
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
    m_table->setObjectName(u"operations"_s);
    m_table->setAccessibleName(tr("Operations"));
    m_table->setAccessibleDescription(
        tr("Return opens the document, Alt with Return shows the details, F9 asks the service now, Delete takes an "
           "operation that has ended out of the list"));
    applyTableLook(*m_table);
    m_table->setModel(m_sorted);
    m_table->setItemDelegateForColumn(OperationsModel::StateColumn,
                                      new BadgeDelegate(m_table, OperationsModel::BadgeRole));
    for (const int column : {OperationsModel::StoreColumn, OperationsModel::DocumentColumn})
        m_table->setItemDelegateForColumn(column, new NameDelegate(m_table));
    new CellToolTips(m_table, &errorToolTip);
    m_table->horizontalHeader()->setSortIndicator(OperationsModel::AgeColumn, Qt::DescendingOrder);
    m_table->setSortingEnabled(true);
    m_columns->setDefaultColumns();
    m_table->installEventFilter(this);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, &OperationsPanel::showMenu);
    connect(m_table, &QTableView::doubleClicked, this, &OperationsPanel::openDocument);
}

void OperationsPanel::createDetails()
{
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 1);
    m_details->hide();
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &OperationsPanel::updateDetails);
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
    const QString title = working > 0 ? tr("Operations (%1)").arg(working) : tr("Operations");
    if (title == m_title)
        return;
    m_title = title;
    emit titleChanged(title);
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
    QItemSelection selection;
    QModelIndex first;
    for (int row = 0; row < m_sorted->rowCount(); ++row) {
        const QModelIndex index = m_sorted->index(row, OperationsModel::NameColumn);
        if (!names.contains(index.data(OperationsModel::ResourceNameRole).toString()))
            continue;
        selection.select(index, index);
        if (!first.isValid())
            first = index;
    }
    m_table->setCurrentIndex(first);
    m_table->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_table->scrollTo(first);
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
    stream << layoutVersion << areDetailsShown() << m_splitter->saveState() << m_columns->saveLayout();
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
    if (stream.status() != QDataStream::Ok || version != layoutVersion || !m_columns->restoreLayout(columns))
        return false;
    m_splitter->restoreState(splitterState);
    setDetailsShown(detailsShown);
    return true;
}

QList<OperationRecord> OperationsPanel::selectedOperations() const
{
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QList<OperationRecord> operations;
    for (const QModelIndex &row : rows)
        operations.append(operationOf(row));
    return operations;
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

bool OperationsPanel::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (watched != m_table || !isKey)
        return QWidget::eventFilter(watched, event);
    return handleKey(*static_cast<QKeyEvent *>(event)) || QWidget::eventFilter(watched, event);
}

bool OperationsPanel::handleKey(QKeyEvent &event)
{
    const bool isPlain = (event.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    std::function<void()> run;
    if (event.matches(QKeySequence::Copy))
        run = [this] { copyNames(); };
    else if (isPlain && event.key() == Qt::Key_Delete)
        run = [this] { forget(selectedNames(&hasEnded)); };
    else if (isPlain && event.key() == pollKey)
        run = [this] { poll(); };
    else if (isPlain && (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter))
        run = [this] { openDocument(); };
    else if (event.keyCombination() == detailsKey)
        run = [this] { setDetailsShown(!areDetailsShown()); };
    else
        return false;
    event.accept();
    if (event.type() == QEvent::KeyPress)
        run();
    return true;
}

void OperationsPanel::showMenu(const QPoint &position)
{
    const QList<OperationRecord> operations = selectedOperations();
    auto *menu = new QMenu(m_table);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](IconName name, const QString &text, Predicate isRequested, auto run) {
        QAction *action = menu->addAction(icon(name), text, this, run);
        action->setEnabled(std::ranges::any_of(operations, isRequested));
        return action;
    };
    QAction *open = add(IconName::Document, tr("&Open Document"), &hasDocument, [this] { openDocument(); });
    open->setShortcut(Qt::Key_Return);
    open->setEnabled(open->isEnabled() && operations.size() == 1);
    QAction *details = add(IconName::Details, tr("&Details"), &isAny, [this] { setDetailsShown(!areDetailsShown()); });
    details->setShortcut(detailsKey);
    details->setCheckable(true);
    details->setChecked(areDetailsShown());
    details->setEnabled(true);
    add(IconName::Refresh, tr("&Ask the Service Now"), &isWorking, [this] { poll(); })->setShortcut(pollKey);
    menu->addSeparator();
    add(IconName::Copy, tr("Copy &Name"), &isAny, [this] { copyNames(); })->setShortcut(QKeySequence::Copy);
    add(IconName::Copy, tr("Copy &Error Details"), &hasError, [this] { copyErrors(); });
    menu->addSeparator();
    add(IconName::Clear, tr("Remove from &List"), &hasEnded, [this] {
        forget(selectedNames(&hasEnded));
    })->setShortcut(Qt::Key_Delete);
    menu->addAction(icon(IconName::Clear), tr("Remove &All That Have Ended"), this, [this] { forget(endedNames()); })
        ->setEnabled(!endedNames().isEmpty());
    menu->popup(m_table->viewport()->mapToGlobal(position));
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

void OperationsPanel::poll()
{
    if (const QStringList names = selectedNames(&isWorking); !names.isEmpty())
        emit pollRequested(names);
}

void OperationsPanel::forget(const QStringList &names)
{
    if (!names.isEmpty())
        emit forgetRequested(names);
}

void OperationsPanel::copyNames() const
{
    if (const QStringList names = selectedNames(&isAny); !names.isEmpty())
        QGuiApplication::clipboard()->setText(names.join(u'\n'));
}

void OperationsPanel::copyErrors() const
{
    QStringList lines;
    for (const OperationRecord &operation : selectedOperations()) {
        if (hasError(operation))
            lines.append(tr("%1: %2", "operation, error").arg(operation.name, errorWords(operation)));
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace pollux
