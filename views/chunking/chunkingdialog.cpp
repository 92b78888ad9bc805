// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/chunkingdialog.h"

#include "models/accounts/chunkingmemory.h"
#include "models/text/storetext.h"
#include "views/chunking/documentsettingspane.h"
#include "views/chunking/documentsourcesmodel.h"
#include "views/chunking/documentsourcespane.h"
#include "views/chunking/indexestimate.h"
#include "views/messages/messagewidget.h"
#include "views/style/layouts.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QSet>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogChars = 170;
constexpr int dialogLines = 46;
constexpr int storeChars = 36;

} // namespace

ChunkingDialog::ChunkingDialog(const QList<DocumentSource> &sources, const QList<RagStore> &stores,
                               const QString &store, ChunkingMemory &memory, QWidget *parent)
    : QDialog(parent)
    , m_memory(memory)
    , m_isImport(!std::ranges::all_of(sources, &QString::isEmpty, &DocumentSource::fileName))
    , m_model(new DocumentSourcesModel(sources, this))
    , m_estimate(new IndexEstimate(this))
{
    setWindowTitle(m_isImport ? tr("Import into a store") : tr("Upload to a store"));
    setSizeGripEnabled(true);
    m_notice = new MessageWidget(this);
    m_notice->setObjectName(u"chunkingNotice"_s);
    layouts::fill(new QVBoxLayout(this), {{createContent(), 1}, m_notice, createFooter()}, theme::grid,
                  2 * theme::grid);
    addStores(stores, store);

    connect(m_store, &QComboBox::currentIndexChanged, this, &ChunkingDialog::handleStore);
    connect(m_sourcesPane, &DocumentSourcesPane::selectionChanged, this, &ChunkingDialog::handleSelection);
    connect(m_sourcesPane, &DocumentSourcesPane::edited, this, &ChunkingDialog::refresh);
    connect(m_settingsPane, &DocumentSettingsPane::chunkingEdited, this, [this] { m_isChunkingEdited = true; });
    connect(m_model, &DocumentSourcesModel::changed, this, &ChunkingDialog::refresh);
    connect(m_estimate, &IndexEstimate::changed, this, [this] { m_estimateText->setText(m_estimate->sentence()); });
    handleStore();
    handleSelection();
    restoreSize();
}

ChunkingDialog::~ChunkingDialog()
{
    // A field that loses the focus emits what was typed; its receivers must still exist.
    hide();
}

QWidget *ChunkingDialog::createContent()
{
    m_scroll = new QScrollArea(this);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget(m_scroll);
    m_store = new QComboBox(content);
    m_store->setObjectName(u"store"_s);
    m_store->setMinimumContentsLength(storeChars);
    m_store->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto *storeRow = new QHBoxLayout;
    layouts::fill(storeRow, {layouts::createLabel(tr("&Store:"), m_store), m_store, {}});

    m_splitter = new QSplitter(content);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(2 * theme::grid);
    m_sourcesPane = new DocumentSourcesPane(*m_model, m_splitter);
    m_settingsPane = new DocumentSettingsPane(*m_model, m_memory, m_splitter);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    layouts::fill(new QVBoxLayout(content), {storeRow, {m_splitter, 1}});
    m_scroll->setWidget(content);
    return m_scroll;
}

QLayout *ChunkingDialog::createFooter()
{
    m_estimateText = layouts::createParagraph({}, this);
    m_estimateText->setObjectName(u"estimate"_s);
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    cancel->setIcon({});
    m_accept = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(u"acceptButton"_s);
    m_accept->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *row = new QHBoxLayout;
    layouts::fill(row, {{m_estimateText, 1}, buttons}, 2 * theme::grid);
    return row;
}

void ChunkingDialog::addStores(const QList<RagStore> &stores, const QString &store)
{
    m_stores = stores;
    auto preselected = std::ranges::find(m_stores, store, &RagStore::name);
    if (!store.isEmpty() && preselected == m_stores.end()) {
        RagStore unknown;
        unknown.name = store;
        preselected = m_stores.insert(0, unknown);
    }
    for (const RagStore &each : std::as_const(m_stores))
        m_store->addItem(storetext::storeTitle(each), each.name);
    if (preselected != m_stores.end())
        m_store->setCurrentIndex(static_cast<int>(preselected - m_stores.begin()));
}

void ChunkingDialog::restoreSize()
{
    if (restoreGeometry(m_memory.dialogGeometry()))
        return;
    const QSize wanted(dialogChars * fontMetrics().averageCharWidth(), dialogLines * fontMetrics().lineSpacing());
    resize(wanted.boundedTo(screen()->availableSize()));
}

void ChunkingDialog::resizeEvent(QResizeEvent *event)
{
    QDialog::resizeEvent(event);
    // If the two halves do not fit side by side, one stands above the other.
    const int needed = m_sourcesPane->minimumSizeHint().width() + m_settingsPane->minimumSizeHint().width() +
                       m_splitter->handleWidth() + m_scroll->verticalScrollBar()->sizeHint().width();
    m_splitter->setOrientation(needed > m_scroll->width() ? Qt::Vertical : Qt::Horizontal);
}

