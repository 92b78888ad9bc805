// SPDX-License-Identifier: Apache-2.0
#include "views/stores/documentspage.h"

#include "models/items/stores/documentsmodel.h"
#include "models/items/stores/storesmodel.h"
#include "models/text/storetext.h"
#include "views/stores/documentdetails.h"
#include "views/stores/storedetails.h"
#include "views/stores/storeheader.h"
#include "views/style/layouts.h"
#include "views/widgets/badgedelegate.h"
#include "views/widgets/dropoverlay.h"
#include "views/widgets/filenamedelegate.h"
#include "views/widgets/itemtable.h"
#include "views/widgets/wholelistloader.h"

#include <QClipboard>
#include <QDataStream>
#include <QGuiApplication>
#include <QIODevice>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

const QList<ItemTable::Column> columns = {
    {.number = DocumentsModel::NameColumn, .chars = 36, .minChars = 32},
    {.number = DocumentsModel::StateColumn, .chars = 16},
    {.number = DocumentsModel::SizeColumn, .chars = 12, .rank = 1},
    {.number = DocumentsModel::TypeColumn, .chars = 22, .rank = 2},
    {.number = DocumentsModel::CreatedColumn, .chars = 27, .rank = 3},
    {.number = DocumentsModel::UpdatedColumn, .chars = 27, .isShown = false},
    {.number = DocumentsModel::MetadataColumn, .chars = 30, .rank = 4},
    {.number = DocumentsModel::ResourceNameColumn, .chars = 40, .isShown = false},
};
constexpr qint32 layoutVersion = 1;
// A list that arrives sooner is shown without a loading message.
constexpr std::chrono::milliseconds loadingDelay(500);

QString mimeTypeOf(const QModelIndex &index)
{
    return index.data(DocumentsModel::DocumentRole).value<Document>().mimeType;
}

} // namespace

DocumentsPage::DocumentsPage(StoresModel &stores, DocumentsModel &documents, QWidget *parent)
    : QWidget(parent)
    , m_stores(stores)
    , m_documents(documents)
    , m_sorted(new QSortFilterProxyModel(this))
    , m_header(new StoreHeader(this))
    , m_table(new ItemTable(u"documents"_s, columns, this))
    , m_empty(new PlaceholderMessage(this))
    , m_stack(new QStackedWidget(this))
    , m_details(new QStackedWidget(this))
    , m_documentDetails(new DocumentDetails(m_details))
    , m_storeDetails(new StoreDetails(m_details))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_dropOverlay(new DropOverlay(DropOverlay::Purpose::Index, this))
{
    setAccessibleName(tr("Documents of the store"));
    m_sorted->setSourceModel(&documents);
    m_sorted->setSortRole(DocumentsModel::SortRole);
    m_sorted->setSortLocaleAware(true);
    createTable();
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_details->addWidget(m_storeDetails);
    m_details->addWidget(m_documentDetails);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_stack);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 1);
    m_details->hide();
    layouts::fill(new QVBoxLayout(this), {m_header, {m_splitter, 1}}, 0);
    m_loadingDelay.setSingleShot(true);
    connectHeader();
    connectModels();
    showStore();
    showCurrent();
}

void DocumentsPage::connectHeader()
{
    connect(m_header, &StoreHeader::uploadRequested, this,
            [this] { emit uploadToStoreRequested(m_documents.store()); });
    connect(m_header, &StoreHeader::deleteRequested, this, [this] { emit deleteStoreRequested(m_documents.store()); });
    connect(m_dropOverlay, &DropOverlay::pathsDropped, this, [this](const QStringList &paths, int refused) {
        emit uploadRequested(paths, m_documents.store(), refused);
    });
    connect(m_header, &StoreHeader::refreshRequested, this, &DocumentsPage::refreshRequested);
    connect(m_header, &StoreHeader::detailsRequested, this, &DocumentsPage::setDetailsShown);
}