const RagStore *ChunkingDialog::chosenStore() const
{
    const int index = m_store->currentIndex();
    return index < 0 ? nullptr : &m_stores.at(index);
}

StoreUpload ChunkingDialog::uploadAt(int row) const
{
    const DocumentSettings &settings = m_model->settingsAt(row);
    return {chosenStore()->name, entriesOf(settings.metadata), settings.choice().config};
}

QList<AcceptedFile> ChunkingDialog::files() const
{
    QList<AcceptedFile> files;
    if (result() != QDialog::Accepted || m_isImport)
        return files;
    for (const int row : m_model->takenRows()) {
        files.append(m_model->sourceAt(row).file);
        files.last().storeUpload = uploadAt(row);
    }
    return files;
}

QHash<QString, QString> ChunkingDialog::rememberedTypes() const
{
    return result() == QDialog::Accepted ? m_model->rememberedTypes() : QHash<QString, QString>();
}

QList<DocumentImport> ChunkingDialog::imports() const
{
    QList<DocumentImport> imports;
    if (result() != QDialog::Accepted || !m_isImport)
        return imports;
    for (const int row : m_model->takenRows())
        imports.append({m_model->sourceAt(row).fileName, uploadAt(row)});
    return imports;
}

void ChunkingDialog::handleStore()
{
    loadChoice();
    const RagStore *store = chosenStore();
    m_model->setStore(store ? *store : RagStore());
}

void ChunkingDialog::handleSelection()
{
    m_settingsPane->setRows(m_sourcesPane->selectedRows(), m_sourcesPane->currentRow());
    refreshNotice();
}

/// Loads the choice remembered for this store or, without one, for files of this type, unless the user has changed it.
void ChunkingDialog::loadChoice()
{
    const RagStore *store = chosenStore();
    if (m_isChunkingEdited || !store)
        return;
    QSet<QString> extensions;
    for (int row = 0; row < m_model->rowCount(); ++row)
        extensions.insert(m_model->sourceAt(row).extension());
    std::optional<ChunkingChoice> choice = m_memory.choiceForStore(store->name);
    if (!choice && extensions.size() == 1)
        choice = m_memory.choiceForType(*extensions.cbegin());
    DocumentSettings settings = m_model->sharedSettings();
    settings.setChoice(choice.value_or(ChunkingChoice{ChunkingConfig()}));
    m_model->setSharedSettings(settings);
}

void ChunkingDialog::remember()
{
    QSet<QString> extensions;
    for (const int row : m_model->takenRows()) {
        const QString extension = m_model->sourceAt(row).extension();
        if (!extensions.contains(extension))
            m_memory.rememberForType(extension, m_model->settingsAt(row).choice());
        extensions.insert(extension);
    }
    m_memory.rememberForStore(chosenStore()->name, m_model->sharedSettings().choice());
}

void ChunkingDialog::done(int result)
{
    // A button's key presses it without moving the focus, and a name that is being edited is taken when its field loses
    // the focus.
    if (result == QDialog::Accepted)
        m_accept->setFocus();
    // Enter can accept a dialog even if its button is disabled.
    if (result == QDialog::Accepted && !obstacle().isEmpty())
        return;
    m_memory.setDialogGeometry(saveGeometry());
    if (result == QDialog::Accepted)
        remember();
    QDialog::done(result);
}

QString ChunkingDialog::obstacle() const
{
    if (!chosenStore())
        return tr("There is no store yet. Create one first.");
    if (m_model->takenRows().isEmpty())
        return m_isImport ? tr("No file is left to import.") : tr("No file is left to upload.");
    const QString problem = m_model->problem();
    return problem.isEmpty() ? m_sourcesPane->problem() : problem;
}

void ChunkingDialog::refreshNotice()
{
    QString problem = obstacle();
    m_accept->setEnabled(problem.isEmpty());
    if (m_settingsPane->isMarking(problem))
        problem = tr("Correct the marked setting first.");
    // Screen readers read a message each time it is shown, so an unchanged one is not shown again.
    if (problem.isEmpty())
        m_notice->clear();
    else if (problem != m_notice->text())
        m_notice->showMessage(MessageWidget::Kind::Warning, problem);
}

void ChunkingDialog::refresh()
{
    const auto count = static_cast<int>(m_model->takenRows().size());
    m_accept->setText(m_isImport ? tr("&Import %n Files", nullptr, count) : tr("&Upload %n Files", nullptr, count));
    refreshNotice();
    QList<IndexEstimate::Document> documents;
    for (const int row : m_model->takenRows())
        documents.append({m_model->sourceAt(row).textPath(), m_model->settingsAt(row).choice().config});
    m_estimate->setDocuments(documents);
    m_estimateText->setText(m_estimate->sentence());
}

} // namespace pollux