void DocumentsPage::createTable()
{
    m_table->setAccessibleName(tr("Documents"));
    m_table->setAccessibleDescription(
        tr("The documents of the store, one per row. Return shows the details, Delete deletes the selected documents"));
    m_table->setItemDelegateForColumn(DocumentsModel::NameColumn, new FileNameDelegate(m_table, &mimeTypeOf));
    m_table->setItemDelegateForColumn(DocumentsModel::StateColumn,
                                      new BadgeDelegate(m_table, DocumentsModel::BadgeRole));
    m_table->enableColumnMenu(DocumentsModel::NameColumn);
    m_table->enableSorting(DocumentsModel::CreatedColumn, Qt::DescendingOrder);
    m_table->setModel(m_sorted);
    new WholeListLoader(*m_table, m_documents);

    const auto showDetails = [this] { setDetailsShown(true); };
    QAction *details = m_table->addAction(icon(IconName::Details), tr("Show Deta&ils"), this, showDetails);
    details->setShortcuts({Qt::Key_Return, Qt::Key_Enter});
    QAction *copy = m_table->addAction(icon(IconName::Copy), tr("Copy &Name"), this, &DocumentsPage::copyNames);
    copy->setShortcuts(QKeySequence::Copy);
    m_table->addAction(icon(IconName::Code), tr("Code &Snippet…"), Qt::CTRL | Qt::SHIFT | Qt::Key_S, this,
                       &DocumentsPage::snippetRequested);
    QAction *remove = m_table->addAction(icon(IconName::Remove), tr("&Delete…"), Qt::Key_Delete, this,
                                         [this] { emit deleteRequested(selectedNames()); });
    m_table->addSeparator();
    m_table->addAction(icon(IconName::Refresh), tr("&Refresh"), this, &DocumentsPage::refreshRequested);
    connect(m_table, &ItemTable::aboutToUseActions, this, [this, details, copy, remove] {
        const bool hasSelection = m_table->selectionModel()->hasSelection();
        for (QAction *action : {details, copy, remove})
            action->setEnabled(hasSelection);
    });
    connect(m_table, &QAbstractItemView::doubleClicked, this, showDetails);
    connect(m_table, &ItemTable::selectedRowsChanged, this, [this] {
        m_awaitedName.clear();
        updateDetails();
        emit selectionNamesChanged();
    });
}

void DocumentsPage::connectModels()
{
    connect(&m_loadingDelay, &QTimer::timeout, this, &DocumentsPage::showLoading);
    connect(&m_documents, &DocumentsModel::storeChanged, this, [this] {
        m_awaitedName.clear();
        m_loadingDelay.stop();
        m_isLoadingShown = false;
        m_stack->setCurrentWidget(m_table);
        showStore();
        showCurrent();
    });
    connect(&m_documents, &DocumentsModel::loadingChanged, this, &DocumentsPage::showCurrent);
    // The proxy is connected to the model first, so it has its rows by then; its own signal of a removal comes too
    // early.
    connect(&m_documents, &QAbstractItemModel::rowsInserted, this, &DocumentsPage::handleRows);
    connect(&m_documents, &QAbstractItemModel::rowsRemoved, this, &DocumentsPage::handleRows);
    connect(&m_documents, &QAbstractItemModel::modelReset, this, &DocumentsPage::handleRows);
    connect(m_sorted, &QAbstractItemModel::dataChanged, this, &DocumentsPage::updateDetails);

    const auto showIfMine = [this](const QString &name) {
        if (name == m_documents.store())
            showStore();
    };
    connect(&m_stores, &StoresModel::storeSeen, this, [showIfMine](const RagStore &store) { showIfMine(store.name); });
    connect(&m_stores, &StoresModel::storeGone, this, showIfMine);
    connect(&m_stores, &QAbstractItemModel::modelReset, this, &DocumentsPage::showStore);
}

QStringList DocumentsPage::selectedNames() const
{
    return m_table->selectedData<QString>(DocumentsModel::ResourceNameRole);
}

void DocumentsPage::selectDocument(const QString &name)
{
    setDetailsShown(true);
    const bool isThere = m_table->selectRows(DocumentsModel::ResourceNameRole, {name});
    m_awaitedName = isThere ? QString() : name;
    // The details make the table smaller, but only in the next turn of the event loop.
    QMetaObject::invokeMethod(
        m_table, [this] { m_table->scrollTo(m_table->currentIndex()); }, Qt::QueuedConnection);
}

void DocumentsPage::copyNames() const
{
    QGuiApplication::clipboard()->setText(selectedNames().join(u'\n'));
}

bool DocumentsPage::areDetailsShown() const
{
    return !m_details->isHidden();
}

void DocumentsPage::setDetailsShown(bool shown)
{
    m_details->setVisible(shown);
    m_header->setDetailsShown(shown);
    updateDetails();
}

QString DocumentsPage::countText() const
{
    const int loaded = m_documents.rowCount();
    const bool isAll = m_documents.loading() == DocumentsModel::Loading::Complete;
    if (m_documents.loading() == DocumentsModel::Loading::Inactive || (loaded == 0 && !isAll))
        return {};
    if (isAll)
        return tr("%n documents", nullptr, loaded);
    return m_documents.isLoadingAll() ? tr("%n documents loaded, loading the rest…", nullptr, loaded)
                                      : tr("%n documents loaded, more on the server", nullptr, loaded);
}

QByteArray DocumentsPage::saveLayout() const
{
    QByteArray layout;
    QDataStream stream(&layout, QIODevice::WriteOnly);
    stream << layoutVersion << areDetailsShown() << m_splitter->saveState() << m_table->saveLayout();
    return layout;
}

bool DocumentsPage::restoreLayout(const QByteArray &layout)
{
    QDataStream stream(layout);
    qint32 version = 0;
    bool detailsShown = false;
    QByteArray splitterState;
    QByteArray tableLayout;
    stream >> version >> detailsShown >> splitterState >> tableLayout;
    if (stream.status() != QDataStream::Ok || version != layoutVersion || !m_table->restoreLayout(tableLayout))
        return false;
    m_splitter->restoreState(splitterState);
    setDetailsShown(detailsShown);
    return true;
}

void DocumentsPage::showStore()
{
    const QString name = m_documents.store();
    const std::optional<RagStore> known = m_stores.find(name);
    RagStore store = known.value_or(RagStore());
    store.name = name;
    m_header->setStore(store, known.has_value());
    m_dropOverlay->setTarget(name.isEmpty() ? QString() : storetext::storeTitle(store));
    updateDetails();
}

void DocumentsPage::handleRows()
{
    if (!m_awaitedName.isEmpty() && m_table->selectRows(DocumentsModel::ResourceNameRole, {m_awaitedName}))
        m_awaitedName.clear();
    updateDetails();
    showCurrent();
}

void DocumentsPage::showCurrent()
{
    emit countChanged();
    const DocumentsModel::Loading loading = m_documents.loading();
    const bool isWaiting = loading == DocumentsModel::Loading::Loading || loading == DocumentsModel::Loading::Partial;
    if (m_documents.rowCount() == 0 && isWaiting) {
        if (!m_loadingDelay.isActive() && !m_isLoadingShown)
            m_loadingDelay.start(loadingDelay);
        return;
    }
    m_loadingDelay.stop();
    m_isLoadingShown = false;
    if (m_documents.rowCount() > 0)
        m_stack->setCurrentWidget(m_table);
    else
        showMessage(emptyContent());
}

PlaceholderMessage::Content DocumentsPage::emptyContent()
{
    if (m_documents.loading() == DocumentsModel::Loading::Failed && m_documents.loadError()) {
        return PlaceholderMessage::ofError(
            *m_documents.loadError(), [this] { m_documents.retry(); }, [this] { emit changeKeyRequested(); });
    }
    if (m_documents.loading() == DocumentsModel::Loading::Inactive)
        return {IconName::Store, tr("No store"), tr("Choose a store to see its documents.")};
    return {IconName::Document,
            tr("No documents yet"),
            tr("Drop files here to index them."),
            {{tr("Upload Files…"), [this] { emit uploadToStoreRequested(m_documents.store()); }}}};
}

void DocumentsPage::showMessage(const PlaceholderMessage::Content &content)
{
    m_empty->setContent(content);
    m_stack->setCurrentWidget(m_empty);
}

void DocumentsPage::showLoading()
{
    if (m_documents.rowCount() > 0 || m_documents.loading() != DocumentsModel::Loading::Loading)
        return;
    m_isLoadingShown = true;
    showMessage({IconName::Refresh, tr("Loading documents…"), tr("Waiting for the server's list."), {}, true});
}

void DocumentsPage::updateDetails()
{
    if (!areDetailsShown())
        return;
    const auto documents = m_table->selectedData<Document>(DocumentsModel::DocumentRole);
    m_documentDetails->setDocuments(documents);
    if (documents.isEmpty())
        m_storeDetails->setStore(m_stores.find(m_documents.store()));
    m_details->setCurrentWidget(documents.isEmpty() ? static_cast<QWidget *>(m_storeDetails) : m_documentDetails);
}

} // namespace pollux
